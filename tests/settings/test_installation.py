"""How a copy is started again, and what it says that brings what is missing, in a checkout and installed by pip."""

import shlex
import sys
from pathlib import Path

import pytest

from voiceapp.core.ports import EngineError
from voiceapp.desktop.keys.none import NoKeys
from voiceapp.local.chosen_models import ChosenModels, find
from voiceapp.settings import installation


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of another place than this one, with the command in it."""
    folder = tmp_path / "my apps"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "voiceapp").touch()
    monkeypatch.setattr(sys, "prefix", str(folder))
    monkeypatch.setattr(sys, "executable", str(folder / "bin" / "python"))
    return folder


def test_it_is_started_by_its_own_command_whatever_else_is_on_the_path(
    environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "voiceapp").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(other))
    ours = str(environment / "bin" / "voiceapp")
    assert installation.command("talk") == [ours, "talk"]
    assert shlex.split(installation.to_bind("dictate", "--toggle")) == [ours, "dictate", "--toggle"]
    assert installation.as_typed("try `voiceapp talk` once") == f"try `'{ours}' talk` once"


def test_a_command_that_the_shell_finds_is_written_short(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (environment / "bin" / "voiceapp").chmod(0o755)
    monkeypatch.setenv("PATH", str(environment / "bin"))
    assert installation.as_typed("try `voiceapp talk` once") == "try `voiceapp talk` once"


def test_where_no_command_is_its_python_starts_it(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (environment / "bin" / "voiceapp").unlink()

    def bin_folder(*_: str) -> str:
        return str(environment / "bin")

    monkeypatch.setattr("sysconfig.get_path", bin_folder)
    assert installation.command() == [str(environment / "bin" / "python"), "-m", "voiceapp"]


def test_a_desktop_is_given_what_works_from_anywhere(environment: Path) -> None:
    (sentence,) = NoKeys().bind({"dictate": "Ctrl+Alt+Space"}).values()
    assert f"Bind '{environment}/bin/voiceapp' dictate --toggle to a key" in str(sentence)


def _no_module(_: str) -> None:
    return None


def missing_model() -> str:
    with pytest.raises(EngineError) as told:
        find("ears", ChosenModels())
    return str(told.value.failure.sentence)


def test_each_way_of_installing_is_told_what_fits_it(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voiceapp.local.chosen_models.find_spec", _no_module)
    monkeypatch.setenv("PATH", str(environment / "bin"))
    (environment / "bin" / "voiceapp").chmod(0o755)
    assert not installation.is_from_make()
    assert "Run voiceapp models install, or enter a key." in missing_model()
    assert installation.brings_languages() == "voiceapp models install languages"
    assert "make" not in installation.brings_models_again() + str(installation.brings_packages())
    monkeypatch.undo()
    monkeypatch.setattr("voiceapp.local.chosen_models.find_spec", _no_module)
    assert installation.is_from_make()
    assert "Run make run LOCAL=1, or enter a key." in missing_model()
    assert installation.brings_languages() == "make run LANGUAGES=1"

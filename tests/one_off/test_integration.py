"""voiceapp in a person's menu and shells, and out of them again, with the system's own programs as judges."""

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from scripts.command_manuals import files
from voiceapp.cli.exit_codes import NOTHING_FOUND
from voiceapp.cli.main import COMMANDS, main
from voiceapp.one_off.integration import Integration
from voiceapp.settings import installation

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="of Linux")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Integration:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "of-all"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    program = tmp_path / "my apps" / "voiceapp"
    return Integration(installation.data_of_this_person(), tmp_path / "bin", (str(program),))


def test_everything_is_put_there_and_taken_out_again(here: Integration, tmp_path: Path) -> None:
    assert not installation.is_in_menu()
    (here.data / "applications").mkdir(parents=True)
    other = here.data / "applications" / "other.desktop"
    other.write_text("[Desktop Entry]\n")
    put = here.put()
    assert installation.is_in_menu()
    assert set(put) == {path for path in tmp_path.rglob("*") if path.is_file() or path.is_symlink()} - {other}
    assert here.link in put
    assert here.put() == tuple(path for path in put if path != here.link)
    assert set(here.take_out()) == set(put)
    assert here.take_out() == ()
    assert [path for path in tmp_path.rglob("*") if path.is_file() or path.is_symlink()] == [other]
    assert not installation.is_in_menu()


def test_the_entry_starts_this_copy(here: Integration) -> None:
    here.put()
    entry = ConfigParser(interpolation=None)
    entry.read(here.entry, encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == f'"{here.command[0]}"'
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", here.entry], check=True)


def test_somebody_elses_command_stays(here: Integration, tmp_path: Path) -> None:
    here.programs.mkdir()
    here.link.symlink_to(tmp_path / "elsewhere")
    here.put()
    here.take_out()
    assert here.link.is_symlink()


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
def test_each_command_has_a_page_that_can_be_read(here: Integration) -> None:
    here.put()
    pages = sorted((here.data / "man" / "man1").glob("*.1"))
    assert {page.stem for page in pages} == {"voiceapp", *(f"voiceapp-{name}" for name in COMMANDS)}
    read = subprocess.run(
        ["groff", "-man", "-ww", "-Wbreak", "-Tutf8", *pages], check=True, capture_output=True, text=True, timeout=60
    )
    assert read.stderr == ""
    assert "turn recordings into text" in read.stdout


def test_a_shell_completes_commands(here: Integration) -> None:
    here.put()
    script = here.data / "bash-completion" / "completions" / "voiceapp"
    ask = f'. "{script}"; COMP_WORDS=(voiceapp transc); COMP_CWORD=1; COMP_LINE="voiceapp transc"; _shtab_voiceapp; echo "${{COMPREPLY[@]}}"'
    told = subprocess.run(["bash", "-c", ask], check=True, capture_output=True, text=True, timeout=60)
    assert told.stdout.strip() == "transcribe"


def test_pages_and_completions_are_those_of_the_commands() -> None:
    """After a change: .venv/bin/python scripts/command_manuals.py."""
    stale = [str(path) for path, text in files().items() if not path.exists() or path.read_text() != text]
    assert stale == []


def test_the_command_tells_what_it_did(
    here: Integration, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(lambda **_: 0, ["integrate"]) == 0
    put = capsys.readouterr()
    assert str(here.entry) in put.out.splitlines()
    assert "integrate --undo` takes it out again" in put.err
    assert main(lambda **_: 0, ["integrate", "--undo"]) == 0
    assert not here.entry.exists()
    assert main(lambda **_: 0, ["integrate", "--undo"]) == NOTHING_FOUND

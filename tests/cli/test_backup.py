"""Everything is saved in one file in the terminal, and brought back from it."""

import stat
from pathlib import Path

import pytest

from tests.talks import said, talk_of
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.main import main
from voiceapp.core.pcm import WIRE
from voiceapp.core.transcript import SoundId
from voiceapp.settings.paths import Paths
from voiceapp.storage.instance_lock import InstanceLock
from voiceapp.storage.kept_history import KeptHistory


def voiceapp(*arguments: str) -> int:
    return main(lambda **_: 0, list(arguments))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path / "home"))
    line = said("hello", sound=SoundId("talk-0001"), sound_ms=1000)
    KeptHistory(Paths.find().data, RecordingFiles).keep_new(
        talk_of(line, title="Greetings"), [(SoundId("talk-0001"), bytes(WIRE.bytes(1000)))]
    )
    return tmp_path


def test_everything_comes_back_on_another_computer(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "one.zip"
    assert voiceapp("vocabulary", "add", "Kubernetes") == OK
    assert voiceapp("backup", "make", str(file)) == OK
    assert "Conversations: 1, recordings: 1; with vocabulary" in capsys.readouterr().out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setenv("VOICEAPP_HOME", str(home / "other"))
    assert voiceapp("backup", "restore", str(file)) == OK
    assert capsys.readouterr().out == "Restored conversations: 1, recordings: 1.\n"
    assert voiceapp("history") == OK
    assert "Greetings" in capsys.readouterr().out
    assert voiceapp("vocabulary") == OK
    assert capsys.readouterr().out == "Kubernetes\n"


def test_without_sound_and_into_a_folder(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("backup", "make", str(home), "--without-sound") == OK
    assert "without sound" in capsys.readouterr().out
    assert len(list(home.glob("voiceapp-backup-*.zip"))) == 1


def test_what_cannot_be_done_is_said_in_one_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = home / "broken.zip"
    broken.write_bytes(b"PK")
    assert voiceapp("backup", "restore", str(broken)) == FAILED
    assert voiceapp("backup", "restore", str(home / "none.zip")) == FAILED
    assert voiceapp("backup", "make", str(home / "no" / "folder.zip")) == FAILED
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 3
    assert "isn't a backup" in told[0]


def test_restoring_waits_for_the_app_to_be_closed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "one.zip"
    assert voiceapp("backup", "make", str(file)) == OK
    with InstanceLock(Paths.find().data) as lock:
        assert lock.acquire()
        assert voiceapp("backup", "make", str(file)) == OK
        assert voiceapp("backup", "restore", str(file)) == FAILED
    assert "voiceapp is already open" in capsys.readouterr().err

"""What Buzz and OpenWhispr keep is found where they keep it, and imported once."""

import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.imports.foreign import buzz, openwhispr
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.cli.main import main
from voiceapp.core.history import Query
from voiceapp.core.pcm import WIRE
from voiceapp.core.transcript import Message, TalkId
from voiceapp.settings.paths import Paths
from voiceapp.storage.kept_history import KeptHistory
from voiceapp.talk_files import usual_places


def voiceapp(*arguments: str) -> int:
    return main(lambda **_: 0, list(arguments))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path / "voiceapp"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


def sound_of(seconds: float) -> bytes:
    file = io.BytesIO()
    samples = (np.sin(np.arange(int(WIRE.rate * seconds)) / 20) * 8000).astype("<i2")
    soundfile.write(file, samples, WIRE.rate, format="WAV", subtype="PCM_16")
    return file.getvalue()


def history() -> KeptHistory:
    return KeptHistory(Paths.find().data, RecordingFiles)


def test_what_is_found_is_counted_before_anything_is_imported(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("import") == NOTHING_FOUND
    assert "Nothing of Buzz or OpenWhispr" in capsys.readouterr().err
    places = usual_places()
    buzz(places[0])
    openwhispr(next(path for path in places if path.name == "transcriptions.db"))
    assert voiceapp("import") == OK
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()] == [["Buzz", "2"], ["OpenWhispr", "4"]]
    assert voiceapp("import", "--json") == OK
    assert [each["talks"] for each in json.loads(capsys.readouterr().out)] == [2, 4]
    assert not Paths.find().data.exists()


def test_nothing_comes_twice_whatever_was_corrected_since(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    buzz(usual_places()[0])
    assert voiceapp("import", "buzz") == OK
    assert "Imported conversations: 2" in capsys.readouterr().out
    talk = history().talk("buzz-aaaa")
    assert talk is not None
    history().change_message(talk.id, talk.items[0].id, lambda line: replace(line, text="corrected"))
    assert voiceapp("import", "Buzz") == OK
    assert "already there: 2" in capsys.readouterr().out
    assert len(history().talks(Query())) == 2


def test_lines_are_played_from_files_that_are_still_there(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "call.wav"
    file.write_bytes(sound_of(2.0))
    assert voiceapp("import", str(buzz(tmp_path / "Buzz.sqlite", str(file)))) == OK
    call, words = history().talk("buzz-aaaa"), history().talk("buzz-bbbb")
    assert call is not None
    assert words is not None
    assert [len(pcm) for pcm in history().sounds(call).values()] == [WIRE.bytes(1000)] * 2
    assert all(line.sound is None for line in words.items if isinstance(line, Message)), "its file is gone"


def test_the_sound_of_dictations_comes_along(home: Path, tmp_path: Path) -> None:
    path = openwhispr(tmp_path / "them" / "transcriptions.db", sound=sound_of(1.0))
    assert voiceapp("import", str(path)) == OK
    (path.parent / "audio" / "OpenWhispr-2025-03-01-10-00-00-1.webm").unlink()
    talk = history().talk("openwhispr-dictation-uuid-1")
    assert talk is not None
    (pcm,) = history().sounds(talk).values()
    assert WIRE.ms(len(pcm)) == pytest.approx(1000, abs=60)
    assert voiceapp("import", str(path)) == OK
    assert history().talk(TalkId("openwhispr-dictation-uuid-1-copy2")) is None


def test_a_database_that_is_none_of_theirs_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir(parents=True)
    other = home / "other.db"
    other.write_bytes(b"SQLite format 3\x00" + bytes(100))
    assert voiceapp("import", str(other)) == FAILED
    assert "can't be read" in capsys.readouterr().err

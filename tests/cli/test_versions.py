"""Versions of a line from the terminal."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.rig.models import installed
from tests.rig.speech import recorded
from tests.talks import said, talk_of
from voiceapp.cli import main as command_line
from voiceapp.core.transcript import ItemId, SoundId, Version
from voiceapp.core.versions import with_version
from voiceapp.one_off.archive import Archive

LINE = replace(
    said("When is the lobster?", talk="letter"), id=ItemId("letter-1"), sound=SoundId("letter-1"), sound_ms=4_380
)
OTHER = Version("When is a lobster not a lobster?", "Whisper small", "en")


def voiceapp(*words: str) -> int:
    def no_window(**_: object) -> int:
        raise AssertionError("no window was asked for")

    try:
        return command_line.main(no_window, ("versions", *words, "--set=talking.languages=en"))
    except SystemExit as end:
        return int(end.code or 0)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    made = Archive(tmp_path / "data")
    kept = with_version(LINE, OTHER)
    silent = said("Typed.", talk="letter")
    made.keep([talk_of(kept, silent, name="letter")], {SoundId("letter-1"): recorded("lobster").tobytes()})
    return made


def line(archive: Archive) -> str:
    talk = archive.talk("letter")
    assert talk is not None
    return str(getattr(talk.items[0], "text", ""))


@pytest.mark.parametrize("name", ["letter", "letter-1"])
def test_the_versions_of_a_line_are_listed_with_the_difference(
    archive: Archive, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive.talk("letter") is not None
    assert voiceapp(name) == 0
    assert capsys.readouterr().out.splitlines() == [
        "letter-1",
        "   * first version: When is the lobster?",
        "   1 Whisper small, en: When is [-the-] [+a lobster not a+] lobster?",
    ]


def test_a_version_is_used_and_the_former_one_takes_its_place(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert voiceapp("letter", "--use", "1") == 0
    assert line(archive) == OTHER.text
    assert "   * Whisper small, en: When is a lobster not a lobster?" in capsys.readouterr().out
    assert voiceapp("letter", "--use", "1") == 0
    assert line(archive) == LINE.text
    assert voiceapp("letter", "--use", "2") == 3
    assert "has no version 2" in capsys.readouterr().err


@installed
def test_another_recogniser_is_asked_and_its_words_stand_beside_the_others(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert voiceapp("letter-1", "--hear", "--engine", "whisper-tiny.en", "--language", "en") == 0
    assert "   2 Whisper tiny.en, en: " in capsys.readouterr().out
    assert line(archive) == LINE.text
    assert voiceapp("letter-1", "--hear", "--engine", "nobody") == 2
    assert "There's no recogniser nobody now. There are: here/" in capsys.readouterr().err
    assert voiceapp("--recognisers") == 0
    assert "here/whisper-tiny.en" in capsys.readouterr().out


def test_what_has_no_recording_or_is_not_named_is_said(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp() == 2
    assert voiceapp("nothing") == 3
    assert "Nothing named nothing has a recording." in capsys.readouterr().err
    second = replace(LINE, id=ItemId("second-2"))
    archive.keep([talk_of(LINE, second, name="second")], {SoundId("letter-1"): recorded("lobster").tobytes()})
    assert voiceapp("second", "--hear") == 2
    assert "has several lines" in capsys.readouterr().err

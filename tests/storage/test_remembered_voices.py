"""Voices are remembered in a file that only the person can read, and that is gone with the last of them."""

import json
from pathlib import Path

import pytest

from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.recordings.voice_prints import RememberedVoice
from voiceapp.storage.remembered_voices import FILE, RememberedVoices

ANA = RememberedVoice("Ana", (0.6, 0.8), 12.5)
BEN = RememberedVoice("Ben", (1.0, 0.0), 13.0)


def test_voices_are_kept_and_forgotten_one_by_one(tmp_path: Path) -> None:
    kept = RememberedVoices(tmp_path)
    assert kept.voices() == ()
    kept.put(BEN)
    kept.put(ANA)
    assert RememberedVoices(tmp_path).voices() == (ANA, BEN)
    newer = RememberedVoice("Ana", (0.0, 1.0), 20.0)
    kept.put(newer)
    assert kept.voices() == (newer, BEN)
    kept.forget("Ana")
    assert kept.voices() == (BEN,)
    kept.forget("Nobody")
    kept.forget("Ben")
    assert list(tmp_path.iterdir()) == [], "nothing is left of them"


def test_all_are_forgotten_at_once(tmp_path: Path) -> None:
    kept = RememberedVoices(tmp_path)
    kept.forget()
    kept.put(ANA)
    kept.put(BEN)
    kept.forget()
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_the_persons_alone_and_says_what_it_is(tmp_path: Path) -> None:
    RememberedVoices(tmp_path).put(ANA)
    path = tmp_path / FILE
    assert path.stat().st_mode & 0o077 == 0
    said = json.loads(path.read_text(encoding="utf-8"))
    assert "Settings > Recordings" in said["about"]
    assert said["voices"] == [{"name": "Ana", "since": 12.5, "voice": [0.6, 0.8]}]


def test_a_file_that_cannot_be_read_is_left_and_can_be_deleted(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{", encoding="utf-8")
    kept = RememberedVoices(tmp_path)
    with pytest.raises(EngineError) as raised:
        kept.put(ANA)
    assert raised.value.failure.kind is FailureKind.BAD_FILE
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "{"
    kept.forget()
    assert not (tmp_path / FILE).exists()
    (tmp_path / FILE).mkdir()
    for ask in (kept.voices, kept.forget):
        with pytest.raises(EngineError):
            ask()

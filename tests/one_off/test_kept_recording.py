"""What a command writes down of a file comes into the history, with its sound or with the file."""

from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.rig.signals import silence
from tests.rig.speech import recorded
from voiceapp.core.history import Query
from voiceapp.core.messages import EngineTraits
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import RecognisedText, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Talk, TalkKind
from voiceapp.one_off.archive import Archive, ArchiveError
from voiceapp.one_off.file_transcription import transcribe
from voiceapp.one_off.kept_recording import keep
from voiceapp.settings.model import Settings

WORDS, QUIET = recorded("modern", WIRE.rate), silence(1.2, WIRE.rate)


class Ears:
    traits = EngineTraits(Sentence("Ears"))

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        yield RecognisedText(f"{len(b''.join([piece async for piece in sound]))} bytes")


async def written(tmp_path: Path) -> Talk:
    path = tmp_path / "Call.wav"
    soundfile.write(path, np.concatenate([QUIET, WORDS, QUIET, WORDS, QUIET]), WIRE.rate)
    return await transcribe(path, Ears(), RecognitionHints(), lambda _: None, lambda _: None, refers=True)


@pytest.mark.parametrize("sound", ["copy", "file"])
async def test_it_is_a_talk_like_any_other_and_can_be_heard(tmp_path: Path, sound: str) -> None:
    talk = await written(tmp_path)
    keep(talk, Settings().with_value("recordings.sound", sound), tmp_path / "data")
    archive = Archive(tmp_path / "data")
    (kept,) = archive.talks(Query())
    assert (kept.kind, kept.title, len(kept.items)) == (TalkKind.TRANSCRIPTION, "Call", 2)
    assert kept.started_at > talk.started_at, "what is old may be deleted by itself"
    sounds = archive.sounds(kept)
    assert [f"{len(pcm)} bytes" for pcm in sounds.values()] == [getattr(item, "text", "") for item in kept.items]
    files = list((tmp_path / "data").rglob("*.flac"))
    assert len(files) == (2 if sound == "copy" else 0)


async def test_where_nothing_is_kept_it_is_said(tmp_path: Path) -> None:
    talk = await written(tmp_path)
    with pytest.raises(ArchiveError, match="Keep conversations"):
        keep(talk, Settings().with_value("privacy.keep_talks", False), tmp_path / "data")
    assert not (tmp_path / "data").exists()

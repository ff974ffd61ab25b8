"""A voice is heard before it is fetched, by its publisher's sample."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from voiceapp.core.failures import FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.local.catalogue import CATALOGUE
from voiceapp.local.model_store import model_named
from voiceapp.one_off import model_trials
from voiceapp.one_off.model_trials import tried
from voiceapp.one_off.voice_samples import LONGEST, sample_of
from voiceapp.settings.assets import asset
from voiceapp.settings.model import Settings

THORSTEN = model_named("piper-de-thorsten")


@dataclass
class Answer:
    """Meets `local.downloads.resumable.ResumableDownload`."""

    body: bytes
    is_page: bool = False
    begins_at: int = 0
    tag: str = ""
    length: int = 0
    sha256: str = ""
    asked: str = ""

    @asynccontextmanager
    async def open(self, address: str, begins_at: int = 0, tag: str = "") -> AsyncGenerator["Answer"]:
        self.asked = address
        yield self

    async def pieces(self) -> AsyncIterator[bytes]:
        yield self.body[:100]
        yield self.body[100:]


async def test_a_sample_becomes_sound() -> None:
    answer = Answer(asset("hello.flac").read_bytes())
    pcm = await sample_of(THORSTEN, "https://mirror.example", open_address=answer.open)
    assert len(pcm) > WIRE.bytes(300)
    assert answer.asked.startswith("https://mirror.example/rhasspy/piper-voices/resolve/")
    assert answer.asked.endswith("/de/de_DE/thorsten/medium/samples/speaker_0.mp3")


@pytest.mark.parametrize("answer", [Answer(b"<html>", is_page=True), Answer(bytes(LONGEST + 1))])
async def test_what_is_no_sample_is_not_played(answer: Answer) -> None:
    with pytest.raises(EngineError, match="Thorsten's sample can't be reached"):
        await sample_of(THORSTEN, "", open_address=answer.open)


async def test_a_voice_without_one_says_how_to_hear_it() -> None:
    with pytest.raises(EngineError) as told:
        await sample_of(replace(THORSTEN, sample=""), "")
    assert told.value.failure.kind is FailureKind.NOT_FOUND


def test_every_voice_of_pipers_has_a_sample() -> None:
    voices = [model for model in CATALOGUE if model.part == "voice" and not model.speakers]
    assert len(voices) > 12
    assert all(model.sample.startswith("https://") for model in voices)


async def test_trying_a_voice_that_is_not_here_plays_its_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sample(model: object, mirror: str) -> bytes:
        return b"sound"

    monkeypatch.setattr(model_trials, "sample_of", sample)
    played: list[bytes] = []
    probe = await tried(THORSTEN, Settings(), played.append)
    assert (probe.ok, played) == (True, [b"sound"])
    assert str(probe.sentence) == "That was Thorsten's sample. It isn't on this device yet."

"""The recogniser on this device, with a model that hears loud words and whispers as what they are."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import cast

import numpy as np
import pytest

from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import PAUSE, WENT_ON, RecognisedText, RecognitionHints
from voiceapp.local.model_process import ModelProcess
from voiceapp.local.process_messages import RecogniseJob, WordsMessage
from voiceapp.local.recogniser import LocalRecogniser

LOUD, WHISPER, ROOM = 8_000, 900, 20
"""The whisper is 19 dB below what is said aloud, and so as quiet as a pause."""


def tone(ms: int, amplitude: int) -> list[bytes]:
    wave = np.sin(np.arange(WIRE.bytes(ms) // 2) * 0.05) * amplitude
    pcm = wave.astype("<i2").tobytes()
    return [pcm[start : start + WIRE.frame_bytes] for start in range(0, len(pcm), WIRE.frame_bytes)]


SAID, WHISPERED, QUIET = tone(600, LOUD), tone(600, WHISPER), tone(400, ROOM)


class Model:
    """Says of each stretch how it was said."""

    model = "model"

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def ask(self, make: Callable[[int], RecogniseJob]) -> AsyncGenerator[WordsMessage]:
        text = self._words(make(1).pcm)
        self.asked.append(text)
        await asyncio.sleep(0)
        yield WordsMessage(1, text)

    @staticmethod
    def _words(pcm: bytes) -> str:
        frames = np.abs(np.frombuffer(pcm, "<i2").astype(int)).reshape(-1, WIRE.frame_bytes // 2).max(axis=1)
        kinds = ["aloud" if peak > 4_000 else "whispered" if peak > 400 else "" for peak in frames]
        return " ".join(kind for kind, before in zip(kinds, ["", *kinds], strict=False) if kind and kind != before)


async def recognise(model: Model, pieces: list[bytes]) -> list[RecognisedText]:
    async def sound() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece
            for _ in range(5):
                await asyncio.sleep(0)

    def using() -> AbstractAsyncContextManager[None]:
        return nullcontext()

    recogniser = LocalRecogniser(cast(ModelProcess, model), using)
    return [heard async for heard in recogniser.transcribe(sound(), RecognitionHints())]


async def test_the_words_of_a_pause_are_the_whole_if_only_silence_followed() -> None:
    model = Model()
    found = await recognise(model, [*SAID, *QUIET[:10], PAUSE, *QUIET])
    assert found[-1].text == "aloud"
    assert [heard.text for heard in found if heard.pause == 1] == ["aloud"]
    assert model.asked == ["aloud"], "once"


@pytest.mark.parametrize("marks", [[WENT_ON], [WENT_ON, PAUSE]])
async def test_what_is_whispered_after_a_pause_is_not_taken_for_silence(marks: list[bytes]) -> None:
    said = [*SAID, *QUIET[:10], PAUSE, *WHISPERED[:3], marks[0], *WHISPERED, *QUIET[:10], *marks[1:], *QUIET]
    found = await recognise(Model(), said)
    assert found[-1].text == "aloud whispered"
    assert [heard.text for heard in found if heard.pause == 2] == ["aloud whispered"] * (len(marks) - 1)


async def test_a_whisper_that_follows_at_once_belongs_to_the_first_pause() -> None:
    found = await recognise(Model(), [*SAID, *WHISPERED, *QUIET[:10], PAUSE, *QUIET])
    assert [heard.text for heard in found if heard.pause] == ["aloud whispered"]
    assert found[-1].text == "aloud whispered"


async def test_where_nobody_marks_pauses_a_whisper_is_no_silence_either() -> None:
    assert (await recognise(Model(), [*QUIET, *SAID, *QUIET, *WHISPERED, *QUIET]))[-1].text == "aloud whispered"
    model = Model()
    assert (await recognise(model, [*QUIET, *SAID, *QUIET]))[-1].text == "aloud"
    assert model.asked == ["aloud"]


async def test_nothing_is_recognised_over_and_over_while_somebody_whispers() -> None:
    model = Model()
    await recognise(model, [*SAID, *QUIET[:10], PAUSE, WENT_ON, *WHISPERED, *WHISPERED, *QUIET])
    assert len(model.asked) <= 3

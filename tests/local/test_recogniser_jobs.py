"""The recogniser on this machine: which speech it recognises when, and how carefully."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import cast

import numpy as np
import pytest

from tests.rig.signals import noise
from tests.rig.soundcard import RATE
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import PAUSE, RecognisedText, RecognitionHints
from voiceapp.local.model_process import ModelProcess
from voiceapp.local.process_messages import Done, RecogniseJob, Request, WordsMessage
from voiceapp.local.recogniser import LocalRecogniser

SPEECH = noise(1.0, RATE).tobytes()
SILENCE = bytes(WIRE.bytes(700))


class CountingProcess:
    """Answers each job with its number, and keeps what it was asked."""

    model = "counts"

    def __init__(self, *, unsure: bool = False) -> None:
        self.jobs: list[RecogniseJob] = []
        self._unsure = unsure

    async def ask(self, make: Callable[[int], Request]) -> AsyncGenerator[WordsMessage | Done]:
        job = make(len(self.jobs) + 1)
        assert isinstance(job, RecogniseJob)
        self.jobs.append(job)
        await asyncio.sleep(0)
        yield WordsMessage(job.job, f"take {job.job}", "en", unsure=self._unsure)
        yield Done(job.job)


@contextlib.asynccontextmanager
async def loaded() -> AsyncGenerator[None]:
    yield


async def in_frames(*pieces: bytes) -> AsyncIterator[bytes]:
    """As a microphone gives it, with time between the frames for whoever works on them."""
    for piece in pieces:
        if piece == PAUSE:
            yield piece
            continue
        for start in range(0, len(piece), WIRE.frame_bytes):
            yield piece[start : start + WIRE.frame_bytes]
            for _ in range(5):
                await asyncio.sleep(0)


async def heard(process: CountingProcess, *pieces: bytes, hints: RecognitionHints | None = None) -> RecognisedText:
    recogniser = LocalRecogniser(cast("ModelProcess", process), loaded)
    answers = [each async for each in recogniser.transcribe(in_frames(*pieces), hints or RecognitionHints("en"))]
    return answers[-1]


async def test_the_careful_words_of_a_pause_are_the_answer_where_only_silence_follows() -> None:
    process = CountingProcess()
    words = await heard(process, SPEECH, SILENCE)
    assert [job.careful for job in process.jobs] == [True], "once, in the pause"
    assert (words.text, words.final) == ("take 1", True)


async def test_what_is_said_after_a_pause_is_recognised_carefully_with_what_was_before() -> None:
    process = CountingProcess()
    words = await heard(process, SPEECH, SILENCE, SPEECH)
    assert [job.careful for job in process.jobs] == [True, True]
    assert len(process.jobs[-1].pcm) > 2 * len(SPEECH)
    assert words.text == "take 2"


async def test_captions_of_long_speech_are_quick() -> None:
    process = CountingProcess()
    await heard(process, SPEECH * 4, SILENCE)
    assert [job.careful for job in process.jobs] == [False, True]


async def test_who_watches_sees_words_early_and_often_and_none_that_stay_are_hasty() -> None:
    process = CountingProcess()
    await heard(process, SPEECH * 2, SILENCE, hints=RecognitionHints("en", live=True))
    *early, last = process.jobs
    assert [job.passing for job in early] == [True] * len(early)
    assert WIRE.ms(len(early[0].pcm)) <= 400
    assert len(early) >= 4
    assert (last.passing, last.careful) == (False, True)


class ForgetfulProcess(CountingProcess):
    """Loses the end of what it hears carefully."""

    async def ask(self, make: Callable[[int], Request]) -> AsyncGenerator[WordsMessage | Done]:
        async for answer in super().ask(make):
            if isinstance(answer, WordsMessage):
                whole = "one two three four five six seven eight"
                yield WordsMessage(answer.job, "one two three" if self.jobs[-1].careful else whole, "en")
            else:
                yield answer


async def test_no_words_are_lost_that_were_seen_already() -> None:
    process = ForgetfulProcess()
    words = await heard(process, SPEECH * 2, SILENCE, hints=RecognitionHints("en", live=True))
    assert words.text == "one two three four five six seven eight"
    last = process.jobs[-1]
    assert (last.careful, last.passing) == (False, False), "once more, and not for a moment only"


async def test_the_recogniser_is_told_of_names_and_of_what_was_said_before() -> None:
    process = CountingProcess()
    hints = RecognitionHints("", ("Marchetti", "Anneliese"), "And so", ("de", "en"))
    await heard(process, SPEECH, SILENCE, hints=hints)
    (job,) = process.jobs
    assert (job.terms, job.prompt, job.languages) == ("Marchetti, Anneliese", "And so", ("de", "en"))


@pytest.mark.parametrize(
    ("computer", "usual"),
    [("de_AT", ("de", "en")), ("en_GB", ("en",)), ("German_Germany", ("en",)), (None, ("en",))],
)
async def test_where_any_language_may_be_spoken_the_computers_own_is_likely(
    monkeypatch: pytest.MonkeyPatch, computer: str | None, usual: tuple[str, ...]
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (computer, "UTF-8"))
    process = CountingProcess()
    await heard(process, SPEECH, SILENCE, hints=RecognitionHints())
    assert process.jobs[0].usual == usual


async def test_silence_alone_has_no_pause_to_work_in() -> None:
    process = CountingProcess()
    await heard(process, np.zeros(RATE, np.int16).tobytes())
    assert len(process.jobs) == 1, "only at the end, as it may be very quiet speech"


async def test_what_is_said_over_a_reply_is_asked_for_as_that_and_a_guess_is_called_one() -> None:
    process = CountingProcess(unsure=True)
    words = await heard(process, SPEECH, hints=RecognitionHints("en", over_reply=True))
    assert [job.over_reply for job in process.jobs] == [True]
    assert words.unsure
    sure = await heard(CountingProcess(), SPEECH)
    assert not sure.unsure

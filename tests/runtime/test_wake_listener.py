"""What the session makes of a wake word: heard, it says so; what goes wrong is told once, and ends nothing."""

import asyncio

import pytest

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import SpotWakeWord, WakeEvent, WakeWordHeard, WakeWordReady
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.runtime.background_tasks import BackgroundTasks
from voiceapp.runtime.wake_listener import BROKE, WakeListener

MISSING = Failure(FailureKind.NO_WAKE_WORD, Sentence("It isn't there."))
CALL, ROOM = b"\1\1", b"\0\0"


class Words:
    def __init__(self, fails: Exception | None = None) -> None:
        self.fails = fails
        self.chosen: list[str] = []

    async def choose(self, word: str) -> str:
        self.chosen.append(word)
        await asyncio.sleep(0)
        if self.fails is not None:
            raise self.fails
        return word.title()

    def hears(self, pcm: bytes) -> bool:
        if self.fails is not None:
            raise self.fails
        return pcm == CALL


async def told_by(words: Words | None, *pieces: bytes, choices: tuple[str, ...] = ("alexa",)) -> list[WakeEvent]:
    told: list[WakeEvent] = []
    tasks = BackgroundTasks()
    listener = WakeListener(words, tasks, told.append)
    for choice in choices:
        listener.choose(choice)
    for _ in range(3):
        await asyncio.sleep(0)
    for place, pcm in enumerate(pieces):
        listener.spot(SpotWakeWord(pcm, float(place)))
    await tasks.close()
    return told


async def test_it_says_what_has_to_be_said_and_where_it_was_heard() -> None:
    assert await told_by(Words(), ROOM, CALL, ROOM) == [WakeWordReady("Alexa"), WakeWordHeard(1.0)]


async def test_the_last_choice_is_told_and_none_is_no_news() -> None:
    assert await told_by(Words(), choices=("alexa", "okay_nabu")) == [WakeWordReady("Okay_Nabu")]
    assert await told_by(Words(), choices=("alexa", "")) == []


async def test_a_word_that_cannot_be_had_is_told_with_its_reason() -> None:
    assert await told_by(Words(EngineError(MISSING)), choices=("alexa",)) == [WakeWordReady("", MISSING)]


@pytest.mark.expects_log
async def test_a_bug_is_told_once_and_leaves_it_unheard() -> None:
    assert await told_by(Words(RuntimeError("a bug"))) == [WakeWordReady("", BROKE)]
    assert await told_by(Words(RuntimeError("a bug")), ROOM, CALL, choices=()) == [WakeWordReady("", BROKE)]


async def test_a_session_that_hears_no_word_does_nothing() -> None:
    assert await told_by(None, CALL) == []

"""The session has one pause judged, and one recognised, at a time: the newest."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field

import pytest

from tests.engines.failing import Rig, Scripted
from tests.rig.patience import EVENT
from voiceapp.core.messages import EngineTraits, Event, HearPause, JudgePause, PauseHeard
from voiceapp.core.ports import RecognisedText, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import SoundId
from voiceapp.runtime.session import Session

SOUND = SoundId("u1")


class BusyJudge:
    """Takes until it is told to answer. Meets `core.ports.PauseJudge`."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[bytes] = asyncio.Queue()
        self.given_up: asyncio.Queue[bytes] = asyncio.Queue()

    def get_ready(self) -> None:
        """It always is."""

    async def likelihood(self, pcm: bytes) -> float | None:
        self.asked.put_nowait(pcm)
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.given_up.put_nowait(pcm)
            raise
        return None


async def test_a_pause_that_is_over_is_not_judged_any_more_when_the_next_one_is() -> None:
    judge = BusyJudge()
    rig = Rig([Scripted("realtime")], pause_judge=judge)
    assert isinstance(rig.session, Session)
    async with asyncio.timeout(EVENT):
        rig.session.carry_out_all((JudgePause(SOUND, 1, b"one"),))
        assert await judge.asked.get() == b"one"
        rig.session.carry_out_all((JudgePause(SOUND, 2, b"two"),))
        assert await judge.given_up.get() == b"one"
        assert await judge.asked.get() == b"two"
        await rig.end()
    assert judge.given_up.get_nowait() == b"two"


@dataclass
class SlowRecogniser:
    """Answers once it may. Meets `core.ports.SpeechToText`."""

    traits: EngineTraits = field(default_factory=lambda: EngineTraits(Sentence("ears")))
    asked: asyncio.Queue[tuple[bytes, RecognitionHints]] = field(
        default_factory=asyncio.Queue[tuple[bytes, RecognitionHints]]
    )
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    given_up: int = 0

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        self.asked.put_nowait((b"".join([piece async for piece in sound]), hints))
        try:
            await self.may_answer.wait()
        except asyncio.CancelledError:
            self.given_up += 1
            raise
        yield RecognisedText("Turn on the light.", language="en")


async def test_the_words_up_to_the_newest_pause_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ears = SlowRecogniser()
    rig = Rig([Scripted("realtime")], overlap_recogniser=ears)
    assert isinstance(rig.session, Session)
    told: asyncio.Queue[Event] = asyncio.Queue()
    monkeypatch.setattr(rig.session, "tell", told.put_nowait)
    async with asyncio.timeout(EVENT):
        rig.session.carry_out_all((HearPause(SOUND, 1, b"one"),))
        assert (await ears.asked.get())[0] == b"one"
        rig.session.carry_out_all((HearPause(SOUND, 2, b"two", "de", ("de", "en")),))
        said, hints = await ears.asked.get()
        assert (said, hints) == (b"two", RecognitionHints("de", languages=("de", "en"))), (
            "nothing is expected to be said"
        )
        assert ears.given_up == 1
        ears.may_answer.set()
        assert await told.get() == PauseHeard(SOUND, 2, "Turn on the light.", "en")
        monkeypatch.undo()
        await rig.end()

"""The selection is read aloud at a key, stops at the same key, and gives way to the talk."""

import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from typing import Any, cast

import pytest

from tests.rig.patience import EVENT
from voiceapp.app.reading_aloud import NOTHING_SELECTED, ReadingAloud
from voiceapp.app.session_builder import RunningTalk
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Event, Phase, ReplyInterrupted, ShowState, TalkState
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, SpokenAudio
from voiceapp.core.sentence import Sentence
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.model import Settings

SECOND = bytes(WIRE.bytes(1_000))
BROKEN = Failure(FailureKind.REJECTED, Sentence("No voice."))


class Loudspeaker:
    def __init__(self) -> None:
        self.done: list[str] = []
        self.news = threading.Condition()

    def _note(self, what: str) -> None:
        with self.news:
            self.done.append(what)
            self.news.notify_all()

    def open(self, *, on: bool) -> None:
        assert on

    def stop(self) -> None:
        self._note("stop")

    def play(self, reply: str, pcm: bytes) -> None:
        assert reply.startswith("read-")
        self._note(f"play {len(pcm)}")

    def finish(self, reply: str) -> None:
        self._note("finish")

    def wait_for(self, what: str, times: int = 1) -> None:
        with self.news:
            assert self.news.wait_for(lambda: self.done.count(what) >= times, EVENT), self.done


class Talk:
    def __init__(self) -> None:
        self.room = SessionThread()
        self.room.start()
        self.playback = Loudspeaker()
        self.told: list[Event] = []

    def tell(self, event: Event) -> None:
        self.told.append(event)


class Voice:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.failure: Failure | None = None
        self.hangs = False

    def voice(self) -> "Voice":
        return self

    async def speak(self, text: str, wishes: object) -> AsyncGenerator[SpokenAudio]:
        import asyncio

        if self.failure is not None:
            raise EngineError(self.failure)
        self.said.append(text)
        yield SpokenAudio(SECOND)
        if self.hangs:
            await asyncio.Event().wait()


class Bench:
    def __init__(self) -> None:
        self.talk, self.voice, self.selection = Talk(), Voice(), "Read *this*."
        self.complained: list[Failure] = []
        self.reading = ReadingAloud(
            cast("RunningTalk", self.talk),
            cast("Any", self.voice),
            Settings,
            lambda: self.selection,
            self.complained.append,
        )


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.talk.room.stop()


def reads(bench: Bench) -> bool:
    return bench.reading.is_reading


def test_what_is_selected_is_read_and_the_same_key_stops_it(bench: Bench) -> None:
    bench.reading.toggle()
    bench.talk.playback.wait_for("finish")
    assert len(bench.voice.said) == 1
    assert "this" in bench.voice.said[0]
    assert reads(bench), "a second of it has yet to sound"
    bench.reading.toggle()
    assert bench.talk.playback.done[-1] == "stop"
    assert not reads(bench)


def test_it_stops_while_the_voice_is_still_at_work(bench: Bench) -> None:
    bench.voice.hangs = True
    bench.reading.toggle()
    bench.talk.playback.wait_for(f"play {len(SECOND)}")
    bench.reading.stop()
    bench.talk.playback.wait_for("stop", 2)
    assert not bench.reading.is_reading


def test_nothing_selected_and_no_voice_are_told(bench: Bench) -> None:
    bench.selection = " \x07 "
    bench.reading.toggle()
    assert bench.complained == [NOTHING_SELECTED]
    bench.selection, bench.voice.failure = "Hello", BROKEN
    bench.reading.toggle()
    assert bench.reading._work is not None
    bench.reading._work.result(EVENT)
    assert bench.complained[-1] == BROKEN


@pytest.mark.parametrize("phase", [Phase.HEARING, Phase.THINKING])
def test_it_gives_way_to_the_talk(bench: Bench, phase: Phase) -> None:
    bench.reading.toggle()
    bench.talk.playback.wait_for("finish")
    bench.reading.take_show(ShowState(TalkState(phase=phase)))
    assert not bench.reading.is_reading


def test_a_reply_is_interrupted_for_it(bench: Bench) -> None:
    bench.reading.take_show(ShowState(TalkState(phase=Phase.SPEAKING)))
    bench.reading.toggle()
    bench.talk.playback.wait_for("finish")
    assert bench.talk.told == [ReplyInterrupted()]


def test_the_key_is_heard_when_it_comes_up(bench: Bench) -> None:
    class Now:
        def beside(self, work: Callable[[], object]) -> None:
            work()

        def watch(self, show: object, *, reads: bool) -> None:
            assert not reads

    keys = bench.reading.keys_anywhere(bench.talk.tell, cast("Any", Now()), cast("Any", Now()))
    keys.key("read", True)
    assert bench.voice.said == []
    keys.key("read", False)
    bench.talk.playback.wait_for("finish")
    assert len(bench.voice.said) == 1

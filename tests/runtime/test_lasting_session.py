"""One mistake of ours never ends a session silently, and costs no word."""

import asyncio
import logging
from collections.abc import Callable

import pytest

from tests.engines.failing import Rig, Scripted
from tests.virtual_time import run
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import (
    Command,
    Event,
    FromEngine,
    MicFrame,
    Played,
    ReplyId,
    ReplyWords,
    Show,
    TextEntered,
)
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.transcript import MessageState, Speaker


def breaking(monkeypatch: pytest.MonkeyPatch, on: Callable[[Event], bool], times: int = 1) -> list[Event]:
    """The conversation has a bug: so often it raises at such an event. Says at which it did."""
    handle, broke = Conversation.handle, list[Event]()

    def buggy(conversation: Conversation, event: Event, now: float) -> list[Command]:
        if on(event) and len(broke) < times:
            broke.append(event)
            raise RuntimeError("a bug")
        return handle(conversation, event, now)

    monkeypatch.setattr(Conversation, "handle", buggy)
    return broke


@pytest.mark.expects_log
def test_a_watcher_that_fails_at_everything_harms_no_talk(caplog: pytest.LogCaptureFixture) -> None:
    class Blind(Rig):
        def _show(self, what: Show) -> None:
            super()._show(what)
            raise UnicodeEncodeError("latin-1", "€", 0, 1, "ordinal not in range(256)")

    async def live() -> None:
        engine = Scripted("realtime")
        rig = Blind([engine])
        await rig.begin()
        for number in (1, 2):
            await rig.say(number)
            await rig.silence(5)
        assert engine.answered == ["utterance 1", "utterance 2"]
        await rig.end()

    run(live())
    assert "could not be shown" in caplog.text


@pytest.mark.expects_log
def test_a_mistake_in_the_middle_of_an_answer_is_said_and_the_talk_goes_on_as_it_was(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    second_answer = "Answer to utterance 2."
    broke = breaking(
        monkeypatch,
        lambda told: (
            isinstance(told, FromEngine) and isinstance(told.event, ReplyWords) and told.event.text == second_answer
        ),
    )

    async def live() -> None:
        engine = Scripted("realtime")
        rig = Rig([engine], lasting=True)
        await rig.begin()
        for number in (1, 2, 3):
            await rig.say(number)
            await rig.silence(5)
        assert broke, "or the test says nothing"
        assert engine.answered == ["utterance 1", "utterance 2", "utterance 2", "utterance 3"]
        assert [line.state for line in rig.lines(Speaker.USER)] == [MessageState.DONE] * 3
        for number in (1, 2, 3):
            assert len(rig.answers_to(f"utterance {number}")) == 1
        assert [failure.kind for failure in rig.failures] == [FailureKind.BUG]
        assert rig.items == rig.kept, "what is shown is what is kept"
        await rig.end()

    run(live())
    assert "RuntimeError" in caplog.text


@pytest.mark.expects_log
def test_what_is_being_said_when_it_breaks_is_kept_and_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = 0

    def in_the_middle(event: Event) -> bool:
        nonlocal frames
        frames += isinstance(event, MicFrame)
        return frames == 30

    breaking(monkeypatch, in_the_middle)

    async def live() -> None:
        engine = Scripted("realtime")
        rig = Rig([engine], lasting=True)
        await rig.begin()
        await rig.say(1)
        await rig.silence(20)
        assert sorted(set(engine.answered)) == ["10 frames of utterance 1", "29 frames of utterance 1"]
        assert all(line.state is MessageState.DONE for line in rig.lines(Speaker.USER))
        assert sum(map(len, rig.sounds.values())) >= 39 * 960, "all of it but the frame at which it broke"
        await rig.end()

    run(live())


@pytest.mark.expects_log
def test_a_loudspeaker_that_fails_loses_no_recording_and_is_said(caplog: pytest.LogCaptureFixture) -> None:
    class Mute(Rig):
        broken = True

        def play(self, reply: ReplyId, pcm: bytes, *, paced: bool = False) -> None:
            if self.broken:
                self.broken = False
                raise OSError("the card is on fire")
            super().play(reply, pcm)

    async def live() -> None:
        engine = Scripted("realtime")
        rig = Mute([engine], lasting=True)
        await rig.begin()
        await rig.say(1)
        await rig.silence(10)
        assert len(rig.answers_to("utterance 1")) == 1
        assert [failure.kind for failure in rig.failures] == [FailureKind.BUG]
        await rig.end()

    run(live())
    assert "Play could not be carried out" in caplog.text


@pytest.mark.expects_log
def test_a_mistake_that_is_made_every_time_is_not_made_all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    broke = breaking(monkeypatch, lambda event: isinstance(event, MicFrame), times=10_000)
    logging.getLogger("voiceapp.runtime.lasting_session").setLevel(logging.CRITICAL)

    async def live() -> None:
        rig = Rig([Scripted("realtime")], lasting=True)
        await rig.begin()
        for _ in range(3_000):
            rig.session.tell(MicFrame(bytes(960), rig.now(), 0.0, -90.0))
            await asyncio.sleep(0.02)
        assert 2 <= len(broke) <= 12, "in a minute"
        await rig.end()

    try:
        run(live())
    finally:
        logging.getLogger("voiceapp.runtime.lasting_session").setLevel(logging.NOTSET)


@pytest.mark.expects_log
def test_a_mistake_while_it_ends_does_not_keep_it_from_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    broke = breaking(monkeypatch, lambda event: type(event).__name__ == "Stopped")

    async def live() -> None:
        rig = Rig([Scripted("realtime")], lasting=True)
        await rig.begin()
        await rig.say(1)
        async with asyncio.timeout(60):
            await rig.end()

    run(live())
    assert broke


@pytest.mark.expects_log
def test_what_is_typed_while_nothing_runs_is_answered_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    broke = breaking(monkeypatch, lambda event: isinstance(event, Played | MicFrame), times=4)

    async def live() -> None:
        engine = Scripted("realtime")
        rig = Rig([engine], lasting=True)
        await rig.begin()
        while len(broke) < 4:
            rig.session.tell(MicFrame(bytes(960), rig.now(), 0.0, -90.0))
            await asyncio.sleep(0.02)
        rig.session.tell(TextEntered("still there?"))
        await rig.silence(30)
        assert engine.answered == ["still there?"]
        await rig.end()

    run(live())


def test_nothing_of_this_is_seen_where_nothing_breaks() -> None:
    async def live() -> None:
        engine = Scripted("realtime")
        rig = Rig([engine], lasting=True)
        await rig.begin()
        await rig.say(1)
        await rig.silence(5)
        assert rig.failures == []
        assert engine.answered == ["utterance 1"]
        await rig.end()

    run(live())

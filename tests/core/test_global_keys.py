"""The talk's keys that are heard in every program do what they do in the window."""

import pytest

from voiceapp.core.messages import (
    Event,
    KeyPressed,
    KeyReleased,
    MuteSet,
    Phase,
    ReplyInterrupted,
    ShowState,
    TalkStarted,
    TalkState,
    TalkStopped,
)
from voiceapp.core.talk.talk_key import GlobalTalkKeys
from voiceapp.core.wishes import TurnTaking


def told(state: TalkState, *keys: tuple[str, bool]) -> list[Event]:
    events: list[Event] = []
    anywhere = GlobalTalkKeys(events.append)
    anywhere.take_state(ShowState(state))
    for name, down in keys:
        anywhere.key(name, down)
    return events


@pytest.mark.parametrize(
    ("phase", "event"),
    [
        (Phase.OFF, TalkStarted()),
        (Phase.SPEAKING, ReplyInterrupted()),
        (Phase.MUTED, MuteSet(muted=False)),
        (Phase.READY, TalkStopped()),
    ],
)
def test_a_press_begins_interrupts_or_ends_a_talk(phase: Phase, event: Event) -> None:
    assert told(TalkState(phase), ("talk", True), ("talk", False)) == [event]


def test_held_or_pressed_it_is_push_to_talk() -> None:
    hold = TalkState(Phase.READY, TurnTaking.HOLD)
    assert told(hold, ("talk", True), ("talk", False)) == [KeyPressed(), KeyReleased()]
    off = TalkState(Phase.OFF, TurnTaking.TOGGLE)
    assert told(off, ("talk", True), ("talk", False)) == [TalkStarted(), KeyPressed()]
    hearing = TalkState(Phase.HEARING, TurnTaking.TOGGLE)
    assert told(hearing, ("talk", True), ("talk", False)) == [KeyReleased()]


def test_muting_goes_both_ways() -> None:
    assert told(TalkState(), ("mute", True), ("mute", False)) == [MuteSet(muted=True)]
    assert told(TalkState(muted=True), ("mute", True)) == [MuteSet(muted=False)]

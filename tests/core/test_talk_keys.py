"""What the talk key means in each state, and what the keys do while another program has the keyboard."""

from dataclasses import replace

import pytest

from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.messages import DictationEvent, DictationRequest, RequestMade
from voiceapp.core.messages import (
    Event,
    KeyPressed,
    KeyReleased,
    MuteSet,
    Phase,
    ReplyInterrupted,
    ShowLimits,
    ShowState,
    TalkStarted,
    TalkState,
    TalkStopped,
)
from voiceapp.core.talk.talk_key import GlobalTalkKeys, TalkKey
from voiceapp.core.wishes import TurnTaking


class Told:
    def __init__(self) -> None:
        self.events: list[Event | DictationEvent] = []
        self.key = TalkKey(self.events.append, self.events.append)

    def now(self, phase: Phase, turn_taking: TurnTaking = TurnTaking.SERVER) -> None:
        self.key.show_state(replace(TalkState(), phase=phase, turn_taking=turn_taking))

    def taken(self) -> list[Event | DictationEvent]:
        taken, self.events[:] = [*self.events], []
        return taken


@pytest.mark.parametrize(
    ("phase", "does"),
    [
        (Phase.OFF, TalkStarted()),
        (Phase.SPEAKING, ReplyInterrupted()),
        (Phase.MUTED, MuteSet(muted=False)),
        (Phase.ASLEEP, TalkStarted()),
        (Phase.LISTENING, TalkStopped()),
    ],
)
def test_where_nobody_holds_the_key_a_press_does_what_is_next(phase: Phase, does: Event) -> None:
    told = Told()
    told.now(phase)
    told.key.press()
    told.key.release()
    assert told.taken() == [does]


@pytest.mark.parametrize(
    ("phase", "first"), [(Phase.OFF, [TalkStarted()]), (Phase.MUTED, [MuteSet(muted=False)]), (Phase.LISTENING, [])]
)
def test_a_held_key_talks_for_as_long_as_it_is_held(phase: Phase, first: list[Event]) -> None:
    told = Told()
    told.now(phase, TurnTaking.HOLD)
    told.key.press()
    assert told.key.held
    assert told.taken() == [*first, KeyPressed()]
    told.key.press()
    assert told.taken() == [], "a held key repeats"
    told.key.release()
    assert told.taken() == [KeyReleased()]


def test_a_key_that_toggles_ends_what_it_began() -> None:
    told = Told()
    told.now(Phase.LISTENING, TurnTaking.TOGGLE)
    told.key.press()
    told.now(Phase.HEARING, TurnTaking.TOGGLE)
    told.key.press()
    assert told.taken() == [KeyPressed(), KeyReleased()]


def test_the_key_can_belong_to_a_dictation() -> None:
    told = Told()
    told.now(Phase.READY)
    told.key.serve_dictation(on=True)
    assert told.key.dictating
    assert told.key.state.phase is Phase.READY
    told.key.press()
    told.key.show_dictation(replace(DictationView(), waiting="words"))
    told.key.press()
    assert told.taken() == [RequestMade(DictationRequest.TOGGLE), RequestMade(DictationRequest.INSERT_HERE)]
    told.key.stop()
    told.key.show_dictation(replace(DictationView(), stage=DictationStage.RECORDING))
    told.key.stop()
    assert told.taken() == [ReplyInterrupted(), RequestMade(DictationRequest.CANCEL)]


def test_from_a_menu_a_talk_begins_or_ends() -> None:
    told = Told()
    told.now(Phase.OFF)
    told.key.hang_up_or_talk()
    told.now(Phase.MUTED)
    told.key.hang_up_or_talk()
    assert told.taken() == [TalkStarted(), TalkStopped()]


def test_keys_of_other_programs_go_by_what_the_window_shows() -> None:
    events: list[Event] = []
    read: list[str] = []
    keys = GlobalTalkKeys(events.append, lambda: read.append("read"))
    keys.take_state(ShowState(replace(TalkState(), phase=Phase.LISTENING, turn_taking=TurnTaking.HOLD, muted=True)))
    keys.take_state(ShowLimits(()))
    for name, down in (
        ("mute", True),
        ("mute", False),
        ("talk", True),
        ("talk", False),
        ("dictate", True),
        ("read", True),
    ):
        keys.key(name, down)
    assert events == [MuteSet(muted=False), KeyPressed(), KeyReleased()]
    assert read == []
    keys.key("read", False)
    assert read == ["read"]

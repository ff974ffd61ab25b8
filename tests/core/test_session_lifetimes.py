"""A session is followed by the next in time, and never in a storm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.world import World, talking
from voiceapp.core.messages import (
    CommitTurn,
    Disconnect,
    FromEngine,
    LinkInfo,
    LinkOpened,
    MachineWoke,
    NeedsNewSession,
    SendUtterance,
    TextEntered,
)
from voiceapp.core.talk.session_lifetimes import end_of, renewal_of
from voiceapp.core.transcript import MessageState, Note, Speaker


@given(st.floats(allow_nan=True, allow_infinity=True), st.floats(0, 1e10), st.floats(0, 1e4))
def test_at_least_half_of_a_life_is_always_used(expires_at: float, now: float, ahead: float) -> None:
    renewal, end = renewal_of(expires_at, now, ahead), end_of(expires_at, now)
    assert (renewal is None) == (end is None)
    if renewal is not None and end is not None:
        assert now + 29 <= renewal <= end
        assert renewal >= now + (end - now) / 2 - 1e-3


def open_for(world: World, seconds: float) -> None:
    """The link that was asked for opens, and says when it will end."""
    link = world.links_asked[-1].link
    world.links_asked.clear()
    world._forget_link()
    world.link = link
    world.tell(FromEngine(link, LinkOpened(LinkInfo(world.traits, expires_at=world.now + seconds))))


@pytest.mark.parametrize("seconds", [-3_600.0, -1.0, 0.0, 0.5, 10.0, 59.0, 90.0, 119.0, 121.0, 3_600.0, 1e12])
def test_however_soon_a_session_is_said_to_end_a_silent_room_sees_no_storm(seconds: float) -> None:
    world = talking()
    world.lose_link()
    world.tick()
    began, opened = world.now, 0
    while world.now < began + 120:
        if world.links_asked:
            opened += 1
            open_for(world, seconds)
        world.frames(1, 0.01)
        world.now += 0.1
    assert opened <= 4, "in two minutes"


def test_a_session_that_should_have_ended_already_is_not_renewed_in_the_middle_of_an_answer() -> None:
    world = talking()
    world.lose_link()
    world.tick()
    open_for(world, -60.0)
    world.say_something()
    world.answer(whole=False)
    world.hear_engine(NeedsNewSession(None))
    world.frames(50, 0.01)
    assert world.links_asked == []


def test_after_a_sleep_the_link_is_renewed_and_the_old_one_is_used_until_then() -> None:
    world = talking()
    old = world.link
    world.now += 8 * 3_600
    world.tell(MachineWoke(8 * 3_600.0))
    assert len(world.links_asked) == 1
    assert world.link == old
    world.say_something()
    assert len(world.told(CommitTurn)) == 1, "to a line that may be dead"
    world.open_link()
    assert Disconnect(old) in world.commands if old is not None else False
    assert len(world.told(SendUtterance)) == 1, "and once more over the new one"
    world.answer()
    world.play_out()
    assert [line.state for line in world.lines(Speaker.USER)] == [MessageState.DONE]
    assert world.breaches == []


def test_an_answer_that_was_on_its_way_when_the_machine_fell_asleep_begins_again() -> None:
    world = talking()
    world.say_something()
    world.answer(whole=False)
    world.tell(MachineWoke(60.0))
    world.open_link()
    assert any("Starting the answer over" in item.text for item in world.shown.values() if isinstance(item, Note))
    world.answer()
    world.play_out()
    assert [line.state for line in world.lines(Speaker.USER)] == [MessageState.DONE]
    assert [line.state for line in world.lines(Speaker.ASSISTANT)][-1] is MessageState.DONE
    assert world.conversation.floor.value == "nobody"


def test_a_link_that_was_being_opened_when_the_machine_fell_asleep_is_opened_anew() -> None:
    world = talking()
    world.lose_link()
    world.tick()
    asked = world.links_asked[-1].link
    world.tell(MachineWoke(60.0))
    assert Disconnect(asked) in world.commands
    assert world.links_asked[-1].link != asked


def test_after_a_sleep_nothing_is_opened_that_nobody_needs() -> None:
    world = World()
    world.tell(MachineWoke(60.0))
    assert world.links_asked == []
    world.tell(TextEntered("Hello"))
    assert len(world.links_asked) == 1

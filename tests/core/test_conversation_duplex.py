"""A talk with an engine that hears all the time, decides itself when to speak, and is billed by the second."""

import pytest

from tests.core.world import World, connected, phase_of
from voiceapp.core.messages import (
    CallId,
    CommitTurn,
    Disconnect,
    DropAudio,
    EngineTraits,
    LinkCharged,
    Outcome,
    Phase,
    Play,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    SendAudio,
    SendUtterance,
    TextEntered,
    ToEngine,
    ToolAsked,
    TurnBegan,
    TurnId,
    TurnTaken,
    WishesChanged,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.listening import DUPLEX_PATIENCE
from voiceapp.core.transcript import Speaker, Spent, Usage
from voiceapp.core.wishes import SessionWishes, TalkWishes, TurnTaking

THEIRS = TurnId("live-1")
REST = 20.0


def wishing(turn_taking: TurnTaking) -> TalkWishes:
    return TalkWishes(SessionWishes(turn_taking=turn_taking), titles=False, rest_after=REST)


def talking(turn_taking: TurnTaking = TurnTaking.LOCAL, *, bills_time: bool = True) -> World:
    world = World(wishing(turn_taking))
    world.traits = EngineTraits(Sentence("Live"), ends_turns=True, hears=True, duplex=True, bills_time=bills_time)
    return world.begin()


def let_rest(world: World) -> None:
    world.frames(int(REST * 50) + 50, 0.02)
    assert not connected(world)


def told(world: World) -> list[type[object]]:
    return [type(each) for each in world.sent]


@pytest.mark.parametrize("turn_taking", [TurnTaking.LOCAL, TurnTaking.SERVER, TurnTaking.SEMANTIC])
def test_it_hears_everything_whoever_is_wished_to_end_turns(turn_taking: TurnTaking) -> None:
    world = talking(turn_taking)
    world.frames(100, 0.02)
    assert world.audio_sent >= 100 * WIRE.frame_bytes
    world.tell(WishesChanged(wishing(TurnTaking.LOCAL)))
    world.frames(50, 0.02)
    assert DropAudio not in told(world), "nothing changes for it"


def test_with_a_key_it_hears_only_what_the_key_is_held_for() -> None:
    world = talking(TurnTaking.HOLD)
    world.frames(100, 0.02)
    assert world.audio_sent == 0


def test_its_word_on_a_turn_s_end_counts() -> None:
    world = talking()
    world.frames(40, 0.9)
    world.hear_engine(TurnBegan(THEIRS, 0))
    world.frames(20, 0.02)
    world.hear_engine(TurnTaken(THEIRS))
    assert CommitTurn not in told(world)
    assert len(world.lines(Speaker.USER)) == 1
    assert world.breaches == []


def test_what_it_does_not_end_our_own_detector_ends_soon_and_nothing_is_said_twice() -> None:
    world = talking()
    world.frames(40, 0.9)
    world.frames(60, 0.02)
    world.now += DUPLEX_PATIENCE
    world.tick()
    assert told(world).count(CommitTurn) == 1
    assert SendUtterance not in told(world)
    assert DropAudio not in told(world)
    assert world.breaches == []


def test_a_link_that_costs_by_the_second_rests_while_nobody_speaks() -> None:
    world = talking()
    world.frames(50, 0.02)
    let_rest(world)
    assert any(isinstance(command, Disconnect) for command in world.commands)
    assert phase_of(world) is Phase.LISTENING, "the microphone listens on"
    world.frames(200, 0.02)
    assert not world.links_asked


def test_the_first_word_opens_it_again_and_is_heard_from_its_beginning() -> None:
    world = talking()
    world.frames(50, 0.02)
    let_rest(world)
    world.frames(30, 0.9)
    assert world.links_asked
    before = world.audio_sent
    world.open_link()
    world.frames(1, 0.9)
    assert world.audio_sent - before >= 31 * WIRE.frame_bytes
    world.frames(60, 0.02)
    world.now += DUPLEX_PATIENCE
    world.tick()
    assert told(world).count(CommitTurn) == 1
    assert SendUtterance not in told(world)


def test_a_typed_line_opens_it_as_well() -> None:
    world = talking()
    let_rest(world)
    world.tell(TextEntered("Where is the tea?"))
    assert world.links_asked


def test_one_that_costs_nothing_while_it_is_open_stays_open() -> None:
    world = talking(bills_time=False)
    world.frames(50, 0.02)
    world.now += 10 * REST
    world.tick()
    assert connected(world)


def test_it_does_not_rest_while_somebody_speaks_and_the_wish_for_it_can_change() -> None:
    world = talking()
    world.tell(WishesChanged(TalkWishes(SessionWishes(turn_taking=TurnTaking.LOCAL), titles=False, rest_after=500)))
    world.now += REST + 1
    world.tick()
    world.frames(10, 0.02)
    assert connected(world)
    world.frames(40, 0.9)
    world.now += 600
    world.frames(1, 0.9)
    assert connected(world)


def test_its_sound_is_played_as_it_comes_and_its_time_is_charged_to_the_talk() -> None:
    world = talking()
    reply = ReplyId("r1")
    world.hear_engine(ReplyBegan(reply, paced=True))
    world.hear_engine(ReplySound(reply, bytes(WIRE.bytes(100))))
    (play,) = [command for command in world.commands if isinstance(command, Play)]
    assert play.paced
    world.hear_engine(LinkCharged((Spent("gpt-live-1.1", Usage(seconds=15.0), 0.0125),)))
    assert world.state.spent_usd == pytest.approx(0.0125)


def test_an_utterance_too_long_to_be_in_hand_is_sent_whole() -> None:
    world = talking()
    world.frames(50, 0.02)
    let_rest(world)
    world.frames(450, 0.9)
    before = world.audio_sent
    world.open_link()
    world.frames(5, 0.9)
    assert world.audio_sent == before
    assert not any(
        isinstance(command, ToEngine) and isinstance(command.command, SendAudio) for command in world.commands[-5:]
    )


def test_a_question_that_nobody_answers_does_not_keep_a_link_open_that_costs_by_the_second() -> None:
    world = talking()
    reply = ReplyId("r1")
    world.hear_engine(ReplyBegan(reply))
    world.hear_engine(ToolAsked(reply, CallId("c1"), "clock", "{}"))
    world.hear_engine(ReplyEnded(reply, Outcome.DONE))
    world.frames(int(REST * 50) - 50, 0.02)
    assert world.tool_outputs == []
    world.frames(100, 0.02)
    (given,) = world.tool_outputs
    assert "Nobody answered" in given.output
    let_rest(world)


@pytest.mark.parametrize("bills_time", [True, False])
def test_it_waits_for_the_person_while_they_speak_and_wherever_waiting_costs_nothing(bills_time: bool) -> None:
    world = talking(bills_time=bills_time)
    reply = ReplyId("r1")
    world.hear_engine(ReplyBegan(reply))
    world.hear_engine(ToolAsked(reply, CallId("c1"), "clock", "{}"))
    world.hear_engine(ReplyEnded(reply, Outcome.DONE))
    world.frames(int(REST * 50) + 100, 0.9 if bills_time else 0.02)
    assert world.tool_outputs == []

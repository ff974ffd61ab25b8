"""What the person tries again, or does where it can have no effect, told as dialogues."""

import pytest

from tests.core.world import World, connected, talking
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    AskedAgain,
    ClearFailure,
    EndSound,
    EngineRefused,
    Event,
    FromEngine,
    KeyPressed,
    Limit,
    LinkId,
    Listen,
    MuteSet,
    NetworkCameBack,
    Phase,
    RateLimitsChanged,
    RecordingNotFound,
    RetryAsked,
    SendText,
    ShowFailure,
    ShowLimits,
    StoreFailed,
    StoreRecovered,
    TalkStopped,
    TextEntered,
    Tick,
    TurnId,
    TurnNotUnderstood,
    TurnWords,
    WishesChanged,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.idle_link import IDLE_PATIENCE
from voiceapp.core.transcript import MessageState, Speaker
from voiceapp.core.wishes import SessionWishes, TalkWishes, TurnTaking

REFUSED = Failure(FailureKind.WRONG_KEY, Sentence("The key was refused: enter another one."))
FULL = Failure(FailureKind.DISK_FULL, Sentence("The disk is full."))
UNCLEAR = Failure(FailureKind.NOT_UNDERSTOOD, Sentence("This was not understood."))


@pytest.mark.parametrize("reason", [RetryAsked(), NetworkCameBack()])
def test_what_was_given_up_is_tried_again_when_there_is_a_reason(reason: Event) -> None:
    world = talking()
    world.say_something()
    while world.state.waiting == 0:
        world.frames(1, 0.02)
        assert world.tick()
    (line,) = world.lines(Speaker.USER)
    assert line.state is MessageState.WAITING
    world.tell(reason)
    assert world.state.waiting == 0
    world.answer()
    world.play_out()
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE


@pytest.mark.parametrize("reason", [RetryAsked(), NetworkCameBack()])
def test_an_engine_that_refused_is_asked_again_when_there_is_a_reason(reason: Event) -> None:
    world = talking()
    world.say_something()
    world.lose_link(REFUSED)
    assert world.links_asked == []
    world.tell(reason)
    assert len(world.links_asked) == 1
    world.open_link()
    assert len(world.unanswered) == 1


def test_a_line_that_waits_for_a_link_is_asked_again_at_once() -> None:
    world = talking()
    world.lose_link(REFUSED)
    world.tell(TextEntered("Well?"))
    world.lose_link(REFUSED)
    (line,) = world.lines(Speaker.USER)
    assert line.state is MessageState.WAITING
    world.tell(AskedAgain(line.id))
    assert len(world.links_asked) == 1
    world.open_link()
    assert len(world.told(SendText)) == 1, "it is sent once"


def test_only_what_the_person_said_can_be_asked_again() -> None:
    world = talking()
    world.say_something()
    world.answer()
    world.play_out()
    (reply,) = world.lines(Speaker.ASSISTANT)
    before = list(world.sent)
    assert world.tell(AskedAgain(reply.id)) == []
    assert world.sent == before


def test_nothing_written_is_nothing_said() -> None:
    world = talking()
    assert world.tell(TextEntered(" \n")) == []
    assert world.shown == {}


@pytest.mark.parametrize("turn_taking", [TurnTaking.LOCAL, TurnTaking.HOLD])
def test_the_key_does_nothing_where_it_does_not_take_turns_or_one_is_muted(turn_taking: TurnTaking) -> None:
    world = talking(turn_taking)
    world.say_something() if turn_taking is TurnTaking.LOCAL else world.tell(TextEntered("Well?"))
    world.answer()
    world.play(100)
    world.tell(MuteSet(muted=turn_taking is TurnTaking.HOLD))
    assert world.state.phase is Phase.SPEAKING
    assert world.tell(KeyPressed()) == []
    assert world.state.phase is Phase.SPEAKING


def test_the_key_begins_to_listen_where_nobody_did() -> None:
    world = talking(TurnTaking.HOLD)
    world.tell(TalkStopped())
    assert not connected(world)
    commands = world.tell(KeyPressed())
    assert Listen(on=True) in commands
    assert len(world.links_asked) == 1


def test_a_disk_that_takes_more_again_is_no_trouble_any_more_and_one_that_never_failed_is_not_named() -> None:
    world = talking()
    assert world.tell(StoreRecovered()) == []
    assert world.tell(StoreFailed(FULL)) == [ShowFailure(FULL, stays=True)]
    assert world.tell(StoreRecovered()) == [ClearFailure(FULL)]
    assert world.tell(StoreRecovered()) == []
    assert not any(isinstance(event, StoreFailed) for event in world.conversation.remains().events)


def test_what_happens_in_the_minute_after_a_typed_exchange_does_not_let_the_link_go_early() -> None:
    world = World(TalkWishes(titles=False))
    world.tell(TextEntered("One"))
    world.open_link()
    world.answer("Two.")
    world.play_out()
    world.tell(WishesChanged(TalkWishes(titles=False)), IDLE_PATIENCE / 2)
    assert connected(world)
    world.tell(Tick(), IDLE_PATIENCE / 2)
    assert not connected(world)


def test_a_line_that_was_not_understood_says_so() -> None:
    world = talking()
    world.say_something()
    (turn,) = world.commits
    world.hear_engine(TurnNotUnderstood(turn, UNCLEAR))
    (line,) = world.lines(Speaker.USER)
    assert (line.state, line.failure) == (MessageState.DONE, UNCLEAR.sentence)


def test_words_grow_until_they_are_final() -> None:
    world = talking()
    world.say_something()
    (turn,) = world.commits
    states: list[tuple[str, MessageState]] = []
    for text, final in (("What", False), ("What time?", True)):
        world.hear_engine(TurnWords(turn, text, final))
        (line,) = world.lines(Speaker.USER)
        states.append((line.text, line.state))
    assert states == [("What", MessageState.GROWING), ("What time?", MessageState.DONE)]


def test_of_what_nobody_said_nothing_is_written() -> None:
    world = talking()
    nobodys = TurnId("nobody's")
    world.hear_engine(TurnWords(nobodys, "ghost", final=True))
    world.hear_engine(TurnNotUnderstood(nobodys, UNCLEAR))
    assert world.tell(RecordingNotFound(world.link or LinkId(0), nobodys)) == []
    assert world.shown == {}


def test_what_the_engine_says_of_itself_is_passed_on() -> None:
    world = talking()
    limits = (Limit("requests", 100, 3, 60.0),)
    assert world.link is not None
    assert world.tell(FromEngine(world.link, RateLimitsChanged(limits))) == [ShowLimits(limits)]
    assert world.tell(FromEngine(world.link, EngineRefused(FULL))) == [ShowFailure(FULL)]
    assert world.state.phase is Phase.LISTENING, "the talk goes on"


def test_where_no_sound_is_kept_a_recording_goes_as_soon_as_it_is_answered() -> None:
    world = World(TalkWishes(SessionWishes(), keep_sound=False, titles=False)).begin()
    world.say_something()
    (line,) = world.lines(Speaker.USER)
    world.commands.clear()
    world.answer()
    world.play_out()
    world.tell(TextEntered("Thanks."))
    world.answer()
    world.play_out()
    thrown_away = [command.sound for command in world.commands if isinstance(command, EndSound) and not command.keep]
    assert thrown_away == [line.sound]

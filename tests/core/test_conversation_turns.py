"""Who ends a turn may change in the middle of one: by the person's wish, or with the engine that is linked."""

from dataclasses import replace

import pytest

from tests.core.world import FRAME, World, talking
from voiceapp.core.messages import (
    BEING_SAID,
    CancelReply,
    CommitTurn,
    Configure,
    DropAudio,
    Duck,
    EngineTraits,
    ForgetTurn,
    KeyPressed,
    KeyReleased,
    MicFrame,
    MuteSet,
    ReplyBegan,
    ReplyId,
    SendAudio,
    SendUtterance,
    StopPlaying,
    TextEntered,
    ToEngine,
    TruncateReply,
    TurnBegan,
    TurnId,
    TurnTaken,
    TurnWords,
    Unduck,
    WishesChanged,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.talk_state import Floor
from voiceapp.core.transcript import Speaker
from voiceapp.core.wishes import BargeIn, EndpointingWishes, SessionWishes, TalkWishes, TurnTaking

THEIRS = TurnId("item_1")
BY_ENGINE = (TurnTaking.SERVER, TurnTaking.SEMANTIC)


def wishing(turn_taking: TurnTaking) -> TalkWishes:
    return TalkWishes(SessionWishes(turn_taking=turn_taking), titles=False)


def wish(world: World, turn_taking: TurnTaking) -> None:
    world.tell(WishesChanged(wishing(turn_taking)))


def told(world: World) -> list[type[object]]:
    return [type(each) for each in world.sent]


def fail_over(world: World, *, ends_turns: bool) -> None:
    """The next engine is another."""
    world.traits = EngineTraits(Sentence("Another engine"), ends_turns=ends_turns)
    world.lose_link()
    open_again(world)


def open_again(world: World) -> None:
    if not world.links_asked:
        world.tick()
    world.open_link()


@pytest.mark.parametrize("turn_taking", BY_ENGINE)
def test_an_engine_that_ends_no_turns_hears_utterances_and_nothing_else(turn_taking: TurnTaking) -> None:
    world = talking(turn_taking, ends_turns=False)
    world.frames(500, 0.02)
    assert world.audio_sent == 0
    world.say_something()
    assert told(world) == [CommitTurn]


def test_the_next_engine_ends_no_turns_so_our_own_detector_does() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(30, 0.95)
    world.hear_engine(TurnBegan(THEIRS, 0))
    fail_over(world, ends_turns=False)
    sent = world.audio_sent
    world.frames(20, 0.95)
    world.frames(60, 0.02)
    assert world.audio_sent == sent, "what it has not heard from the beginning it gets whole"
    assert told(world) == [SendUtterance]


def test_what_is_over_for_our_own_detector_does_not_wait_for_an_engine_that_is_gone() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.say_something()
    assert world.conversation.floor is Floor.THINKING
    fail_over(world, ends_turns=True)
    assert told(world) == [SendUtterance]


def test_an_engine_that_begins_to_listen_hears_what_came_just_before() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.lose_link()
    world.frames(20, 0.02)
    open_again(world)
    world.frames(1, 0.02)
    assert world.audio_sent == 21 * WIRE.frame_bytes


@pytest.mark.parametrize("after", [TurnTaking.SEMANTIC, TurnTaking.LOCAL, TurnTaking.HOLD])
def test_it_is_taken_back_before_the_engine_is_told_and_goes_again_whole(after: TurnTaking) -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(20, 0.95)
    world.hear_engine(TurnBegan(THEIRS, 0))
    wish(world, after)
    assert told(world) == [DropAudio, Configure]
    world.frames(20, 0.95)
    world.frames(60, 0.02)
    assert told(world) == [DropAudio, Configure, SendUtterance]
    (line,) = world.lines(Speaker.USER)
    assert line.sound_ms is not None
    assert line.sound_ms >= 40 * 20


def test_a_piece_that_the_engine_took_all_the_same_is_forgotten_with_its_answer() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(30, 0.95)
    wish(world, TurnTaking.LOCAL)
    world.hear_engine(TurnTaken(THEIRS))
    world.hear_engine(ReplyBegan(ReplyId("in vain")))
    world.frames(20, 0.95)
    world.frames(60, 0.02)
    assert told(world) == [DropAudio, Configure, ForgetTurn, CancelReply, TruncateReply, SendUtterance]
    world.answer()
    world.play_out()
    assert len(world.lines(Speaker.USER)) == 1
    assert len(world.lines(Speaker.ASSISTANT)) == 1


def test_a_turn_that_ended_as_the_turn_taking_changed_is_not_there_twice() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(30, 0.95)
    world.hear_engine(TurnBegan(THEIRS, 0))
    world.frames(60, 0.02)
    wish(world, TurnTaking.LOCAL)
    world.hear_engine(TurnTaken(THEIRS))
    assert told(world) == [DropAudio, Configure, SendUtterance, ForgetTurn]
    assert len(world.lines(Speaker.USER)) == 1


def test_a_turn_that_is_taken_late_is_no_second_one() -> None:
    world = talking()
    world.say_something()
    (commit,) = world.told(CommitTurn)
    assert isinstance(commit, CommitTurn)
    world.answer()
    world.play_out()
    world.hear_engine(TurnTaken(commit.turn))
    world.frames(10, 0.95)
    world.hear_engine(TurnTaken(commit.turn))
    assert len(world.lines(Speaker.USER)) == 1
    assert world.told(ForgetTurn) == []


def test_what_only_the_engine_heard_begin_does_not_wait_for_its_end_for_ever() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(60, 0.02)
    world.hear_engine(TurnBegan(THEIRS, 0))
    world.frames(600, 0.02)
    world.tick()
    assert told(world) == [DropAudio, SendUtterance]


def test_with_a_key_or_without_an_utterance_goes_on_as_it_was_sent() -> None:
    world = talking(TurnTaking.LOCAL, ends_turns=True)
    world.frames(20, 0.95)
    wish(world, TurnTaking.HOLD)
    world.frames(20, 0.95)
    world.frames(60, 0.02)
    assert told(world) == [Configure, CommitTurn]


@pytest.mark.parametrize("key", [TurnTaking.HOLD, TurnTaking.TOGGLE])
def test_without_a_key_any_more_silence_ends_what_it_began(key: TurnTaking) -> None:
    world = talking(key, ends_turns=True)
    world.tell(KeyPressed())
    world.frames(30, 0.95)
    wish(world, TurnTaking.LOCAL)
    world.frames(60, 0.02)
    assert told(world) == [Configure, CommitTurn]
    world.tell(KeyReleased())
    world.say_something()
    assert len(world.told(CommitTurn)) == 2


def test_a_key_that_is_let_go_while_muted_is_not_held_any_more() -> None:
    world = talking(TurnTaking.HOLD)
    world.tell(KeyPressed())
    world.frames(30, 0.95)
    world.tell(MuteSet(muted=True))
    world.tell(KeyReleased())
    world.tell(MuteSet(muted=False))
    sent = world.audio_sent
    world.say_something()
    assert world.audio_sent == sent


def test_other_edges_do_not_leave_an_utterance_without_an_end() -> None:
    world = talking()
    world.frames(30, 0.95)
    world.tell(WishesChanged(replace(wishing(TurnTaking.LOCAL), edges=EndpointingWishes(hangover=20))))
    world.frames(25, 0.02)
    assert told(world) == [CommitTurn]


def test_a_reply_that_was_ducked_does_not_stay_so_when_it_cannot_be_interrupted_any_more() -> None:
    world = talking()
    world.say_something()
    world.answer()
    world.play(100)
    world.frames(3, 0.95)
    world.tell(WishesChanged(replace(wishing(TurnTaking.LOCAL), barge_in=BargeIn(on=False))))
    ducks = [type(each) for each in world.commands if isinstance(each, Duck | Unduck)]
    assert ducks == [Duck, Unduck]


def test_what_is_wished_while_a_link_opens_holds_once_it_is_open() -> None:
    world = World(wishing(TurnTaking.LOCAL), ends_turns=True)
    world.tell(TextEntered("Hello?"))
    wish(world, TurnTaking.SERVER)
    assert told(world) == []
    world.open_link()
    (configured,) = world.told(Configure)
    assert isinstance(configured, Configure)
    assert configured.wishes.turn_taking is TurnTaking.SERVER
    assert told(world)[0] is Configure, "before anything is asked"


def test_sound_goes_out_once() -> None:
    """Through any number of changes: all of an utterance, and no frame twice without being taken back."""
    world = talking(TurnTaking.LOCAL, ends_turns=True)
    world.frames(20, 0.95)
    for turn_taking in (*BY_ENGINE, TurnTaking.LOCAL, *BY_ENGINE):
        wish(world, turn_taking)
        world.frames(5, 0.95)
    world.frames(60, 0.02)
    assert told(world).count(SendUtterance) == 1
    world.commands.clear()
    world.frames(10, 0.02)
    frames = [each for each in world.commands if isinstance(each, ToEngine) and each.command == SendAudio(FRAME)]
    assert len(frames) == 10


# --- what only one of the two hears


def test_live_words_of_what_is_being_said_are_seen_as_they_come() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(30, 0.95)
    assert world.lines(Speaker.USER) == []
    world.hear_engine(TurnWords(BEING_SAID, "", final=False))
    assert world.lines(Speaker.USER) == [], "there is nothing to read yet"
    world.hear_engine(TurnWords(BEING_SAID, "What is", final=False))
    assert [line.text for line in world.lines(Speaker.USER)] == ["What is"]
    world.hear_engine(TurnBegan(THEIRS, 0))
    world.hear_engine(TurnWords(THEIRS, "What is the time", final=False))
    assert [line.text for line in world.lines(Speaker.USER)] == ["What is the time"]


def test_words_of_what_may_be_a_cough_over_a_reply_are_not_seen() -> None:
    world = talking()
    world.say_something()
    world.answer()
    world.play(100)
    world.frames(5, 0.9)
    world.hear_engine(TurnWords(BEING_SAID, "Ahem", final=False))
    assert len(world.lines(Speaker.USER)) == 1
    world.frames(60, 0.02)
    assert len(world.lines(Speaker.USER)) == 1


def test_what_the_engine_took_before_our_own_detector_heard_the_end_is_one_turn() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(40, 0.95)
    world.hear_engine(TurnTaken(THEIRS))
    world.frames(60, 0.02)
    assert len(world.lines(Speaker.USER)) == 1
    assert told(world) == []


def test_a_beginning_that_the_engine_heard_late_begins_nothing_anew() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(30, 0.95)
    wish(world, TurnTaking.LOCAL)
    world.hear_engine(TurnBegan(THEIRS, 0))
    world.frames(60, 0.02)
    assert told(world) == [DropAudio, Configure, SendUtterance]
    assert len(world.lines(Speaker.USER)) == 1


def test_who_mutes_in_the_middle_of_a_cough_leaves_no_trace_of_it() -> None:
    world = talking()
    world.frames(5, 0.9)
    world.tell(MuteSet(muted=True))
    assert told(world) == [DropAudio]
    assert world.kept == {}


def test_a_cough_that_no_engine_heard_need_be_forgotten_by_none() -> None:
    world = talking()
    world.lose_link()
    world.cough()
    open_again(world)
    assert told(world) == []
    assert world.kept == {}


def test_a_reply_that_ends_while_it_is_ducked_leaves_the_next_one_as_loud_as_ever() -> None:
    world = talking()
    world.say_something()
    world.answer()
    world.play(900)
    world.frames(2, 0.95)
    world.play_out()
    world.frames(1, 0.02)
    assert [type(each) for each in world.commands if isinstance(each, Duck | Unduck)] == [Duck, Unduck]


def test_a_voice_over_a_reply_is_no_question_for_whoever_takes_turns_by_a_key() -> None:
    world = talking(TurnTaking.HOLD)
    world.tell(TextEntered("Well?"))
    world.answer()
    world.play(100)
    world.frames(40, 0.95)
    assert [each for each in world.commands if isinstance(each, Duck | StopPlaying)] == []
    assert world.conversation.floor is Floor.SPEAKING


def test_who_speaks_over_a_reply_in_a_loud_room_is_heard_though_hardly_louder_than_the_room() -> None:
    world = talking()
    for _ in range(1_500):
        world.tell(MicFrame(FRAME, world.now, 0.02, -22.0), 0.02)
    world.tell(TextEntered("Well?"))
    world.answer()
    world.play(100)
    world.frames(60, 0.95)
    assert any(isinstance(each, StopPlaying) for each in world.commands)
    assert world.conversation.floor is Floor.THINKING, "it is being recorded"
    for _ in range(600):
        world.tell(MicFrame(FRAME, world.now, 0.02, -22.0), 0.02)
    world.tick()
    assert len(world.lines(Speaker.USER)) == 2
    assert world.told(CommitTurn)

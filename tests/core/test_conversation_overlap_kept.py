"""Words over a reply are never lost: whatever ends the reply, the utterance, or the microphone meanwhile."""

from collections.abc import Callable

import pytest

from tests.core.test_conversation_overlap import WORDS, decided, kinds, listening_to_a_reply, recognise
from tests.core.world import FRAME, World, talking
from voiceapp.core.messages import (
    CommitTurn,
    Duck,
    HearOverlap,
    MicFrame,
    MicrophoneChanged,
    MuteSet,
    Outcome,
    OverlapHeard,
    PausePlaying,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplyInterrupted,
    ReplySound,
    ReplySpoken,
    ReplyWords,
    ResumePlaying,
    StopPlaying,
    TextEntered,
    Tick,
    TurnBegan,
    TurnId,
    TurnTaken,
    TurnWords,
    Unduck,
)
from voiceapp.core.messages.engine import BEING_SAID
from voiceapp.core.overlap_decision import OverlapKind, OverlapReason
from voiceapp.core.talk.listening import ENGINE_PATIENCE
from voiceapp.core.talk.overlap import PERSON_KNOWN
from voiceapp.core.talk.talk_state import Floor
from voiceapp.core.transcript import Message, SoundId, Speaker
from voiceapp.core.wishes import TurnTaking

SHORT, LONG = 14, 30
"""Voiced frames of a sign of listening, and of what is more than that."""


def last_said(world: World) -> Message:
    return world.lines(Speaker.USER)[-1]


def spoke_into_the_end(world: World) -> None:
    world.frames(5, 0.95)
    world.play_out()


def agreed_before_the_end(world: World) -> None:
    world.frames(12, 0.95)
    world.frames(9, 0.02)
    recognise(world, "Mhm.")
    world.frames(10, 0.02)
    world.play_out()
    world.frames(5, 0.02)


def was_short_before_the_end(world: World) -> None:
    world.frames(SHORT, 0.95)
    world.frames(20, 0.02)
    world.play_out()
    world.frames(8, 0.02)


# --- the reply ends first


@pytest.mark.parametrize("begin", [spoke_into_the_end, agreed_before_the_end, was_short_before_the_end])
def test_who_speaks_on_after_the_reply_ended_is_answered(begin: Callable[[World], None]) -> None:
    world = listening_to_a_reply()
    begin(world)
    world.frames(100, 0.95)
    assert world.conversation.floor is Floor.USER
    world.frames(60, 0.02)
    assert len(world.told(CommitTurn)) == 1
    assert last_said(world).failure is None
    assert world.breaches == []


def test_a_sign_of_listening_is_dropped_also_where_the_reply_ends_first() -> None:
    world = listening_to_a_reply()
    agreed_before_the_end(world)
    world.frames(60, 0.02)
    assert world.told(CommitTurn) == []
    assert len(world.lines(Speaker.USER)) == 1


def test_what_was_short_is_answered_where_no_reply_is_left_that_it_could_interrupt() -> None:
    world = listening_to_a_reply()
    was_short_before_the_end(world)
    world.frames(60, 0.02)
    assert len(world.told(CommitTurn)) == 1
    assert last_said(world).failure is None


def test_words_of_what_was_short_count_when_the_reply_has_ended_meanwhile() -> None:
    for words, turns in (("Why?", 1), ("Mhm.", 0), ("Stop.", 0)):
        world = listening_to_a_reply()
        was_short_before_the_end(world)
        recognise(world, words)
        world.frames(60, 0.02)
        assert len(world.told(CommitTurn)) == turns, words
        assert world.breaches == []


def test_the_rest_of_a_question_is_answered_where_its_first_part_was_taken_for_all_of_it() -> None:
    """ "What's the capital of …" ends the turn, its answer sounds at once, and "Australia?" follows."""
    for pause, turns in ((45, 2), (95, 1)):
        world = talking()
        world.frames(40, 0.95)
        world.frames(36, 0.02)
        world.answer(WORDS)
        world.play(200)
        world.frames(pause - 36, 0.02)
        world.frames(20, 0.95)
        world.frames(60, 0.02)
        assert len(world.told(CommitTurn)) == turns, pause
        assert (last_said(world).failure is None) is (turns == 2)
        assert world.breaches == []


# --- the person ends the reply by hand


def interrupt(world: World) -> None:
    world.tell(ReplyInterrupted())


def write(world: World) -> None:
    world.tell(TextEntered("And Rome?"))


@pytest.mark.parametrize(("end", "turns"), [(interrupt, 1), (write, 2)])
@pytest.mark.parametrize("passed", [False, True])
def test_who_ends_the_reply_by_hand_while_their_voice_is_weighed_is_answered_all_the_same(
    end: Callable[[World], None], turns: int, passed: bool
) -> None:
    world = listening_to_a_reply()
    world.frames(SHORT, 0.95)
    world.frames(20 if passed else 4, 0.02)
    end(world)
    assert not world.speaker.paused
    world.frames(60, 0.02)
    assert len(world.unanswered) == turns, "what was said, beside what was written"
    assert last_said(world).failure is None
    assert world.breaches == []


def test_a_sign_of_listening_is_dropped_also_where_the_reply_is_ended_by_hand() -> None:
    world = listening_to_a_reply()
    world.frames(SHORT, 0.95)
    world.frames(9, 0.02)
    recognise(world, "Mhm.")
    interrupt(world)
    world.frames(60, 0.02)
    assert world.told(CommitTurn) == []


# --- the microphone goes


def unplug(world: World) -> None:
    world.tell(MicrophoneChanged(None))


def go_deaf(world: World) -> None:
    world.now += 3
    world.tell(Tick())


def mute(world: World) -> None:
    world.tell(MuteSet(muted=True))


@pytest.mark.parametrize("go", [unplug, go_deaf, mute])
def test_a_reply_goes_on_and_what_was_short_is_kept_when_the_microphone_goes(go: Callable[[World], None]) -> None:
    world = listening_to_a_reply()
    world.frames(SHORT, 0.95)
    go(world)
    assert not world.speaker.paused
    assert kinds(world)[-1] is Unduck
    assert decided(world) == [(OverlapKind.BACKCHANNEL, OverlapReason.SHORT)]
    assert "Too short" in str(last_said(world).failure)
    world.play_out()
    assert world.conversation.floor is Floor.NOBODY


@pytest.mark.parametrize("go", [unplug, go_deaf, mute])
def test_what_was_more_than_a_sign_of_listening_is_answered_when_the_microphone_goes(
    go: Callable[[World], None],
) -> None:
    world = listening_to_a_reply()
    world.frames(LONG, 0.95)
    go(world)
    assert not world.speaker.paused
    assert len(world.told(CommitTurn)) == 1
    assert world.breaches == []


def test_a_microphone_that_goes_during_a_cough_leaves_the_reply_as_loud_as_before() -> None:
    world = listening_to_a_reply()
    world.frames(4, 0.95)
    assert kinds(world) == [Duck]
    unplug(world)
    assert kinds(world) == [Duck, Unduck]
    assert len(world.lines(Speaker.USER)) == 1


# --- the engine ends the turns


def listening_to_a_service() -> World:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(5, 0.02)
    world.hear_engine(TurnBegan(TurnId("one"), 0))
    world.frames(40, 0.95)
    world.frames(25, 0.02)
    world.hear_engine(TurnTaken(TurnId("one")))
    world.frames(20, 0.02)
    reply = ReplyId("first")
    world.hear_engine(ReplyBegan(reply))
    world.hear_engine(ReplyWords(reply, WORDS))
    for _ in range(20):
        world.hear_engine(ReplySound(reply, b"\3\4" * 24_000))
    world.hear_engine(ReplySpoken(reply))
    world.hear_engine(ReplyEnded(reply, Outcome.DONE))
    world.play(400)
    world.commands.clear()
    world.sent.clear()
    return world


@pytest.mark.parametrize("pause", [10, 25])
def test_a_turn_that_the_service_takes_while_the_reply_waits_is_answered(pause: int) -> None:
    world = listening_to_a_service()
    world.hear_engine(TurnBegan(TurnId("two"), 0))
    world.frames(35, 0.95)
    world.frames(pause, 0.02)
    world.hear_engine(TurnTaken(TurnId("two")))
    assert world.speaker.queue == []
    world.frames(4, 0.02)
    reply = ReplyId("second")
    world.hear_engine(ReplyBegan(reply))
    world.hear_engine(ReplySound(reply, b"\3\4" * 24_000))
    world.frames(60, 0.02)
    assert not world.speaker.paused
    assert [playing for playing, _ in world.speaker.queue] == [reply]
    lines = len(world.lines(Speaker.USER))
    world.frames(600, 0.02)
    world.tick()
    assert len(world.lines(Speaker.USER)) == lines, "silence is no turn"
    assert world.breaches == []


def test_what_was_short_is_taken_back_from_a_service_that_never_ends_it() -> None:
    world = listening_to_a_service()
    world.hear_engine(TurnBegan(TurnId("two"), 0))
    world.frames(SHORT, 0.95)
    world.frames(60, 0.02)
    world.now += ENGINE_PATIENCE
    world.tell(Tick())
    assert "Too short" in str(last_said(world).failure)
    world.hear_engine(TurnTaken(TurnId("two")))
    assert len(world.lines(Speaker.USER)) == 2, "it is not answered after all"


def test_what_is_typed_over_a_held_reply_ends_the_wait() -> None:
    world = listening_to_a_reply()
    world.frames(LONG, 0.95)
    world.tell(TextEntered("And Paris?"))
    assert not world.speaker.paused
    world.frames(3, 0.95)
    world.frames(60, 0.02)
    assert len(world.told(CommitTurn)) == 1
    assert world.breaches == []


# --- more follows what was recognised


@pytest.mark.parametrize("gap", [9, 12, 20, 30])
@pytest.mark.parametrize("more", [3, 10])
def test_a_question_after_a_command_to_stop_is_answered_however_late_the_command_is_known(gap: int, more: int) -> None:
    world = listening_to_a_reply()
    world.frames(SHORT, 0.95)
    world.frames(gap, 0.02)
    world.frames(more, 0.95)
    recognise(world, "Stop.")
    assert world.speaker.queue == [], "the reply is over at once"
    world.frames(50, 0.95)
    world.frames(80, 0.02)
    assert len(world.told(CommitTurn)) == 1
    assert world.breaches == []


def test_a_question_that_begins_within_the_pause_after_a_command_to_stop_is_answered() -> None:
    world = listening_to_a_reply()
    world.frames(20, 0.95)
    world.frames(8, 0.02)
    recognise(world, "Stop.")
    assert decided(world) == [(OverlapKind.STOP_COMMAND, OverlapReason.WORDS)]
    world.frames(50, 0.95)
    world.frames(80, 0.02)
    assert len(world.told(CommitTurn)) == 1


def test_a_command_to_stop_that_is_known_only_after_the_question_is_not_taken_for_all_of_it() -> None:
    for gap in (12, 20):
        world = listening_to_a_reply()
        world.frames(SHORT, 0.95)
        world.frames(gap, 0.02)
        asked = [each for each in world.commands if isinstance(each, HearOverlap)][-1]
        world.frames(17, 0.95)
        world.frames(10, 0.02)
        world.tell(OverlapHeard(asked.sound, "Stop.", asked.frames))
        assert decided(world)[-1] == (OverlapKind.SPEECH, OverlapReason.WORDS)
        world.frames(60, 0.02)
        assert len(world.told(CommitTurn)) == 1


def test_late_words_of_a_sign_of_listening_say_nothing_of_what_came_after_it() -> None:
    world = listening_to_a_reply()
    world.frames(SHORT, 0.95)
    world.frames(20, 0.02)
    asked = [each for each in world.commands if isinstance(each, HearOverlap)][-1]
    world.frames(12, 0.95)
    world.frames(10, 0.02)
    world.tell(OverlapHeard(asked.sound, "Mhm.", asked.frames))
    world.frames(60, 0.02)
    assert decided(world) == [(OverlapKind.BACKCHANNEL, OverlapReason.SHORT)] * 2
    assert "Too short" in str(last_said(world).failure)


def test_what_was_short_is_kept_also_if_only_a_noise_follows_in_the_same_utterance() -> None:
    for noise in (4, 6):
        world = listening_to_a_reply()
        world.frames(SHORT, 0.95)
        world.frames(25, 0.02)
        world.frames(noise, 0.95)
        world.frames(60, 0.02)
        assert decided(world)[-1] == (OverlapKind.NOISE, OverlapReason.NO_VOICE)
        assert "Too short" in str(last_said(world).failure)


def test_what_was_short_is_dropped_if_all_words_turn_out_to_be_signs_of_listening() -> None:
    world = listening_to_a_reply()
    world.frames(SHORT, 0.95)
    world.frames(25, 0.02)
    world.frames(12, 0.95)
    world.frames(9, 0.02)
    recognise(world, "Mhm. Right.")
    world.frames(60, 0.02)
    assert len(world.lines(Speaker.USER)) == 1


def test_words_of_a_voice_in_the_background_do_not_count_for_what_was_short_before_it() -> None:
    world = talking()
    world.frames(PERSON_KNOWN + 20, 0.95)
    world.frames(60, 0.02)
    world.answer(WORDS)
    world.play(300)
    world.frames(SHORT, 0.95)
    world.frames(25, 0.02)
    for _ in range(12):
        world.tell(MicFrame(FRAME, world.now, 0.95, -45.0), 0.02)
    world.frames(20, 0.02)
    assert decided(world)[-1] == (OverlapKind.NOISE, OverlapReason.FAR_AWAY)
    world.hear_engine(TurnWords(BEING_SAID, "The weather tomorrow", final=False))
    assert world.speaker.queue != []
    world.frames(60, 0.02)
    assert "Too short" in str(last_said(world).failure)


# --- a noise follows


@pytest.mark.parametrize("voiced", [16, 30])
def test_a_noise_that_outlasts_the_utterance_costs_no_words(voiced: int) -> None:
    world = listening_to_a_reply()
    world.frames(40, 0.02)
    world.frames(voiced, 0.95)
    for _ in range(70):
        world.tell(MicFrame(FRAME, world.now, 0.02, -30.0), 0.02)
    world.frames(60, 0.02)
    long = voiced == 30
    assert len(world.told(CommitTurn)) == long
    assert ("Too short" in str(last_said(world).failure)) != long
    assert (world.speaker.queue == []) == long
    assert not world.speaker.paused
    assert world.breaches == []


# --- another reply begins meanwhile


def half_a_reply_of_a_lost_link() -> World:
    world = talking()
    world.say_something()
    world.answer(whole=False)
    world.play(300)
    world.lose_link()
    world.tick()
    world.open_link()
    world.commands.clear()
    return world


def test_a_reply_that_starts_over_waits_as_well_until_it_is_known_what_was_said() -> None:
    world = half_a_reply_of_a_lost_link()
    world.frames(12, 0.95)
    again = world.answer()
    assert kinds(world) == [Duck, PausePlaying, StopPlaying, Duck, PausePlaying]
    assert world.speaker.paused
    world.frames(20, 0.02)
    assert kinds(world)[-2:] == [ResumePlaying, Unduck]
    assert [reply for reply, _ in world.speaker.queue] == [again]
    assert world.breaches == []


def test_a_reply_that_starts_over_is_as_quiet_as_the_one_before() -> None:
    world = half_a_reply_of_a_lost_link()
    world.frames(4, 0.95)
    world.answer()
    assert kinds(world) == [Duck, StopPlaying, Duck]
    world.frames(60, 0.02)
    assert kinds(world)[-1] is Unduck


def kept_as_too_short() -> World:
    world = listening_to_a_reply()
    world.frames(SHORT, 0.95)
    world.frames(60, 0.02)
    assert "Too short" in str(last_said(world).failure)
    return world


def test_what_was_too_short_to_interrupt_gets_its_words_when_this_device_can_tell_them() -> None:
    world = kept_as_too_short()
    recognise(world, "Which one?")
    assert last_said(world).text == "Which one?"
    assert "Too short" in str(last_said(world).failure), "it can still be asked again"
    assert world.told(CommitTurn) == [], "nobody answers it"
    recognise(world, "Another.")
    assert last_said(world).text == "Which one?", "words are told once"


def test_no_words_and_words_of_something_else_leave_it_as_it_was() -> None:
    world = kept_as_too_short()
    recognise(world, "")
    asked = [each for each in world.commands if isinstance(each, HearOverlap)][-1]
    world.tell(OverlapHeard(SoundId("other"), "Hello.", asked.frames))
    assert last_said(world).text == ""


def test_late_words_of_nothing_that_was_kept_are_nobodys() -> None:
    world = listening_to_a_reply()
    before = [line.text for line in world.lines(Speaker.USER)]
    world.tell(OverlapHeard(SoundId("other"), "Hello.", 10))
    assert [line.text for line in world.lines(Speaker.USER)] == before

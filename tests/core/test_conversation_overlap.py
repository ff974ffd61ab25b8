"""Four kinds of sound over a reply, through the whole conversation: what is heard, kept, and told to the engine."""

from dataclasses import replace

import pytest

from tests.core.world import FRAME, World, talking
from voiceapp.core.messages import (
    AskedAgain,
    CancelReply,
    CommitTurn,
    Duck,
    ForgetTurn,
    HearOverlap,
    MicFrame,
    MicStirred,
    MuteSet,
    NoteOverlap,
    OverlapHeard,
    OverlapJudged,
    PausePlaying,
    PrepareTurn,
    ReplyBegan,
    ReplyId,
    ReplyInterrupted,
    ReplySound,
    ReplyTakenBack,
    ResumePlaying,
    StopPlaying,
    TurnId,
    TurnTaken,
    TurnWords,
    Unduck,
    WishesChanged,
)
from voiceapp.core.messages.engine import BEING_SAID
from voiceapp.core.overlap_decision import OverlapKind, OverlapReason
from voiceapp.core.talk.overlap import PERSON_KNOWN
from voiceapp.core.transcript import MessageState, Speaker
from voiceapp.core.wishes import BargeIn, SessionWishes, TalkWishes, TurnTaking

WORDS = "One two three four five six seven eight nine ten."


def listening_to_a_reply(words: str = WORDS) -> World:
    world = talking()
    world.say_something()
    world.answer(words)
    world.play(400)
    world.commands.clear()
    world.sent.clear()
    return world


def kinds(world: World) -> list[type[object]]:
    speaker = (Duck, Unduck, PausePlaying, ResumePlaying, StopPlaying)
    return [type(each) for each in world.commands if isinstance(each, speaker)]


def decided(world: World) -> list[tuple[OverlapKind, OverlapReason]]:
    return [(each.decision.kind, each.decision.reason) for each in world.commands if isinstance(each, NoteOverlap)]


def recognise(world: World, text: str, *, unsure: bool = False) -> None:
    """The recogniser of this machine answers what it was asked last."""
    asked = [each for each in world.commands if isinstance(each, HearOverlap)]
    assert asked[-1].pcm
    world.tell(OverlapHeard(asked[-1].sound, text, asked[-1].frames, unsure=unsure))


WENT_ON = [Duck, PausePlaying, ResumePlaying, Unduck]


def test_a_back_channel_makes_the_reply_wait_and_it_goes_on_with_nothing_lost() -> None:
    world = listening_to_a_reply()
    world.frames(20, 0.95)
    assert kinds(world) == [Duck, PausePlaying]
    world.play(300)
    assert world.speaker.heard != {}
    world.frames(9, 0.02)
    recognise(world, "Mhm, right.")
    assert kinds(world) == WENT_ON
    assert decided(world) == [(OverlapKind.BACKCHANNEL, OverlapReason.WORDS)]
    world.frames(60, 0.02)
    world.play_out()
    (line,) = world.lines(Speaker.ASSISTANT)
    assert line.state is MessageState.DONE
    assert line.heard is None, "all of it was heard"
    assert world.told(CommitTurn) == world.told(CancelReply) == []
    assert len(world.lines(Speaker.USER)) == 1
    assert world.breaches == []


def test_without_a_recogniser_a_short_voice_lets_it_go_on_within_a_second() -> None:
    world = listening_to_a_reply()
    world.frames(14, 0.95)
    fell_silent = world.now
    while kinds(world) != WENT_ON:
        world.frames(1, 0.02)
    assert world.now - fell_silent < 1.0
    assert decided(world) == [(OverlapKind.BACKCHANNEL, OverlapReason.SHORT)]


def test_what_was_short_is_kept_where_nobody_could_tell_its_words() -> None:
    world = listening_to_a_reply()
    world.frames(14, 0.95)
    world.frames(60, 0.02)
    world.play_out()
    said = world.lines(Speaker.USER)[-1]
    assert "Ask again" in str(said.failure)
    assert (said.state, said.sound_ms > 0) == (MessageState.DONE, True)
    assert world.told(CommitTurn) == []
    world.tell(AskedAgain(said.id))
    assert len(world.unanswered) == 1
    assert world.breaches == []


def test_words_that_come_late_still_count_while_the_reply_goes_on() -> None:
    world = listening_to_a_reply()
    world.frames(14, 0.95)
    world.frames(20, 0.02)
    assert kinds(world) == WENT_ON
    recognise(world, "Why?")
    assert kinds(world)[-1] is StopPlaying
    world.frames(60, 0.02)
    assert len(world.told(CommitTurn)) == 1
    assert world.breaches == []


def test_late_words_of_a_back_channel_change_nothing() -> None:
    world = listening_to_a_reply()
    world.frames(14, 0.95)
    world.frames(20, 0.02)
    recognise(world, "Mhm.")
    world.frames(60, 0.02)
    recognise(world, "Why?")
    assert kinds(world) == WENT_ON, "what was said is over by then"


def test_speech_is_cut_as_soon_as_its_words_are_known() -> None:
    world = listening_to_a_reply()
    world.frames(15, 0.95)
    world.hear_engine(TurnWords(BEING_SAID, "In Berlin", final=False))
    assert kinds(world) == [Duck, PausePlaying, StopPlaying, ResumePlaying, Unduck]
    world.frames(60, 0.02)
    assert len(world.told(CommitTurn)) == 1
    (line,) = world.lines(Speaker.ASSISTANT)
    assert line.state is MessageState.CUT
    assert world.breaches == []


def test_a_command_to_stop_ends_the_reply_stays_in_view_and_is_not_answered() -> None:
    world = listening_to_a_reply()
    world.frames(20, 0.95)
    world.frames(9, 0.02)
    world.hear_engine(TurnWords(BEING_SAID, "Stop!", final=False))
    assert kinds(world) == [Duck, PausePlaying, StopPlaying, ResumePlaying, Unduck]
    recognise(world, "Stop!")
    world.hear_engine(TurnWords(BEING_SAID, "", final=False))
    world.frames(60, 0.02)
    assert world.told(CommitTurn) == world.told(PrepareTurn) == []
    said = world.lines(Speaker.USER)[-1]
    assert (said.text, said.state) == ("Stop!", MessageState.DONE)
    assert decided(world) == [(OverlapKind.STOP_COMMAND, OverlapReason.WORDS)]
    assert world.breaches == []


def test_a_command_to_stop_whose_link_was_lost_meanwhile_is_kept_all_the_same() -> None:
    world = listening_to_a_reply()
    world.frames(20, 0.95)
    world.frames(9, 0.02)
    recognise(world, "Stop!")
    world.lose_link()
    world.frames(60, 0.02)
    assert world.lines(Speaker.USER)[-1].state is MessageState.DONE
    world.tick()
    world.open_link()
    assert world.unanswered == []


def test_words_after_a_command_to_stop_are_answered_all_the_same() -> None:
    for going_on in (True, False):
        world = listening_to_a_reply()
        world.frames(20, 0.95)
        world.frames(9, 0.02)
        recognise(world, "Wait.")
        world.frames(12, 0.02)
        if going_on:
            world.frames(20, 0.95)
        else:
            world.hear_engine(TurnWords(BEING_SAID, "Wait, what about Paris?", final=False))
        world.frames(80, 0.02)
        assert len(world.told(CommitTurn)) == 1


def test_an_engine_that_ended_the_turn_itself_forgets_a_command_to_stop() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.say_something()
    utterance = world.conversation.remains().events
    assert utterance
    world.hear_engine(TurnTaken(TurnId("one")))
    world.unanswered.append(TurnId("one"))
    world.answer(WORDS)
    world.play(400)
    world.frames(20, 0.95)
    world.frames(9, 0.02)
    recognise(world, "Stop!")
    assert kinds(world)[-2:] == [ResumePlaying, Unduck]
    world.hear_engine(TurnTaken(TurnId("two")))
    assert len(world.told(ForgetTurn)) == 1


def test_a_cough_and_a_far_voice_let_it_go_on() -> None:
    world = talking()
    world.frames(PERSON_KNOWN + 20, 0.95)
    world.frames(60, 0.02)
    world.answer(WORDS)
    world.play(300)
    world.commands.clear()
    world.cough()
    assert kinds(world) == [Duck, Unduck]
    for _ in range(60):
        world.tell(MicFrame(FRAME, world.now, 0.95, -45.0), 0.02)
    assert kinds(world) == [Duck, Unduck, *WENT_ON]
    assert decided(world)[-1] == (OverlapKind.NOISE, OverlapReason.FAR_AWAY)


def test_yes_after_a_question_is_an_answer() -> None:
    world = listening_to_a_reply("Shall I?")
    world.play(500)
    world.frames(15, 0.95)
    world.frames(9, 0.02)
    recognise(world, "Yes.")
    world.frames(60, 0.02)
    assert len(world.told(CommitTurn)) == 1


@pytest.mark.parametrize("what", ["mute", "settings", "button"])
def test_a_reply_does_not_wait_for_ever_where_nobody_decides_any_more(what: str) -> None:
    world = listening_to_a_reply()
    world.frames(15, 0.95)
    if what == "mute":
        world.tell(MuteSet(muted=True))
    elif what == "settings":
        session = SessionWishes(turn_taking=TurnTaking.LOCAL)
        world.tell(WishesChanged(replace(TalkWishes(session), barge_in=BargeIn(on=False))))
    else:
        world.tell(ReplyInterrupted())
    assert not world.speaker.paused
    assert kinds(world)[-2:] == [ResumePlaying, Unduck]


def test_the_recogniser_is_told_which_language_was_spoken_before() -> None:
    world = talking()
    world.say_something()
    (turn,) = world.unanswered
    world.hear_engine(TurnWords(turn, "Wie spät ist es?", final=True, language="de"))
    world.answer(WORDS)
    world.play(400)
    world.frames(15, 0.95)
    world.frames(9, 0.02)
    (asked,) = [each for each in world.commands if isinstance(each, HearOverlap)]
    assert asked.language == "de"


def test_a_recogniser_of_another_language_is_believed_only_what_sounds_alike_in_all() -> None:
    for text, became in (("Go home.", OverlapReason.SHORT), ("Okay.", OverlapReason.WORDS)):
        world = talking()
        world.tell(WishesChanged(TalkWishes(SessionWishes(language="de", turn_taking=TurnTaking.LOCAL))))
        world.say_something()
        world.answer(WORDS)
        world.play(400)
        world.frames(15, 0.95)
        world.frames(9, 0.02)
        (asked,) = [each for each in world.commands if isinstance(each, HearOverlap)]
        world.tell(OverlapHeard(asked.sound, text, asked.frames, "en"))
        world.frames(40, 0.02)
        assert decided(world) == [(OverlapKind.BACKCHANNEL, became)]


def test_the_detectors_threshold_holds_for_voices_over_a_reply_too() -> None:
    world = listening_to_a_reply()
    session = SessionWishes(turn_taking=TurnTaking.LOCAL)
    world.tell(WishesChanged(replace(TalkWishes(session), barge_in=BargeIn(onset=0.8))))
    world.frames(20, 0.7)
    assert PausePlaying not in kinds(world)
    world.frames(20, 0.95)
    assert PausePlaying in kinds(world)


def test_an_engine_that_recognises_on_this_machine_is_not_asked_twice() -> None:
    world = talking()
    world.traits = replace(world.traits, loads_models=True)
    world.lose_link()
    world.tick()
    world.open_link()
    world.say_something()
    world.answer(WORDS)
    world.play(300)
    world.frames(15, 0.95)
    world.frames(12, 0.02)
    assert not any(isinstance(each, HearOverlap) for each in world.commands)


def test_a_command_to_stop_that_was_taken_for_speech_gets_no_answer_even_if_that_has_begun() -> None:
    for begun in (True, False):
        world = listening_to_a_reply()
        world.frames(60, 0.95)
        world.frames(60, 0.02)
        (turn,) = world.unanswered
        if begun:
            world.hear_engine(ReplyBegan(ReplyId("late"), turn))
        world.hear_engine(TurnWords(turn, "Stop, stop, stop.", final=True))
        assert len(world.told(CancelReply)) == begun
        assert len(world.told(ForgetTurn)) == 1
        reply = ReplyId("late" if begun else "later")
        world.hear_engine(ReplyBegan(reply, turn))
        world.hear_engine(ReplySound(reply, FRAME * 40))
        assert world.speaker.queue == []
        world.hear_engine(TurnWords(turn, "Stop, stop, stop.", final=True))
        assert len(world.told(ForgetTurn)) == 1


def test_words_of_speech_and_of_turns_that_are_answered_change_nothing() -> None:
    world = listening_to_a_reply()
    world.frames(60, 0.95)
    world.frames(60, 0.02)
    (turn,) = world.unanswered
    world.hear_engine(TurnWords(turn, "What about Paris?", final=True))
    assert world.told(ForgetTurn) == []
    world = listening_to_a_reply()
    world.frames(60, 0.95)
    world.frames(60, 0.02)
    (turn,) = world.unanswered
    world.answer()
    world.play_out()
    world.hear_engine(TurnWords(turn, "Stop.", final=True))
    assert world.told(ForgetTurn) == []


def test_who_speaks_while_an_answer_is_only_awaited_goes_on_with_their_question() -> None:
    world = talking()
    world.say_something()
    world.hear_engine(ReplyBegan(ReplyId("soon")))
    world.frames(12, 0.95)
    world.frames(60, 0.02)
    assert len(world.commits) == 2, "nothing sounded that could have gone on"
    assert decided(world)[-1] == (OverlapKind.SPEECH, OverlapReason.NOTHING_SOUNDS)


def test_a_voice_that_is_still_weighed_when_nothing_is_left_to_be_heard_is_speech() -> None:
    world = talking()
    world.say_something()
    reply = world.answer(whole=False)
    assert reply is not None
    world.play(400)
    world.frames(12, 0.95)
    world.hear_engine(ReplyTakenBack(reply))
    world.frames(1, 0.02)
    assert not world.speaker.paused
    world.frames(60, 0.02)
    assert len(world.commits) == 2, "what was said is not lost"
    assert world.breaches == []


def test_a_muted_microphone_startles_nobody() -> None:
    world = listening_to_a_reply()
    world.frames(30, 0.02)
    world.tell(MuteSet(muted=True))
    world.commands.clear()
    assert world.tell(MicStirred(-5.0)) == []


def test_what_was_decided_comes_back_only_to_be_seen() -> None:
    world = listening_to_a_reply()
    world.cough()
    (note,) = [each for each in world.commands if isinstance(each, NoteOverlap)]
    assert world.tell(OverlapJudged(note.decision)) == []
    assert not world.tell(MicStirred(-90.0))


@pytest.mark.parametrize(("voiced", "kind"), [(14, OverlapKind.BACKCHANNEL), (30, OverlapKind.SPEECH)])
def test_a_guess_at_the_words_leaves_it_to_the_length(voiced: int, kind: OverlapKind) -> None:
    world = listening_to_a_reply()
    world.frames(voiced, 0.95)
    world.frames(9, 0.02)
    recognise(world, "Mate.", unsure=True)
    assert [each for each, _ in decided(world)] == [kind]
    world.frames(60, 0.02)
    assert len(world.told(CommitTurn)) == (kind is OverlapKind.SPEECH)


def test_who_says_again_what_could_only_be_guessed_means_it() -> None:
    world = listening_to_a_reply()
    for _ in range(2):
        world.frames(14, 0.95)
        world.frames(9, 0.02)
        recognise(world, "Hertz.", unsure=True)
        world.frames(60, 0.02)
    assert [kind for kind, _ in decided(world)] == [OverlapKind.BACKCHANNEL, OverlapKind.SPEECH]


def test_a_guess_that_comes_late_ends_no_reply() -> None:
    world = listening_to_a_reply()
    world.frames(14, 0.95)
    world.frames(45, 0.02)
    assert kinds(world) == WENT_ON
    recognise(world, "Mate.", unsure=True)
    assert StopPlaying not in kinds(world)


def test_where_a_voice_may_not_interrupt_what_is_said_before_the_answer_sounds_is_part_of_the_talk() -> None:
    wishes = replace(TalkWishes(SessionWishes(turn_taking=TurnTaking.LOCAL)), barge_in=BargeIn(on=False))
    world = talking()
    world.tell(WishesChanged(wishes))
    world.say_something()
    first = world.commits[0]
    world.frames(30, 0.95)
    world.frames(60, 0.02)
    assert len(world.commits) == 2, "it is a turn as well"
    world.answer("To both.")
    world.play_out()
    assert world.commits[0] == first
    assert [line.state for line in world.lines(Speaker.USER)] == [MessageState.DONE] * 2
    assert world.breaches == []


def test_where_a_voice_may_not_interrupt_a_reply_that_sounds_plays_on() -> None:
    wishes = replace(TalkWishes(SessionWishes(turn_taking=TurnTaking.LOCAL)), barge_in=BargeIn(on=False))
    world = talking()
    world.tell(WishesChanged(wishes))
    world.say_something()
    world.answer(WORDS)
    world.play(300)
    world.frames(30, 0.95)
    world.frames(60, 0.02)
    assert kinds(world) == []
    assert len(world.commits) == 1

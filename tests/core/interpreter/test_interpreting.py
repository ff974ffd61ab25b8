"""What two people say to each other through the machine: shown, spoken in turn, kept, and never lost."""

from dataclasses import replace

import pytest

from tests.core.interpreter.room import NO_NETWORK, REFUSED, WISHES, Room
from voiceapp.core.interpreter.cutting import EDGES
from voiceapp.core.interpreter.job import JobDone, Pair, Side, SideFound, VoiceMade, WordsHeard, WordsTranslated
from voiceapp.core.interpreter.jobs import MOST_WAITING, TOO_MANY
from voiceapp.core.interpreter.machine import CLOSED, NEXT_TALK, RESTED, RESTS_AFTER
from voiceapp.core.interpreter.messages import (
    BeginJob,
    DropJob,
    EndJobSound,
    FeedJob,
    HushAsked,
    InterpretingBegan,
    InterpretingEnded,
    NewsCame,
    PauseSet,
    ShowInterpreter,
    SideChosen,
    SpokenSet,
    TriedAgain,
    WishesTold,
)
from voiceapp.core.interpreter.utterance import JOB_TRANSITIONS, JobMove, JobPhase
from voiceapp.core.interpreter.view import InterpreterPhase
from voiceapp.core.messages import (
    Duck,
    EndSound,
    FinishPlaying,
    ForgetItem,
    KeepItem,
    KeepSound,
    KeepTalk,
    Listen,
    MicrophoneChanged,
    NetworkCameBack,
    OffRecordSet,
    Play,
    PlaybackStopped,
    Played,
    ReadySpeaker,
    ReplyId,
    Stopped,
    StopPlaying,
    Tick,
    Unduck,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, MessageState, SoundId, Speaker, Spent, TalkId, TalkKind, Usage


def test_nothing_is_heard_before_it_begins_or_after_it_ends() -> None:
    room = Room(begun=False)
    assert not room.machine.takes_sound
    assert room.machine.deadline is None
    assert room.frames(60, voice=True) == []
    room.tell(InterpretingBegan(TalkId("talk"), WISHES, Sentence("It leaves."), Sentence("Careful.")))
    assert room.of(Listen) == [Listen(on=True)]
    view = room.machine.view
    assert view.is_on
    assert (view.leaves_machine, view.caution) == (Sentence("It leaves."), Sentence("Careful."))
    room.tell(InterpretingEnded(), InterpretingEnded())
    assert room.of(Listen) == [Listen(on=True), Listen(on=False)]
    assert not room.machine.view.is_on
    assert room.of(KeepTalk) == []


def test_an_utterance_is_given_to_whoever_interprets_while_it_is_said_and_kept_with_both_texts() -> None:
    room = Room()
    name = room.say()
    assert room.of(ReadySpeaker)
    (begun,) = room.of(BeginJob)
    assert (begun.job.pair, begun.job.side, begun.job.last, begun.job.spoken) == (WISHES.pair, None, None, True)
    fed = sum(len(each.pcm) for each in room.of(FeedJob))
    assert fed == sum(len(each.pcm) for each in room.of(KeepSound)) > 50 * 960
    assert room.of(EndJobSound) == [EndJobSound(name)]
    assert room.of(EndSound) == [EndSound(SoundId(name))]
    waiting = room.kept()[name]
    assert (waiting.state, waiting.text, waiting.language, waiting.voice) == (MessageState.WAITING, "", None, "")
    room.translate(name, "Hello\n there.", "Hallo.")
    assert room.lines == [(Side.LEFT, "Hello there.", "Hallo.")]
    said, translated = room.kept()[name], room.kept()[f"{name}-translation"]
    assert (said.speaker, said.text, said.language, said.voice) == (Speaker.USER, "Hello there.", "en", "English")
    assert (said.state, said.sound, said.spent[0].usd) == (MessageState.DONE, name, 0.01)
    assert (translated.speaker, translated.text, translated.language) == (Speaker.ASSISTANT, "Hallo.", "de")
    assert translated.voice == "Translation"
    assert translated.at > said.at
    (talk,) = {each.talk for each in room.of(KeepTalk)}
    assert (talk.id, talk.kind, talk.ended_at) == ("talk", TalkKind.TRANSCRIPTION, None)
    assert (room.machine.view.spent_usd, room.machine.view.unpriced) == (0.01, False)
    room.tell(InterpretingEnded())
    assert room.of(KeepTalk)[-1].talk.ended_at == room.now


def test_who_speaks_next_is_guessed_by_who_spoke_before() -> None:
    room = Room()
    room.translate(room.say(), side=Side.RIGHT)
    room.say()
    assert room.of(BeginJob)[-1].job.last is Side.RIGHT


def test_a_noise_leaves_no_trace() -> None:
    room = Room()
    room.frames(20, voice=False)
    room.frames(EDGES.attack + 1, voice=True)
    room.frames(60, voice=False)
    (begun,) = room.of(BeginJob)
    assert room.of(DropJob) == [DropJob(begun.utterance)]
    assert room.of(EndSound) == [EndSound(SoundId(begun.utterance), keep=False)]
    assert room.lines == []
    assert room.of(KeepItem) == []


def test_speech_without_words_is_forgotten() -> None:
    room = Room()
    name = room.say()
    room.news(name, JobDone())
    assert room.lines == []
    assert ForgetItem(TalkId("talk"), ItemId(name)) in room.of(ForgetItem)
    assert room.news("nobody", JobDone()) == []


def test_each_phase_is_seen() -> None:
    room = Room()
    phases = [room.machine.view.phase]
    room.frames(20, voice=False)
    phases.append(room.machine.view.phase)
    room.frames(40, voice=True)
    phases.append(room.machine.view.phase)
    room.frames(45, voice=False)
    phases.append(room.machine.view.phase)
    name = room.of(BeginJob)[-1].utterance
    room.translate(name)
    phases.append(room.machine.view.phase)
    room.heard_out(name)
    room.tell(MicrophoneChanged(None))
    phases.append(room.machine.view.phase)
    room.tell(MicrophoneChanged("Mic"), PauseSet(paused=True))
    phases.append(room.machine.view.phase)
    assert phases == [
        InterpreterPhase.OPENING,
        InterpreterPhase.LISTENING,
        InterpreterPhase.HEARING,
        InterpreterPhase.TRANSLATING,
        InterpreterPhase.SPEAKING,
        InterpreterPhase.DEAF,
        InterpreterPhase.PAUSED,
    ]


# --- what is spoken


def test_a_translation_sounds_once_nobody_speaks_and_goes_on_while_it_comes() -> None:
    room = Room()
    room.frames(20, voice=False)
    room.frames(40, voice=True)
    name = room.of(BeginJob)[-1].utterance
    room.news(name, WordsHeard("Hello"), SideFound(Side.LEFT), WordsTranslated("Hallo"), VoiceMade(b"\1\0"))
    assert room.of(Play) == []
    room.frames(45, voice=False)
    assert room.of(Play) == [Play(ReplyId(f"interpreted-{name}"), b"\1\0")]
    room.news(name, VoiceMade(b"\2\0"), JobDone())
    assert [each.pcm for each in room.of(Play)] == [b"\1\0", b"\2\0"]
    assert room.of(FinishPlaying) == [FinishPlaying(ReplyId(f"interpreted-{name}"))]
    assert room.machine.view.lines[0].sounds
    room.tell(Played(ReplyId("other"), 5), PlaybackStopped(ReplyId("other"), 5))
    assert room.machine.view.lines[0].sounds
    room.heard_out(name)
    assert not room.machine.view.lines[0].sounds


def test_translations_sound_in_the_order_of_what_was_said() -> None:
    room = Room()
    first, second, third, fourth = room.say(), room.say(), room.say(), room.say()
    room.translate(second, "Two.", "Zwei.", voice=b"\2\0")
    assert room.of(Play) == []
    room.fail(third)
    room.translate(first, "One.", "Eins.", voice=b"\1\0")
    assert [each.pcm for each in room.of(Play)] == [b"\1\0"]
    room.heard_out(first)
    assert [each.pcm for each in room.of(Play)] == [b"\1\0", b"\2\0"]
    room.heard_out(second)
    room.translate(fourth, "Four.", "Vier.", voice=b"")
    assert len(room.of(Play)) == 2


def test_who_speaks_over_a_translation_makes_it_quieter_and_then_silent() -> None:
    room = Room()
    name = room.say()
    room.translate(name)
    room.frames(14, voice=True)
    assert room.of(Duck) == [Duck()]
    assert room.of(StopPlaying) == []
    room.frames(25, voice=True)
    assert room.of(StopPlaying) == [StopPlaying()]
    assert room.of(Unduck) == [Unduck()]
    room.frames(45, voice=False)
    assert len(room.of(BeginJob)) == 2
    assert len(room.of(Play)) == 1


def test_a_cough_over_a_translation_only_makes_it_quieter_for_a_moment() -> None:
    room = Room()
    name = room.say()
    room.translate(name)
    room.frames(12, voice=True)
    room.frames(45, voice=False)
    assert (room.of(Duck), room.of(Unduck), room.of(StopPlaying)) == ([Duck()], [Unduck()], [])


def test_a_translation_that_ends_while_somebody_begins_leaves_nothing_quiet() -> None:
    room = Room()
    name = room.say()
    room.translate(name)
    room.frames(14, voice=True)
    room.heard_out(name)
    assert room.of(Unduck) == [Unduck()]


def test_its_own_voice_is_not_taken_for_one_of_the_two() -> None:
    room = Room()
    name = room.say()
    room.translate(name, "Where is the station?", "Wo ist denn der Bahnhof?")
    room.frames(14, voice=True)
    room.frames(45, voice=False)
    echo = room.of(BeginJob)[-1].utterance
    room.translate(echo, "wo ist denn der bahnhof", "where is the station", Side.RIGHT)
    assert [line[1] for line in room.lines] == ["Where is the station?"]
    room.frames(14, voice=True)
    room.frames(45, voice=False)
    other = room.of(BeginJob)[-1].utterance
    room.translate(other, "Das weiß ich leider nicht.", "I'm afraid I don't know.", Side.RIGHT)
    assert len(room.lines) == 2


def test_the_person_can_hush_it_and_want_captions_alone() -> None:
    room = Room()
    first = room.say()
    room.translate(first)
    room.tell(HushAsked(), HushAsked())
    assert room.of(StopPlaying) == [StopPlaying()]
    second = room.say()
    room.news(second, VoiceMade(b"\1\0"))
    room.tell(SpokenSet(spoken=False))
    room.news(second, VoiceMade(b"\1\0"), WordsHeard("Hello."), JobDone())
    third = room.say()
    assert not room.of(BeginJob)[-1].job.spoken
    room.translate(third, voice=b"")
    room.tell(SpokenSet(spoken=True))
    assert len(room.of(Play)) == 2
    assert room.machine.view.spoken


# --- whose turn it is, and what is wished


def test_the_side_that_was_chosen_speaks_from_here_on() -> None:
    room = Room()
    room.frames(20, voice=False)
    room.frames(40, voice=True)
    room.tell(SideChosen(Side.RIGHT))
    assert len(room.of(EndJobSound)) == 1
    assert room.machine.view.side is Side.RIGHT
    name = room.say()
    assert room.of(BeginJob)[-1].job.side is Side.RIGHT
    room.news(name, WordsHeard("Guten Tag."), WordsTranslated("Good day."), JobDone())
    assert room.lines[-1] == (Side.RIGHT, "Guten Tag.", "Good day.")
    room.frames(2, voice=True)
    room.tell(SideChosen(None))
    assert len(room.of(EndJobSound)) == 2


def test_what_is_too_short_when_the_side_changes_was_nothing() -> None:
    room = Room()
    room.frames(20, voice=False)
    room.frames(EDGES.attack + 2, voice=True)
    room.tell(SideChosen(Side.LEFT))
    assert len(room.of(DropJob)) == 1


def test_other_languages_hold_from_the_next_utterance_on() -> None:
    room = Room()
    room.say()
    other = replace(WISHES, pair=Pair("en", "fr"))
    room.tell(WishesTold(other, Sentence("It leaves."), Sentence("Careful.")))
    room.say()
    first, second = room.of(BeginJob)
    assert (first.job.pair.right, second.job.pair.right) == ("de", "fr")
    assert room.machine.view.leaves_machine == Sentence("It leaves.")
    assert room.machine.view.caution == Sentence("Careful.")


def test_a_pause_closes_the_microphone_and_what_was_being_said_is_translated() -> None:
    room = Room()
    room.frames(20, voice=False)
    room.frames(40, voice=True)
    room.tell(PauseSet(paused=True), PauseSet(paused=True))
    assert room.of(Listen)[-1] == Listen(on=False)
    assert len(room.of(EndJobSound)) == 1
    assert room.frames(50, voice=True) == []
    name = room.of(BeginJob)[-1].utterance
    room.translate(name)
    assert room.of(Play) == []
    room.tell(PauseSet(paused=False))
    assert room.of(Listen)[-1] == Listen(on=True)
    assert len(room.of(Play)) == 1


def test_a_room_in_which_nobody_speaks_is_not_listened_to_for_ever() -> None:
    room = Room()
    room.wait(RESTS_AFTER - 1)
    assert room.machine.takes_sound
    room.wait(2)
    assert room.frames(5, voice=True) == []
    rested = room.machine.view
    assert rested.notice == RESTED
    room.tell(PauseSet(paused=False))
    assert room.machine.view.notice is None
    room.tell(Tick())
    assert room.machine.takes_sound


# --- what could not be translated


def test_what_was_said_without_a_network_waits_and_is_translated_later_in_its_order() -> None:
    room = Room()
    first, second = room.say(), room.say()
    room.fail(first)
    room.fail(second)
    assert [line.waiting for line in room.machine.view.lines] == [True, True]
    assert room.kept()[first].state is MessageState.WAITING
    assert room.kept()[first].failure == NO_NETWORK.sentence
    again = room.of(BeginJob, room.wait(0.1))
    assert [each.utterance for each in again] == [first]
    room.fail(first)
    assert room.of(BeginJob, room.wait(0.05)) == []
    followed = room.tell(NetworkCameBack())
    assert [each.utterance for each in room.of(BeginJob, followed)] == [first]
    followed = room.translate(first, "One.", "Eins.")
    assert [each.utterance for each in room.of(BeginJob, followed)] == [second]
    room.translate(second, "Two.", "Zwei.")
    assert [line.waiting for line in room.machine.view.lines] == [False, False]


def test_only_one_is_tried_again_at_a_time() -> None:
    room = Room()
    first, second = room.say(), room.say()
    room.fail(first)
    room.wait(0.1)
    room.fail(second)
    assert room.of(BeginJob, room.wait(1.0)) == []
    followed = room.fail(first, REFUSED)
    assert [each.utterance for each in room.of(BeginJob, followed)] == [second]


def test_a_line_that_breaks_while_somebody_speaks_is_opened_again_with_all_that_was_said() -> None:
    room = Room()
    room.frames(20, voice=False)
    room.frames(40, voice=True)
    name = room.of(BeginJob)[-1].utterance
    room.fail(name)
    assert room.of(KeepItem) == []
    assert [each.utterance for each in room.of(BeginJob, room.wait(0.01))] == [name]
    room.frames(20, voice=True)
    room.frames(45, voice=False)
    room.translate(name)
    assert room.lines == [(Side.LEFT, "Hello.", "Hallo.")]


def test_a_translation_that_broke_off_while_it_sounded_is_not_said_twice() -> None:
    room = Room()
    name = room.say()
    room.news(name, WordsHeard("Hello."), SideFound(Side.LEFT), VoiceMade(b"\1\0"))
    assert len(room.of(Play)) == 1
    room.fail(name)
    room.wait(0.1)
    assert room.of(StopPlaying) == [StopPlaying()]
    assert not room.of(BeginJob)[-1].job.spoken
    room.translate(name)
    assert len(room.of(Play)) == 1


def test_what_waited_begins_its_voice_anew() -> None:
    room = Room()
    first = room.say()
    second = room.say()
    room.news(second, VoiceMade(b"\1\0"))
    room.fail(second)
    room.translate(first, voice=b"")
    room.wait(0.1)
    room.translate(second, voice=b"\2\0")
    assert [each.pcm for each in room.of(Play)] == [b"\2\0"]


def test_a_failure_that_does_not_pass_is_said_and_the_person_can_try_again() -> None:
    room = Room()
    name = room.say()
    room.fail(name, REFUSED)
    (line,) = room.machine.view.lines
    assert (line.remark, line.can_retry) == (REFUSED.sentence, True)
    assert room.kept()[name].state is MessageState.FAILED
    assert room.tell(TriedAgain("nobody")) == []
    room.tell(TriedAgain(name))
    assert room.of(BeginJob)[-1].utterance == name
    room.tell(TriedAgain(name))
    assert len(room.of(BeginJob)) == 2
    room.fail("nobody")
    room.translate(name)
    assert room.lines == [(Side.LEFT, "Hello.", "Hallo.")]


def test_what_waits_is_bounded_and_the_oldest_stays_in_the_history() -> None:
    room = Room(replace(WISHES, spoken=False))
    names = []
    for _ in range(MOST_WAITING + 1):
        names.append(room.say(0.4))
        room.fail(names[-1])
    assert room.machine.view.lines[0].remark is None or room.machine.view.lines[0].waiting
    names.append(room.say(0.4))
    assert room.machine.view.lines[0].remark == TOO_MANY.sentence
    assert DropJob(names[0]) in room.of(DropJob)
    assert room.kept()[names[0]].state is MessageState.FAILED
    assert not room.machine.view.lines[0].can_retry
    assert room.of(BeginJob, room.tell(TriedAgain(names[0]))) == []


def test_a_noise_whose_line_broke_keeps_nothing_else_from_being_tried_again() -> None:
    room = Room()
    room.frames(20, voice=False)
    room.frames(EDGES.attack + 1, voice=True)
    noise = room.of(BeginJob)[-1].utterance
    room.fail(noise)
    room.wait(0.1)
    room.frames(60, voice=False)
    assert DropJob(noise) in room.of(DropJob)
    name = room.say()
    room.fail(name)
    assert [each.utterance for each in room.of(BeginJob, room.wait(60.0))] == [name]


def test_a_translation_that_is_refused_while_it_sounds_is_played_to_its_end() -> None:
    room = Room()
    name = room.say()
    room.news(name, WordsHeard("Hello."), SideFound(Side.LEFT), VoiceMade(b"\1\0"))
    assert len(room.of(FinishPlaying, room.fail(name, REFUSED))) == 1


@pytest.mark.parametrize(
    ("ending", "why"), [(Stopped(), CLOSED), (InterpretingBegan(TalkId("next"), WISHES), NEXT_TALK)]
)
def test_what_is_not_translated_at_the_end_stays_in_the_history_with_its_sound(
    ending: Stopped | InterpretingBegan, why: object
) -> None:
    room = Room()
    waiting, working = room.say(), room.say()
    done = room.say()
    room.translate(done, voice=b"")
    room.fail(waiting)
    room.tell(ending)
    kept = room.kept()
    assert [kept[name].state for name in (waiting, working, done)] == [
        MessageState.FAILED,
        MessageState.FAILED,
        MessageState.DONE,
    ]
    assert kept[waiting].sound == waiting
    assert kept[waiting].failure == getattr(why, "sentence", None)
    assert room.machine.view.lines == ()
    assert room.wait(5.0) == [] or isinstance(ending, InterpretingBegan)


# --- what stays


def test_off_the_record_nothing_is_kept_and_what_is_being_said_goes_too() -> None:
    room = Room()
    room.frames(20, voice=False)
    room.frames(40, voice=True)
    begun = room.of(BeginJob)[-1].utterance
    room.tell(OffRecordSet(off=True), OffRecordSet(off=True))
    assert room.of(EndSound) == [EndSound(SoundId(begun), keep=False)]
    assert room.machine.view.off_record
    room.frames(45, voice=False)
    room.translate(begun)
    second = room.say()
    room.translate(second)
    assert (room.of(KeepItem), room.of(KeepTalk)) == ([], [])
    assert len(room.lines) == 2
    room.tell(OffRecordSet(off=False))
    third = room.say()
    room.translate(third)
    assert set(room.kept()) == {third, f"{third}-translation"}


def test_where_nothing_is_to_be_kept_nothing_is() -> None:
    room = Room(replace(WISHES, keep_talks=False))
    room.translate(room.say())
    assert (room.of(KeepItem), room.of(KeepTalk), room.of(KeepSound)) == ([], [], [])
    room = Room(replace(WISHES, keep_sound=False))
    name = room.say()
    room.translate(name)
    assert (room.of(KeepSound), room.of(EndSound)) == ([], [])
    assert room.kept()[name].sound is None


def test_an_unknown_price_is_never_taken_for_nothing() -> None:
    room = Room()
    name = room.say()
    room.news(name, WordsHeard("Hello."), JobDone((Spent("own", Usage(), None),)))
    assert room.machine.view.unpriced


def test_nothing_is_shown_twice_and_sound_shows_nothing() -> None:
    room = Room()
    name = room.say()
    room.tell(NewsCame(name, VoiceMade(b"\1\0")))
    assert room.of(ShowInterpreter, room.tell(NewsCame(name, VoiceMade(b"\1\0")))) == []
    assert room.of(ShowInterpreter, room.tell(MicrophoneChanged("Mic"))) == []


def test_the_table_of_an_utterance() -> None:
    assert JOB_TRANSITIONS.reachable == frozenset(JobPhase)
    assert not JOB_TRANSITIONS.allows(JobPhase.DONE, JobMove.BEGAN_ANEW)

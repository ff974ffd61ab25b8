"""What sounds over a reply are taken for: speech, a sign of listening, a command to stop, or noise."""

from collections.abc import Iterable

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from voiceapp.core.overlap_decision import OverlapDecision, OverlapKind, OverlapReason
from voiceapp.core.overlap_learning import MOST_LEARNT, corrected, with_learnt
from voiceapp.core.sound_rules import MARGIN
from voiceapp.core.talk.overlap import (
    FORGOTTEN,
    KNOWN,
    LONGEST_HOLD,
    LONGEST_NOISE,
    OVERLAP_TRANSITIONS,
    PERSON_KNOWN,
    REPEATS,
    OverlapJudge,
    OverlapPhase,
)
from voiceapp.core.wishes import BargeIn

LOUD, QUIET, FAR = -20.0, -70.0, -45.0
VOICE, ROOM = (0.95, LOUD), (0.02, QUIET)
USUAL = BargeIn()
ENDS = (OverlapPhase.SPEECH, OverlapPhase.STOP_COMMAND)


def judged(judge: OverlapJudge, frames: Iterable[tuple[float, float]], **how: bool) -> list[OverlapPhase]:
    found = [judge.take_frame(speech, level, **how) for speech, level in frames]
    return [phase for phase in found if phase is not None]


def held(judge: OverlapJudge, voiced: int = 15) -> None:
    """Somebody speaks over a reply, and falls silent."""
    assert judged(judge, [VOICE] * voiced) == [OverlapPhase.DUCKED, OverlapPhase.HELD]
    assert judged(judge, [ROOM] * USUAL.pause) == []


def reason(judge: OverlapJudge) -> OverlapReason:
    assert judge.decision is not None
    return judge.decision.reason


def test_a_voice_makes_the_reply_quieter_at_once_then_wait_and_ends_it_when_it_lasts() -> None:
    judge = OverlapJudge(USUAL)
    phases = [judge.take_frame(*VOICE) for _ in range(USUAL.certain_after)]
    assert phases[0] is OverlapPhase.DUCKED
    assert phases.index(OverlapPhase.HELD) + 1 == USUAL.hold_after, "as soon as it was silent before"
    assert phases[-1] is OverlapPhase.SPEECH
    assert phases.count(None) == len(phases) - 3
    assert judge.decision == OverlapDecision(OverlapKind.SPEECH, OverlapReason.LONG, 900, 900, LOUD)


def test_nothing_is_judged_where_a_voice_may_not_interrupt() -> None:
    judge = OverlapJudge(BargeIn(on=False))
    assert judged(judge, [VOICE] * 100) == []
    assert not judge.startles(0.0)


def test_where_a_voice_may_not_interrupt_it_is_speech_before_anything_sounds() -> None:
    judge = OverlapJudge(BargeIn(on=False))
    assert judged(judge, [VOICE] * 4, sounding=False) == [OverlapPhase.DUCKED]
    assert judged(judge, [VOICE] * 4, sounding=True)[-1] is OverlapPhase.SPEECH
    assert reason(judge) is OverlapReason.NOTHING_SOUNDS


def test_words_that_are_a_guess_leave_it_to_the_length() -> None:
    for voiced, phase in ((20, OverlapPhase.BACKCHANNEL), (22, OverlapPhase.SPEECH)):
        judge = OverlapJudge(USUAL)
        held(judge, voiced)
        assert judge.take_unclear_words(spoke_on=False) is phase
        assert reason(judge) in (OverlapReason.SHORT, OverlapReason.LONG)


def test_a_guess_at_a_part_of_what_was_said_decides_nothing_yet() -> None:
    judge = OverlapJudge(USUAL)
    held(judge)
    assert judge.take_unclear_words(spoke_on=True) is None
    assert judge.holds
    other = OverlapJudge(USUAL)
    judged(other, [VOICE] * 15)
    assert other.take_unclear_words(spoke_on=False) is None, "they may still be speaking"
    judged(other, [VOICE] * 7)
    assert judged(other, [ROOM] * USUAL.settle_after) == [OverlapPhase.SPEECH], "it is known that there were words"


def test_a_cough_only_makes_it_quieter_for_a_moment() -> None:
    judge = OverlapJudge(USUAL)
    assert judged(judge, [VOICE] * 5 + [ROOM] * 40) == [OverlapPhase.DUCKED, OverlapPhase.NOISE]
    assert reason(judge) is OverlapReason.NO_VOICE


def test_a_door_is_forgotten_sooner_than_a_voice() -> None:
    judge = OverlapJudge(USUAL)
    assert judged(judge, [(0.02, -60.0)] * (KNOWN + 5)) == []
    assert judge.take_frame(0.1, -25.0) is OverlapPhase.DUCKED
    rest = [judge.take_frame(*ROOM) for _ in range(30)]
    assert rest.index(OverlapPhase.NOISE) < USUAL.resume_after - 1


def test_a_machine_that_goes_on_becomes_part_of_the_room() -> None:
    judge = OverlapJudge(USUAL)
    judged(judge, [(0.02, -60.0)] * (KNOWN + 5))
    assert judged(judge, [(0.1, -25.0)] * (LONGEST_NOISE + 200)) == [OverlapPhase.DUCKED, OverlapPhase.NOISE]


def test_half_a_frame_ducks_ahead_of_the_frame_and_only_once() -> None:
    judge = OverlapJudge(USUAL)
    assert not judge.startles(-10.0), "an echo starts loud, before it is known how loud"
    judged(judge, [(0.02, -60.0)] * KNOWN)
    assert not judge.startles(-58.0)
    assert judge.startles(-10.0)
    assert not judge.startles(-10.0)
    assert judge.take_frame(0.1, -13.0) is None, "the frame says nothing that is not known"


# --- words


def test_a_back_channel_lets_the_reply_go_on_as_soon_as_its_words_are_known() -> None:
    judge = OverlapJudge(USUAL)
    held(judge, 22)
    assert judge.paused
    assert judge.take_words("Mhm, right.") is OverlapPhase.BACKCHANNEL
    assert reason(judge) is OverlapReason.WORDS
    assert judge.take_words("Stop!") is None, "nothing waits any more"


def test_words_to_the_assistant_end_it_however_short_they_were() -> None:
    judge = OverlapJudge(USUAL)
    held(judge, 10)
    assert judge.take_words("Why?") is OverlapPhase.SPEECH


def test_a_command_to_stop_is_told_from_speech() -> None:
    judge = OverlapJudge(USUAL)
    judged(judge, [VOICE] * 15)
    assert judge.take_words("Stop!") is OverlapPhase.SPEECH, "at once, but what is still being said may want an answer"
    assert judged(judge, [VOICE]) == [OverlapPhase.DUCKED]
    judge = OverlapJudge(USUAL)
    held(judge)
    assert judge.take_words("Stop!", spoke_on=True) is OverlapPhase.SPEECH
    held(judge)
    assert judge.take_words("Stop!") is OverlapPhase.STOP_COMMAND


def test_sound_without_a_word_was_a_noise() -> None:
    judge = OverlapJudge(USUAL)
    held(judge)
    assert judge.take_words("[music]") is OverlapPhase.NOISE


def test_yes_after_a_question_is_an_answer_and_mhm_is_not() -> None:
    judge = OverlapJudge(USUAL)
    held(judge)
    assert judge.take_words("Yes.", asked=True) is OverlapPhase.SPEECH
    assert reason(judge) is OverlapReason.QUESTION
    held(judge)
    assert judge.take_words("Mhm.", asked=True) is OverlapPhase.BACKCHANNEL


def test_words_that_came_while_the_voice_went_on_count_once_it_is_clear_that_no_more_follow() -> None:
    judge = OverlapJudge(USUAL)
    judge.hears_words = True
    judged(judge, [VOICE] * 15)
    assert judge.take_words("Okay") is None, "more may follow"
    assert judged(judge, [VOICE] * 5 + [ROOM] * (USUAL.words_patience - 1)) == []
    assert judged(judge, [ROOM]) == [OverlapPhase.BACKCHANNEL]


def test_whoever_laughs_may_do_so_for_long_but_not_for_ever() -> None:
    judge = OverlapJudge(USUAL)
    judged(judge, [VOICE] * 15)
    judge.take_words("Haha")
    assert judged(judge, [VOICE] * USUAL.certain_after) == []
    assert judged(judge, [VOICE] * USUAL.certain_after) == [OverlapPhase.SPEECH, OverlapPhase.DUCKED, OverlapPhase.HELD]


# --- where no words come


def test_without_words_a_short_voice_is_a_sign_of_listening_and_a_longer_one_is_speech() -> None:
    judge = OverlapJudge(USUAL)
    held(judge, USUAL.longest_backchannel)
    assert judged(judge, [ROOM] * (USUAL.settle_after - USUAL.pause)) == [OverlapPhase.BACKCHANNEL]
    assert reason(judge) is OverlapReason.SHORT
    held(judge, USUAL.longest_backchannel + 1)
    assert judged(judge, [ROOM] * (USUAL.settle_after - USUAL.pause)) == [OverlapPhase.SPEECH]


def test_a_short_voice_that_comes_again_is_meant_and_one_much_later_is_not() -> None:
    judge = OverlapJudge(USUAL)
    rest = [ROOM] * (USUAL.settle_after - USUAL.pause)
    held(judge, 14)
    assert judged(judge, rest) == [OverlapPhase.BACKCHANNEL]
    judged(judge, [ROOM] * REPEATS)
    held(judge, 14)
    assert judged(judge, rest) == [OverlapPhase.BACKCHANNEL]
    held(judge, 14)
    assert judged(judge, rest) == [OverlapPhase.SPEECH]
    assert reason(judge) is OverlapReason.REPEATED


def test_a_syllable_just_after_a_turn_is_still_a_sign_of_listening_but_a_word_is_not() -> None:
    rest = [ROOM] * USUAL.settle_after
    for voiced, goes_on, phase in (
        (14, True, OverlapPhase.BACKCHANNEL),
        (20, True, OverlapPhase.SPEECH),
        (20, False, OverlapPhase.BACKCHANNEL),
    ):
        judge = OverlapJudge(USUAL)
        assert judged(judge, [VOICE] * voiced + rest, goes_on=goes_on)[-1] is phase


def test_words_are_waited_for_where_some_came_before_but_not_for_ever() -> None:
    judge = OverlapJudge(USUAL)
    judge.hears_words = True
    held(judge)
    assert judge.patience == USUAL.words_patience
    rest = [judge.take_frame(*ROOM) for _ in range(50)]
    assert rest.index(OverlapPhase.BACKCHANNEL) + 1 + USUAL.pause == USUAL.words_patience
    assert (USUAL.words_patience + 5) * 20 < 1_000, "it goes on within a second"


def test_what_falls_silent_with_the_reply_and_is_faint_was_its_echo_and_is_believed_less_from_then_on() -> None:
    judge = OverlapJudge(USUAL)
    echo = (0.9, -55.0)
    rest = [ROOM] * USUAL.settle_after
    assert judged(judge, [echo] * 10 + rest) == [OverlapPhase.DUCKED, OverlapPhase.HELD, OverlapPhase.NOISE]
    assert reason(judge) is OverlapReason.ECHO
    assert judged(judge, [echo] * 10 + [ROOM] * 30) == [OverlapPhase.DUCKED, OverlapPhase.NOISE]
    assert OverlapPhase.HELD in judged(judge, [VOICE] * 15)


def test_something_loud_that_is_no_voice_does_not_hold_a_reply_for_ever() -> None:
    judge = OverlapJudge(USUAL)
    judged(judge, [(0.02, -60.0)] * KNOWN)
    assert judged(judge, [VOICE] * 10) == [OverlapPhase.DUCKED, OverlapPhase.HELD]
    assert judged(judge, [(0.1, LOUD)] * LONGEST_HOLD)[:1] == [OverlapPhase.BACKCHANNEL]


def test_while_nothing_sounds_yet_a_voice_counts_at_once() -> None:
    judge = OverlapJudge(USUAL)
    assert judged(judge, [VOICE] * 10, sounding=False)[:2] == [OverlapPhase.DUCKED, OverlapPhase.SPEECH]
    assert reason(judge) is OverlapReason.NOTHING_SOUNDS


def test_who_wants_it_to_stop_at_once_gets_that() -> None:
    judge = OverlapJudge(BargeIn(hold_after=5, certain_after=5, longest_backchannel=0))
    assert judged(judge, [VOICE] * 5) == [OverlapPhase.DUCKED, OverlapPhase.SPEECH]


# --- another person, or the television


def acquainted() -> OverlapJudge:
    judge = OverlapJudge(USUAL)
    for _ in range(PERSON_KNOWN):
        judge.person_spoke(LOUD)
    return judge


def test_a_voice_far_quieter_than_the_person_does_not_end_a_reply_and_is_ignored_from_then_on() -> None:
    judge = acquainted()
    far = (0.9, FAR)
    found = judged(judge, [far] * USUAL.certain_after)
    assert found == [OverlapPhase.DUCKED, OverlapPhase.HELD, OverlapPhase.NOISE]
    assert reason(judge) is OverlapReason.FAR_AWAY
    assert judged(judge, [far, far, (0.9, FAR + MARGIN - 1)] * 100) == [], "it is known now"
    assert judged(judge, [VOICE] * 10) == [OverlapPhase.DUCKED, OverlapPhase.HELD], "the person is not"


def test_it_is_known_no_more_once_it_was_silent_for_a_while() -> None:
    judge = acquainted()
    judged(judge, [(0.9, FAR)] * USUAL.certain_after)
    judged(judge, [ROOM] * FORGOTTEN)
    assert judged(judge, [(0.9, FAR)] * 10) == [OverlapPhase.DUCKED, OverlapPhase.HELD]


def test_words_from_far_away_mean_nothing_unless_they_ask_for_silence() -> None:
    judge = acquainted()
    judged(judge, [(0.9, FAR)] * 15 + [ROOM] * USUAL.pause)
    assert judge.take_words("And now the weather.") is OverlapPhase.NOISE
    judge.reset()
    judged(judge, [(0.9, FAR)] * 15 + [ROOM] * USUAL.pause)
    assert judge.take_words("Stop!") is OverlapPhase.STOP_COMMAND


def test_a_short_voice_from_far_away_is_let_pass_too() -> None:
    judge = acquainted()
    judged(judge, [(0.9, FAR)] * 25)
    assert judged(judge, [ROOM] * USUAL.settle_after) == [OverlapPhase.NOISE]
    assert reason(judge) is OverlapReason.FAR_AWAY


# --- any order of sounds and words


class AnySound(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.judge = OverlapJudge(USUAL)
        self.phase = OverlapPhase.QUIET
        self.since = 0

    def follow(self, phase: OverlapPhase | None) -> None:
        self.since += 1
        if phase is None:
            return
        at_once = {OverlapPhase.QUIET: (), OverlapPhase.DUCKED: (OverlapPhase.HELD,), OverlapPhase.HELD: ()}
        reachable = set(OVERLAP_TRANSITIONS.table[self.phase].values())
        for between in at_once[self.phase]:
            reachable |= set(OVERLAP_TRANSITIONS.table[between].values())
        assert phase in reachable
        self.since = 0
        self.phase = phase if OVERLAP_TRANSITIONS.table[phase] else OverlapPhase.QUIET

    @rule(speech=st.floats(0, 1), level=st.floats(-96, 0), times=st.integers(1, 60), asked=st.booleans())
    def sound(self, speech: float, level: float, times: int, asked: bool) -> None:
        for _ in range(times):
            self.follow(self.judge.take_frame(speech, level, asked=asked))

    @rule(text=st.sampled_from(["", "Mhm.", "Yes.", "Stop!", "What about Paris?"]), asked=st.booleans())
    def words(self, text: str, asked: bool) -> None:
        before = self.phase
        phase = self.judge.take_words(text, asked=asked)
        assert phase is None or before is OverlapPhase.HELD
        self.follow(phase)

    @rule(level=st.floats(-96, 0))
    def half_a_frame(self, level: float) -> None:
        if self.judge.startles(level):
            self.follow(OverlapPhase.DUCKED)

    @precondition(lambda self: self.phase is OverlapPhase.HELD)
    @rule()
    def silence(self) -> None:
        """What waits goes on or ends within a second of silence."""
        found = judged(self.judge, [ROOM] * 50)
        assert found
        for phase in found:
            self.follow(phase)
        assert self.phase is OverlapPhase.QUIET

    @invariant()
    def it_agrees_on_whether_a_reply_waits(self) -> None:
        assert self.judge.holds == (self.phase is OverlapPhase.HELD)

    @invariant()
    def nothing_is_undecided_for_ever(self) -> None:
        assert self.phase is OverlapPhase.QUIET or self.since <= LONGEST_NOISE + LONGEST_HOLD


TestAnySound = AnySound.TestCase


# --- corrections


def test_each_correction_makes_it_a_little_harder_or_easier_to_end_a_reply_within_bounds() -> None:
    learnt = 0
    for _ in range(20):
        learnt = corrected(learnt, OverlapKind.SPEECH)
    assert learnt == MOST_LEARNT
    for _ in range(40):
        learnt = corrected(learnt, OverlapKind.BACKCHANNEL)
    assert learnt == -MOST_LEARNT
    strict, lax = with_learnt(USUAL, MOST_LEARNT), with_learnt(USUAL, -MOST_LEARNT)
    assert strict.hold_after > USUAL.hold_after > lax.hold_after >= 4
    assert strict.hold_after * 20 <= 300, "it still falls silent in time"
    assert lax.certain_after >= lax.hold_after
    assert lax.longest_backchannel >= 0
    assert with_learnt(USUAL, 0) == USUAL

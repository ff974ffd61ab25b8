"""Holds that talk, dictation and the front end take the same sound for the same thing, half frames included."""

import math

from hypothesis import assume, given
from hypothesis import strategies as st

from voiceapp.core import sound_rules
from voiceapp.core.dictation.messages import Splits
from voiceapp.core.dictation.recording import DictationRecording
from voiceapp.core.messages import MicFrame
from voiceapp.core.talk.endpointing import KNOWN, BargeInJudge, Edge, Endpointer, Verdict
from voiceapp.core.wishes import BargeIn, Edges

LEVELS = st.floats(-96.0, 0.0)
LIKELY = st.floats(0.0, 1.0)
ONSETS = st.floats(0.2, 0.95)


@given(LIKELY, ONSETS)
def test_talk_and_dictation_take_the_same_frame_for_a_voice(speech: float, onset: float) -> None:
    endpointer = Endpointer(Edges(onset=onset, offset=onset, attack=1))
    dictation = DictationRecording(Splits(), onset)
    heard = endpointer.feed(speech, -20.0) is Edge.BEGAN
    dictation.take(MicFrame(b"", 0.0, speech, -20.0))
    assert heard is bool(dictation.voiced)


@given(LEVELS, LEVELS)
def test_what_lets_the_detector_doze_is_never_loud_enough_for_a_voice(level: float, floor: float) -> None:
    assert not (sound_rules.is_room(level, floor) and sound_rules.is_above_room(level, floor))


def judged(usual: float) -> BargeInJudge:
    """A judge that knows how loud the reply leaves it."""
    judge = BargeInJudge(BargeIn())
    for _ in range(KNOWN * 3):
        judge.feed(0.0, usual)
    return judge


@given(LEVELS, LEVELS, LEVELS)
def test_a_half_that_makes_a_reply_quieter_would_have_done_so_as_a_whole_frame(
    usual: float, half: float, other: float
) -> None:
    assume(judged(usual).startles(half))
    whole = 10 * math.log10((10 ** (half / 10) + 10 ** (other / 10)) / 2)
    assert judged(usual).feed(0.0, whole) is Verdict.DUCK


@given(LEVELS, LEVELS)
def test_the_front_end_asks_about_every_half_that_the_judge_would_take(usual: float, half: float) -> None:
    assume(judged(usual).startles(half))
    assert sound_rules.is_half_worth_asking(half, usual)

"""A short word over a loud reply is heard, and the reply's own echo still is not."""

import numpy as np
import pytest

from tests.rig.echo import walls
from tests.rig.signals import Samples, decibels, noise
from tests.rig.soundcard import RATE
from tests.rig.speech import recorded
from voiceapp.audio.double_talk import STANDS_OUT, DoubleTalkPath, EchoRest
from voiceapp.audio.echo import Cleaning, FarEnd, WebRtcPath
from voiceapp.audio.echo_model import BLOCK, EchoModel
from voiceapp.audio.resample import Wave, to_float, to_pcm

OWN = np.tile(np.concatenate([recorded("modern"), recorded("lobster")]), 2)[: RATE * 9]
WORD_AT = int(6.5 * RATE)
TOLD_EARLY = 0.02
"""Seconds by which the far end is given before its echo can come."""


def word() -> Samples:
    """Three tenths of a second of another voice."""
    voice = recorded("so-silly")
    start = int(np.flatnonzero(np.abs(voice.astype(np.int32)) > 4_000)[0])
    return voice[start : start + int(0.3 * RATE)]


def echo(loudness: float = 1.0, *, moved_at: int = len(OWN), moved_by: float = 0.0) -> Samples:
    """What a microphone hears of it, in a room whose way to the microphone gets longer at some moment."""
    heard = np.convolve(OWN, walls(TOLD_EARLY, 0.15, loudness))[: len(OWN)]
    later = np.convolve(OWN, walls(TOLD_EARLY + moved_by, 0.15, loudness))[: len(OWN)]
    both = np.concatenate([heard[:moved_at], later[moved_at:]]) + noise(len(OWN) / RATE, RATE, level=0.0007)
    return both.clip(-32768, 32767).astype(np.int16)


def suppressor() -> WebRtcPath:
    return WebRtcPath(Cleaning(), FarEnd())


def through(path: DoubleTalkPath | WebRtcPath, heard: Samples, *, calm: bool = True) -> Samples:
    if isinstance(path, DoubleTalkPath):
        path.calm = calm
    near, far = to_float(heard.tobytes()), to_float(OWN.tobytes())
    blocks: list[Wave] = [
        path.cancel(near[start : start + BLOCK], far[start : start + BLOCK])
        for start in range(0, len(near) - BLOCK + 1, BLOCK)
    ]
    return np.frombuffer(to_pcm(np.concatenate(blocks)), "<i2").astype(np.int16)


def around_the_word(sound: Samples) -> Samples:
    return sound[WORD_AT : WORD_AT + int(0.3 * RATE)]


def test_the_model_takes_out_the_echo_that_it_has_learnt_and_leaves_a_voice_alone() -> None:
    model = EchoModel()
    heard = echo()
    heard[WORD_AT : WORD_AT + len(word())] += word()
    near, far = to_float(heard.tobytes()), to_float(OWN.tobytes())
    rest = np.concatenate(
        [
            model.without_echo(near[at : at + BLOCK], far[at : at + BLOCK])
            for at in range(0, len(near) - BLOCK + 1, BLOCK)
        ]
    )
    left = (rest * 32767).astype(np.int16)
    assert decibels(left[RATE * 4 : RATE * 6]) < decibels(heard[RATE * 4 : RATE * 6]) - 15
    assert abs(decibels(around_the_word(left)) - decibels(word())) < 1.5


@pytest.mark.parametrize("loudness", [0.5, 1.0])
def test_a_short_word_over_a_loud_reply_comes_through_where_a_suppressor_alone_swallows_it(loudness: float) -> None:
    heard = echo(loudness)
    heard[WORD_AT : WORD_AT + len(word())] += word()
    swallowed = decibels(around_the_word(through(suppressor(), heard)))
    kept = decibels(around_the_word(through(DoubleTalkPath(suppressor()), heard)))
    assert kept > decibels(word()) - 6
    assert kept > swallowed + 6


def test_of_the_echo_alone_no_more_is_left_than_by_the_suppressor() -> None:
    alone = slice(RATE * 4, RATE * 9)
    left = decibels(through(DoubleTalkPath(suppressor()), echo())[alone])
    assert left < decibels(echo()[alone]) - 30


def test_a_model_that_is_wrong_because_the_delay_has_changed_lets_no_echo_through() -> None:
    heard = echo(moved_at=RATE * 5, moved_by=0.005)
    afterwards = slice(RATE * 5 + RATE // 2, RATE * 9)
    plain = decibels(through(suppressor(), heard)[afterwards])
    assert decibels(through(DoubleTalkPath(suppressor()), heard)[afterwards]) < plain + 3
    after_more = slice(RATE * 8, RATE * 9)
    assert decibels(through(DoubleTalkPath(suppressor()), heard)[after_more]) < decibels(heard[after_more]) - 20


def test_before_anything_is_learnt_the_suppressor_alone_is_heard() -> None:
    path = DoubleTalkPath(suppressor())
    path.prime(np.zeros(BLOCK * 6, np.float32))
    plain, first = suppressor(), echo()[: RATE // 5]
    plain.prime(np.zeros(BLOCK * 6, np.float32))
    assert np.array_equal(through(path, first), through(plain, first))


def test_the_sound_of_a_room_is_no_voice_after_the_microphone_was_muted_during_a_reply() -> None:
    rest = EchoRest()
    nothing, room = np.zeros(BLOCK, np.float32), to_float(noise(1.0, RATE, level=0.0007).tobytes())
    far = to_float(OWN.tobytes())
    for start in range(0, 200 * BLOCK, BLOCK):
        rest.take(nothing, far[start : start + BLOCK])
    for start in range(0, len(room) - BLOCK + 1, BLOCK):
        rest.take(room[start : start + BLOCK], nothing)
    assert rest.stands_out < STANDS_OUT

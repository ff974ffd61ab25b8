"""Speech gets faster or slower, and its pitch stays."""

import time

import numpy as np
import pytest

from voiceapp.audio.resample import Wave
from voiceapp.audio.time_stretch import TimeStretch
from voiceapp.core.pcm import WIRE

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


def tone(pitch: float, seconds: float = 3.0) -> Wave:
    """A voice of that pitch: a row of harmonics."""
    moments = np.arange(int(WIRE.rate * seconds)) / WIRE.rate
    harmonics = np.array([np.sin(2 * np.pi * pitch * number * moments) / number for number in (1, 2, 3, 4)])
    voice: Wave = (harmonics.sum(axis=0) * 0.3).astype(np.float32)
    return voice


def whole(stretch: TimeStretch, sound: Wave, block: int = 2400) -> Wave:
    pieces = [stretch.stretched(sound[start : start + block]) for start in range(0, len(sound), block)]
    return np.concatenate([*pieces, stretch.rest()])


def pitch_of(sound: Wave) -> float:
    """The strongest frequency, to a tenth of a hertz."""
    windowed = sound * np.hanning(len(sound))
    strength = np.abs(np.fft.rfft(windowed, 10 * WIRE.rate))
    return float(np.argmax(strength)) / 10


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("pitch", [85.0, 220.0, 410.0])
def test_the_length_changes_and_the_pitch_stays(speed: float, pitch: float) -> None:
    sound = tone(pitch)
    out = whole(TimeStretch(speed), sound)
    assert len(out) == round(len(sound) / speed)
    assert pitch_of(out[: len(out) * 9 // 10]) == pytest.approx(pitch, abs=1.0)


@pytest.mark.parametrize("speed", [0.5, 1.5, 3.0])
def test_it_stays_as_loud_without_holes(speed: float) -> None:
    out = whole(TimeStretch(speed), tone(150.0))
    steady = out[2400 : len(out) * 9 // 10]
    loudness = [float(np.sqrt(np.mean(steady[at : at + 480] ** 2))) for at in range(0, len(steady) - 480, 480)]
    assert max(loudness) < 1.3 * min(loudness)


def test_it_does_not_matter_how_the_sound_was_cut() -> None:
    sound = tone(150.0, 1.0)
    assert np.array_equal(whole(TimeStretch(1.5), sound, 2400), whole(TimeStretch(1.5), sound, 777))


def test_at_usual_speed_nothing_is_touched() -> None:
    sound = tone(150.0, 0.5)
    assert np.array_equal(whole(TimeStretch(1.0), sound), sound)


def test_ten_seconds_take_a_moment() -> None:
    """A twentieth of what they last, so that no machine falls behind."""
    stretch = TimeStretch(2.0)
    sound = tone(150.0, 10.0)
    began = time.process_time()
    whole(stretch, sound)
    assert time.process_time() - began < 0.5

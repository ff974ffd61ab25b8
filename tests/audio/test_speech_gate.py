"""The detector sleeps while the room sounds as it always does, and misses nothing by it."""

import numpy as np
import pytest

from tests.rig.signals import Samples, noise
from tests.rig.speech import recorded
from voiceapp.audio.detectors import DETECTORS
from voiceapp.audio.levels import decibels
from voiceapp.audio.portaudio import _input_failure, _output_failure
from voiceapp.audio.resample import to_float, to_pcm
from voiceapp.audio.speech_gate import SpeechGate
from voiceapp.core.pcm import DETECTOR

FRAME = DETECTOR.rate // 50


def frames(samples: Samples) -> list[np.ndarray[tuple[int], np.dtype[np.float32]]]:
    wave = to_float(samples.astype("<i2").tobytes())
    return [wave[at : at + FRAME] for at in range(0, len(wave) - FRAME + 1, FRAME)]


@pytest.mark.parametrize("level", [0.0, 0.0003, 0.003, 0.02])
def test_in_a_steady_room_nobody_is_asked(level: float) -> None:
    attention = SpeechGate(DETECTORS["silero"](), DETECTOR.rate)
    room = frames(noise(20.0, DETECTOR.rate, level=level))
    assert all(attention.speech_probability(frame, decibels(frame)) < 0.5 for frame in room)
    assert attention.asked < len(room) / 10


@pytest.mark.parametrize("name", ["lobster", "modern", "peaceful-night", "so-silly"])
def test_a_word_after_silence_is_heard_as_soon_as_by_a_detector_that_never_slept(name: str) -> None:
    said = recorded(name, DETECTOR.rate)
    both = noise(6.0 + len(said) / DETECTOR.rate, DETECTOR.rate, level=0.001)
    both[5 * DETECTOR.rate : 5 * DETECTOR.rate + len(said)] += said
    attention = SpeechGate(DETECTORS["silero"](), DETECTOR.rate)
    awake = DETECTORS["silero"]()
    sleepy = np.array([attention.speech_probability(frame, decibels(frame)) for frame in frames(both)]) >= 0.5
    always = np.array([awake.probability(to_pcm(frame)) for frame in frames(both)]) >= 0.5
    assert always.any()
    assert abs(int(np.argmax(sleepy)) - int(np.argmax(always))) <= 2
    assert np.mean(sleepy != always) < 0.05


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Device unavailable [PaErrorCode -9985]", "Another program holds"),
        ("Error querying device -1", "Plug one in"),
        ("Unanticipated host error [PaErrorCode -9999]", "hoose another one"),
    ],
)
def test_what_a_card_refuses_is_one_sentence_with_what_to_do(said: str, words: str) -> None:
    for failure in (_input_failure(said), _output_failure(said)):
        assert words in str(failure.sentence)
        assert said == failure.detail
        assert "PaErrorCode" not in str(failure.sentence)


def test_a_microphone_that_refuses_every_rate_says_so() -> None:
    assert "sample rate" in str(_input_failure("Invalid sample rate [PaErrorCode -9997]").sentence)

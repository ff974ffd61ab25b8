"""Our own start chime is taken out of what the microphone hears, and speech stays."""

import numpy as np

from tests.rig.speech import recorded
from voiceapp.audio.chimes import CHIME_PITCHES, chimes
from voiceapp.audio.notch import ChimeNotch
from voiceapp.core.messages import Chime
from voiceapp.core.pcm import WIRE


def through(
    notch: ChimeNotch, sound: np.ndarray[tuple[int], np.dtype[np.int16]]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    frames = [sound[at : at + 480].astype("<i2").tobytes() for at in range(0, len(sound) // 480 * 480, 480)]
    return np.frombuffer(b"".join(notch.filtered(frame) for frame in frames), "<i2").astype(np.float64)


def energy(wave: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return float(10 * np.log10(np.mean(wave**2) + 1e-9))


def test_the_chime_is_gone_and_the_speech_is_not() -> None:
    chime = np.frombuffer(chimes()[Chime.START], "<i2")
    alone = np.concatenate([np.zeros(2400, np.int16), chime, np.zeros(4800, np.int16)])
    left = through(ChimeNotch(CHIME_PITCHES, 600), alone)
    assert energy(left) < energy(alone.astype(np.float64)) - 18
    for name in ("lobster", "modern", "peaceful-night"):
        spoken = recorded(name)
        begun = int(np.argmax(np.abs(spoken) > 1_500))
        speech = spoken[begun : begun + WIRE.rate // 2]
        kept = through(ChimeNotch(CHIME_PITCHES, 600), speech)
        assert abs(energy(kept) - energy(speech.astype(np.float64))) < 3.5


def test_it_is_over_when_the_chime_is() -> None:
    notch = ChimeNotch(CHIME_PITCHES, 40)
    frame = np.arange(480, dtype="<i2").tobytes()
    assert notch.filtered(frame) != frame
    notch.filtered(frame)
    assert notch.over
    assert notch.filtered(frame) == frame

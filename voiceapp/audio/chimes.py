"""Makes the app's own soft sounds when it starts: nothing to install, nothing to load."""

from collections.abc import Mapping, Sequence

import numpy as np

from voiceapp.core.messages import Chime
from voiceapp.core.pcm import WIRE
from voiceapp.settings.model import Settings

CHIME_PITCHES = (659.3, 880.0)
"""Rising where a recording begins, falling where it ends. Fixed tones can be filtered out of the microphone's sound."""
USUAL_VOLUME = 60


def chimes(volume: int = USUAL_VOLUME, *, soft: bool = True) -> Mapping[Chime, bytes]:
    """`volume` is in per cent. Without `soft`, only what must be heard is made: an alarm that the person asked for."""
    share = volume / USUAL_VOLUME
    quiet = b""
    return {
        Chime.START: _notes(CHIME_PITCHES, level=0.12 * share) if soft else quiet,
        Chime.STOP: _notes(CHIME_PITCHES[::-1], level=0.12 * share) if soft else quiet,
        Chime.ERROR: _notes((330.0, 262.0), level=0.12 * share) if soft else quiet,
        Chime.ALARM: (_notes((880.0, 1108.7, 1318.5), 0.14, 0.25 * max(share, 0.5)) + bytes(WIRE.bytes(500))) * 4,
    }


def chimes_of(settings: Settings) -> Mapping[Chime, bytes]:
    return chimes(settings.sound.chime_volume, soft=settings.sound.chimes)


def _notes(pitches: Sequence[float], seconds: float = 0.09, level: float = 0.12) -> bytes:
    """A short tone for each pitch, with a soft attack and a longer decay."""
    t = np.arange(int(WIRE.rate * seconds)) / WIRE.rate
    shape = np.minimum(1.0, t / 0.008) * np.exp(-t * 28)
    wave = np.concatenate([np.sin(2 * np.pi * pitch * t) * shape * level for pitch in pitches])
    return (wave * 32767).astype("<i2").tobytes()

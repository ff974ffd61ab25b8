"""Takes the two tones of our own chimes out of the microphone's sound.

Echo cancelling removes most of a chime if the loudspeaker has little delay, but not much of it if the delay is long (a
wireless one), or if cancelling is off or unavailable. The tones are known, so two narrow notches remove them and leave
what a person says at the same moment.
"""

import math
from collections.abc import Sequence

import numpy as np

from voiceapp.core.pcm import WIRE

NARROW = 8.0
"""How many times narrower than its pitch a notch is."""
TWICE = 2
"""Each tone is filtered twice, for depth."""


class ChimeNotch:
    """Takes the chimes out of the following sound, which must be given in order."""

    def __init__(self, pitches: Sequence[float], ms: int) -> None:
        self._stages = [_Stage(pitch) for pitch in pitches for _ in range(TWICE)]
        self._left = 0
        self.last(ms)

    def last(self, ms: int) -> None:
        """So long from now on."""
        self._left = ms * WIRE.rate // 1000

    @property
    def over(self) -> bool:
        return self._left <= 0

    def filtered(self, pcm: bytes) -> bytes:
        if self.over:
            return pcm
        samples = np.frombuffer(pcm, "<i2").tolist()
        self._left -= len(samples)
        for stage in self._stages:
            samples = stage.filtered(samples)
        return bytes(np.clip(np.rint(samples), -32768, 32767).astype("<i2").tobytes())


class _Stage:
    def __init__(self, pitch: float) -> None:
        turn = 2 * math.pi * pitch / WIRE.rate
        alpha = math.sin(turn) / (2 * NARROW)
        scale = 1 + alpha
        self._b0 = 1 / scale
        self._b1 = -2 * math.cos(turn) / scale
        self._a2 = (1 - alpha) / scale
        self._x1 = self._x2 = self._y1 = self._y2 = 0.0

    def filtered(self, samples: Sequence[float]) -> list[float]:
        x1, x2, y1, y2 = self._x1, self._x2, self._y1, self._y2
        b0, b1, a2 = self._b0, self._b1, self._a2
        out: list[float] = []
        for x in samples:
            # Equal outer weights and equal middle weights are what makes this filter a notch.
            y = b0 * (x + x2) + b1 * (x1 - y1) - a2 * y2
            out.append(y)
            x2, x1, y2, y1 = x1, x, y1, y
        self._x1, self._x2, self._y1, self._y2 = x1, x2, y1, y2
        return out

"""Applies volume and ducking to what is played. Both change in short ramps, so that nothing clicks."""

import numpy as np
import numpy.typing as npt

from voiceapp.core.pcm import WIRE

Block = npt.NDArray[np.int16]

RAMP = WIRE.rate * 8 // 1000
"""Samples of a fade: 8 ms."""
FALL = WIRE.rate * 5 // 1000
"""Samples in which a reply is ducked under somebody's voice: as short as possible without a click."""
DUCKED = 0.1
"""20 dB quieter."""


class Volume:
    def __init__(self) -> None:
        self._gain = 1.0
        """The current gain, which moves towards `_wanted`."""
        self._wanted = 1.0
        self._volume = 1.0

    def duck(self, *, on: bool) -> None:
        self._wanted = self._volume * (DUCKED if on else 1.0)

    def turn(self, volume: float, *, ducked: bool) -> None:
        """Sets the volume, from 0 to 1; ducking comes on top."""
        self._volume = volume
        self.duck(on=ducked)

    def reset(self) -> None:
        """End ducking at once, since nothing sounds."""
        self._wanted = self._gain = self._volume

    def apply(self, piece: Block) -> None:
        """Change the piece in place."""
        if self._gain == self._wanted:
            if self._gain != 1.0:
                piece[:] = _scaled(piece, self._gain)
            return
        step = (1.0 - DUCKED) / FALL
        way = self._wanted - self._gain
        steps = min(len(piece), max(1, int(abs(way) / step)))
        gains = np.full(len(piece), self._wanted)
        gains[:steps] = self._gain + np.linspace(0.0, 1.0, steps + 1)[1:] * np.sign(way) * min(abs(way), steps * step)
        self._gain = self._wanted if steps < len(piece) or abs(way) <= steps * step else float(gains[-1])
        piece[:] = _scaled(piece, gains)

    def faded(self, piece: Block) -> Block:
        """Return the piece faded to silence over its whole length."""
        return _scaled(piece, self._gain * np.linspace(1.0, 0.0, len(piece)))


def _scaled(piece: Block, gain: "float | npt.NDArray[np.float64]") -> Block:
    scaled: Block = (piece * gain).astype(np.int16)
    return scaled

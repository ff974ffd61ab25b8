"""Learns what a room makes of the played sound, and takes exactly that out of what the microphone hears.

It is a Kalman filter for each frequency (Enzner and Vary, 2006, in partitions of 10 ms): beside the echo it knows how
uncertain it is, so it learns less while somebody speaks, and whoever reads it knows how much echo may be left. Unlike a
suppressor it takes nothing out of a voice over the echo.
"""

import numpy as np
import numpy.typing as npt

from voiceapp.audio.resample import Wave
from voiceapp.core.pcm import WIRE

BLOCK = WIRE.rate // 100
BINS = BLOCK + 1
PARTS = 30
"""Blocks of 10 ms after which an echo is too late to be modelled: devices and air take up to 200 ms, rooms the rest."""
UNKNOWN = 0.1
"""How uncertain the echo's power is before anything is learnt, beside what is played."""
KEEPS = 0.9994
"""The share of what is known that is still true after 10 ms: somebody may move."""
NOISE_PACE = 0.2
"""The share of each block in the power that the model cannot explain."""
NOTHING = 1e-6

Power = npt.NDArray[np.float32]
Spectrum = npt.NDArray[np.complex64]


class EchoModel:
    """Takes blocks of 10 ms in which every sample of the microphone belongs to one that was played."""

    def __init__(self) -> None:
        self._played: Spectrum = np.zeros((PARTS, BINS), np.complex64)
        """What was played in the latest blocks, the newest first."""
        self._before: Wave = np.zeros(BLOCK, np.float32)
        self._room: Spectrum = np.zeros((PARTS, BINS), np.complex64)
        self._doubt: Power = np.full((PARTS, BINS), UNKNOWN, np.float32)
        self._unexplained: Power = np.zeros(BINS, np.float32)
        self.echo: Wave = np.zeros(BLOCK, np.float32)
        """The echo in the last block, as far as it is known."""
        self.left: Power = np.zeros(BINS, np.float32)
        """The power of the echo that is expected to be left of it, for each frequency."""

    def forget_played(self) -> None:
        """Take it that nothing was played for a while."""
        self._played[:] = 0
        self._before = np.zeros(BLOCK, np.float32)

    def start_over(self) -> None:
        """Learn the room anew, because it is no longer the one that is known."""
        self._room[:] = 0
        self._doubt[:] = UNKNOWN

    def without_echo(self, heard: Wave, played: Wave) -> Wave:
        """Return a block without the echo that is known, and learn from it."""
        self._played = np.roll(self._played, 1, axis=0)
        self._played[0] = np.fft.rfft(np.concatenate([self._before, played]))
        self._before = played
        predicted = np.fft.irfft((self._played * self._room).sum(axis=0), 2 * BLOCK)
        self.echo = predicted[BLOCK:].astype(np.float32)
        rest: Wave = heard - self.echo
        self._learn(rest)
        return rest

    def _learn(self, rest: Wave) -> None:
        error = np.fft.rfft(np.concatenate([np.zeros(BLOCK, np.float32), rest])).astype(np.complex64)
        self._unexplained += NOISE_PACE * (_power(error) - self._unexplained)
        loudness = _power(self._played)
        self.left = (self._doubt * loudness).sum(axis=0)
        gain = self._doubt / (0.5 * self.left + self._unexplained + NOTHING)
        change = np.fft.irfft(gain * np.conj(self._played) * error, 2 * BLOCK, axis=1)
        change[:, BLOCK:] = 0.0  # no part may reach into the next one
        self._room += np.fft.rfft(change, axis=1).astype(np.complex64)
        self._doubt *= KEEPS * (1.0 - 0.5 * gain * loudness)
        self._doubt += (1.0 - KEEPS) * _power(self._room)


def _power(spectrum: Spectrum) -> Power:
    return spectrum.real**2 + spectrum.imag**2

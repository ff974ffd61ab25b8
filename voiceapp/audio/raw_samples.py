"""Converts raw 16-bit samples of any rate, number of channels and byte order, piece by piece, to the one form inside
the app.
"""

from dataclasses import dataclass

import numpy as np

from voiceapp.audio.resample import Resampler, Wave, to_pcm
from voiceapp.core.pcm import WIRE


@dataclass(frozen=True, slots=True)
class RawLayout:
    """Describes how samples are laid out in the bytes."""

    rate: int = WIRE.rate
    channels: int = 1
    big_endian: bool = False


class RawConverter:
    """Takes pieces cut anywhere, and returns whole samples at the wire rate at once."""

    def __init__(self, raw: RawLayout) -> None:
        self._raw = raw
        self._frame = 2 * raw.channels
        self._carry = b""
        self._resampler = Resampler(raw.rate, WIRE.rate)

    def converted(self, piece: bytes) -> bytes:
        self._carry += piece
        whole = len(self._carry) // self._frame * self._frame
        frames, self._carry = self._carry[:whole], self._carry[whole:]
        if not frames or self._raw == RawLayout():
            return frames
        wave: Wave = np.frombuffer(frames, ">i2" if self._raw.big_endian else "<i2").astype(np.float32) / 32768.0
        mono: Wave = wave.reshape(-1, self._raw.channels).mean(axis=1, dtype=np.float32)
        return to_pcm(self._resampler.resampled(mono))

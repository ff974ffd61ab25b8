"""Converts sound to another sample rate as it arrives, by a polyphase filter that keeps its state between blocks.

For every `down` samples in, exactly `up` come out (the ratio in lowest terms), so an hour does not drift by a sample.
Nothing is held back beyond the filter's own delay of about a millisecond.
"""

from functools import cache
from math import gcd
from typing import cast

import numpy as np
import numpy.typing as npt

Wave = npt.NDArray[np.float32]
TAPS = 32
"""Filter taps per phase. Aliases stay 80 dB down."""
FEW = 6
"""Up to this many phases and strides, plain correlations are faster than one big multiplication."""


@cache
def _phases(up: int, down: int) -> npt.NDArray[np.float32]:
    """Builds the filter: one row for each position that an output can have between two inputs."""
    length = TAPS * up * max(1, -(-down // up))
    cutoff = 0.92 / max(up, down)
    place = np.arange(length) - (length - 1) / 2
    taps = cutoff * np.sinc(cutoff * place) * np.kaiser(length, 9.0)
    taps *= up / taps.sum()
    rows: npt.NDArray[np.float32] = taps.reshape(-1, up).T[:, ::-1].astype(np.float32)
    return np.ascontiguousarray(rows)


class Resampler:
    """Takes blocks of float32 samples of any length; the output does not depend on how the input was cut."""

    def __init__(self, rate_in: int, rate_out: int) -> None:
        common = gcd(rate_in, rate_out)
        self._up = rate_out // common
        self._down = rate_in // common
        self._rows = _phases(self._up, self._down) if self._up != self._down else np.zeros((1, 1), np.float32)
        self._width = self._rows.shape[1]
        self._before: Wave = np.zeros(self._width - 1, np.float32)
        self._next = 0
        """Position of the next output, in steps of the common rate, counted from the first new input."""

    @property
    def delay(self) -> float:
        """Input samples by which the output lags."""
        return 0.0 if self._up == self._down else self._width / 2

    def resampled(self, samples: Wave) -> Wave:
        if self._up == self._down or len(samples) == 0:
            return samples
        line = np.concatenate([self._before, samples.astype(np.float32, copy=False)])
        end = len(samples) * self._up
        first = self._next
        count = -(-(end - first) // self._down)
        self._next = first + count * self._down - end
        self._before = line[len(line) - (self._width - 1) :]
        if count == 0:
            return np.zeros(0, np.float32)
        if self._up * self._down <= FEW:
            return self._by_phase(line, first, count)
        places = first + np.arange(count) * self._down
        windows = np.lib.stride_tricks.sliding_window_view(line, self._width)[places // self._up]
        out: Wave = np.einsum("ij,ij->i", windows, self._rows[places % self._up])
        return out

    def _by_phase(self, line: Wave, first: int, count: int) -> Wave:
        """The same by a few plain correlations, since outputs of one phase lie `down` inputs apart."""
        out = np.empty(count, np.float32)
        for turn in range(min(self._up, count)):
            step, phase = divmod(first + turn * self._down, self._up)
            wanted = len(range(turn, count, self._up))
            row = self._rows[phase]
            total: Wave = np.zeros(wanted, np.float32)
            for part in range(self._down):
                taps = row[part :: self._down]
                if len(taps):
                    begin = step + part
                    strided = line[begin : begin + (wanted + len(taps) - 1) * self._down : self._down]
                    total += cast("Wave", np.correlate(strided[: wanted + len(taps) - 1], taps, "valid"))  # pyright: ignore[reportUnknownMemberType]
            out[turn :: self._up] = total
        return out


def to_float(pcm: bytes) -> Wave:
    """16-bit samples as floats between -1 and 1."""
    wave: Wave = np.frombuffer(pcm, "<i2").astype(np.float32)
    wave /= 32768.0
    return wave


def to_pcm(wave: Wave) -> bytes:
    """Floats as 16-bit samples; values out of range are clipped, not wrapped round."""
    return (wave * 32768.0).round().clip(-32768, 32767).astype("<i2").tobytes()

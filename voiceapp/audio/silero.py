"""Runs Silero's voice detector for 16 kHz with nothing but numpy.

The network is small: a spectrum, four convolutions over time, a memory of 128 numbers, one output. A general runtime
would take 38 MiB more and be slower (docs/decisions/voice-activity.md). `scripts/voice_detector.py` lays the weights
out for it, and `tests/audio/test_silero.py` compares it with the original.
"""

import math
from functools import cache
from typing import cast

import numpy as np
import numpy.typing as npt

from voiceapp.settings.assets import asset

Floats = npt.NDArray[np.float32]

WINDOW = 512
"""Samples judged at once: 32 ms."""
BEFORE = 64
"""Samples of the previous window that are seen again."""
STEPS = 4
"""Spectra in a window."""
STRIDE, SPAN = 128, 256
"""Samples from one spectrum to the next, and samples in each."""
BINS = SPAN // 2 + 1
WIDTH = 128
"""Channels of the first and the last layer, and size of the memory."""


@cache
def _weights() -> dict[str, Floats]:
    """Loads the weights once for all detectors. Raises OSError if they are missing."""
    with np.load(asset("voice-detector.npz"), allow_pickle=False) as file:
        return {name: cast("Floats", file[name]) for name in file.files}


class SileroNetwork:
    """Judges one stream of sound, window by window. Raises OSError if its weights are missing."""

    def __init__(self) -> None:
        self._weights = _weights()
        self._sound = np.zeros(BEFORE + WINDOW + BEFORE, np.float32)
        self._pieces = _windows(self._sound, STEPS, SPAN, STRIDE)
        # Each layer looks at three steps at a time, so the first and the last row are silent padding.
        self._spectra = np.zeros((STEPS + 2, BINS), np.float32)
        self._spectra_by_three = _windows(self._spectra, STEPS, 3 * BINS, BINS)
        self._first = np.zeros((STEPS + 2, WIDTH), np.float32)
        self._first_by_three = _windows(self._first, STEPS // 2, 3 * WIDTH, 2 * WIDTH)
        self._seen_and_told = np.zeros(2 * WIDTH, np.float32)
        """What the layers see now, and the memory's last output."""
        self._memory = np.zeros(WIDTH, np.float32)

    def reset(self) -> None:
        """Forget the sound so far, because what comes next is unrelated."""
        self._sound.fill(0.0)
        self._seen_and_told.fill(0.0)
        self._memory.fill(0.0)

    def process(self, window: Floats) -> float:
        """Returns how likely it is that somebody speaks in it."""
        weights = self._weights
        self._see(window)
        gates = self._seen_and_told @ weights["memory"]
        gates += weights["memory_bias"]
        let_in, keep, fresh, tell = gates.reshape(4, WIDTH)
        self._memory *= _likelihood(keep)
        self._memory += _likelihood(let_in) * np.tanh(fresh)
        told = _likelihood(tell) * np.tanh(self._memory)
        self._seen_and_told[WIDTH:] = told
        answer = float(np.maximum(told, 0.0) @ weights["answer"]) + float(weights["answer_bias"][0])
        return 0.5 + 0.5 * math.tanh(answer / 2)

    def _see(self, window: Floats) -> None:
        weights, sound = self._weights, self._sound
        sound[:BEFORE] = sound[WINDOW : WINDOW + BEFORE]
        sound[BEFORE : BEFORE + WINDOW] = window
        # Mirror the end, so that the last spectrum is whole.
        sound[BEFORE + WINDOW :] = sound[WINDOW + BEFORE - 2 : WINDOW - 2 : -1]
        parts = self._pieces.copy() @ weights["spectrum"]
        parts *= parts
        np.sqrt(parts[:, :BINS] + parts[:, BINS:], out=self._spectra[1:-1])
        first = _layer(self._spectra_by_three.copy(), weights, "first")
        self._first[1:-1] = first
        second = _layer(self._first_by_three.copy(), weights, "second")
        third = _layer(second.reshape(-1), weights, "third")
        self._seen_and_told[:WIDTH] = _layer(third, weights, "fourth")


def _windows(of: Floats, count: int, size: int, step: int) -> Floats:
    """Overlapping views, one row per step. Copy them before use, because BLAS takes no overlapping rows."""
    rows = np.lib.stride_tricks.sliding_window_view(of.reshape(-1), size)[::step]
    assert len(rows) == count
    return rows


def _layer(inputs: Floats, weights: dict[str, Floats], name: str) -> Floats:
    outputs = cast("Floats", inputs @ weights[name])
    outputs += weights[f"{name}_bias"]
    return np.maximum(outputs, 0.0, out=outputs)


def _likelihood(x: Floats) -> Floats:
    """The logistic function, in a form that cannot overflow."""
    half = np.float32(0.5)
    return cast("Floats", half + half * np.tanh(half * x))

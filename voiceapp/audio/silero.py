"""Runs Silero's voice detector for 16 kHz with nothing but numpy.

The network is small: a spectrum, four layers that look at it in time, a memory of 128 numbers, one answer. A runtime
for any network takes 38 MiB more to work this one out, and longer (docs/decisions/voice-activity.md). The
weights are laid out for it by `scripts/voice_detector.py`; `tests/audio/test_silero.py` holds it to the original.
"""

import math
from functools import cache
from typing import cast

import numpy as np
import numpy.typing as npt

from voiceapp.settings.assets import asset

Floats = npt.NDArray[np.float32]

WINDOW = 512
"""Samples that are judged at once: 32 ms."""
BEFORE = 64
"""Samples of the window before that are seen again."""
STEPS = 4
"""Spectra in a window."""
STRIDE, SPAN = 128, 256
"""Samples from one spectrum to the next, and in each."""
BINS = SPAN // 2 + 1
WIDTH = 128
"""Channels of the first and the last layer, and numbers in the memory."""


@cache
def _weights() -> dict[str, Floats]:
    """Shared by every detector. Raises OSError when they are missing."""
    with np.load(asset("voice-detector.npz"), allow_pickle=False) as file:
        return {name: cast("Floats", file[name]) for name in file.files}


class SileroNetwork:
    """One stream of sound: windows in their order. Raises OSError when its weights are missing."""

    def __init__(self) -> None:
        self._weights = _weights()
        self._sound = np.zeros(BEFORE + WINDOW + BEFORE, np.float32)
        self._pieces = _windows(self._sound, STEPS, SPAN, STRIDE)
        # Each layer looks at three steps at a time; the first and the last row stay silent.
        self._spectra = np.zeros((STEPS + 2, BINS), np.float32)
        self._spectra_by_three = _windows(self._spectra, STEPS, 3 * BINS, BINS)
        self._first = np.zeros((STEPS + 2, WIDTH), np.float32)
        self._first_by_three = _windows(self._first, STEPS // 2, 3 * WIDTH, 2 * WIDTH)
        self._seen_and_told = np.zeros(2 * WIDTH, np.float32)
        """What the layers see now, and what the memory told last."""
        self._memory = np.zeros(WIDTH, np.float32)

    def reset(self) -> None:
        """Forget the sound so far: what comes next has nothing to do with it."""
        self._sound.fill(0.0)
        self._seen_and_told.fill(0.0)
        self._memory.fill(0.0)

    def process(self, window: Floats) -> float:
        """Says how likely somebody speaks in it."""
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
        # The end is mirrored, so that the last spectrum is whole.
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
    """Overlapping views: a row for each step of so many numbers. Copied before use: BLAS takes no rows that overlap."""
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

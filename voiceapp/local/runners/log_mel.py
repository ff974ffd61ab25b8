"""Computes the mel spectra that models take as input: the logarithm for Whisper's encoder and those built on it."""

from functools import cache

import numpy as np
import numpy.typing as npt

Wave = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

RATE = 16_000
WINDOW, HOP = 400, 160
BANDS = 80
LINEAR_BELOW, HERTZ_A_MEL = 1000.0, 200 / 3
"""The scale is linear up to 1 kHz, and logarithmic above."""
GROWTH = float(np.log(6.4)) / 27
FAINTEST = 1e-10
DEPTH = 8.0
"""The dynamic range below the loudest, in powers of ten."""


def log_mel(sound: Wave) -> Wave:
    """Returns 80 bands, with a column for every 10 ms, for sound at 16 kHz."""
    half = WINDOW // 2
    power = _power(np.pad(sound, (half, half), mode="reflect"))[:-1]
    loudness = np.log10(np.maximum(_bands(BANDS) @ power.T, FAINTEST))
    found: Wave = ((np.maximum(loudness, loudness.max() - DEPTH) + 4.0) / 4.0).astype(np.float32)
    return found


def mel(sound: Wave, bands: int) -> Wave:
    """Returns the power in so many bands, with a row for every 10 ms, for sound at 16 kHz."""
    half = WINDOW // 2
    found: Wave = (_power(np.pad(sound, (half, half))) @ _bands(bands).T).astype(np.float32)
    return found


def _power(padded: Wave) -> Floats:
    pieces = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    spectrum = np.fft.rfft(pieces * np.hanning(WINDOW + 1)[:-1], axis=-1)
    found: Floats = spectrum.real**2 + spectrum.imag**2
    return found


@cache
def _bands(count: int) -> Floats:
    """Returns triangular filters, each spanning its neighbours' peaks, and all of the same area."""
    highest = LINEAR_BELOW / HERTZ_A_MEL + np.log(RATE / 2 / LINEAR_BELOW) / GROWTH
    mels = np.arange(count + 2) * (highest / (count + 1))
    tops = _hertz(mels)
    places = np.linspace(0.0, RATE / 2, WINDOW // 2 + 1)
    rising = (places - tops[:-2, None]) / np.diff(tops)[:-1, None]
    falling = (tops[2:, None] - places) / np.diff(tops)[1:, None]
    found: Floats = np.maximum(0.0, np.minimum(rising, falling)) * (2.0 / (tops[2:] - tops[:-2]))[:, None]
    return found


def _hertz(mels: Floats) -> Floats:
    bend = LINEAR_BELOW / HERTZ_A_MEL
    found: Floats = np.where(mels < bend, mels * HERTZ_A_MEL, LINEAR_BELOW * np.exp(GROWTH * (mels - bend)))
    return found

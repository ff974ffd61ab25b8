"""Measuring sound: finding a known signal in a recording, gaps, levels."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.int16]
Wave = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    at: int
    """Sample of the recording at which the signal begins."""
    score: float
    """1: the very signal, scaled or not; 0: nothing of it."""


def find(signal: Samples, recording: Samples) -> Found:
    """Where the signal is in the recording, by normalised cross-correlation."""
    wanted = _centred(signal)
    heard = recording.astype(np.float64)
    if len(wanted) == 0 or len(heard) < len(wanted):
        return Found(0, 0.0)
    size = 1 << (len(heard) + len(wanted) - 1).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size))
    match: Wave = np.fft.irfft(spectrum, size)[: len(heard) - len(wanted) + 1]
    energy = _window_energy(heard, len(wanted))
    scale = np.sqrt(np.maximum(energy, 1e-9) * float(np.dot(wanted, wanted)))
    score = match / np.maximum(scale, 1e-9)
    score[energy < 1.0] = 0.0
    at = int(np.argmax(score))
    return Found(at, float(score[at]))


def share(signal: Samples, recording: Samples, rate: int, *, piece: float = 0.25) -> float:
    """How much of the signal is in the recording, a piece of so many seconds at a time: where a machine was too busy to
    play all of it without a hole, most of the pieces are there all the same.
    """
    length = int(piece * rate)
    pieces = [signal[at : at + length] for at in range(0, len(signal) - length + 1, length)]
    return sum(find(each, recording).score > 0.9 for each in pieces) / len(pieces)


def level(signal: Samples, recording: Samples) -> float:
    """How loud this signal is in the recording, wherever it is there."""
    at = find(signal, recording).at
    return decibels(recording[at : at + len(signal)])


def _centred(signal: Samples) -> Wave:
    wave: Wave = signal.astype(np.float64)
    return wave - wave.mean() if len(wave) else wave


def _window_energy(wave: Wave, length: int) -> Wave:
    total = np.concatenate([[0.0], np.cumsum(wave * wave)])
    mean = np.concatenate([[0.0], np.cumsum(wave)])
    sums = mean[length:] - mean[:-length]
    energy: Wave = total[length:] - total[:-length] - sums * sums / length
    return energy


def decibels(samples: Samples) -> float:
    """Level below full scale."""
    if len(samples) == 0:
        return -120.0
    power = float(np.mean(np.square(samples.astype(np.float64)))) / 32768.0**2
    return max(-120.0, 10.0 * float(np.log10(max(power, 1e-12))))


def loud_part(samples: Samples, *, above: int = 300) -> slice:
    """From the first to the last sample that is louder than this."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > above)
    return slice(int(loud[0]), int(loud[-1]) + 1) if len(loud) else slice(0, 0)


def gaps(samples: Samples, rate: int, *, longer_than_ms: float = 15.0) -> list[tuple[int, int]]:
    """Runs of digital silence inside a sound: (first sample, length)."""
    inside = loud_part(samples, above=0)
    silent = samples[inside] == 0
    edges = np.flatnonzero(np.diff(np.concatenate([[0], silent.astype(np.int8), [0]])))
    found = zip(edges[::2], edges[1::2], strict=True)
    least = longer_than_ms * rate / 1000
    return [(inside.start + int(a), int(b - a)) for a, b in found if b - a > least]


def chirp(seconds: float, rate: int, *, low: float = 200.0, high: float = 4_000.0, level: float = 0.5) -> Samples:
    """A sweep with soft ends: found in a recording to the sample."""
    t = np.arange(int(seconds * rate)) / rate
    phase = 2 * np.pi * (low * t + (high - low) * t * t / (2 * seconds))
    edge = np.minimum(1.0, np.minimum(t, seconds - t) / 0.01)
    return (np.sin(phase) * edge * level * 32767).astype(np.int16)


def noise(seconds: float, rate: int, *, level: float = 0.25, seed: int = 1) -> Samples:
    """Noise that is the same each time."""
    chance = np.random.default_rng(seed)
    return (chance.standard_normal(int(seconds * rate)).clip(-3, 3) / 3 * level * 32767).astype(np.int16)


def silence(seconds: float, rate: int) -> Samples:
    return np.zeros(int(seconds * rate), np.int16)

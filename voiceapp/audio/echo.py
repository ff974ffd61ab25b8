"""Takes out of the microphone what the loudspeaker put into it, and noise, and makes quiet voices louder.

The cleaning runs at 48 kHz in steps of 10 ms, so that the voice keeps its whole band. What is really
played is kept with the time at which it leaves the speaker; the canceller is given what left it
while the microphone's sound was taken, and finds the rest of the delay by itself.
"""

import logging
import threading
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voiceapp.audio.levels import decibels
from voiceapp.audio.resample import Resampler, Wave, to_float
from voiceapp.core.pcm import WIRE

log = logging.getLogger(__name__)

RATE = 48_000
STEP = RATE // 100
REMEMBERED = WIRE.rate * 3
LEAD = 0.02
"""Seconds by which the far end is given early: the canceller copes with a late echo, not with one from the future."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What is to be done to the microphone's sound."""

    echo: bool = True
    noise: bool = True
    gain: bool = False

    @property
    def any(self) -> bool:
        return self.echo or self.noise or self.gain


class FarEnd:
    """What was played in the last seconds, by the time at which it left the speaker. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ring = np.zeros(REMEMBERED, np.float32)
        self._end_at: float | None = None
        """When the newest sample leaves the speaker."""
        self._loud_until = 0.0

    def played(self, block: npt.NDArray[np.int16], at: float) -> None:
        """This block's first sample leaves the speaker at that time."""
        count = len(block)
        if count == 0:
            return
        length = count / WIRE.rate
        with self._lock:
            if self._end_at is None or abs(at - self._end_at) > 0.15:
                self._ring[:] = 0.0
                self._end_at = at
            # The card's own times jitter; the samples do not: follow slowly.
            self._end_at += length + (at - self._end_at) * 0.02
            self._ring[:-count] = self._ring[count:]
            self._ring[-count:] = block.astype(np.float32) / 32768.0
            if block.any():
                self._loud_until = self._end_at + 0.5

    def during(self, at: float, samples: int) -> Wave:
        """What left the speaker from that time on, at the wire rate."""
        with self._lock:
            if self._end_at is None or at > self._loud_until:
                return np.zeros(samples, np.float32)
            first = REMEMBERED - round((self._end_at - at) * WIRE.rate)
            out = np.zeros(samples, np.float32)
            low, high = max(0, first), min(REMEMBERED, first + samples)
            if high > low:
                out[low - first : high - first] = self._ring[low:high]
            return out

    def sounds(self, at: float) -> bool:
        """Something is, or was a moment ago, to be heard from the speaker."""
        with self._lock:
            return at <= self._loud_until


class Cleaner:
    """Wire-rate sound in, cleaned wire-rate sound out, block for block (10 ms or a multiple)."""

    def __init__(self, cleaning: Cleaning, far_end: FarEnd) -> None:
        from pywebrtc_audio import AudioProcessor  # noqa: PLC0415

        self._far_end = far_end
        self._wants_far = cleaning.echo
        self._processor = AudioProcessor(
            sample_rate=RATE,
            echo_cancellation=cleaning.echo,
            noise_suppression=cleaning.noise,
            auto_gain_control=cleaning.gain,
            high_pass_filter=True,
        )
        self._up = Resampler(WIRE.rate, RATE)
        self._far_up = Resampler(WIRE.rate, RATE)
        self._down = Resampler(RATE, WIRE.rate)

    def clean(self, wave: Wave, at: float) -> Wave:
        near = self._up.feed(wave)
        far = self._far_up.feed(self._far_end.during(at + LEAD, len(wave))) if self._wants_far else None
        out = np.empty_like(near)
        for start in range(0, len(near) - STEP + 1, STEP):
            part = slice(start, start + STEP)
            out[part] = self._processor.process(
                np.ascontiguousarray(near[part]), None if far is None else np.ascontiguousarray(far[part])
            )
        return self._down.feed(out)


class Gate:
    """Stands in for the canceller where it cannot be had: while a reply sounds, only what is clearly louder passes."""

    def __init__(self, far_end: FarEnd) -> None:
        self._far_end = far_end

    def clean(self, wave: Wave, at: float) -> Wave:
        played = decibels(self._far_end.during(at, len(wave)))
        if played <= -90.0:
            return wave
        near = 10 ** (decibels(wave) / 20)
        return wave if near > max(0.015, 0.6 * 10 ** (played / 20) + 0.002) else np.zeros_like(wave)


class Untouched:
    def clean(self, wave: Wave, at: float) -> Wave:
        del at
        return wave


def cleaner(cleaning: Cleaning, far_end: FarEnd) -> Cleaner | Gate | Untouched:
    """What does the cleaning that is wanted, or the best that can be had."""
    if not cleaning.any:
        return Untouched()
    try:
        return Cleaner(cleaning, far_end)
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        log.warning("the echo canceller cannot be used, a gate takes its place: %s", error)
        return Gate(far_end)


__all__ = ["Cleaner", "Cleaning", "FarEnd", "Gate", "Untouched", "cleaner", "to_float"]

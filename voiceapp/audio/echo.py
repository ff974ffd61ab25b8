"""Takes the loudspeaker's echo and noise out of the microphone's sound, and makes quiet voices louder.

The cleaning runs at 48 kHz in steps of 10 ms, so that the voice keeps its whole band. Everything played is kept with
the time at which it leaves the speaker. The canceller gets what left it while the microphone's sound was captured, and
finds the remaining delay by itself.

While nothing is played there is no echo, so the canceller rests and keeps what it has learnt. That saves most of the
work of listening, and the 10 ms of delay that cancelling costs. With headphones there is no echo either, and a
canceller that looks for one mistakes the person's own voice for it, so it rests as soon as that is known.
"""

import logging
import threading
from collections import deque
from dataclasses import dataclass, replace
from math import inf
from typing import Protocol

import numpy as np

from voiceapp.audio.double_talk import DoubleTalkPath
from voiceapp.audio.levels import decibels
from voiceapp.audio.resample import Resampler, Wave
from voiceapp.core.pcm import WIRE

log = logging.getLogger(__name__)

RATE = 48_000
STEP = RATE // 100
BLOCK = WIRE.rate // 100
"""Samples in a step at the wire rate."""
REMEMBERED = WIRE.rate * 2
ECHOES = 0.5
"""Seconds for which a room reverberates after the speaker falls silent."""
LEAD = 0.02
"""Seconds by which the far end is given early, because the canceller copes with a late echo but not with an early one.
"""
SLIP = WIRE.rate * 12 // 1000
"""Samples by which the clocks of the two devices may drift apart before the far end is realigned. Realigning makes the
echo jump, so consecutive samples stay together even when their time stamps jitter.
"""
LOUD = -45.0
"""dB above which played sound should come back as echo, if there is any."""
LOUD_FOR = 30
"""Blocks of which most must have been loud, since the way through air and devices takes time."""
INAUDIBLE = 6.0
"""dB above the room's level; anything quieter is not counted as echo."""
RISES = 10.0
"""dB a second by which the room's level may rise. It may fall at once."""
SILENT = -85.0
"""dB. No room is quieter than this, only a muted microphone."""
MUTED_FOR = 0.5
"""Seconds of such silence that mean a muted microphone. Less is a gap in the sound, which says nothing about the room.
"""
CERTAIN = 15
"""Blocks without an echo after which there is none."""
FORGIVES = 120
"""Blocks of contrary sound after which there is echo after all. A person would be heard, and the reply ended, sooner.
"""
PRIMED = 6
"""Earlier blocks of 10 ms that are fed to a canceller when it wakes, to fill its delay line."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Says which cleaning the microphone's sound gets."""

    echo: bool = True
    noise: bool = False
    gain: bool = False

    @property
    def any(self) -> bool:
        return self.echo or self.noise or self.gain


class FarEnd:
    """Keeps the last seconds of played sound, by the time it left the speaker. Safe on any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fresh: deque[tuple[bytes, float]] = deque(maxlen=REMEMBERED // BLOCK)
        """Blocks not yet in the ring, because the speaker's callback has no time to put them there."""
        self._ring = np.zeros(REMEMBERED, np.float32)
        self._written = 0
        """Samples so far; modulo the ring's size, the place of the newest."""
        self._end_at: float | None = None
        """When the newest sample leaves the speaker."""
        self._loud_until = -inf
        self._read = 0
        """The end of the last `during`."""
        self.speaker = 0
        """Counts the loudspeakers, since the microphone may hear each differently."""

    def played(self, pcm: bytes, at: float) -> None:
        """Takes a block whose first sample leaves the speaker at that time."""
        self._fresh.append((pcm, at))

    def _catch_up(self) -> None:
        while self._fresh:
            self._write(*self._fresh.popleft())

    def _write(self, pcm: bytes, at: float) -> None:
        block = np.frombuffer(pcm, "<i2")
        count = len(block)
        if count == 0:
            return
        if self._end_at is None or abs(at - self._end_at) > 0.15:
            self._ring[:] = 0.0
            self._end_at = at
        # The card's times jitter but its samples do not, so follow slowly.
        self._end_at += count / WIRE.rate + (at - self._end_at) * 0.02
        place = self._written % REMEMBERED
        first = min(count, REMEMBERED - place)
        wave = block * np.float32(1 / 32768)
        self._ring[place : place + first] = wave[:first]
        self._ring[: count - first] = wave[first:]
        self._written += count
        if block.any():
            self._loud_until = self._end_at + ECHOES

    def during(self, at: float, samples: int) -> Wave:
        """Returns what left the speaker from that time on, at the wire rate. Consecutive calls get consecutive samples."""
        with self._lock:
            self._catch_up()
            if self._end_at is None or at > self._loud_until:
                return np.zeros(samples, np.float32)
            begin = self._written - round((self._end_at - at) * WIRE.rate)
            if abs(begin - self._read) <= SLIP:
                begin = self._read
            self._read = begin + samples
            place = begin % REMEMBERED
            if max(0, self._written - REMEMBERED) <= begin <= self._written - samples and place + samples <= REMEMBERED:
                # The usual case, in which everything is known and contiguous.
                whole: Wave = self._ring[place : place + samples].copy()
                return whole
            known = np.arange(begin, begin + samples)
            there = (known >= max(0, self._written - REMEMBERED)) & (known < self._written)
            out: Wave = np.where(there, self._ring[known % REMEMBERED], np.float32(0.0))
            return out

    def sounds(self, at: float) -> bool:
        """True while the speaker sounds, and for a moment after."""
        with self._lock:
            self._catch_up()
            return at <= self._loud_until


class CleaningPath(Protocol):
    """Processes the sound in one way, block by block."""

    @property
    def delay(self) -> float:
        """Seconds by which the output is late."""
        ...

    def clean(self, wave: Wave, at: float) -> Wave: ...


class UntouchedPath:
    delay = 0.0

    def clean(self, wave: Wave, at: float) -> Wave:
        del at
        return wave


class WebRtcPath:
    """Uses WebRTC's audio processing. Takes blocks of 10 ms or a multiple."""

    def __init__(self, cleaning: Cleaning, far_end: FarEnd) -> None:
        from pywebrtc_audio import AudioProcessor  # noqa: PLC0415

        self._far_end = far_end
        self._wants_far = cleaning.echo
        # Measured delay of the band split, the canceller and the suppressor.
        self.delay = 0.0023 + 0.008 * cleaning.echo + 0.006 * cleaning.noise
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
        return self.cancel(wave, self._far_end.during(at + LEAD, len(wave)) if self._wants_far else None)

    def prime(self, wave: Wave) -> None:
        """Takes what was heard while there was no echo, so that the next block follows it seamlessly."""
        self.cancel(wave, np.zeros_like(wave) if self._wants_far else None)

    def cancel(self, wave: Wave, far_wave: Wave | None) -> Wave:
        """`far_wave` is what left the speaker meanwhile."""
        near = self._up.resampled(wave)
        far = None if far_wave is None else self._far_up.resampled(far_wave)
        out = np.empty_like(near)
        for start in range(0, len(near) - STEP + 1, STEP):
            part = slice(start, start + STEP)
            out[part] = self._processor.process(near[part], None if far is None else far[part])
        return self._down.resampled(out)


class EchoCleaner:
    """Cancels echo while there can be one, and lets the sound through as it is otherwise.

    Changing over fades for 10 ms. The canceller takes over as soon as something is played, and rests again only while
    nobody speaks, because that change drops 10 ms.
    """

    def __init__(self, canceller: DoubleTalkPath, otherwise: CleaningPath, far_end: FarEnd) -> None:
        self._canceller = canceller
        self._otherwise = otherwise
        self._far_end = far_end
        self._evidence = EchoEvidence()
        self._speaker = far_end.speaker
        self._cancelling = False
        self._before: deque[Wave] = deque(maxlen=PRIMED)

    @property
    def calm(self) -> bool:
        """True while nobody speaks, as set by whoever feeds this."""
        return self._canceller.calm

    @calm.setter
    def calm(self, calm: bool) -> None:
        self._canceller.calm = calm

    @property
    def delay(self) -> float:
        return (self._canceller if self._cancelling else self._otherwise).delay

    def forget(self) -> None:
        """Start over with another microphone: its room, and whether it hears the speaker, are unknown."""
        self._evidence = EchoEvidence()
        self._canceller.forget()

    def clean(self, wave: Wave, at: float) -> Wave:
        if not self._cancelling and not self._far_end.sounds(at):
            self._evidence.alone(decibels(wave), len(wave) / WIRE.rate)
            return self._pass(wave, at)
        pieces = [
            self._clean(wave[start : start + BLOCK], at + start / WIRE.rate) for start in range(0, len(wave), BLOCK)
        ]
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)

    def _clean(self, wave: Wave, at: float) -> Wave:
        if self._speaker != self._far_end.speaker:
            self._speaker = self._far_end.speaker
            self._evidence.new_speaker()
            self._canceller.forget()
        if not self._far_end.sounds(at):
            self._evidence.alone(decibels(wave), len(wave) / WIRE.rate)
            return self._go_through(wave, at) if self._cancelling else self._pass(wave, at)
        far = self._far_end.during(at + LEAD, len(wave))
        self._evidence.weigh(decibels(far), decibels(wave))
        if self._evidence.no_echo:
            return self._go_through(wave, at, far) if self._cancelling else self._pass(wave, at)
        if self._cancelling:
            return self._canceller.cancel(wave, far)
        plain = self._otherwise.clean(wave, at)
        if self._before:
            self._canceller.prime(np.concatenate(self._before)[-PRIMED * BLOCK :])
            self._before.clear()
        self._cancelling = True
        return _faded(plain, self._canceller.cancel(wave, far))

    def _pass(self, wave: Wave, at: float) -> Wave:
        self._before.append(wave)
        return self._otherwise.clean(wave, at)

    def _go_through(self, wave: Wave, at: float, far: Wave | None = None) -> Wave:
        """Leave the canceller as soon as nobody speaks."""
        cleaned = self._canceller.cancel(wave, np.zeros_like(wave) if far is None else far)
        if not self.calm:
            return cleaned
        self._cancelling = False
        return _faded(cleaned, self._otherwise.clean(wave, at))


class EchoEvidence:
    """Judges whether the microphone hears the speaker at all, block by block of 10 ms.

    If the speaker is loud and the microphone hears no more than its room, there is no echo.
    """

    def __init__(self) -> None:
        self._room: float | None = None
        """dB that the microphone hears while nothing is played."""
        self._loud: deque[bool] = deque(maxlen=LOUD_FOR)
        self._silent = 0
        self._nothing = 0.0
        """Seconds of digital silence from the microphone so far."""

    def new_speaker(self) -> None:
        """Forget whether the loudspeaker is heard, as there is another one. The room stays the same."""
        self._loud.clear()
        self._silent = 0

    def alone(self, near: float, seconds: float) -> None:
        """Nothing sounds."""
        self._loud.clear()
        self._nothing = self._nothing + seconds if near < SILENT else 0.0
        if self._room is not None and 0.0 < self._nothing < MUTED_FOR:
            return
        near = max(near, SILENT)
        self._room = (
            near if self._room is None or near < self._room else self._room + min(RISES * seconds, near - self._room)
        )

    def weigh(self, far: float, near: float) -> None:
        self._loud.append(far > LOUD)
        if self._room is None or sum(self._loud) < LOUD_FOR * 4 // 5:
            return
        self._silent = min(FORGIVES, self._silent + 1) if near < self._room + INAUDIBLE else max(0, self._silent - 1)

    @property
    def no_echo(self) -> bool:
        return self._silent >= CERTAIN


def _faded(before: Wave, after: Wave) -> Wave:
    share: Wave = np.linspace(0.0, 1.0, len(before)).astype(np.float32)
    faded: Wave = (before + (after - before) * share).astype(np.float32)
    return faded


class EchoGate:
    """Stands in for a canceller that is not available: while a reply plays, only clearly louder sound passes."""

    delay = 0.0

    def __init__(self, far_end: FarEnd) -> None:
        self._far_end = far_end

    def clean(self, wave: Wave, at: float) -> Wave:
        played = decibels(self._far_end.during(at, len(wave)))
        if played <= -90.0:
            return wave
        near = 10 ** (decibels(wave) / 20)
        return wave if near > max(0.015, 0.6 * 10 ** (played / 20) + 0.002) else np.zeros_like(wave)


def cleaner(cleaning: Cleaning, far_end: FarEnd) -> CleaningPath:
    """Makes the wanted cleaner, or the best one available."""
    if not cleaning.any:
        return UntouchedPath()
    try:
        if not cleaning.echo or cleaning.gain:
            # Automatic gain only works if it has heard the voice all along.
            return WebRtcPath(cleaning, far_end)
        without = replace(cleaning, echo=False)
        return EchoCleaner(
            DoubleTalkPath(WebRtcPath(cleaning, far_end)),
            WebRtcPath(without, far_end) if without.any else UntouchedPath(),
            far_end,
        )
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        log.warning("the echo canceller cannot be used, a gate takes its place: %s", error)
        return EchoGate(far_end)


__all__ = [
    "Cleaning",
    "CleaningPath",
    "EchoCleaner",
    "EchoEvidence",
    "EchoGate",
    "FarEnd",
    "UntouchedPath",
    "WebRtcPath",
    "cleaner",
]

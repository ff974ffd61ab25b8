"""Turns the microphone's raw blocks into frames that the conversation understands.

The steps, in this order: mono, gain, the wire rate, cleaning (echo, noise, level), and frames of 20 ms, each with the
likelihood that someone speaks in it. Runs in the session's loop.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from voiceapp.audio.detectors import detector
from voiceapp.audio.echo import Cleaning, EchoCleaner, FarEnd, cleaner
from voiceapp.audio.levels import MicrophoneHealth, decibels
from voiceapp.audio.resample import Resampler, Wave, to_pcm
from voiceapp.audio.speech_gate import SpeechGate
from voiceapp.core.messages import MicFrame
from voiceapp.core.pcm import FRAME_MS, WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_rules import CALM, is_half_worth_asking
from voiceapp.settings.model import Settings

FRAME = WIRE.rate * FRAME_MS // 1000
CLEANED = WIRE.rate // 100
LOST = 0.1
"""Seconds; a callback this late means that sound was lost."""
LATE_PACE = 0.01
EARLY_PACE = 0.2
"""The share of a late and of an early callback's error by which the sample clock is corrected."""
EARLIER = 0.015
"""Seconds by which a frame may follow the previous one too soon, as time must never go back."""
INAUDIBLE = 3e-4
"""A DC offset too small to matter: below -70 dB."""
LOUDER = 1.25
"""The factor above the quiet room's peaks at which a frame is not held back."""
HUSH_PACE = 0.98
"""The decay per block of the quiet room's loudest peak."""
LOUDER_BY_FAR = 4.0
"""The factor above the latest peaks at which half a frame is handed over while something plays."""
FAINTEST = 0.01
"""The peak below which that never happens."""
OFFSET_PACE = 0.01
"""The share of a new offset that each block of 10 ms takes over: too slow to affect audible sound."""


@dataclass(frozen=True, slots=True)
class SoundForm:
    """Describes the form in which a device gives its sound."""

    rate: int
    channels: int = 1
    sample: str = "int16"


WIRE_FORM = SoundForm(WIRE.rate)


def peak(blocks: Iterable[bytes], form: SoundForm) -> float:
    """Finds the largest sample. Plain Python, because waking a cold numpy would take longer than the work."""
    if form.sample == "float32":
        return max(_peak(memoryview(block).cast("f")) for block in blocks)
    return max(_peak(memoryview(block).cast("h")) for block in blocks) / 32768


def _peak(samples: "memoryview[int] | memoryview[float]") -> float:
    loudest, deepest = max(samples), min(samples)
    return max(loudest, -deepest)


@dataclass(frozen=True, slots=True)
class FrontEndWishes:
    cleaning: Cleaning = field(default_factory=Cleaning)
    detector: str = "silero"
    gain_db: float = 0.0


def front_end_wishes(settings: Settings) -> FrontEndWishes:
    sound = settings.sound
    return FrontEndWishes(
        cleaning=Cleaning(echo=sound.echo_cancelling, noise=sound.noise_suppression, gain=sound.gain_control),
        detector=sound.detector,
        gain_db=sound.input_gain,
    )


class FrontEnd:
    def __init__(
        self,
        wishes: FrontEndWishes,
        far_end: FarEnd,
        on_trouble: Callable[[Sentence], None],
        on_stir: Callable[[float], None] | None = None,
    ) -> None:
        """`on_stir` hears of a sudden sound while something plays, before the frame is whole and the detector is asked."""
        self._wishes = wishes
        self._far_end = far_end
        self._on_trouble = on_trouble
        self._on_stir = on_stir
        self.stir: float | None = None
        """The peak above which half a frame is worth handing over while something plays. None if it never is."""
        self._level = 0.0
        """Of the last frame."""
        self._form = SoundForm(WIRE.rate)
        self._to_wire = Resampler(WIRE.rate, WIRE.rate)
        self._cleaner = cleaner(wishes.cleaning, far_end)
        self._attention = SpeechGate(detector(wishes.detector), WIRE.rate)
        self._health = MicrophoneHealth()
        self._uncleaned: Wave = np.zeros(0, np.float32)
        self._cleaned: Wave = np.zeros(0, np.float32)
        self._next_at = 0.0
        """When the first sample that is not yet in a frame was captured."""
        self._peak = 0.0
        self._loudest_doze = 0.0
        self._offset = 0.0
        """The sound's DC offset."""
        self._as_is = False
        """True if the last block came in the wire's own form and was not changed."""

    def change(self, wishes: FrontEndWishes) -> None:
        """Apply other wishes from the next block on."""
        before, self._wishes = self._wishes, wishes
        if wishes.cleaning != before.cleaning:
            self._cleaner = cleaner(wishes.cleaning, self._far_end)
        if wishes.detector != before.detector:
            self._attention = SpeechGate(detector(wishes.detector), WIRE.rate)

    def begin(self, form: SoundForm) -> None:
        """Start over with another device, or the same one reopened: the old sound has nothing to do with the new."""
        self._form = form
        self._to_wire = Resampler(form.rate, WIRE.rate)
        self._attention = SpeechGate(detector(self._wishes.detector), WIRE.rate)
        if isinstance(self._cleaner, EchoCleaner):
            self._cleaner.forget()
        self._health = MicrophoneHealth()
        self._loudest_doze = 0.0
        self._uncleaned = self._cleaned = np.zeros(0, np.float32)
        self._offset = 0.0

    @property
    def hush(self) -> float | None:
        """The peak up to which sound can wait, because the detector is asleep. None while it is awake."""
        return self._loudest_doze * LOUDER if self._attention.dozing else None

    def mic_frames(self, block: bytes, at: float) -> list[MicFrame]:
        """Takes a raw block whose first sample was captured at that time, and returns the frames it completes."""
        raw = self._mono(block)
        wave = self._to_wire.resampled(raw)
        begun = len(self._cleaned) + len(self._uncleaned)
        expected = self._next_at + begun / WIRE.rate
        # Samples keep better time than callbacks, which are late on a busy machine and never early.
        late = at - expected
        step = late if late > LOST else late * (LATE_PACE if late > 0 else EARLY_PACE)
        self._next_at += max(step, -EARLIER)
        if len(wave) == FRAME and not begun:
            # Nearly every block is exactly one frame, so cutting and joining can be skipped.
            clean = self._cleaner.clean(wave, self._next_at)
            self._look(clean, at)
            whole = self._frame(clean, block if clean is raw and self._as_is else None)
            self._next_at += FRAME / WIRE.rate
            return [whole]
        self._uncleaned = _joined(self._uncleaned, wave)
        ready = len(self._uncleaned) // CLEANED * CLEANED
        if ready:
            taken_at = self._next_at + len(self._cleaned) / WIRE.rate
            fresh = self._cleaner.clean(self._uncleaned[:ready], taken_at)
            self._look(fresh, at)
            self._uncleaned = self._uncleaned[ready:]
            self._cleaned = _joined(self._cleaned, fresh)
        frames: list[MicFrame] = []
        while len(self._cleaned) >= FRAME:
            frame, self._cleaned = self._cleaned[:FRAME], self._cleaned[FRAME:]
            frames.append(self._frame(frame))
            self._next_at += FRAME / WIRE.rate
        return frames

    def _look(self, wave: Wave, at: float) -> None:
        """Looks for a sudden sound while a reply plays, as ducking the reply must not wait for the detector."""
        if self._on_stir is None or not self._far_end.sounds(at):
            self.stir = None
            return
        self.stir = max(FAINTEST, self._peak * LOUDER_BY_FAR)
        loudest = max(decibels(wave[start : start + CLEANED]) for start in range(0, len(wave), CLEANED))
        if is_half_worth_asking(loudest, self._level):
            self._on_stir(loudest)

    def _mono(self, block: bytes) -> Wave:
        if self._form.sample == "float32":
            wave: Wave = np.frombuffer(block, "<f4").astype(np.float32)
        else:
            wave = np.frombuffer(block, "<i2") * np.float32(1 / 32768)
        if self._form.channels > 1:
            wave = wave.reshape(-1, self._form.channels).mean(axis=1, dtype=np.float32)
        if not len(wave):
            return wave
        loudest = max(float(wave.max()), -float(wave.min()))
        self._peak = max(self._peak * 0.9, loudest)
        self._loudest_doze = max(self._loudest_doze * HUSH_PACE, loudest) if self._attention.dozing else 0.0
        centred = self._centred(wave)
        self._as_is = centred is wave and self._form == WIRE_FORM and not self._wishes.gain_db
        wave = centred
        if self._wishes.gain_db:
            wave = wave * np.float32(10 ** (self._wishes.gain_db / 20))
        return wave

    def _centred(self, wave: Wave) -> Wave:
        """Removes the DC offset that cheap cards add, which would count as loudness."""
        before = self._offset
        self._offset += (float(wave.sum()) / len(wave) - before) * OFFSET_PACE
        if abs(before) < INAUDIBLE and abs(self._offset) < INAUDIBLE:
            return wave
        return wave - np.linspace(before, self._offset, len(wave), dtype=np.float32)

    def _frame(self, wave: Wave, pcm: bytes | None = None) -> MicFrame:
        """`pcm` holds the same samples if they came in the form in which they go out."""
        level = self._level = decibels(wave)
        speech = self._attention.speech_probability(wave, level)
        if isinstance(self._cleaner, EchoCleaner):
            self._cleaner.calm = speech < CALM
        trouble = self._health.complaint_about(level, self._peak, speech)
        if trouble:
            self._on_trouble(trouble)
        return MicFrame(pcm or to_pcm(wave), self._next_at - self._cleaner.delay, speech, level)


def _joined(before: Wave, after: Wave) -> Wave:
    return np.concatenate([before, after]) if len(before) else after

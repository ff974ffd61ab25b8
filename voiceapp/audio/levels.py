"""Measures how loud sound is, and whether the microphone works well enough to speak into."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from voiceapp.core.sentence import Sentence

SILENT = -120.0
BELOW_VOICE = 30.0
"""dB below the loudest moment of a recording from which on there is no voice in it."""


def decibels(wave: npt.NDArray[np.float32]) -> float:
    """The root mean square in dB relative to full scale; -120 for digital silence."""
    if len(wave) == 0:
        return SILENT
    power = float(np.dot(wave, wave)) / len(wave)
    return max(SILENT, 10.0 * float(np.log10(power))) if power > 1e-12 else SILENT


def decibels_of(pcm: bytes) -> float:
    wave = np.frombuffer(pcm, "<i2").astype(np.float32)
    wave /= 32768.0
    return decibels(wave)


def voiced_seconds(wave: npt.NDArray[np.float32], rate: int) -> float:
    """Measures for how long something sounds, in pieces of 20 ms, without the pauses between the words."""
    size = rate // 50
    pieces = wave[: len(wave) // size * size].reshape(-1, size)
    power = np.square(pieces).mean(axis=1)
    least = max(float(power.max(initial=0.0)) / 10 ** (BELOW_VOICE / 10), 1e-9)
    return int(np.count_nonzero(power > least)) / 50


@dataclass(slots=True)
class MicrophoneHealth:
    """Watches a microphone and says once, in a sentence, what is wrong with it. Counts time in frames of 20 ms."""

    patience: int = 250
    """Frames of digital silence before the microphone is called dead (5 s)."""
    patience_once_alive: int = 3000
    """The same once it has given sound (a minute), because some microphones pass on only voice and are silent between
    sentences.
    """
    _alive: bool = False
    _dead: int = 0
    _clipped: int = 0
    _voiced: int = 0
    _loudest: float = SILENT
    _said: set[Sentence] = field(default_factory=set[Sentence])

    def complaint_about(self, level: float, peak: float, speech: float) -> Sentence | None:
        """Returns a sentence the first time that something is wrong."""
        silent = level <= -96.0
        self._dead = self._dead + 1 if silent else 0
        self._alive = self._alive or not silent
        self._clipped = self._clipped + 4 if peak >= 0.999 else max(0, self._clipped - 1)
        if speech > 0.6:
            self._voiced += 1
            self._loudest = max(self._loudest, level)
        if self._dead >= (self.patience_once_alive if self._alive else self.patience):
            return self._once(Sentence("No sound at all from the microphone. Is it muted or switched off?"))
        if self._clipped > 60:
            return self._once(
                Sentence("The microphone is too loud and distorts. Lower its level in the sound settings.")
            )
        if self._voiced > 250:
            # Judge by the latest speech, because the level may be turned down in the middle of a talk.
            loudest, self._voiced, self._loudest = self._loudest, 0, SILENT
            if loudest < -45.0:
                return self._once(Sentence("The microphone is very quiet. Raise its level or come closer."))
        return None

    def _once(self, sentence: Sentence) -> Sentence | None:
        if sentence in self._said:
            return None
        self._said.add(sentence)
        return sentence

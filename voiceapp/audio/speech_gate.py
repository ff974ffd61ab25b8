"""Asks the detector whether somebody speaks, but only when the room does not sound as usual.

For most of the day nobody speaks, and asking is most of the work of listening.
"""

from collections import deque

from voiceapp.audio.resample import Resampler, Wave, to_pcm
from voiceapp.core.pcm import DETECTOR
from voiceapp.core.ports import Detector
from voiceapp.core.sound_rules import NOTHING, UNLIKELY, followed, is_room

DOZE_AFTER = 25
"""Consecutive frames as quiet as the room before the detector sleeps (half a second)."""
MISSED = 10
"""Earlier frames that it hears on waking, as they hold the onset of a word."""


class SpeechGate:
    """Takes frames of 20 ms at any rate, and returns how likely it is that someone speaks.

    The room's level is the lowest that lasts. Sound that stays near it for half a second sends the detector to sleep.
    The first louder frame wakes it, after it has been fed the frames just before.
    """

    def __init__(self, detector: Detector, rate: int) -> None:
        self._detector = detector
        self._resampler = Resampler(rate, DETECTOR.rate)
        self._missed: deque[Wave] = deque(maxlen=MISSED)
        self._floor = 0.0
        self._quiet = 0
        self._last = 0.0
        self.asked = 0
        """How often the detector was asked."""

    @property
    def dozing(self) -> bool:
        return self._quiet > DOZE_AFTER

    def speech_probability(self, wave: Wave, level: float) -> float:
        if level > NOTHING:
            self._floor = followed(self._floor, level)
        near = is_room(level, self._floor) and self._last < UNLIKELY
        self._quiet = self._quiet + 1 if near else 0
        if self.dozing:
            self._missed.append(wave)
            self._last *= 0.9
            return self._last
        while self._missed:
            self._ask(self._missed.popleft())
        self._last = self._ask(wave)
        return self._last

    def _ask(self, wave: Wave) -> float:
        self.asked += 1
        return self._detector.probability(to_pcm(self._resampler.resampled(wave)))

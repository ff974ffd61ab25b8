"""Finds where a person pauses, by loudness alone.

It tells recognisers when to recognise the speech so far, and that nothing loud followed. Whether the person went on in a
whisper is known for certain only to a detector of voices; where there is none, whatever stands out of the room counts.
"""

from voiceapp.audio.levels import decibels_of
from voiceapp.core.pcm import WIRE, Milliseconds

BELOW_SPEECH = 18.0
"""dB below the recent maximum at which sound counts as quiet."""
SILENCE = -60.0
FADES = 0.02
"""dB a millisecond by which that maximum decays."""
RISES = 0.0025
"""dB a millisecond by which the level of the room may rise."""
STANDS_OUT = 10.0
"""dB above the room at which a sound may be a very quiet voice."""


class PauseDetector:
    """Measures how long it has been quiet, and how much was loud before that."""

    def __init__(self) -> None:
        self._loudest = SILENCE
        self._room: float | None = None
        self.quiet: Milliseconds = 0
        """How long it has been quiet."""
        self.spoken: Milliseconds = 0
        """How much was loud since the last `mark`."""
        self.stirred: Milliseconds = 0
        """How much stood out of the room since the last `mark`."""

    def add_sound(self, pcm: bytes) -> None:
        for start in range(0, len(pcm), WIRE.frame_bytes):
            self._frame(pcm[start : start + WIRE.frame_bytes])

    def mark(self) -> None:
        """Remember that the speech until now is taken care of."""
        self.spoken = self.stirred = 0

    def _frame(self, pcm: bytes) -> None:
        ms = WIRE.ms(len(pcm))
        level = decibels_of(pcm[: len(pcm) // 2 * 2])
        self._room = level if self._room is None else min(level, self._room + RISES * ms)
        if level >= max(self._room + STANDS_OUT, SILENCE):
            self.stirred += ms
        self._loudest = max(level, self._loudest - FADES * ms, SILENCE)
        if level < max(self._loudest - BELOW_SPEECH, SILENCE):
            self.quiet += ms
        else:
            self.quiet = 0
            self.spoken += ms

"""Notices when a person pauses, by how loud it is: then the words so far are worth recognising.

No voice detection: that has been done before the sound comes here. This only chooses the moment, and
a wrong choice costs some work and changes no words.
"""

from voiceapp.audio.levels import decibels_of
from voiceapp.core.pcm import WIRE, Milliseconds

BELOW_SPEECH = 18.0
"""dB under the loudest of late, at which it counts as quiet."""
SILENCE = -60.0
FADES = 0.02
"""dB a millisecond by which what was loudest is forgotten."""


class Pauses:
    def __init__(self) -> None:
        self._loudest = SILENCE
        self.quiet: Milliseconds = 0
        """How long it has been quiet."""
        self.spoken: Milliseconds = 0
        """How much was not quiet since the last `mark`."""

    def hear(self, pcm: bytes) -> None:
        for start in range(0, len(pcm), WIRE.frame_bytes):
            self._frame(pcm[start : start + WIRE.frame_bytes])

    def mark(self) -> None:
        """What was said until now is taken care of."""
        self.spoken = 0

    def _frame(self, pcm: bytes) -> None:
        ms = WIRE.ms(len(pcm))
        level = decibels_of(pcm[: len(pcm) // 2 * 2])
        self._loudest = max(level, self._loudest - FADES * ms, SILENCE)
        if level < max(self._loudest - BELOW_SPEECH, SILENCE):
            self.quiet += ms
        else:
            self.quiet = 0
            self.spoken += ms

"""Keeps sound that comes at the pace of speech, and never ends, from being later than it need be.

Such sound gives no end of a reply at which a delay would be won back by itself. So pauses are played faster, and where
there is much to win back, single periods of the voice are left out as well.
"""

from voiceapp.audio.concealment import LONGEST, SEAM, Block, is_pause, joined, one_less
from voiceapp.core.pcm import WIRE

SLACK = WIRE.rate * 10 // 1000
"""Less is not worth a seam."""
MUCH = WIRE.rate * 250 // 1000
"""Samples of delay from which the voice itself is shortened."""
STEP = WIRE.rate * 10 // 1000
"""The most samples of a pause that are left out at once, and the fewest that are played before the next."""
PERIODS_BETWEEN = 8
"""The periods that are played between two that are left out."""
LOOKED_AT = LONGEST + STEP + SEAM


class CatchingUp:
    def __init__(self) -> None:
        self._wait = 0
        """Samples to play before more may be left out."""
        self.left_out = 0
        """Samples that were left out so far."""

    def played(self, samples: int) -> None:
        self._wait -= samples

    def begin(self) -> None:
        """Begin with another reply."""
        self._wait = 0

    def wanted(self, excess: int, room: int) -> bool:
        """Return whether the sound is late enough to be shortened here. `room`: samples that can be played at once."""
        return excess > SLACK and self._wait <= 0 and room >= SEAM

    def shorter(self, excess: int, before: Block, ahead: Block) -> tuple[int, Block] | None:
        """Return how many of the samples ahead to take in one go, and what to play in their place. None: none, because
        it would be heard here.
        """
        if len(ahead) < LOOKED_AT:
            return None
        less, wait = 0, STEP
        if is_pause(ahead[: STEP + SEAM]):
            less = min(STEP, excess)
        elif excess > MUCH:
            less = one_less(before, ahead)
            wait = less * PERIODS_BETWEEN
        if not less:
            return None
        self._wait = wait
        self.left_out += less
        instead = joined(ahead, less)
        return less + len(instead), instead

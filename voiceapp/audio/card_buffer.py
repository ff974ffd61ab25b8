"""Decides how much sound the sound card may hold: little on a quiet machine, more while it is busy.

Whatever the card still holds is heard after a person starts to speak over a reply, so it should hold little; but sound
that reaches the card too late is a click. Time is counted in blocks of 10 ms, so no clock is needed.
"""

from collections import deque

LATENCIES: tuple[float | str, ...] = ("low", 0.05, 0.1, 0.2)
"""Seconds, as PortAudio takes them."""
TOO_OFTEN = 3
"""Late blocks within `WITHIN` that make the card hold more."""
WITHIN = 6_000
"""Blocks: a minute."""
CALM = 12_000
"""Consecutive blocks on time before less is tried: two minutes with the speaker open."""
LONGEST_CALM = 16 * CALM


class CardBuffer:
    def __init__(self) -> None:
        self._step = 0
        self._blocks = 0
        self._late: deque[int] = deque(maxlen=TOO_OFTEN)
        """The last blocks that were too late."""
        self._calm = 0
        self._enough = CALM
        self._tried_at: int | None = None
        """The block since which less is held than was needed before."""

    @property
    def latency(self) -> float | str:
        return LATENCIES[self._step]

    def block(self, *, late: bool) -> None:
        """The card took one more."""
        self._blocks += 1
        if late:
            self._late.append(self._blocks)
            self._calm = 0
        else:
            self._calm += 1

    def change(self) -> bool:
        """Return whether a stream with another latency would be better now. Ask only when opening one does no harm."""
        if self._is_late_too_often() and self._step < len(LATENCIES) - 1:
            if self._tried_at is not None and self._blocks - self._tried_at < self._enough:
                # The machine is as busy as before, so the next try waits longer.
                self._enough = min(LONGEST_CALM, 2 * self._enough)
            self._tried_at = None
            self._move(1)
            return True
        if self._step and self._calm >= self._enough:
            self._tried_at = self._blocks
            self._move(-1)
            return True
        return False

    def _is_late_too_often(self) -> bool:
        return len(self._late) == TOO_OFTEN and self._blocks - self._late[0] < WITHIN

    def _move(self, steps: int) -> None:
        self._step += steps
        self._late.clear()
        self._calm = 0

"""Decides how long alarms ring: again and again until the person stops them, and no longer than a minute."""

from dataclasses import dataclass
from enum import Enum

EVERY = 4.5
"""Seconds from one ring to the next. The sound lasts a little less."""
LONGEST = 60.0
"""Seconds. Anyone who has not heard it by then is not there."""


class Beat(Enum):
    """Names the step that is due now."""

    SOUND = "sound"
    OVER = "over"
    """One of the alarms has rung long enough."""


@dataclass(frozen=True, slots=True)
class WaitingAlarm:
    """A timer or a reminder that has not rung yet."""

    number: int
    due: float
    """The time in seconds since the epoch, like `set_at`."""
    set_at: float = 0.0
    """0: it was set by a version that did not record this."""


class Ringing:
    """Keeps the alarms that are ringing, by number. Time is an argument."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}
        self._next = 0.0

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(self._until)

    @property
    def deadline(self) -> float | None:
        return min((self._next, *self._until.values())) if self._until else None

    def begin(self, number: int, now: float) -> None:
        """Note that it has just been heard for the first time."""
        self._until[number] = now + LONGEST
        self._next = now + EVERY

    def stop(self, number: int) -> bool:
        """Stop it, and return whether it rang."""
        return self._until.pop(number, None) is not None

    def beat(self, now: float) -> Beat | None:
        over = [number for number, until in self._until.items() if until <= now]
        for number in over:
            del self._until[number]
        if over:
            return Beat.OVER
        if not self._until or now < self._next:
            return None
        self._next = now + EVERY
        return Beat.SOUND

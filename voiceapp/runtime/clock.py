"""Gives the session's time: seconds since the epoch that never go back, whatever is done to the system's clock, and
that pass while the machine sleeps.
"""

import time
from dataclasses import dataclass, field
from typing import Protocol

from voiceapp import suspend_clock


class Clock(Protocol):
    """The time as whoever runs a machine needs it."""

    def now(self) -> float: ...
    def of_wall(self, epoch: float) -> float:
        """The same clock for a moment that a service has told."""
        ...

    def slept(self) -> float:
        """Seconds that the machine has slept. Only differences say anything."""
        ...


@dataclass(frozen=True, slots=True)
class SteadyClock:
    _offset: float = field(default_factory=lambda: time.time() - suspend_clock.elapsed())

    def now(self) -> float:
        return self._offset + suspend_clock.elapsed()

    def at(self, monotonic: float) -> float:
        """The same clock for a reading of `time.monotonic()`, not older than the last sleep."""
        return self.now() - (time.monotonic() - monotonic)

    def of_wall(self, epoch: float) -> float:
        """The same clock for a moment that somebody else has told, by the system's clock as it is now."""
        return self.now() + (epoch - time.time())

    def slept(self) -> float:
        """Seconds that the machine has slept. Only differences say anything."""
        return suspend_clock.seconds_slept()

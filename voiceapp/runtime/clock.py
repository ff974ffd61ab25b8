"""Gives the session's time, in seconds since the epoch that never go back when the system's clock is set, and that pass
while the machine sleeps.
"""

import time
from dataclasses import dataclass, field
from typing import Protocol

from voiceapp import suspend_clock


class Clock(Protocol):
    """The time for whoever runs a machine."""

    def now(self) -> float: ...
    def of_wall(self, epoch: float) -> float:
        """Converts a moment reported by a service to this clock."""
        ...

    def slept(self) -> float:
        """Seconds that the machine has slept. Only differences have a meaning."""
        ...


@dataclass(frozen=True, slots=True)
class SteadyClock:
    _offset: float = field(default_factory=lambda: time.time() - suspend_clock.elapsed())

    def now(self) -> float:
        return self._offset + suspend_clock.elapsed()

    def at(self, monotonic: float) -> float:
        """Converts a reading of `time.monotonic()`, not older than the last sleep, to this clock."""
        return self.now() - (time.monotonic() - monotonic)

    def of_wall(self, epoch: float) -> float:
        """Converts a moment reported by somebody else to this clock, using the system's clock as it is now."""
        return self.now() + (epoch - time.time())

    def slept(self) -> float:
        """Seconds that the machine has slept. Only differences have a meaning."""
        return suspend_clock.seconds_slept()

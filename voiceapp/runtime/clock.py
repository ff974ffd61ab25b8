"""The session's clock: seconds since the epoch that never go back, whatever is done to the system's clock."""

import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SteadyClock:
    _offset: float = field(default_factory=lambda: time.time() - time.monotonic())

    def now(self) -> float:
        return self._offset + time.monotonic()

    def at(self, monotonic: float) -> float:
        """The same clock for a reading of `time.monotonic()`."""
        return self._offset + monotonic

"""Decides whether to believe this computer's clock when it says that something is old.

Deleting by age is final, and a clock that is years ahead makes everything look old. So the time at which the app last
ran is kept, and a clock that has leapt ahead is believed only after it has run on from there for a while.
"""

from dataclasses import dataclass

DAY = 86_400.0
LEAP = 60 * DAY
"""Seconds between two readings above which the clock is doubted: longer than most people leave the app unused."""
PROOF = 7 * DAY
"""How long a doubted clock must run on, seen again and again, before it is believed."""
WORTH_WRITING = 3600.0


@dataclass(frozen=True, slots=True)
class ClockHistory:
    """Holds what is known about the time."""

    at: float
    """The latest time that was believed."""
    doubted_since: float | None = None
    """The clock's own time when it had leapt."""
    doubted_last: float | None = None
    """The latest time it has shown since."""

    @property
    def is_believed(self) -> bool:
        return self.doubted_since is None

    def look(self, now: float) -> "ClockHistory":
        """Returns what is known after the clock has shown that time."""
        if now <= self.at + LEAP:
            return ClockHistory(max(self.at, now))
        since, last = self.doubted_since, self.doubted_last
        if since is None or last is None or not -DAY <= now - last <= LEAP:
            return ClockHistory(self.at, now, now)
        return ClockHistory(now) if now - since >= PROOF else ClockHistory(self.at, since, now)

    def is_worth_writing(self, before: "ClockHistory | None") -> bool:
        if before is None or before.is_believed is not self.is_believed:
            return True
        last, was = (seen.at if seen.doubted_last is None else seen.doubted_last for seen in (self, before))
        return abs(last - was) >= WORTH_WRITING

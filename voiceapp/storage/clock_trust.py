"""Decides whether this computer's clock is believed when it says that something is old.

What is deleted for its age is gone for good, and a clock that is years ahead makes everything old. So the time at which
the app last ran is kept, and a clock that has leapt is only believed when it has gone on from there for a while.
"""

from dataclasses import dataclass

DAY = 86_400.0
LEAP = 60 * DAY
"""Seconds between two looks from which on the clock is doubted: longer than most people leave the app alone."""
PROOF = 7 * DAY
"""How long a doubted clock must go on, seen again and again, until it is believed."""
WORTH_WRITING = 3600.0


@dataclass(frozen=True, slots=True)
class ClockHistory:
    """Remembers what is known of the time."""

    at: float
    """The latest that was believed."""
    doubted_since: float | None = None
    """When the clock had leapt, by itself."""
    doubted_last: float | None = None
    """The latest that it has said since."""

    @property
    def is_believed(self) -> bool:
        return self.doubted_since is None

    def look(self, now: float) -> "ClockHistory":
        """Returns what is known once the clock has said that."""
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

"""Decides how long to wait before trying again: not at all at first, then doubling up to a limit, with some
variation so that clients do not all retry in step.
"""

from dataclasses import dataclass

_GOLDEN = 0.6180339887498949


@dataclass(slots=True)
class Backoff:
    first: float = 0.5
    longest: float = 30.0
    spread: float = 0.5
    """Each wait is shortened by up to this share, so that clients do not all come back together."""
    seed: float = 0.0
    """Any number that differs from one run of the app to the next."""
    tries: int = 0

    def next(self, *, asked_for: float | None = None) -> float:
        """Return the seconds to wait now. The first try is immediate; a service's own wish is a lower bound."""
        tries, self.tries = self.tries, self.tries + 1
        if tries == 0:
            return asked_for or 0.0
        # Steps of the golden ratio fill the interval evenly without a random number generator.
        chance = (self.seed + tries * _GOLDEN) % 1.0
        wait = min(self.first * 2.0 ** min(tries - 1, 16), self.longest) * (1.0 - self.spread * chance)
        return max(wait, asked_for or 0.0)

    def reset(self) -> None:
        self.tries = 0

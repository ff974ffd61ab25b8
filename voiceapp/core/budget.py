"""Counts what was spent today and this month against the limits that the person set. Pure: the day is an argument."""

from collections import defaultdict
from dataclasses import dataclass, field

from voiceapp.core.failures import Failure, FailureKind


@dataclass(frozen=True, slots=True)
class Budget:
    """US dollars; 0: no limit."""

    per_day: float = 0.0
    per_month: float = 0.0
    warn_at: float = 0.8
    """The part of a limit from which on it is worth a word."""


@dataclass(slots=True)
class SpendingLimits:
    """Keeps count by local days, written as 2026-11-21."""

    days: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _warned: set[str] = field(default_factory=set[str])

    def spend(self, day: str, usd: float) -> None:
        self.days[day] += usd

    def today(self, day: str) -> float:
        return self.days.get(day, 0.0)

    def month(self, day: str) -> float:
        return sum(usd for spent_on, usd in self.days.items() if spent_on[:7] == day[:7])

    def over(self, budget: Budget, day: str) -> Failure | None:
        """Why nothing that costs money may be asked any more."""
        if budget.per_day and self.today(day) >= budget.per_day:
            return _over("today", "until midnight")
        if budget.per_month and self.month(day) >= budget.per_month:
            return _over("this month", "until the month ends")
        return None

    def warning(self, budget: Budget, day: str) -> Failure | None:
        """A word when a limit comes near: once for each limit and day or month."""
        for name, spent, limit in (
            (day, self.today(day), budget.per_day),
            (day[:7], self.month(day), budget.per_month),
        ):
            if limit and budget.warn_at * limit <= spent < limit and name not in self._warned:
                self._warned.add(name)
                when = "today's" if name == day else "this month's"
                return Failure(
                    FailureKind.OVER_BUDGET,
                    f"{spent:.2f} of {when} {limit:.2f} dollars are spent; after that this machine answers.",
                )
        return None


def _over(when: str, until: str) -> Failure:
    return Failure(
        FailureKind.OVER_BUDGET, f"The budget for {when} is spent: {until} this machine answers, or raise the budget."
    )

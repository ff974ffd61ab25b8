"""Counts what was spent today and this month against the person's limits. Pure: the day is an argument."""

from collections import defaultdict
from dataclasses import dataclass, field

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Dollars, Sentence


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits in US dollars. 0: no limit."""

    per_day: float = 0.0
    per_month: float = 0.0
    warn_at: float = 0.8
    """The share of a limit from which a warning is given."""


@dataclass(slots=True)
class SpendingLimits:
    """Counts spending by local days, written as 2026-11-21."""

    days: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _warned: set[str] = field(default_factory=set[str])

    def spend(self, day: str, usd: float) -> None:
        self.days[day] += usd

    def today(self, day: str) -> float:
        return self.days.get(day, 0.0)

    def month(self, day: str) -> float:
        return sum(usd for spent_on, usd in self.days.items() if spent_on[:7] == day[:7])

    def over(self, budget: Budget, day: str) -> Failure | None:
        """Return why nothing that costs money may be requested any more."""
        if budget.per_day and self.today(day) >= budget.per_day:
            return _NOTHING_LEFT_TODAY
        if budget.per_month and self.month(day) >= budget.per_month:
            return _NOTHING_LEFT_THIS_MONTH
        return None

    def warning(self, budget: Budget, day: str) -> Failure | None:
        """Return a warning when a limit comes near, once for each limit and day or month."""
        today, month = self.today(day), self.month(day)
        if self._is_near(day, today, budget.per_day, budget):
            sentence = Sentence(
                "{spent} of today's {limit} spent. After that, this device answers.",
                spent=Dollars(today),
                limit=Dollars(budget.per_day),
            )
            return Failure(FailureKind.OVER_BUDGET, sentence)
        if self._is_near(day[:7], month, budget.per_month, budget):
            sentence = Sentence(
                "{spent} of this month's {limit} spent. After that, this device answers.",
                spent=Dollars(month),
                limit=Dollars(budget.per_month),
            )
            return Failure(FailureKind.OVER_BUDGET, sentence)
        return None

    def _is_near(self, name: str, spent: float, limit: float, budget: Budget) -> bool:
        """Return whether spending is near a limit for the first time."""
        near = bool(limit) and budget.warn_at * limit <= spent < limit and name not in self._warned
        if near:
            self._warned.add(name)
        return near


_NOTHING_LEFT_TODAY = Failure(
    FailureKind.OVER_BUDGET,
    Sentence("Today's budget is spent. This device answers until midnight, or raise the budget."),
)
_NOTHING_LEFT_THIS_MONTH = Failure(
    FailureKind.OVER_BUDGET,
    Sentence("This month's budget is spent. This device answers until the month ends, or raise the budget."),
)

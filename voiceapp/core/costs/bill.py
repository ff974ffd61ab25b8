"""Puts one's own count of what was spent beside a service's bill, day by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voiceapp.core.sentence import Dollars, Sentence

SAME_WITHIN = 0.05
"""The share of the bill by which two sums may differ and still agree."""
SAME_CENTS = 0.01
"""US dollars; the same for small sums."""

AGREES = Sentence("The bill and your own count agree.")
WHY_MORE = Sentence(
    "Everything of the organization is on the bill: other programs, computers and people, and what has no known price here."
)
WHY_LESS = Sentence(
    "A bill comes hours later and counts days in UTC; free tokens and credits aren't on it, and some prices here are estimates."
)


@dataclass(frozen=True, slots=True)
class Billed:
    """Holds an amount of a bill, for one thing on one day in UTC."""

    day: str
    """As 2026-11-21."""
    what: str
    """As the service names it."""
    usd: float


@dataclass(frozen=True, slots=True)
class ComparedDay:
    day: str
    own: float
    billed: float


@dataclass(frozen=True, slots=True)
class BillComparison:
    days: tuple[ComparedDay, ...]
    """Those on which something was counted or billed, oldest first."""
    items: tuple[tuple[str, float], ...]
    """What the bill is made of, the dearest first."""

    @property
    def own(self) -> float:
        return sum(day.own for day in self.days)

    @property
    def billed(self) -> float:
        return sum(day.billed for day in self.days)

    @property
    def explanation(self) -> Sentence:
        """Say what a difference comes from."""
        more = self.billed - self.own
        if abs(more) <= max(SAME_CENTS, SAME_WITHIN * self.billed):
            return AGREES
        if more > 0:
            return Sentence("The bill is {usd} higher. {why}", usd=Dollars(more), why=WHY_MORE)
        return Sentence("Your own count is {usd} higher. {why}", usd=Dollars(-more), why=WHY_LESS)


def compared(own: Mapping[str, float], billed: Iterable[Billed]) -> BillComparison:
    """`own`: dollars by day."""
    by_day: dict[str, float] = {}
    by_item: dict[str, float] = {}
    for line in billed:
        by_day[line.day] = by_day.get(line.day, 0.0) + line.usd
        by_item[line.what] = by_item.get(line.what, 0.0) + line.usd
    days = sorted({day for day, usd in own.items() if usd} | {day for day, usd in by_day.items() if usd})
    items = sorted(((what, usd) for what, usd in by_item.items() if usd), key=lambda item: -item[1])
    return BillComparison(
        tuple(ComparedDay(day, own.get(day, 0.0), by_day.get(day, 0.0)) for day in days), tuple(items)
    )

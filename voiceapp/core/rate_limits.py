"""Keeps in mind what services said of their limits: who is near one is told, and work that nobody waits for leaves room.

Time is an argument, in seconds of a clock that only goes on.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Limit
from voiceapp.core.sentence import Sentence

KEPT_FOR_TALKS = 0.25
"""The share of a limit that work which nobody waits for leaves alone."""
NEAR = 0.1
"""The share of a limit below which the person is warned."""
WORTH_A_WARNING = 5.0
"""Seconds. A limit that is reset sooner holds nobody up."""
LONGEST_WAIT = 900.0
"""Seconds for which nobody waits longer, whatever a service says."""


@dataclass(slots=True)
class KnownLimits:
    """Remembers the limits of each service and model, as it last told them."""

    _told: dict[Hashable, tuple[float, tuple[Limit, ...]]] = field(
        default_factory=dict[Hashable, tuple[float, tuple[Limit, ...]]]
    )

    def take(self, whose: Hashable, limits: tuple[Limit, ...], now: float) -> None:
        self._told[whose] = (now, limits)

    def room_in(self, whose: Hashable, now: float) -> float:
        """Return after how many seconds work that nobody waits for has room again."""
        told_at, limits = self._told.get(whose, (now, ()))
        waits = [
            min(limit.resets_in, LONGEST_WAIT) - (now - told_at) for limit in limits if _share(limit) < KEPT_FOR_TALKS
        ]
        return max(0.0, *waits) if waits else 0.0


@dataclass(slots=True)
class LimitWarnings:
    """Warns once of each limit that is nearly used up, and again only after it was not."""

    _near: set[str] = field(default_factory=set[str])

    def of(self, limits: Sequence[Limit]) -> Failure | None:
        """Return the warning about the limit that is told to be nearest to its end."""
        near = {limit.name for limit in limits if _share(limit) < NEAR and limit.resets_in > WORTH_A_WARNING}
        new = [limit for limit in limits if limit.name in near - self._near]
        self._near = near | (self._near - {limit.name for limit in limits})
        if not new:
            return None
        return _warning(min(new, key=_share))


def _share(limit: Limit) -> float:
    """What is left, as a share. A limit of nothing says nothing."""
    return limit.remaining / limit.limit if limit.limit > 0 else 1.0


def _warning(limit: Limit) -> Failure:
    sentence = Sentence(
        "The service's limit is near: {remaining} of {limit} {name} are left for {seconds} seconds. Summaries and "
        "the like wait, so that conversations go on.",
        remaining=limit.remaining,
        limit=limit.limit,
        name=limit.name,
        seconds=round(limit.resets_in),
    )
    return Failure(FailureKind.NEAR_LIMIT, sentence)

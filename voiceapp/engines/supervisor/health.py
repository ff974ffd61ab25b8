"""How well each engine is, by what really happened. Pure: time is an argument.

well --fails--> shaky --fails again soon, or cannot be opened--> ill --a while--> on trial --works--> well
                                                                  ^----------------fails----'
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from voiceapp.core.failures import Failure, FailureKind

FIRST_REST = 5.0
LONGEST_REST = 300.0
"""Seconds for which an engine that failed is left alone; each failure doubles it."""
REST_WITHOUT_CREDIT = 600.0
FORGOTTEN_AFTER = 60.0
"""Seconds after which a single failure is forgiven."""

_UNTIL_CHANGED = frozenset(
    {
        FailureKind.NO_KEY,
        FailureKind.WRONG_KEY,
        FailureKind.NOT_ALLOWED,
        FailureKind.NO_MODEL,
        FailureKind.WRONG_ADDRESS,
        FailureKind.NOT_INSTALLED,
        FailureKind.MODEL_BROKEN,
        FailureKind.BUG,
    }
)
"""Trying again cannot help before the person changes something."""
_NO_FAULT = frozenset({FailureKind.WRONG_DIALECT, FailureKind.SESSION_EXPIRED})
"""These mend themselves at the next connection."""


_FOR_WANT_OF_NETWORK = frozenset({FailureKind.NO_NETWORK, FailureKind.TIMED_OUT, FailureKind.LINK_DROPPED})


@dataclass(slots=True)
class Health:
    """One engine."""

    failures: int = 0
    failed_at: float = 0.0
    rests_until: float = 0.0
    failure: Failure | None = None
    """Why it rests."""

    def may_answer(self, now: float) -> bool:
        return self.failure is None or now >= self.rests_until

    @property
    def may_be_tried(self) -> bool:
        """A probe could find it well again without the person's help."""
        return self.failure is not None and self.failure.kind not in _UNTIL_CHANGED

    def worked(self) -> None:
        self.failures = 0
        self.failure = None
        self.rests_until = 0.0

    def failed(self, failure: Failure, now: float, *, opening: bool) -> None:
        """`opening`: it could not even be reached, so there is no use in trying once more at once."""
        if failure.kind in _NO_FAULT:
            return
        if now - self.failed_at > FORGOTTEN_AFTER and self.failure is None:
            self.failures = 0
        self.failures += 1
        self.failed_at = now
        if failure.worth_retrying and not opening and self.failures == 1 and not failure.retry_after:
            return
        self.failure = failure
        self.rests_until = now + self._rest(failure)

    def _rest(self, failure: Failure) -> float:
        if failure.kind in _UNTIL_CHANGED:
            return float("inf")
        if failure.kind is FailureKind.NO_QUOTA:
            return REST_WITHOUT_CREDIT
        doubled = FIRST_REST * 2.0 ** min(self.failures - 1, 10)
        return min(max(doubled, failure.retry_after or 0.0), LONGEST_REST)


@dataclass(slots=True)
class Ward:
    """All engines, by name. Lives as long as the app, across talks and links."""

    engines: dict[str, Health] = field(default_factory=dict[str, Health])
    said: set[str] = field(default_factory=set[str])
    """What the person was told already."""
    last: str = ""
    """Which engine answered last."""
    links: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])
    """Calls the open ones to be reconsidered."""

    def of(self, name: str) -> Health:
        return self.engines.setdefault(name, Health())

    def forgive(self) -> None:
        """The person changed something, or asked to try again."""
        self.engines.clear()
        self.said.clear()
        for reconsider in tuple(self.links):
            reconsider()

    def network_came_back(self) -> None:
        """What failed for want of a network may be tried at once."""
        for health in self.engines.values():
            if health.failure is not None and health.failure.kind in _FOR_WANT_OF_NETWORK:
                health.worked()
        for reconsider in tuple(self.links):
            reconsider()

    def once(self, sentence: str) -> str:
        """The sentence the first time, then nothing."""
        if sentence in self.said:
            return ""
        self.said.add(sentence)
        return sentence

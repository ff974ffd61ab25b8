"""Keeps track of how well each engine is, by what really happened. Pure: time is an argument.

well --fails--> shaky --fails again soon, or cannot be opened--> ill --a while--> on trial --works--> well
                                                                  ^----------------fails----'
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence

FIRST_REST = 5.0
LONGEST_REST = 300.0
"""The longest time, in seconds, that a failed engine is left alone; each failure doubles the time."""
REST_WITHOUT_CREDIT = 600.0
REST_UNTIL_CHANGED = 600.0
LONGEST_UNTIL_CHANGED = 3_600.0
"""The longest time, in seconds, for an engine that needs the person's attention. It is still tried now and then,
because a failure can be misread and its cause may be fixed elsewhere.
"""
REST_OF_THE_ONLY_ONE = 20.0
"""The longest time, in seconds, where no other engine could answer instead."""
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
"""Trying again helps little before the person changes something."""
_NO_FAULT = frozenset({FailureKind.WRONG_DIALECT, FailureKind.SESSION_EXPIRED})
"""These mend themselves at the next connection."""


_FOR_WANT_OF_NETWORK = frozenset({FailureKind.NO_NETWORK, FailureKind.TIMED_OUT, FailureKind.LINK_DROPPED})


@dataclass(slots=True)
class CircuitBreaker:
    """The health of one engine."""

    failures: int = 0
    failed_at: float = 0.0
    rests_until: float = 0.0
    failure: Failure | None = None
    """Why it rests."""
    found_well_at: float = float("-inf")
    """When a try beside the talk opened it."""

    def may_answer(self, now: float) -> bool:
        return self.failure is None or now >= self.rests_until

    def rests_alone_until(self) -> float:
        """Returns the end of the rest where no other engine could answer. A failure that the person has to fix keeps
        its full rest.
        """
        if self.failure is None or not self.failure.worth_retrying or self.failure.retry_after:
            return self.rests_until
        return min(self.rests_until, self.failed_at + REST_OF_THE_ONLY_ONE)

    def worked(self) -> None:
        self.failures = 0
        self.failure = None
        self.rests_until = 0.0

    def failed(self, failure: Failure, now: float, *, opening: bool) -> None:
        """`opening`: it could not even be reached, so there is no use in trying again at once."""
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
            return min(REST_UNTIL_CHANGED * 2.0 ** min(self.failures - 1, 10), LONGEST_UNTIL_CHANGED)
        if failure.kind is FailureKind.NO_QUOTA:
            return REST_WITHOUT_CREDIT
        doubled = FIRST_REST * 2.0 ** min(self.failures - 1, 10)
        return min(max(doubled, failure.retry_after or 0.0), LONGEST_REST)


@dataclass(slots=True)
class CircuitBreakers:
    """All engines, by name. Lives as long as the app, across talks and links."""

    engines: dict[str, CircuitBreaker] = field(default_factory=dict[str, CircuitBreaker])
    said: set[Sentence] = field(default_factory=set[Sentence])
    """What the person was told already."""
    last: str = ""
    """The engine that answered last."""
    links: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])
    """Callbacks that make the open links reconsider their choice."""
    lets_go: list[tuple[str, Callable[[], None]]] = field(default_factory=list[tuple[str, Callable[[], None]]])
    """The engine of each open link, and a callback that ends the link at once."""

    def of(self, name: str) -> CircuitBreaker:
        return self.engines.setdefault(name, CircuitBreaker())

    def forgive(self) -> None:
        """Clears failures after the person changed something or asked to try again."""
        self.engines.clear()
        self.said.clear()
        for reconsider in tuple(self.links):
            reconsider()

    def let_go(self, *, but: Collection[str]) -> None:
        """Stops all traffic over the open links at once, except over those of these engines."""
        for name, let_go in tuple(self.lets_go):
            if name not in but:
                let_go()

    def network_came_back(self) -> None:
        """Allows engines that failed for lack of a network to be tried at once."""
        for health in self.engines.values():
            if health.failure is not None and health.failure.kind in _FOR_WANT_OF_NETWORK:
                health.worked()
        for reconsider in tuple(self.links):
            reconsider()

    def once(self, sentence: Sentence) -> Sentence | None:
        """Returns the sentence the first time, then None."""
        if sentence in self.said:
            return None
        self.said.add(sentence)
        return sentence

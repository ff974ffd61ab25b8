"""Decides how long to wait for an answer, and what to do when it does not come.

This is the only place that decides it. Connections watch only their own limits: how long opening may take, and how
long a socket may stay silent. Pure: time is an argument.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence

STOPPED = Failure(FailureKind.TIMED_OUT, Sentence("The answer stopped midway. Asking once more."))
NO_ANSWER = Failure(
    FailureKind.TIMED_OUT,
    Sentence("No answer after two tries. Ask again, or choose another engine."),
)
WENT_ON = Sentence("You kept talking, so this wasn't answered. Ask again if you want an answer.")


class MissingAnswer(Enum):
    NOT_BEGUN = "not begun"
    """The engine has the question, and nothing of an answer has come."""
    MAY_BE_LOADING = "may be loading"
    """The same, of an engine that may have to load a model first: it is at work, and cannot say so."""
    UNWANTED = "unwanted"
    """Not begun, and the person went on: no other engine need be asked."""
    BROKEN_OFF = "broken off"
    """Some of the answer came, and then no more."""
    NOT_ENDED = "not ended"
    """All that is to be heard of it came, and the engine does not say that it is over: nothing need be asked again."""


class NextStep(Enum):
    ASK_ANOTHER = "ask another"
    """This engine is passed over, and another one that is well is asked. Where there is none, this one is waited for."""
    ASK_ONCE_MORE = "ask once more"
    """The same question is asked again by itself, once."""
    TELL = "tell"
    """The question stays where the person sees it, with a sentence that says why, until they ask again."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds since the last sign of life."""

    ask_another: float
    ask_once_more: float
    """If the question was already asked once more, the person is told after this long instead."""


PATIENCE: Mapping[MissingAnswer, Patience] = {
    MissingAnswer.NOT_BEGUN: Patience(ask_another=20.0, ask_once_more=30.0),
    MissingAnswer.MAY_BE_LOADING: Patience(ask_another=90.0, ask_once_more=120.0),
    MissingAnswer.UNWANTED: Patience(ask_another=30.0, ask_once_more=30.0),
    MissingAnswer.BROKEN_OFF: Patience(ask_another=15.0, ask_once_more=30.0),
    MissingAnswer.NOT_ENDED: Patience(ask_another=15.0, ask_once_more=15.0),
}


@dataclass(frozen=True, slots=True)
class OwedAnswer:
    """An answer that is owed."""

    silence: MissingAnswer
    since: float
    """The time of the last sign of life."""
    last_try: bool = False
    """It is not asked again, because it already was, or because the person moved on before it began."""


class AnswerWatch:
    """Tracks when the linked engine last gave a sign of life, and whether it was passed over."""

    def __init__(self) -> None:
        self._sign_at = float("-inf")
        self._passed_over_at = float("-inf")

    def sign_of_life(self, now: float) -> None:
        """The engine reported on a turn or a reply, or is not to blame for the silence because a tool is running."""
        self._sign_at = now

    def since(self, asked_at: float) -> float:
        """Return the time from which the silence counts."""
        return max(asked_at, self._sign_at)

    def deadline(self, waits: Iterable[OwedAnswer]) -> float | None:
        return min((self._next_at(wait) for wait in waits), default=None)

    def next_step(self, wait: OwedAnswer, now: float) -> NextStep | None:
        patience = PATIENCE[wait.silence]
        if now >= wait.since + patience.ask_once_more:
            return NextStep.TELL if wait.last_try else NextStep.ASK_ONCE_MORE
        if now >= wait.since + patience.ask_another and not self._was_passed_over(wait):
            return NextStep.ASK_ANOTHER
        return None

    def passed_over(self, now: float) -> None:
        """Remember that the supervisor has been told of this silence, because once is enough."""
        self._passed_over_at = now

    def _next_at(self, wait: OwedAnswer) -> float:
        patience = PATIENCE[wait.silence]
        return wait.since + (patience.ask_once_more if self._was_passed_over(wait) else patience.ask_another)

    def _was_passed_over(self, wait: OwedAnswer) -> bool:
        return self._passed_over_at >= wait.since

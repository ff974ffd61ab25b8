"""Watches over an engine's link, noting what goes wrong on it and using that as a reason to take the next engine.

It loses nothing itself. It reports LinkLost, and the conversation then sends what is unanswered over the next link,
with recordings from disk and the talk so far as text.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    AnswerOverdue,
    AsideAnswered,
    EngineChanged,
    EngineCommand,
    EngineEvent,
    EngineRefused,
    LinkCharged,
    LinkLost,
    LinkOpened,
    NeedsNewSession,
    Outcome,
    PreparedInVain,
    ReplyEnded,
    TurnWords,
)
from voiceapp.core.ports import EngineLink
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent
from voiceapp.engines.link_events import until_lost
from voiceapp.engines.supervisor.circuit_breakers import CircuitBreakers

log = logging.getLogger(__name__)

LESS_MAY_LEAVE = Failure(
    FailureKind.LINK_DROPPED,
    Sentence("Your privacy setting changed, so another engine takes over."),
    retry_after=0.0,
)

_OF_THE_ENGINE = frozenset(
    {
        FailureKind.NO_NETWORK,
        FailureKind.WRONG_KEY,
        FailureKind.NOT_ALLOWED,
        FailureKind.NO_QUOTA,
        FailureKind.RATE_LIMITED,
        FailureKind.NO_MODEL,
        FailureKind.SERVER_BROKEN,
        FailureKind.TOO_SLOW,
        FailureKind.TIMED_OUT,
        FailureKind.MODEL_BROKEN,
        FailureKind.WRONG_ADDRESS,
        FailureKind.REJECTED,
    }
)
"""A reply failing for one of these would have failed whatever had been asked, or another engine may well manage it."""


class SupervisedLink:
    """Meets `core.ports.EngineLink`."""

    def __init__(
        self,
        link: EngineLink,
        *,
        name: str,
        now: Callable[[], float],
        breakers: CircuitBreakers,
        why: Sentence | None,
        others: Callable[[], bool],
        spend: Callable[[tuple[Spent, ...]], Failure | None],
        over_budget: Callable[[], Failure | None],
        better: Callable[[], tuple[tuple[str, float], ...]],
        probe: Callable[[str], Awaitable[bool]],
    ) -> None:
        self._link = link
        self._name = name
        self._now = now
        self._breakers = breakers
        self._why = why
        self._others = others
        self._spend = spend
        self._over_budget = over_budget
        self._better = better
        self._probe = probe
        self._events: asyncio.Queue[EngineEvent] = asyncio.Queue()
        self._over = False
        self._asked_to_renew = False
        self._opened = False
        """Guards against services that accept a connection only to say they are full."""
        self._bills_time = False
        self._tasks = [
            asyncio.create_task(self._read(), name="supervise"),
            asyncio.create_task(self._look_for_better(), name="look-for-better"),
        ]

    # --- the session's side

    def __aiter__(self) -> AsyncIterator[EngineEvent]:
        return until_lost(self._events)

    def send(self, command: EngineCommand) -> None:
        if self._over:
            return
        if isinstance(command, AnswerOverdue) and self._others():
            self._pass_over()
        else:
            self._link.send(command)

    def reconsider(self) -> None:
        """Choose again from the next silence on, because what decides who answers has changed."""
        self._renew()

    def let_go(self) -> None:
        """Stops sending here, so that what is unanswered goes to another engine."""
        self._put_event(LinkLost(LESS_MAY_LEAVE))
        self._over = True

    async def close(self) -> None:
        self._over = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- the engine's side

    async def _read(self) -> None:
        async for event in self._link:
            self._on_engine_event(event)
            if self._over:
                return

    def _count(self, event: EngineEvent) -> None:
        if isinstance(event, TurnWords | ReplyEnded | AsideAnswered | PreparedInVain | LinkCharged) and event.spent:
            warning = self._spend(event.spent)
            if warning is not None:
                self._put_event(EngineRefused(warning))

    def _on_engine_event(self, event: EngineEvent) -> None:
        self._count(event)
        match event:
            case LinkOpened(info):
                self._opened = True
                self._bills_time = info.traits.bills_time
                self._put_event(event)
                if self._why:
                    self._put_event(EngineChanged(info, self._why))
                    self._why = None
            case LinkLost(failure):
                self._lose(failure)
            case ReplyEnded(_, Outcome.FAILED, _, failure) if failure is not None and failure.kind in _OF_THE_ENGINE:
                self._on_failed_reply(event, failure)
            case ReplyEnded(_, outcome):
                self._put_event(event)
                if outcome in (Outcome.DONE, Outcome.SHORTENED):
                    self._breakers.of(self._name).worked()
                self._mind_the_budget()
            case LinkCharged():
                self._put_event(event)
                self._mind_the_budget()
            case _:
                self._put_event(event)

    def _put_event(self, event: EngineEvent) -> None:
        """Next stop: `Session`, which reads this link."""
        if not self._over:
            self._events.put_nowait(event)

    def _pass_over(self) -> None:
        """Treats an engine that owes an answer but shows no sign of life as failed."""
        failure = Failure(FailureKind.TIMED_OUT, Sentence("The engine didn't answer, so the next one is asked."))
        self._breakers.of(self._name).failed(failure, self._now(), opening=True)
        self._lose(failure)

    def _on_failed_reply(self, event: ReplyEnded, failure: Failure) -> None:
        if self._others():
            self._lose(failure)
        else:
            self._breakers.of(self._name).failed(failure, self._now(), opening=False)
            self._put_event(event)

    def _lose(self, failure: Failure) -> None:
        """Ends this link. Where another engine can answer, it is asked at once."""
        health = self._breakers.of(self._name)
        health.failed(failure, self._now(), opening=not self._opened)
        another = self._others() or health.may_answer(self._now())
        if another and not failure.worth_retrying:
            failure = replace(failure, kind=FailureKind.LINK_DROPPED, retry_after=0.0)
        elif another:
            failure = replace(failure, retry_after=0.0)
        log.info("%s is lost: %s", self._name, failure.kind.value)
        self._put_event(LinkLost(failure))
        self._over = True

    def _mind_the_budget(self) -> None:
        """Go over to an engine that costs nothing. What costs by the second is ended if there turns out to be none."""
        over = self._over_budget()
        if over is None:
            return
        if self._others() and not self._asked_to_renew:
            self._renew()
        elif self._bills_time:
            log.info("%s is ended: the budget is spent", self._name)
            self._put_event(LinkLost(replace(over, retry_after=0.0)))
            self._over = True

    def _renew(self) -> None:
        """Asks for a new session. The next link explains why it belongs to another engine."""
        if not self._asked_to_renew:
            self._asked_to_renew = True
            self._put_event(NeedsNewSession(None))

    # --- work that takes time

    async def _look_for_better(self) -> None:
        """Waits until an engine that the person prefers is well again, and gives it the next turn."""
        while not self._over:
            waiting = self._better()
            if not waiting:
                return
            name, wait = min(waiting, key=lambda each: each[1])
            await asyncio.sleep(max(wait, 1.0))
            if await self._probe(name):
                self._renew()
                return

"""Remembers how well each of several servers is, and in which order they are to be asked.

One that failed is set aside, for longer each time. After its rest it is tried beside the work, and is asked again only once
it has answered, so that nobody waits for a server that is still down.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Generic, TypeVar

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.engines.supervisor.circuit_breakers import CircuitBreakers
from voiceapp.settings.endpoints import Endpoint

log = logging.getLogger(__name__)

T = TypeVar("T")
Piece = TypeVar("Piece")
TRIAL_PATIENCE = 10.0

_NOBODY_ELSE_WOULD = frozenset(
    {
        FailureKind.OVER_BUDGET,
        FailureKind.CONTENT_REFUSED,
        FailureKind.NOT_UNDERSTOOD,
        FailureKind.NO_SPEECH,
        FailureKind.BUG,
    }
)
"""What was asked is the reason, so another server would answer the same."""


@dataclass(frozen=True, slots=True)
class Host(Generic[T]):
    """One of several servers."""

    name: str
    """Its origin: what is wrong with a machine concerns all that it does."""
    make: Callable[[], T]
    """Makes what asks it. Raises EngineError where it may not be asked."""
    answers: Callable[[], Awaitable[object]]
    """Asks for something that costs nothing. Raises EngineError where it doesn't answer."""


class HostHealth:
    """Lives as long as the app. Used in one event loop."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._breakers = CircuitBreakers()
        self._now = now
        self._trials: dict[str, asyncio.Task[None]] = {}

    def order(self, hosts: Sequence[Host[T]]) -> list[Host[T]]:
        """Those that are well, in their order, then the others. One whose rest is over is tried, beside this."""
        for host in hosts if len(hosts) > 1 else ():
            health = self._breakers.of(host.name)
            if health.failure is not None and health.may_answer(self._now()):
                self._try(host)
        return sorted(hosts, key=lambda host: self._breakers.of(host.name).failure is not None)

    def best(self, endpoints: Sequence[Endpoint]) -> Endpoint:
        """The first that is well, else the first."""
        return min(endpoints, key=lambda endpoint: self._breakers.of(str(endpoint.origin)).failure is not None)

    def failed(self, host: Host[T], failure: Failure) -> None:
        """Set it aside. Raises EngineError where another one would fail in the same way."""
        if failure.kind in _NOBODY_ELSE_WOULD:
            raise EngineError(failure)
        log.info("%s is set aside: %s", host.name, failure.kind.value)
        self._breakers.of(host.name).failed(failure, self._now(), opening=True)

    def worked(self, host: Host[T]) -> None:
        self._breakers.of(host.name).worked()

    def forgive(self) -> None:
        """Ask all of them again, since something was changed."""
        self._breakers.forgive()

    def network_came_back(self) -> None:
        self._breakers.network_came_back()

    @property
    def trials(self) -> tuple[asyncio.Task[None], ...]:
        """Those under way of servers that had failed."""
        return tuple(self._trials.values())

    async def close(self) -> None:
        for trial in self._trials.values():
            trial.cancel()
        await asyncio.gather(*self._trials.values(), return_exceptions=True)

    async def first_that(self, hosts: Sequence[Host[T]], do: Callable[[Host[T]], Awaitable[object]]) -> None:
        """Do it with one of them. Raises EngineError, that of the first, where nobody can."""
        failures: list[EngineError] = []
        for host in self.order(hosts):
            try:
                await do(host)
            except EngineError as error:
                failures.append(error)
                self.failed(host, error.failure)
            else:
                self.worked(host)
                return
        raise failures[0]

    async def pieces(
        self, hosts: Sequence[Host[T]], ask: Callable[[T], AsyncGenerator[Piece]], is_begun: Callable[[Piece], bool]
    ) -> AsyncGenerator[Piece]:
        """Yields an answer of one of them. The next is asked instead until a piece came that can't be taken back. Raises
        EngineError, that of the first.
        """
        failures: list[EngineError] = []
        for host in self.order(hosts):
            begun = False
            try:
                async with aclosing(ask(host.make())) as answer:
                    async for piece in answer:
                        begun = begun or is_begun(piece)
                        yield piece
            except EngineError as error:
                failures.append(error)
                self.failed(host, error.failure)
                if begun:
                    raise
            else:
                self.worked(host)
                return
        raise failures[0]

    def _try(self, host: Host[T]) -> None:
        """Without a loop, as where only the order is looked at, it waits for the next question."""
        if host.name in self._trials and not self._trials[host.name].done():
            return
        with contextlib.suppress(RuntimeError):
            loop = asyncio.get_running_loop()
            self._trials[host.name] = loop.create_task(self._trial(host), name="try-host")

    async def _trial(self, host: Host[T]) -> None:
        try:
            async with asyncio.timeout(TRIAL_PATIENCE):
                await host.answers()
        except EngineError as error:
            self._breakers.of(host.name).failed(error.failure, self._now(), opening=True)
        except TimeoutError:
            failure = self._breakers.of(host.name).failure
            if failure is not None:
                self._breakers.of(host.name).failed(failure, self._now(), opening=True)
        else:
            log.info("%s answers again", host.name)
            self.worked(host)

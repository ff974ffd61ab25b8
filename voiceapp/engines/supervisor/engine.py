"""Opens the best healthy engine and wraps its link, so that all of them look like one engine."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits, LinkLost, LinkOpened
from voiceapp.core.ports import Engine, EngineError, EngineLink
from voiceapp.core.sentence import Sentence, in_a_row
from voiceapp.core.transcript import Item, Spent
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.supervisor.circuit_breakers import REST_WITHOUT_CREDIT, CircuitBreakers
from voiceapp.engines.supervisor.link import SupervisedLink

log = logging.getLogger(__name__)

PROBE_PATIENCE = 15.0
STILL_WELL = 30.0
"""Seconds after a try beside the talk in which the engine may not have freed that try's place yet."""


@dataclass(frozen=True, slots=True)
class EngineOption:
    """One engine in the person's order."""

    name: str
    make: Callable[[], Engine]
    """Raises EngineError where the settings do not make one."""
    billed: bool = True
    """It may cost money."""
    notice: Callable[[Failure | None], Sentence | None] | None = None
    """Makes a notice, shown once, for when this engine answers though it was not the person's first choice. It is given
    what keeps the first choice from answering, or None if only a missing key does. None: there is nothing to say.
    """


class Supervisor:
    """Meets `core.ports.Engine`."""

    def __init__(
        self,
        choices: Sequence[EngineOption],
        breakers: CircuitBreakers,
        over_budget: Callable[[], Failure | None] | None = None,
        spend: Callable[[tuple[Spent, ...]], Failure | None] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`spend` counts what was spent and returns a warning when a limit comes near."""
        self._choices = tuple(choices)
        self._breakers = breakers
        self._over_budget = over_budget or _within
        self._spend = spend or _not_counted
        self._now = now

    @property
    def traits(self) -> EngineTraits:
        for choice in self._choices:
            if self._breakers.of(choice.name).may_answer(self._now()):
                with contextlib.suppress(EngineError), _faults_as_failures(choice.name):
                    return choice.make().traits
        return EngineTraits(Sentence("No engine"))

    @contextlib.asynccontextmanager
    async def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AsyncGenerator[EngineLink]:
        async with AsyncExitStack() as stack:
            choice, link, why = await self._open(stack, wishes, history)
            supervised = SupervisedLink(
                link,
                name=choice.name,
                now=self._now,
                breakers=self._breakers,
                why=why,
                others=lambda: self._next_after(choice),
                spend=self._spend,
                over_budget=self._over_budget if choice.billed else _within,
                better=lambda: self._better_than(choice),
                probe=lambda name: self._probe(name, wishes),
            )
            ends = choice.name, supervised.let_go
            self._breakers.links.append(supervised.reconsider)
            self._breakers.lets_go.append(ends)
            try:
                yield supervised
            finally:
                self._breakers.links.remove(supervised.reconsider)
                self._breakers.lets_go.remove(ends)
                await supervised.close()

    # --- choosing

    def _usable(self, choice: EngineOption) -> bool:
        if choice.billed and self._over_budget() is not None:
            return False
        return self._breakers.of(choice.name).may_answer(self._now())

    def _next_after(self, current: EngineOption) -> bool:
        """Says whether another engine could answer."""
        return any(self._usable(choice) for choice in self._choices if choice is not current)

    def _better_than(self, current: EngineOption) -> tuple[tuple[str, float], ...]:
        """Engines that the person prefers to this one, with the time until each may be tried."""
        now = self._now()
        found: list[tuple[str, float]] = []
        for choice in self._choices:
            if choice is current:
                break
            health = self._breakers.of(choice.name)
            affordable = not choice.billed or self._over_budget() is None
            if affordable:
                found.append((choice.name, max(0.0, health.rests_until - now)))
        return tuple(found)

    async def _open(
        self, stack: AsyncExitStack, wishes: SessionWishes, history: Sequence[Item]
    ) -> tuple[EngineOption, EngineLink, Sentence | None]:
        """Opens the best engine that it can and explains why it is this one. Raises EngineError when none opens."""
        failures: list[Failure] = []
        alone = not any(self._usable(choice) for choice in self._choices)
        for choice in self._choices:
            over = self._over_budget() if choice.billed else None
            health = self._breakers.of(choice.name)
            if over is not None:
                failures.append(over)
            elif self._now() < (health.rests_alone_until() if alone else health.rests_until):
                failures.append(_known(health.failure))
            else:
                try:
                    with _faults_as_failures(choice.name):
                        link = await stack.enter_async_context(choice.make().connect(wishes, history))
                except EngineError as error:
                    log.info("%s does not open: %s", choice.name, error.failure.kind.value)
                    if self._breakers.links and self._now() < health.found_well_at + STILL_WELL:
                        raise  # its place is not free again yet, so the open link is kept until it is
                    health.failed(error.failure, self._now(), opening=True)
                    failures.append(error.failure)
                else:
                    why = self._why(choice, failures)
                    self._breakers.last = choice.name
                    return choice, link, why
        raise EngineError(self._none(failures))

    def _why(self, choice: EngineOption, failures: Sequence[Failure]) -> Sentence | None:
        if not failures:
            again = self._breakers.last not in ("", choice.name)
            return Sentence("{name} answers again.", name=choice.make().traits.name) if again else None
        telling = _telling(failures)
        if choice.billed and telling is not None and telling.kind is FailureKind.WRONG_ADDRESS:
            telling = None  # a service without such an engine needs no mention when it answers in another way
        said = self._breakers.once(telling.in_full) if telling is not None else None
        told = choice.notice(telling) if choice.notice is not None else None
        notice = self._breakers.once(told) if told is not None else None
        worth_saying = [each for each in (said, notice) if each is not None]
        return in_a_row(*worth_saying) if worth_saying else None

    def _none(self, failures: Sequence[Failure]) -> Failure:
        """Builds a failure whose reason is the first choice's and whose time of retrying is the soonest of all."""
        if not failures:
            return Failure(FailureKind.NOT_INSTALLED, Sentence("Choose an engine in Settings."))
        first = _telling(failures) or failures[0]
        now = self._now()
        waits = [self._rest_of(choice, now) for choice in self._choices]
        return replace(first, retry_after=max(0.0, min(waits)))

    def _rest_of(self, choice: EngineOption, now: float) -> float:
        """Seconds until it is tried again by itself. Every engine is retried at some point."""
        if choice.billed and self._over_budget() is not None:
            return REST_WITHOUT_CREDIT
        return self._breakers.of(choice.name).rests_alone_until() - now

    async def _probe(self, name: str, wishes: SessionWishes) -> bool:
        """Tries whether this engine opens again."""
        choice = next(choice for choice in self._choices if choice.name == name)
        health = self._breakers.of(name)
        try:
            with _faults_as_failures(name):
                async with asyncio.timeout(PROBE_PATIENCE), choice.make().connect(wishes, ()) as link:
                    await _opened(link)
        except EngineError as error:
            health.failed(error.failure, self._now(), opening=True)
            return False
        except TimeoutError:
            failure = Failure(FailureKind.TIMED_OUT, Sentence("The service doesn't answer."))
            health.failed(failure, self._now(), opening=True)
            return False
        health.worked()
        health.found_well_at = self._now()
        return True


async def _opened(link: EngineLink) -> None:
    """Waits for the link to open, because some services accept a connection only to say they are full. Raises
    EngineError.
    """
    async for event in link:
        if isinstance(event, LinkOpened):
            return
        if isinstance(event, LinkLost):
            raise EngineError(event.failure)


@contextlib.contextmanager
def _faults_as_failures(name: str) -> Generator[None]:
    """Turns any error of an engine into a failure of that engine alone, so that the next one is still asked."""
    try:
        yield
    except (EngineError, TimeoutError):
        raise
    except Exception as error:
        log.exception("%s stumbled", name)
        raise EngineError(
            Failure(
                FailureKind.BUG,
                Sentence("A bug stopped this engine, so another one answers. Save a report to get it fixed."),
                type(error).__name__,
            )
        ) from error


def _telling(failures: Sequence[Failure]) -> Failure | None:
    """Returns the failure that explains most. That a service offers nothing of the kind counts only if nothing else
    went wrong.
    """
    worth_saying = [failure for failure in failures if failure.kind is not FailureKind.NO_KEY]
    failed = [failure for failure in worth_saying if failure.kind is not FailureKind.WRONG_ADDRESS]
    return failed[0] if failed else worth_saying[-1] if worth_saying else None


def _not_counted(_: tuple[Spent, ...]) -> Failure | None:
    return None


def _within() -> Failure | None:
    """Returns no failure, for use without a budget."""
    return None


def _known(failure: Failure | None) -> Failure:
    return failure or Failure(FailureKind.SERVER_BROKEN, Sentence("The engine isn't working."))

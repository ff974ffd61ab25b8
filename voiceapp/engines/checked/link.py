"""Carries out what the gate decides: asks for checks, lets through what was found harmless, and tells the engine the rest."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineChanged, EngineCommand, EngineEvent, EngineTraits, LinkLost, LinkOpened
from voiceapp.core.moderation.gate import Check, GateAction, GateRules, ModerationGate, Pass, Tell
from voiceapp.core.moderation.verdict import CHECK_PATIENCE, TOO_SLOW, Moderator, Verdict
from voiceapp.core.ports import EngineError, EngineLink
from voiceapp.core.sentence import Sentence
from voiceapp.engines.link_events import until_lost

log = logging.getLogger(__name__)

BROKEN = Failure(FailureKind.BUG, Sentence("What is said couldn't be checked. Save a report for the developers."))


class CheckedLink:
    """Meets `core.ports.EngineLink`."""

    def __init__(
        self,
        link: EngineLink,
        moderator: Moderator,
        rules: GateRules,
        described: Callable[[EngineTraits], EngineTraits],
    ) -> None:
        self._link = link
        self._moderator = moderator
        self._described = described
        self._gate = ModerationGate(rules)
        self._events: asyncio.Queue[EngineEvent] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._alarm: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._start(self._read())

    def __aiter__(self) -> AsyncIterator[EngineEvent]:
        return until_lost(self._events)

    def send(self, command: EngineCommand) -> None:
        self._do(self._gate.sent(command))

    async def close(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _read(self) -> None:
        try:
            async for event in self._link:
                self._do(self._gate.came(self._with_traits(event), self._loop.time()))
        except Exception:  # the task's edge: without it the talk would wait for ever
            log.exception("the check of a talk went wrong")
            self._events.put_nowait(LinkLost(BROKEN))

    def _with_traits(self, event: EngineEvent) -> EngineEvent:
        if isinstance(event, LinkOpened | EngineChanged):
            return event.changed(info=event.info.changed(traits=self._described(event.info.traits)))
        return event

    async def _check(self, check: Check) -> None:
        verdict: Verdict | Failure
        try:
            async with asyncio.timeout(CHECK_PATIENCE):
                verdict = await self._moderator.look(check.text, check.images)
        except TimeoutError:
            verdict = TOO_SLOW
        except EngineError as error:
            verdict = error.failure
        except Exception:  # the task's edge: what waits for it is told
            log.exception("a check went wrong")
            verdict = BROKEN
        self._do(self._gate.judged(check.number, verdict))

    def _do(self, actions: Iterable[GateAction]) -> None:
        for action in actions:
            match action:
                case Check():
                    self._start(self._check(action))
                case Pass(event):
                    self._events.put_nowait(event)
                case Tell(command):
                    self._link.send(command)
        self._set_alarm()

    def _set_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        due = self._gate.deadline
        self._alarm = None if due is None else self._loop.call_at(due, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        self._do(self._gate.tick(self._loop.time()))

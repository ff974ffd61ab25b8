"""Provides live conversation in full duplex over a Live session, wherever the provider has one."""

import asyncio
import contextlib
import itertools
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Sequence
from dataclasses import dataclass, replace

from websockets.asyncio.client import ClientConnection

from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    AsideAnswered,
    AskAside,
    CallId,
    Configure,
    EngineCommand,
    EngineEvent,
    EngineTraits,
    GiveToolOutput,
    LinkCharged,
    LinkLost,
)
from voiceapp.core.models import Role
from voiceapp.core.ports import Chat, EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.link_events import until_lost
from voiceapp.engines.live.protocol import LiveProtocol, Worker
from voiceapp.engines.live.talk_memory import TalkMemory
from voiceapp.engines.live.tasks import TaskContext, Tasks
from voiceapp.engines.realtime.connect import RealtimeServer, open_live_socket
from voiceapp.websocket.shell import SocketShell

log = logging.getLogger(__name__)

_numbers = itertools.count(1)
"""Numbers sessions, because a reply's name is unique only within one session."""
STALLED_AFTER = 5.0
"""Seconds without any data taken by the line."""
GOODBYE_WITHIN = 3.0
"""Seconds for the service to end a session and to say what it cost. It lets what was said so far be heard first."""


@dataclass(frozen=True, slots=True)
class LiveChoices:
    """Holds what the person chose for Live sessions."""

    model: str = ""
    voice: str = ""
    worker: str = ""
    """The service's model that works behind the voice. Empty: the chat does."""


class LiveLink:
    """An open session that meets `core.ports.EngineLink`. Always `close` it."""

    def __init__(
        self,
        socket: ClientConnection,
        protocol: LiveProtocol,
        chat: Chat | None,
        wishes: SessionWishes,
        memory: TalkMemory,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._protocol = protocol
        self._wishes = wishes
        self._memory = memory
        self._events: asyncio.Queue[EngineEvent] = asyncio.Queue()
        self._goodbye = asyncio.Event()
        self._work: set[asyncio.Task[None]] = set()
        context = TaskContext(lambda: memory.items, lambda: self._wishes, self._ask_tools, self._put_event)
        self._tasks = Tasks(chat, context) if chat is not None else None
        protocol.on_task = self._begin_task
        self._shell = SocketShell(socket, protocol, self._put_event, self._lost, STALLED_AFTER)
        self._shell.start()

    def send(self, command: EngineCommand) -> None:
        """Never waits. Next stop: the protocol, and from its outbox the socket."""
        if self._shell.over:
            return
        self._memory.on_command(command)
        if isinstance(command, Configure):
            self._wishes = command.wishes
        if isinstance(command, AskAside):
            self._start(self._aside(command))
        elif isinstance(command, GiveToolOutput) and self._tasks and self._tasks.give(command.call, command.output):
            pass  # it was one of ours that asked
        else:
            self._shell.follow_up(self._protocol.send(command, self._loop.time()))

    def __aiter__(self) -> AsyncIterator[EngineEvent]:
        """What came over the socket. Next stop: whoever reads this link, the supervisor or the session."""
        return until_lost(self._events)

    def _begin_task(self, task: str) -> None:
        """The voice handed something over."""
        self._start(self._do(task))

    async def close(self) -> None:
        """Say goodbye, hear what the session cost, and leave nothing running."""
        for work in tuple(self._work):
            work.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)
        if self._protocol.say_goodbye() and not self._shell.over:
            self._shell.follow_up()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(GOODBYE_WITHIN):
                    await self._goodbye.wait()
        await self._shell.close()
        self._protocol.settle()

    # --- what comes

    def _put_event(self, event: EngineEvent) -> None:
        self._memory.on_event(event)
        self._events.put_nowait(event)

    def _lost(self, failure: Failure) -> None:
        self._goodbye.set()
        self._events.put_nowait(LinkLost(failure))

    # --- work beside the session

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    def _ask_tools(self, calls: Sequence[tuple[CallId, str, str]]) -> None:
        self._shell.follow_up(self._protocol.ask_tools(calls))

    async def _do(self, task: str) -> None:
        try:
            text = await self._tasks.work() if self._tasks is not None else ""
        except Exception:  # the voice would wait for ever
            log.exception("work that was handed over failed in a way that it should not")
            text = ""
        self._protocol.report(task, text or "That could not be done.")
        self._shell.follow_up()

    async def _aside(self, ask: AskAside) -> None:
        text: str = ""
        spent: LinkCharged | None = None
        try:
            if self._tasks is not None:
                text, spent = await self._tasks.aside(ask.instructions, ask.text)
        except EngineError as error:
            log.info("a side job was not done: %s", error.failure.kind.value)
        self._put_event(AsideAnswered(ask.job, text, spent.spent if spent is not None else ()))


class LiveEngine:
    """Meets `core.ports.Engine`."""

    def __init__(self, server: RealtimeServer, choices: LiveChoices, chat: Chat | None = None) -> None:
        """`chat` does the work that the voice hands over, unless a model of the service's does, and side jobs."""
        self._server = server
        self._choices = choices
        self._chat = chat

    @property
    def traits(self) -> EngineTraits:
        whom = self._server.whom
        leaves = Sentence("Your voice goes to {whom}.", whom=whom) if whom else None
        return EngineTraits(
            self._server.endpoint.live_name,
            ends_turns=True,
            hears=True,
            leaves_machine=leaves,
            duplex=True,
            bills_time=True,
        )

    @contextlib.asynccontextmanager
    async def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AsyncGenerator[LiveLink]:
        """Open a session that knows the conversation so far. Raises EngineError."""
        server, choices = self._server, self._choices
        wishes = replace(wishes, model=choices.model or server.provider.models.first(Role.LIVE), voice=choices.voice)
        socket = await open_live_socket(server)
        protocol = LiveProtocol(
            self.traits,
            wishes,
            history,
            now=asyncio.get_running_loop().time(),
            worker=Worker(choices.worker),
            pricing=server.pricing,
            name=f"~{next(_numbers)}",
        )
        link = LiveLink(socket, protocol, self._chat, wishes, TalkMemory(history))
        try:
            yield link
        finally:
            await link.close()

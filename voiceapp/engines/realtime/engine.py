"""Provides live conversation over a Realtime websocket: OpenAI's own, Azure's, or any compatible server's."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import replace

from websockets.asyncio.client import ClientConnection

from voiceapp.core.failures import Failure
from voiceapp.core.messages import EngineCommand, EngineEvent, EngineTraits, LinkLost
from voiceapp.core.models import Role
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.link_events import until_lost
from voiceapp.engines.realtime.connect import RealtimeServer, open_socket
from voiceapp.engines.realtime.protocol import RealtimeProtocol
from voiceapp.websocket.shell import SocketShell

__all__ = ["RealtimeEngine", "RealtimeServer"]

_numbers = itertools.count(1)
"""Numbers sessions, because a server's reply names are unique only within one session."""
STALLED_AFTER = 5.0
"""Seconds without any data taken by the line. Kept short because somebody is waiting at the other end of the talk."""


class RealtimeLink:
    """An open connection that meets `core.ports.EngineLink`. Always `close` it."""

    def __init__(self, socket: ClientConnection, protocol: RealtimeProtocol) -> None:
        self._loop = asyncio.get_running_loop()
        self._protocol = protocol
        self._events: asyncio.Queue[EngineEvent] = asyncio.Queue()
        self._shell = SocketShell(socket, protocol, self._events.put_nowait, self._lost, STALLED_AFTER)
        self._shell.start()

    def send(self, command: EngineCommand) -> None:
        """Never waits. Next stop: the protocol, and from its outbox the socket."""
        if not self._shell.over:
            self._shell.follow_up(self._protocol.send(command, self._loop.time()))

    def __aiter__(self) -> AsyncIterator[EngineEvent]:
        """What came over the socket. Next stop: whoever reads this link, the supervisor or the session."""
        return until_lost(self._events)

    async def close(self) -> None:
        """Say goodbye and leave nothing running."""
        await self._shell.close()

    def _lost(self, failure: Failure) -> None:
        self._events.put_nowait(LinkLost(failure))


class RealtimeEngine:
    """Meets `core.ports.Engine`."""

    def __init__(self, server: RealtimeServer) -> None:
        self._server = server

    @property
    def traits(self) -> EngineTraits:
        whom = self._server.whom
        leaves = Sentence("Your voice goes to {whom}.", whom=whom) if whom else None
        return EngineTraits(
            self._server.endpoint.realtime_name,
            ends_turns=True,
            hears=True,
            leaves_machine=leaves,
            prepares=True,
            takes_back=self._server.provider.forgets_realtime,
        )

    @contextlib.asynccontextmanager
    async def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AsyncGenerator[RealtimeLink]:
        """Open a session that knows the conversation so far. Raises EngineError."""
        server = self._server
        wishes = replace(wishes, model=wishes.model or server.provider.models.first(Role.CONVERSATION))
        dialect = server.spoken
        socket = await open_socket(server, wishes.model, dialect)
        protocol = RealtimeProtocol(
            self.traits,
            wishes,
            history,
            now=asyncio.get_running_loop().time(),
            dialect=dialect,
            model=wishes.model,
            pricing=server.pricing,
            name=f"~{next(_numbers)}",
            echoes=server.provider.echoes_metadata,
        )
        link = RealtimeLink(socket, protocol)
        try:
            yield link
        finally:
            if protocol.wants_other_dialect:
                server.speaks_other(dialect)
            await link.close()

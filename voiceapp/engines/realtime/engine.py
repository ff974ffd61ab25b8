"""Live conversation over a Realtime websocket: OpenAI's own, Azure's, or any compatible server's."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

from voiceapp.core.messages import EngineTraits
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.connect import RealtimeServer, open_socket
from voiceapp.engines.realtime.link import RealtimeLink, running
from voiceapp.engines.realtime.protocol import RealtimeProtocol

__all__ = ["RealtimeEngine", "RealtimeServer"]

DEFAULT_MODEL = "gpt-realtime-2.1-mini"
_numbers = itertools.count(1)
"""Of sessions: what servers call their replies is unique in one session only."""


class RealtimeEngine:
    """Meets `core.ports.Engine`."""

    def __init__(self, server: RealtimeServer) -> None:
        self._server = server

    @property
    def traits(self) -> EngineTraits:
        origin, whom = self._server.at.origin, self._server.whom
        known = "OpenAI Realtime" if origin.is_openai else "Azure OpenAI Realtime" if origin.is_azure else ""
        leaves = f"Your voice goes to {whom}." if whom else ""
        name = known or f"Realtime at {origin.host}"
        return EngineTraits(name, ends_turns=True, hears=True, leaves_machine=leaves)

    @contextlib.asynccontextmanager
    async def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AsyncGenerator[RealtimeLink]:
        """Open a session that knows the conversation so far. Raises EngineError."""
        server = self._server
        wishes = replace(wishes, model=wishes.model or DEFAULT_MODEL)
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
            echoes=server.at.origin.is_openai or server.at.origin.is_azure,
        )
        link = RealtimeLink(socket, protocol)
        async with running(link, socket):
            try:
                yield link
            finally:
                if protocol.wants_other_dialect:
                    server.speaks_other(dialect)

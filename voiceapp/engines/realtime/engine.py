"""Provides live conversation over a Realtime websocket: OpenAI's own, Azure's, or any compatible server's."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.connect import RealtimeServer, open_socket
from voiceapp.engines.realtime.link import RealtimeLink
from voiceapp.engines.realtime.protocol import RealtimeProtocol

__all__ = ["RealtimeEngine", "RealtimeServer"]

_numbers = itertools.count(1)
"""Of sessions: what servers call their replies is unique in one session only."""


class RealtimeEngine:
    """Meets `core.ports.Engine`."""

    def __init__(self, server: RealtimeServer) -> None:
        self._server = server

    @property
    def traits(self) -> EngineTraits:
        whom = self._server.whom
        leaves = Sentence("Your voice goes to {whom}.", whom=whom) if whom else None
        return EngineTraits(self._server.endpoint.realtime_name, ends_turns=True, hears=True, leaves_machine=leaves)

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

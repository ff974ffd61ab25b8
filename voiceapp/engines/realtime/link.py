"""Serves the socket of a Realtime session: it carries frames and keeps the protocol's deadlines, and decides nothing."""

import asyncio
from collections.abc import AsyncIterator

from websockets.asyncio.client import ClientConnection

from voiceapp.core.failures import Failure
from voiceapp.core.messages import EngineCommand, EngineEvent, LinkLost
from voiceapp.engines.link_events import until_lost
from voiceapp.engines.realtime.protocol import RealtimeProtocol
from voiceapp.websocket.shell import SocketShell

STALLED_AFTER = 5.0
"""Seconds in which nothing at all is taken: somebody waits for this at the other side of the talk."""


class RealtimeLink:
    """One open connection; meets `core.ports.EngineLink`. `close` it in the end."""

    def __init__(self, socket: ClientConnection, protocol: RealtimeProtocol) -> None:
        self._loop = asyncio.get_running_loop()
        self._protocol = protocol
        self._events: asyncio.Queue[EngineEvent] = asyncio.Queue()
        self._shell = SocketShell(socket, protocol, self._events.put_nowait, self._lost, STALLED_AFTER)
        self._shell.start()

    def send(self, command: EngineCommand) -> None:
        """Queue a command. Never waits."""
        if not self._shell.over:
            self._shell.follow_up(self._protocol.send(command, self._loop.time()))

    def __aiter__(self) -> AsyncIterator[EngineEvent]:
        return until_lost(self._events)

    async def close(self) -> None:
        """Say goodbye, and leave nothing running."""
        await self._shell.close()

    def _lost(self, failure: Failure) -> None:
        self._events.put_nowait(LinkLost(failure))

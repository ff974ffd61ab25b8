"""Sends frames over a websocket at the pace that the line allows, notices when nothing moves, and says goodbye."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable

from websockets.asyncio.client import ClientConnection

GOODBYE_PATIENCE = 2.0
"""Seconds for the goodbye and its answer before the line is cut."""
UNSENT = 128 * 1024
"""Bytes that the system may hold unsent. Speech and signs of life would wait behind any more."""


class SocketPace:
    """Sends frames one at a time, and tells when the line stops taking any. `waiting`: bytes not yet taken."""

    def __init__(
        self,
        send: Callable[[str | bytes], Awaitable[None]],
        waiting: Callable[[], int],
        patience: float,
        stalled: Callable[[], None],
    ) -> None:
        self._send = send
        self._waiting = waiting
        self._patience = patience
        self._stalled = stalled
        self._left = 0
        self._looking: asyncio.TimerHandle | None = None

    async def send(self, frame: str | bytes) -> None:
        """Waits until the line has taken all or nearly all of it. Raises what the socket raises."""
        self._left = self._waiting() + len(frame)
        self._look_later()
        try:
            await self._send(frame)
        finally:
            if self._looking is not None:
                self._looking.cancel()

    def _look(self) -> None:
        left = self._waiting()
        if left >= self._left:
            self._stalled()
            return
        self._left = left
        self._look_later()

    def _look_later(self) -> None:
        self._looking = asyncio.get_running_loop().call_later(self._patience, self._look)


def hold_little_back(connection: ClientConnection) -> None:
    """Makes unsent data wait here, where it can be counted, instead of in the system."""
    wire = connection.transport.get_extra_info("socket")
    option = getattr(socket, "TCP_NOTSENT_LOWAT", None)
    if wire is not None and option is not None:
        with contextlib.suppress(OSError):
            wire.setsockopt(socket.IPPROTO_TCP, option, UNSENT)


async def hang_up(connection: ClientConnection) -> None:
    """Says goodbye. A service that only sees the line go dead may hold its place for a while, and have no other."""
    try:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_PATIENCE):
                await connection.close()
    finally:
        connection.transport.abort()
        await connection.wait_closed()

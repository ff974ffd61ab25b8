"""A socket that serves a small protocol without I/O: frames in, its news out; its frames go out in order."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.engines.realtime.error_meanings import failure_of_close
from voiceapp.engines.realtime.socket_pace import Pace, hang_up

News = TypeVar("News")
News_co = TypeVar("News_co", covariant=True)
STALLED_AFTER = 15.0
"""Seconds in which nothing at all is taken: nobody waits for this sound at the other side of a talk."""


class WireProtocol(Protocol[News_co]):
    @property
    def failure(self) -> Failure | None:
        """Why it is over; None: it is not."""
        ...

    def receive(self, frame: str | bytes) -> Sequence[News_co]: ...
    def take_frames(self) -> Sequence[str]: ...


class SocketShell(Generic[News]):
    """Runs from `start` until `close`, or until `lost` was called, once."""

    def __init__(
        self,
        socket: ClientConnection,
        protocol: WireProtocol[News],
        tell: Callable[[News], None],
        lost: Callable[[Failure], None],
    ) -> None:
        self._socket = socket
        self._protocol = protocol
        self._tell = tell
        self._lost = lost
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._pace = Pace(socket.send, socket.transport.get_write_buffer_size, STALLED_AFTER, self._too_slow)
        self._tasks: list[asyncio.Task[None]] = []
        self.over = False

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._receive()), asyncio.create_task(self._transmit())]

    def flush(self) -> None:
        """Send what the protocol has to say. Never waits."""
        for frame in self._protocol.take_frames():
            self._outgoing.put_nowait(frame)

    async def close(self) -> None:
        self.over = True
        for task in self._tasks:
            task.cancel()
        try:
            await asyncio.gather(*self._tasks, return_exceptions=True)
        finally:
            await hang_up(self._socket)

    async def _receive(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for frame in self._socket:
                for news in self._protocol.receive(frame):
                    self._tell(news)
                self.flush()
                if self._protocol.failure is not None:
                    break
        code, reason = self._socket.close_code or 1006, self._socket.close_reason or ""
        self._end(self._protocol.failure or failure_of_close(code, reason))

    async def _transmit(self) -> None:
        while True:
            frame = await self._outgoing.get()
            try:
                await self._pace.send(frame)
            except ConnectionClosed:
                return

    def _too_slow(self) -> None:
        self._end(Failure(FailureKind.TOO_SLOW, "The network is too slow just now; trying again."))

    def _end(self, failure: Failure) -> None:
        if not self.over:
            self.over = True
            self._lost(failure)

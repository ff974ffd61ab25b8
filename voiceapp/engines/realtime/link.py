"""The socket of a Realtime session: carries frames, keeps the protocol's deadlines, decides nothing."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineCommand, EngineEvent, LinkLost
from voiceapp.engines.realtime.protocol import RealtimeProtocol
from voiceapp.engines.told import until_lost

log = logging.getLogger(__name__)

STALLED_AFTER = 5.0
"""Seconds that a frame may wait to be taken before the link counts as too slow."""
MOST_WAITING = 256 * 1024 * 1024
"""Characters of frames that may wait: an hour of speech, kept while there was no link. A stall is noticed by time."""


class RealtimeLink:
    """One open connection; meets `core.ports.EngineLink`."""

    def __init__(self, socket: ClientConnection, protocol: RealtimeProtocol) -> None:
        self._socket = socket
        self._protocol = protocol
        self._events: asyncio.Queue[EngineEvent] = asyncio.Queue()
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._waiting = 0
        self._kick = asyncio.Event()
        self._over = False

    # --- the session's side

    def send(self, command: EngineCommand) -> None:
        """Queue a command. Never waits."""
        if not self._over:
            self._tell(self._protocol.send(command, time.time()))

    def __aiter__(self) -> AsyncIterator[EngineEvent]:
        return until_lost(self._events)

    # --- the socket's side

    async def run(self) -> None:
        """Until the connection is over, one way or another."""
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(self._receive()),
                    group.create_task(self._transmit()),
                    group.create_task(self._keep_time()),
                ]
                tasks[0].add_done_callback(lambda _: [task.cancel() for task in tasks[1:]])
        except Exception:  # the task's edge: nobody may believe that this link still listens
            log.exception("a Realtime link ended in a way that it should not")
            failure = Failure(
                FailureKind.LINK_DROPPED, "The connection failed inside voiceapp; it is being opened again."
            )
            self._tell([LinkLost(failure)])

    async def _receive(self) -> None:
        try:
            async for frame in self._socket:
                self._tell(self._protocol.receive(frame, time.time()))
                if self._over:
                    break
        except ConnectionClosed:
            pass
        code = self._socket.close_code or 1006
        self._tell(self._protocol.closed(code, self._socket.close_reason or ""))

    async def _transmit(self) -> None:
        while True:
            frame = await self._outgoing.get()
            self._waiting -= len(frame)
            try:
                async with asyncio.timeout(STALLED_AFTER):
                    await self._socket.send(frame)
            except TimeoutError:
                self._too_slow()
                return
            except ConnectionClosed:
                return

    async def _keep_time(self) -> None:
        while True:
            self._kick.clear()
            deadline = self._protocol.deadline
            try:
                async with asyncio.timeout(None if deadline is None else max(0.0, deadline - time.time())):
                    await self._kick.wait()
            except TimeoutError:
                self._tell(self._protocol.tick(time.time()))

    def _tell(self, events: list[EngineEvent]) -> None:
        for event in events:
            if self._over:
                return
            self._events.put_nowait(event)
            if isinstance(event, LinkLost):
                self._end()
        self._flush()
        self._kick.set()

    def _flush(self) -> None:
        for frame in self._protocol.take_frames():
            self._waiting += len(frame)
            self._outgoing.put_nowait(frame)
        if self._waiting > MOST_WAITING:
            self._too_slow()

    def _too_slow(self) -> None:
        failure = Failure(FailureKind.TOO_SLOW, "The network is too slow for a live talk; trying again.")
        self._tell([LinkLost(failure)])

    def _end(self) -> None:
        self._over = True
        transport = self._socket.transport
        asyncio.get_running_loop().call_soon(transport.abort)


@contextlib.asynccontextmanager
async def running(link: RealtimeLink, close: Callable[[], object]) -> AsyncGenerator[RealtimeLink]:
    """Serve the link's socket while it is used, and leave nothing running."""
    serving = asyncio.create_task(link.run(), name="realtime-link")
    try:
        yield link
    finally:
        close()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

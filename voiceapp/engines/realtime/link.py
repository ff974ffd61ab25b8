"""The socket of a Realtime session: carries frames, keeps the protocol's deadlines, decides nothing."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineCommand, EngineEvent, LinkLost
from voiceapp.engines.link_events import until_lost
from voiceapp.engines.realtime.protocol import RealtimeProtocol
from voiceapp.engines.realtime.socket_pace import Pace, hang_up

log = logging.getLogger(__name__)

STALLED_AFTER = 5.0
"""Seconds in which nothing at all is taken, before the link counts as too slow."""
MOST_WAITING = 256 * 1024 * 1024
"""Characters of frames that may wait: an hour of speech, kept while there was no link. A stall is noticed by time."""


class RealtimeLink:
    """One open connection; meets `core.ports.EngineLink`."""

    def __init__(self, socket: ClientConnection, protocol: RealtimeProtocol) -> None:
        self._loop = asyncio.get_running_loop()
        self._socket = socket
        self._protocol = protocol
        self._events: asyncio.Queue[EngineEvent] = asyncio.Queue()
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._waiting = 0
        self._kick = asyncio.Event()
        self._pace = Pace(socket.send, socket.transport.get_write_buffer_size, STALLED_AFTER, self._too_slow)
        self._receiving: asyncio.Task[None] | None = None
        self._over = False

    # --- the session's side

    def send(self, command: EngineCommand) -> None:
        """Queue a command. Never waits."""
        if not self._over:
            self._tell(self._protocol.send(command, self._loop.time()))

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
                self._receiving = tasks[0]
                if self._over:
                    self._receiving.cancel()
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
                self._tell(self._protocol.receive(frame, self._loop.time()))
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
                await self._pace.send(frame)
            except ConnectionClosed:
                return

    async def _keep_time(self) -> None:
        while True:
            self._kick.clear()
            deadline = self._protocol.deadline
            try:
                async with asyncio.timeout(None if deadline is None else max(0.0, deadline - self._loop.time())):
                    await self._kick.wait()
            except TimeoutError:
                self._tell(self._protocol.tick(self._loop.time()))

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
        """Nothing is read any more. Whoever uses the link says goodbye."""
        self._over = True
        if self._receiving is not None:
            self._receiving.cancel()


@contextlib.asynccontextmanager
async def running(link: RealtimeLink, socket: ClientConnection) -> AsyncGenerator[RealtimeLink]:
    """Serve the link's socket while it is used, say goodbye, and leave nothing running."""
    serving = asyncio.create_task(link.run(), name="realtime-link")
    try:
        yield link
    finally:
        serving.cancel()
        try:
            await asyncio.gather(serving, return_exceptions=True)
        finally:
            await hang_up(socket)

"""Carries frames between a websocket and a protocol that does no I/O, keeps its deadlines, and decides nothing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, Protocol, TypeVar

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.deadline_alarm import DeadlineAlarm
from voiceapp.websocket.paced_sending import SocketPace, hang_up

log = logging.getLogger(__name__)

News = TypeVar("News")
News_co = TypeVar("News_co", covariant=True)
Frame = str | bytes
"""Text, or bytes for a service that takes them."""

STALLED_AFTER = 15.0
"""Seconds in which no data is taken before the line counts as too slow."""
MOST_WAITING = 256 * 1024 * 1024
"""Characters of frames that may wait, an hour of speech kept while there was no link. A stall is noticed by time."""
_TOO_SLOW = Failure(FailureKind.TOO_SLOW, Sentence("The network is too slow right now. Trying again."))
_BROKE = Failure(FailureKind.LINK_DROPPED, Sentence("A bug broke the connection. Reconnecting."))


class SocketProtocol(Protocol[News_co]):
    """Speaks one service's protocol without a socket. Pure, with time as an argument, and never raises."""

    @property
    def failure(self) -> Failure | None:
        """The reason why it is over, or None while it is not. Once over it stays over."""
        ...

    @property
    def deadline(self) -> float | None:
        """The time at which to call `tick` if nothing else happens, by the loop's clock; None for never."""
        ...

    def receive(self, frame: Frame, now: float) -> Sequence[News_co]:
        """Takes a frame from the service; returns its news, oldest first."""
        ...

    def tick(self, now: float) -> Sequence[News_co]:
        """Handles a deadline that has passed."""
        ...

    def closed(self, code: int, reason: str) -> Failure:
        """Returns what it means that the socket is gone. Called once, and last."""
        ...

    def take_frames(self) -> Sequence[Frame]:
        """Returns what is to be sent, in order and each frame once."""
        ...


class SocketShell(Generic[News]):
    """Serves one protocol over one open socket, in one event loop.

    The shell promises the protocol that every incoming frame goes to `receive`, in order; that `tick` is called once
    the `deadline` has passed; that frames from `take_frames` are sent in order and whole; and that `closed` is asked
    for the reason when the socket ends by itself. After the first `failure` nothing is read, sent or asked any more.

    It promises its owner all news by `news`, in order, and then, exactly once and last, `lost`, unless `close` came
    first. A line that takes nothing for `stalled_after` seconds, or has too much waiting behind it, is lost, and so is
    one on which a mistake of ours happened. Both are called in the loop and must not wait.

    Its owner must call `start` once; `follow_up` after everything that reached the protocol by another way than this
    shell; and `close` in the end, also after `lost`. `close` says goodbye and leaves nothing running.
    """

    def __init__(
        self,
        socket: ClientConnection,
        protocol: SocketProtocol[News],
        news: Callable[[News], None],
        lost: Callable[[Failure], None],
        stalled_after: float = STALLED_AFTER,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._socket = socket
        self._protocol = protocol
        self._news = news
        self._lost = lost
        self._outgoing: asyncio.Queue[Frame] = asyncio.Queue()
        self._waiting = 0
        self._pace = SocketPace(socket.send, socket.transport.get_write_buffer_size, stalled_after, self._too_slow)
        self._alarm = DeadlineAlarm(self._loop, lambda: protocol.deadline, self._loop.time, self._tick)
        self._tasks: list[asyncio.Task[None]] = []
        self.over = False

    def start(self) -> None:
        """Starts to read and to send."""
        self._tasks = [
            self._loop.create_task(self._guarded(self._receive), name="receive-frames"),
            self._loop.create_task(self._guarded(self._transmit), name="send-frames"),
        ]
        self.follow_up()

    def follow_up(self, news: Sequence[News] = ()) -> None:
        """Handles the answer to something said to the protocol from outside the shell. Never waits."""
        if self.over:
            return
        for each in news:
            self._news(each)
        for frame in self._protocol.take_frames():
            self._waiting += len(frame)
            self._outgoing.put_nowait(frame)
        if self._protocol.failure is not None:
            self._end(self._protocol.failure)
        elif self._waiting > MOST_WAITING:
            self._too_slow()
        else:
            self._alarm.look()

    async def close(self) -> None:
        """Says goodbye and leaves nothing running."""
        self._stop()
        try:
            await asyncio.gather(*self._tasks, return_exceptions=True)
        finally:
            await hang_up(self._socket)

    async def _receive(self) -> None:
        try:
            async for frame in self._socket:
                self.follow_up(self._protocol.receive(frame, self._loop.time()))
                if self.over:
                    return
        except ConnectionClosed:
            pass
        self._end(self._protocol.closed(self._socket.close_code or 1006, self._socket.close_reason or ""))

    async def _transmit(self) -> None:
        while True:
            frame = await self._outgoing.get()
            self._waiting -= len(frame)
            try:
                await self._pace.send(frame)
            except ConnectionClosed:
                return  # the receiver has been told why

    def _tick(self) -> None:
        try:
            self.follow_up(self._protocol.tick(self._loop.time()))
        except Exception:  # a protocol's bug must not fail silently in the alarm
            log.exception("a socket's protocol failed in a way that it should not")
            self._end(_BROKE)

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Exception:  # a socket that is no longer served must not look alive
            log.exception("a socket's protocol failed in a way that it should not")
            self._end(_BROKE)

    def _too_slow(self) -> None:
        self._end(_TOO_SLOW)

    def _end(self, failure: Failure) -> None:
        if not self.over:
            self._stop()
            self._lost(failure)

    def _stop(self) -> None:
        self.over = True
        self._alarm.stop()
        for task in self._tasks:
            task.cancel()

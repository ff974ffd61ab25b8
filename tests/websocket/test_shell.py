"""The shell keeps what it owes to any protocol, over a real socket."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from tests.rig.patience import EVENT
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.websocket import shell as shells
from voiceapp.websocket.shell import Frame, SocketShell

Service = Callable[[ServerConnection], Awaitable[None]]
DONE = Failure(FailureKind.REJECTED, Sentence("It said that it is done."))
LOST = Failure(FailureKind.LINK_DROPPED, Sentence("It went."))


class EchoProtocol:
    """Tells what comes, answers "over" by being over, and wants to be asked again when it says so."""

    def __init__(self) -> None:
        self.failure: Failure | None = None
        self.deadline: float | None = None
        self.asked: list[tuple[int, str]] = []
        self.out: list[Frame] = []

    def receive(self, frame: Frame, now: float) -> Sequence[Frame]:
        if frame == "break":
            raise ValueError
        if frame == "over":
            self.failure = DONE
        if frame == "soon":
            self.deadline = now + 0.01
        return [frame]

    def tick(self, now: float) -> Sequence[Frame]:
        assert self.deadline is not None
        assert now >= self.deadline
        self.deadline = None
        return ["tick"]

    def closed(self, code: int, reason: str) -> Failure:
        self.asked.append((code, reason))
        return LOST

    def take_frames(self) -> Sequence[Frame]:
        frames, self.out = self.out, []
        return frames


class Talk:
    """A protocol, its shell, and what was told so far."""

    def __init__(self) -> None:
        self.protocol = EchoProtocol()
        self.told: asyncio.Queue[Frame | Failure] = asyncio.Queue()
        self.shell: SocketShell[Frame]

    def send(self, *frames: Frame) -> None:
        self.protocol.out += frames
        self.shell.follow_up()

    async def next(self, count: int = 1) -> list[Frame | Failure]:
        async with asyncio.timeout(EVENT):
            return [await self.told.get() for _ in range(count)]


@contextlib.asynccontextmanager
async def talk_with(service: Service) -> AsyncGenerator[Talk]:
    async with serve(service, "127.0.0.1", 0, max_size=None) as server:
        port = server.sockets[0].getsockname()[1]
        socket = await connect(f"ws://127.0.0.1:{port}", compression=None)
        talk = Talk()
        talk.shell = SocketShell(socket, talk.protocol, talk.told.put_nowait, talk.told.put_nowait, stalled_after=0.2)
        talk.shell.start()
        try:
            yield talk
        finally:
            await talk.shell.close()


async def echo(connection: ServerConnection) -> None:
    async for frame in connection:
        await connection.send(frame)


async def test_text_and_bytes_go_out_and_come_back_in_order() -> None:
    frames: list[Frame] = [b"\0\1", "words", b"", "more", *(str(number) for number in range(200))]
    async with talk_with(echo) as talk:
        talk.send(*frames[:3])
        talk.send(*frames[3:])
        assert await talk.next(len(frames)) == frames


async def test_what_is_waiting_to_be_said_goes_out_with_the_start() -> None:
    async with serve(echo, "127.0.0.1", 0) as server:
        socket = await connect(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        talk = Talk()
        talk.protocol.out.append("first")
        talk.shell = SocketShell(socket, talk.protocol, talk.told.put_nowait, talk.told.put_nowait)
        talk.shell.start()
        assert await talk.next() == ["first"]
        await talk.shell.close()


async def test_a_deadline_is_kept_although_nothing_comes() -> None:
    async with talk_with(echo) as talk:
        talk.send("soon")
        assert await talk.next(2) == ["soon", "tick"]


async def test_a_protocol_that_is_over_hears_and_says_no_more() -> None:
    async with talk_with(echo) as talk:
        talk.send("over", "after")
        assert await talk.next(2) == ["over", DONE]
        talk.send("late")
        await talk.shell.close()
        assert talk.told.empty()
        assert talk.protocol.out == ["late"]
        assert talk.protocol.asked == []


async def test_a_socket_that_ends_is_asked_about_once() -> None:
    async def leaves(connection: ServerConnection) -> None:
        await connection.send("bye")
        await connection.close(4321, "enough")

    async with talk_with(leaves) as talk:
        assert await talk.next(2) == ["bye", LOST]
        assert talk.protocol.asked == [(4321, "enough")]
    assert talk.told.empty()


async def test_a_line_that_breaks_has_a_code_as_well() -> None:
    async def breaks(connection: ServerConnection) -> None:
        connection.transport.abort()
        await connection.wait_closed()

    async with talk_with(breaks) as talk:
        assert await talk.next() == [LOST]
        assert talk.protocol.asked == [(1006, "")]


@pytest.mark.expects_log
async def test_a_mistake_of_ours_is_told(caplog: pytest.LogCaptureFixture) -> None:
    async with talk_with(echo) as talk:
        talk.send("break")
        [failure] = await talk.next()
        assert isinstance(failure, Failure)
        assert failure.kind is FailureKind.LINK_DROPPED
    assert "in a way that it should not" in caplog.text


async def test_a_service_that_takes_nothing_is_too_slow() -> None:
    may_end = asyncio.Event()

    async def deaf(connection: ServerConnection) -> None:
        connection.transport.pause_reading()
        await may_end.wait()
        connection.transport.abort()

    async with talk_with(deaf) as talk:
        talk.send(bytes(50_000_000))
        [failure] = await talk.next()
        assert isinstance(failure, Failure)
        assert failure.kind is FailureKind.TOO_SLOW
        may_end.set()


async def test_no_more_waits_than_can_be_sent_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shells, "MOST_WAITING", 1_000)
    async with talk_with(echo) as talk:
        talk.send("x" * 600, "y" * 600)
        [failure] = await talk.next()
        assert isinstance(failure, Failure)
        assert failure.kind is FailureKind.TOO_SLOW


async def test_whoever_closes_is_not_told_that_it_is_over() -> None:
    async with talk_with(echo) as talk:
        pass
    assert talk.told.empty()
    assert talk.protocol.asked == []

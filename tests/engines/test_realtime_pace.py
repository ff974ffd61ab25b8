"""A line is too slow when nothing moves, however long one frame takes; and a link says goodbye."""

import asyncio
import json
import socket as sockets
from collections.abc import AsyncGenerator

import pytest
from websockets.asyncio.server import ServerConnection, serve

from tests.engines.driver import Driver
from tests.engines.wire import CREATED, UPDATED
from tests.rig.patience import EVENT
from tests.server.api import KEY, ApiServer
from tests.virtual_time import run
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import LinkLost, LinkOpened, ReplySound, SendText, SendUtterance, TurnId
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import RecognitionHints
from voiceapp.core.wishes import SessionWishes, TurnTaking
from voiceapp.engines.realtime import engine as realtime_engine
from voiceapp.engines.realtime.engine import RealtimeEngine, RealtimeLink, RealtimeServer
from voiceapp.engines.realtime.transcription_engine import RealtimeTranscription
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.secrets import Secret
from voiceapp.websocket import paced_sending
from voiceapp.websocket.paced_sending import SocketPace


class SlowWire:
    """Takes so many bytes a second, until it takes none any more."""

    def __init__(self, rate: float, stuck_after: float = 1e9) -> None:
        self._rate, self._stuck_after = rate, stuck_after
        self._size, self._began = 0, 0.0

    def _gone(self) -> float:
        return min(asyncio.get_running_loop().time() - self._began, self._stuck_after) * self._rate

    def waiting(self) -> int:
        return max(0, round(self._size - self._gone()))

    async def send(self, message: str | bytes) -> None:
        self._size, self._began = len(message), asyncio.get_running_loop().time()
        if self._stuck_after * self._rate < self._size:
            await asyncio.Event().wait()
        await asyncio.sleep(self._size / self._rate)


def test_a_large_frame_on_a_slow_line_is_no_stall() -> None:
    async def live() -> None:
        stalls: list[float] = []
        loop = asyncio.get_running_loop()
        wire = SlowWire(250_000)
        slow = SocketPace(wire.send, wire.waiting, 5.0, lambda: stalls.append(loop.time()))
        await slow.send("x" * 20_000_000)
        assert loop.time() > 70
        await slow.send("x" * 1_000)
        await asyncio.sleep(60)
        assert stalls == []

    run(live())


@pytest.mark.parametrize("stuck_after", [0.0, 3.0, 17.0])
def test_a_line_on_which_nothing_moves_is_noticed(stuck_after: float) -> None:
    async def live() -> float:
        stalled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        wire = SlowWire(250_000, stuck_after)
        slow = SocketPace(wire.send, wire.waiting, 5.0, lambda: stalled.set_result(None))
        sending = asyncio.create_task(slow.send("x" * 20_000_000))
        await stalled
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        return asyncio.get_running_loop().time()

    assert stuck_after + 4.9 <= run(live()) <= stuck_after + 10.1


async def test_a_server_that_takes_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(realtime_engine, "STALLED_AFTER", 0.2)
    may_end = asyncio.Event()

    async def deaf(connection: ServerConnection) -> None:
        await connection.send(json.dumps(CREATED))
        await connection.recv()
        await connection.send(json.dumps(UPDATED))
        connection.transport.pause_reading()
        await may_end.wait()
        connection.transport.abort()

    server = await serve(deaf, "127.0.0.1", 0, max_size=None)
    port = server.sockets[0].getsockname()[1]
    engine = RealtimeEngine(RealtimeServer(endpoint_at(f"http://127.0.0.1:{port}/v1"), lambda: None))
    try:
        async with Driver(engine, SessionWishes(turn_taking=TurnTaking.LOCAL)) as talk:
            await talk.opened()
            talk.send(SendUtterance(TurnId("t"), bytes(WIRE.bytes(600_000))))
            lost = await talk.until(LinkLost)
        assert lost.failure.kind is FailureKind.TOO_SLOW
    finally:
        may_end.set()
        server.close()
        await server.wait_closed()


def engine_of(api: ApiServer) -> RealtimeEngine:
    return RealtimeEngine(_server(api))


def _server(api: ApiServer) -> RealtimeServer:
    return RealtimeServer(endpoint_at(api.base_url), lambda: Secret(KEY, Origin.of(api.base_url)))


@pytest.fixture
def time_for_goodbye(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is on which both sides run."""
    monkeypatch.setattr(paced_sending, "GOODBYE_PATIENCE", EVENT)


async def _goodbye(api: ApiServer) -> int | None:
    await asyncio.to_thread(api.log.wait_for_received, "disconnected")
    code: int | None = api.log.received("disconnected")[-1].body["code"]
    return code


@pytest.mark.usefixtures("time_for_goodbye")
async def test_a_link_that_is_left_says_goodbye(api_server: ApiServer) -> None:
    async with Driver(engine_of(api_server)) as talk:
        await talk.until(LinkOpened)
    assert await _goodbye(api_server) == 1000


@pytest.mark.usefixtures("time_for_goodbye")
async def test_a_link_that_is_left_in_the_middle_of_an_answer_says_goodbye(api_server: ApiServer) -> None:
    api_server.script.reply("A long one. " * 30, delta_ms=20)
    async with Driver(engine_of(api_server)) as talk:
        await talk.until(LinkOpened)
        talk.send(SendText(TurnId("t"), "Talk."))
        await talk.until(ReplySound)
    assert await _goodbye(api_server) == 1000


@pytest.mark.usefixtures("time_for_goodbye")
async def test_a_session_that_only_writes_down_says_goodbye(api_server: ApiServer) -> None:
    async def sound() -> AsyncGenerator[bytes]:
        yield bytes(WIRE.bytes(500))

    async for _ in RealtimeTranscription(_server(api_server), "gpt-transcribe").transcribe(sound(), RecognitionHints()):
        pass
    assert await _goodbye(api_server) == 1000


async def test_little_is_held_back_where_it_cannot_be_counted(api_server: ApiServer) -> None:
    option = getattr(sockets, "TCP_NOTSENT_LOWAT", None)
    if option is None:
        pytest.skip("this system cannot be told")
    async with Driver(engine_of(api_server)) as talk, asyncio.timeout(EVENT):
        await talk.until(LinkOpened)
        assert isinstance(talk.link, RealtimeLink)
        wire = talk.link._shell._socket.transport.get_extra_info("socket")
        assert wire.getsockopt(sockets.IPPROTO_TCP, option) <= 256 * 1024

"""What a proxy of the system gets to see."""

import asyncio
import socket as sockets
import struct
import threading
from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.frames import CloseCode

from tests.server.api import KEY, ApiServer
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.engines.realtime.connect import RealtimeServer, open_socket
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.secrets import Secret
from voiceapp.websocket import opening

FAR = "https://api.example.test/v1"
EVENT = 10.0


class Listener:
    """A proxy that notes what it is asked, refuses, and hangs up."""

    def __init__(self) -> None:
        self._socket = sockets.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.seen: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            with caller:
                caller.settimeout(EVENT)
                self.seen.append(self._talk(caller))

    def _talk(self, caller: sockets.socket) -> bytes:
        first = caller.recv(65536)
        if first[:1] != b"\x05":
            caller.sendall(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
            return first
        caller.sendall(b"\x05\x00")
        asked = caller.recv(65536)
        caller.sendall(b"\x05\x04\x00\x01" + bytes(6))  # host unreachable
        return asked

    def close(self) -> None:
        self._socket.shutdown(sockets.SHUT_RDWR)
        self._socket.close()
        self._thread.join(EVENT)


@pytest.fixture
def proxy() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture(params=["http", "socks"])
def through(request: pytest.FixtureRequest, proxy: Listener, monkeypatch: pytest.MonkeyPatch) -> str:
    """The system's proxies, as desktops set them for whatever they start."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"{request.param}://127.0.0.1:{proxy.port}/")
        monkeypatch.setenv(name.lower(), f"{request.param}://127.0.0.1:{proxy.port}/")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    return str(request.param)


async def test_a_server_on_this_machine_is_asked_without_the_proxy(
    api_server: ApiServer, proxy: Listener, through: str
) -> None:
    secret = Secret(KEY, Origin.of(api_server.base_url))
    endpoint = endpoint_at(api_server.base_url)
    pool = ConnectionPool()
    assert await Server(endpoint, lambda: secret, pool).get("models")
    await pool.close()
    link = await open_socket(RealtimeServer(endpoint, lambda: secret), "gpt-realtime", Dialect.TODAY)
    await link.close()
    assert proxy.seen == []


# httpcore leaves the socket of a refused SOCKS connection to the collector, which closes it with a warning.
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
async def test_the_proxy_learns_where_to_and_nothing_more(proxy: Listener, through: str) -> None:
    secret = Secret(KEY, Origin.of(FAR))
    endpoint = endpoint_at(FAR)
    pool = ConnectionPool()

    async def at_once(_: float) -> None: ...

    with pytest.raises(EngineError) as asked:
        await Server(endpoint, lambda: secret, pool, wait=at_once).get("models")
    await pool.close()
    with pytest.raises(EngineError) as opened:
        await open_socket(RealtimeServer(endpoint, lambda: secret), "gpt-realtime", Dialect.TODAY)
    assert {asked.value.failure.kind, opened.value.failure.kind} == {FailureKind.NO_NETWORK}
    assert {str(asked.value.failure.sentence), str(opened.value.failure.sentence)} == {
        "Your system's proxy doesn't reach the service. Check it in the system settings."
    }
    name = b"api.example.test"
    wanted = b"CONNECT " + name + b":443 " if through == "http" else bytes([len(name)]) + name + struct.pack(">H", 443)
    assert len(proxy.seen) >= 2
    assert all(wanted in seen for seen in proxy.seen)
    assert not any(KEY.encode() in seen for seen in proxy.seen)


async def test_a_plain_far_server_is_refused_although_the_person_allows_plain_ones(
    proxy: Listener, through: str
) -> None:
    plain = endpoint_at("http://api.example.test/v1")
    pool = ConnectionPool()
    with pytest.raises(EngineError, match="isn't encrypted"):
        await Server(plain, lambda: None, pool, plain_allowed=True).get("models")
    with pytest.raises(EngineError, match="isn't encrypted"):
        await open_socket(RealtimeServer(plain, lambda: None, plain_allowed=True), "m", Dialect.TODAY)
    await pool.close()
    assert proxy.seen == []


async def test_a_frame_that_is_larger_than_any_can_be_ends_the_socket(
    api_server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LARGEST_FRAME", 10_000)
    secret = Secret(KEY, Origin.of(api_server.base_url))
    endpoint = endpoint_at(api_server.base_url)
    socket = await open_socket(RealtimeServer(endpoint, lambda: secret), "gpt-realtime", Dialect.TODAY)
    api_server.log.wait_for_received("connected")
    await asyncio.to_thread(api_server.send_raw, "x" * 20_000)
    with pytest.raises(ConnectionClosedError) as ended:
        async for _ in socket:
            pass
    assert ended.value.sent is not None
    assert ended.value.sent.code == CloseCode.MESSAGE_TOO_BIG

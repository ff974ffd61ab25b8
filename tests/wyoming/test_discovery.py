"""Finding Wyoming servers by zeroconf, on loopback, as the real servers announce themselves."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from zeroconf import IPVersion
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from tests.rig.patience import EVENT
from tests.server.wyoming import WyomingServer
from voiceapp.core.ports import EngineError
from voiceapp.engine_choice import house_search
from voiceapp.settings.model import Settings
from voiceapp.wyoming.discovery import KIND, Announced, announced

LOOPBACK = {"interfaces": ["127.0.0.1"], "ip_version": IPVersion.V4Only}


@asynccontextmanager
async def announcing(name: str, port: int) -> AsyncIterator[AsyncZeroconf]:
    """Announces a server; the line may ask as well, as everything on one machine shares a port."""
    line = AsyncZeroconf(**LOOPBACK)  # type: ignore[arg-type]
    service = AsyncServiceInfo(KIND, f"{name}.{KIND}", addresses=[socket.inet_aton("127.0.0.1")], port=port)
    try:
        await (await line.async_register_service(service))
        yield line
    finally:
        await line.async_unregister_all_services()
        await line.async_close()


async def test_a_server_that_announces_itself_is_found() -> None:
    async with announcing("faster-whisper", 10300), asyncio.timeout(EVENT):
        asking = AsyncZeroconf(**LOOPBACK)  # type: ignore[arg-type]
        try:
            while not (found := await announced(2.0, asking)):
                pass
        finally:
            await asking.async_close()
    assert found == (Announced("faster-whisper", "tcp://127.0.0.1:10300"),)


async def test_each_says_what_it_offers(wyoming: WyomingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        gone = taken.getsockname()[1]

    async def there(seconds: float) -> tuple[Announced, ...]:
        assert seconds == house_search.LOOKING
        return Announced("all", wyoming.address), Announced("gone", f"tcp://127.0.0.1:{gone}")

    monkeypatch.setattr(house_search, "announced", there)
    found = await asyncio.to_thread(house_search.house_servers, Settings())
    assert [each.roles for each in found] == [("stt", "tts", "wake"), ()]
    assert str(found[0].told) == (
        "transcribes (small, large, other), speaks (en_US-joe, de_DE-eva), hears a wake word (okay nabu)"
    )
    assert "can't be reached" in str(found[1].told)
    assert all(each.encrypted for each in found), "nobody else hears what stays on this device"


async def test_where_nothing_may_leave_nobody_is_asked() -> None:
    closed = Settings().with_value("engines.leaves_machine", "nothing")
    with pytest.raises(EngineError):
        await asyncio.to_thread(house_search.house_servers, closed)

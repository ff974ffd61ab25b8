"""Servers of tools at an address: reached over streamable HTTP, signed in at by the browser, tokens kept and renewed."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.rig.patience import EVENT
from tests.tool_servers.parts import ROOT, Servers
from voiceapp.core.tool_servers.access import ServerState
from voiceapp.core.tool_servers.server_entries import ServerEntry

Started = Callable[..., str]


@pytest.fixture
def start() -> Iterator[Started]:
    """Starts a server, and gives its address."""
    programs: list[subprocess.Popen[bytes]] = []

    def started(mode: str = "", port: int = 0) -> str:
        port = port or free_port()
        words = [sys.executable, "-m", "tests.tool_servers.web", str(port), mode]
        programs.append(subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        end = time.monotonic() + EVENT
        while True:
            try:
                httpx.get(f"http://127.0.0.1:{port}/asked")
            except httpx.TransportError:
                assert time.monotonic() < end, "it did not start"
            else:
                return f"http://127.0.0.1:{port}"

    yield started
    for program in programs:
        program.kill()
        program.wait(EVENT)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[Servers]:
    opened = Servers(tmp_path, os.environ)
    yield opened
    opened.all.close()


def browser(address: str) -> bool:
    """Somebody who agrees to everything."""
    return "You are signed in" in httpx.get(address, follow_redirects=True, timeout=EVENT).text


@pytest.mark.parametrize("mode", ["", "json"])
async def test_a_server_elsewhere_is_asked_over_http(servers: Servers, start: Started, mode: str) -> None:
    servers.begin(ServerEntry("web", url=f"{start(mode)}/mcp"))
    assert await servers.tool("web__add").run('{"a": 1, "b": 2}') == "3"


async def test_the_person_signs_in_once_and_the_token_is_renewed(
    servers: Servers, start: Started, tmp_path: Path
) -> None:
    base = start("oauth")
    assert servers.all.keep(ServerEntry("web", url=f"{base}/mcp")) is None
    servers.all.switch("web", on=True)
    card = servers.wait("web", ServerState.SIGN_IN)
    assert str(card.sentence) == "It wants you to sign in."
    assert asked(base) == {"authorize": 0, "refresh": 0}, "no browser opens by itself"
    assert servers.all.sign_in("web", browser) is None
    servers.wait("web", ServerState.READY)
    assert await servers.tool("web__add").run('{"a": 1, "b": 2}') == "3"
    assert "signed-in" in "".join(servers.drawer.kept)
    assert "access_token" not in servers.list.path.read_text()
    await until_renewed(servers, base, 1)
    assert asked(base)["authorize"] == 1
    servers.all.close()
    again = Servers(tmp_path, os.environ)
    again.drawer.kept |= servers.drawer.kept
    try:
        again.all.reload()
        again.wait("web", ServerState.READY)
        await until_renewed(again, base, asked(base)["refresh"] + 1)
        assert asked(base)["authorize"] == 1, "a new start of the app renews it, too"
        assert again.all.remove("web") is None
        assert again.drawer.kept == {}
    finally:
        again.all.close()


async def test_who_does_not_sign_in_is_told_and_can_try_again(servers: Servers, start: Started) -> None:
    servers.all.keep(ServerEntry("web", url=f"{start('oauth')}/mcp"))
    servers.all.switch("web", on=True)
    servers.wait("web", ServerState.SIGN_IN)

    def refuses(address: str) -> bool:
        back = httpx.URL(address).params["redirect_uri"]
        return httpx.get(back, params={"error": "access_denied"}).status_code == 200

    servers.all.sign_in("web", refuses)
    card = servers.wait("web", ServerState.FAILED)
    assert str(card.sentence) == "You weren't signed in (access_denied)."
    servers.all.sign_in("web", browser)
    servers.wait("web", ServerState.READY)


def test_a_server_that_is_not_there_is_told(servers: Servers) -> None:
    servers.all.keep(ServerEntry("web", url=f"http://127.0.0.1:{free_port()}/mcp"))
    servers.all.switch("web", on=True)
    assert "The connection failed" in str(servers.wait("web", ServerState.FAILED).sentence)


async def until_renewed(servers: Servers, base: str, times: int) -> None:
    """Use it until a token has ended, each of which lasts a second."""
    async with asyncio.timeout(EVENT):
        while asked(base)["refresh"] < times:
            assert await servers.tool("web__add").run('{"a": 1, "b": 2}') == "3"


def asked(base: str) -> dict[str, int]:
    told: dict[str, int] = httpx.get(f"{base}/asked").json()
    return told

"""Keeps the whole app's HTTP connections, with those through the system's proxy apart from the direct ones."""

import functools
import ssl

import httpx

from voiceapp.core.rate_limits import KnownLimits
from voiceapp.openai.model_quirks import KnownQuirks
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.proxies import Configured, configured, proxy_for

CONNECT_PATIENCE = 5.0
READ_PATIENCE = 30.0
STANDSTILL = 180.0
"""Seconds that a socket may be silent while a model thinks or is loaded. This is longer than anybody waits for an
answer (`core/talk/answer_patience.py`); whoever gives up sooner closes the socket.
"""


class ConnectionPool:
    """Belongs to one event loop."""

    def __init__(self, system: Configured = configured) -> None:
        self._system = system
        self._clients: dict[str | None, httpx.AsyncClient] = {}
        """By proxy; None for direct connections."""
        self.acquaintances = KnownQuirks()
        self.limits = KnownLimits()

    def client_for(self, origin: Origin) -> httpx.AsyncClient:
        """Returns the client for an address. Raises AddressError where nothing may be sent there."""
        proxy = proxy_for(origin, self._system)
        if proxy not in self._clients:
            self._clients[proxy] = client(proxy)
        return self._clients[proxy]

    async def close(self) -> None:
        clients, self._clients = self._clients, {}
        for each in clients.values():
            await each.aclose()


def client(proxy: str | None) -> httpx.AsyncClient:
    """Makes a client that follows no redirects, because one could take the key to another host."""
    return httpx.AsyncClient(
        follow_redirects=False,
        timeout=httpx.Timeout(READ_PATIENCE, connect=CONNECT_PATIENCE),
        limits=httpx.Limits(max_connections=20, max_keepalive_connections=8, keepalive_expiry=90.0),
        headers={"User-Agent": "voiceapp", "Accept-Encoding": "gzip, deflate"},
        verify=_trusted(),
        proxy=proxy,
        trust_env=False,  # `proxy_for` decided the way; the environment's certificates are in `_trusted`
    )


@functools.cache
def _trusted() -> ssl.SSLContext:
    """The trusted certificates, including those that the environment names. Loading them takes a while."""
    return httpx.create_ssl_context()

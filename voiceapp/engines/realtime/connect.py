"""The way to a Realtime server: its address and key, the open socket, and which dialect it turned out to speak."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, InvalidMessage, InvalidStatus, InvalidURI, ProxyError
from websockets.http11 import Response

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.provider_traits import ProviderTraits
from voiceapp.core.transcript import Spent
from voiceapp.engines.realtime import socket_pace
from voiceapp.engines.realtime.billing import Pricing
from voiceapp.openai.errors import failure_of_response
from voiceapp.openai.realtime_client import Dialect
from voiceapp.settings.endpoints import AddressError, Endpoint
from voiceapp.settings.proxies import is_private, proxy_for
from voiceapp.settings.secrets import Secret

CONNECT_PATIENCE = 10.0
LARGEST_FRAME = 32 * 1024 * 1024
"""Bytes. Items with sound are far larger than what libraries take by themselves; nothing is larger than this."""


async def _at_once() -> None:
    """The key is known already."""


@dataclass(frozen=True, slots=True)
class RealtimeServer:
    """Where to connect, and how."""

    endpoint: Endpoint
    key: Callable[[], Secret | None]
    """Asked at each connection, once `key_is_known`."""
    dialect: Dialect | None = None
    """None: found by what the server answers."""
    plain_allowed: bool = False
    socket_endpoint: Endpoint | None = None
    """Only where the socket is at another place than the rest."""
    charge: Callable[[Spent], None] = lambda _: None
    """Told each line of the bill."""
    key_is_known: Callable[[], Awaitable[None]] = _at_once

    @property
    def at(self) -> Endpoint:
        return self.socket_endpoint or self.endpoint

    @property
    def provider(self) -> ProviderTraits:
        return self.at.provider

    @property
    def whom(self) -> str:
        """Who is told, in a few words; empty: nobody outside this machine."""
        return self.at.whom

    @property
    def pricing(self) -> Pricing:
        origin = self.at.origin
        return Pricing(
            self.provider.prices, billed=not (origin.is_loopback or is_private(origin.host)), charge=self.charge
        )

    @property
    def spoken(self) -> Dialect:
        """The dialect to try first."""
        return self.dialect or _spoken_at.get(str(self.at.origin), Dialect.TODAY)

    def speaks_other(self, tried: Dialect) -> bool:
        """It turned out to speak the other one: remember. False: the person has said which one to speak."""
        if self.dialect is None:
            _spoken_at[str(self.at.origin)] = Dialect.BETA if tried is Dialect.TODAY else Dialect.TODAY
        return self.dialect is None


_spoken_at: dict[str, Dialect] = {}
"""Which dialect a server turned out to speak, by its origin, for as long as the app runs."""


async def open_socket(server: RealtimeServer, model: str, dialect: Dialect, *, intent: str = "") -> ClientConnection:
    """The open socket. What goes wrong on the way becomes a sentence: raises EngineError."""
    await server.key_is_known()
    url, headers = _address(server, model, dialect, intent)
    try:
        proxy = proxy_for(server.at.origin)
    except AddressError as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, str(error))) from error
    connection = await _open(url, headers, proxy)
    socket_pace.hold_little_back(connection)
    return connection


def _address(server: RealtimeServer, model: str, dialect: Dialect, intent: str) -> tuple[str, dict[str, str]]:
    at = server.at
    try:
        at.check_privacy(plain_allowed=server.plain_allowed)
    except AddressError as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, str(error))) from error
    url = at.realtime_url(model, intent=intent)
    key = server.key()
    if key is None and server.provider.needs_key:
        raise EngineError(Failure(FailureKind.NO_KEY, "There is no key for this service: enter one in the settings."))
    headers = at.headers(key.reveal_for(url) if key is not None else "")
    if dialect is Dialect.BETA:
        headers["OpenAI-Beta"] = "realtime=v1"
    return url, headers


class _StraightConnect(connect):
    """Goes where it was told to and nowhere else: a redirect would take the key to another host."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


async def _open(url: str, headers: dict[str, str], proxy: str | None) -> ClientConnection:
    """The open socket. What goes wrong on the way becomes a sentence."""
    try:
        async with asyncio.timeout(CONNECT_PATIENCE):
            return await _StraightConnect(
                url,
                additional_headers=headers,
                proxy=proxy,
                max_size=LARGEST_FRAME,
                compression=None,
                ping_interval=20,
                ping_timeout=20,
                open_timeout=CONNECT_PATIENCE,
                close_timeout=socket_pace.GOODBYE_PATIENCE,
                user_agent_header=None,
            )
    except InvalidStatus as refused:
        raise EngineError(_refusal(refused.response)) from None
    except TimeoutError:
        raise EngineError(Failure(FailureKind.TIMED_OUT, "The service does not answer: look at the network.")) from None
    except InvalidURI as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, "The address of the service is not one.")) from error
    except ProxyError as error:
        raise EngineError(
            Failure(
                FailureKind.NO_NETWORK,
                "Your system's proxy does not lead to the service: look at it in the system's settings.",
                type(error).__name__,
            )
        ) from error
    except (InvalidMessage, EOFError) as error:
        raise EngineError(
            Failure(
                FailureKind.SERVER_BROKEN,
                "The service broke off as it was greeted: it may be starting, and is tried again by itself.",
                str(error)[:200],
            )
        ) from error
    except InvalidHandshake as error:
        raise EngineError(
            Failure(FailureKind.WRONG_ADDRESS, "What answers at this address is no Realtime service.", str(error)[:200])
        ) from error
    except ssl.SSLError as error:
        raise EngineError(
            Failure(
                FailureKind.WRONG_ADDRESS,
                "The service's certificate is not trusted, so nothing was told to it: look at its address.",
                error.reason or "",
            )
        ) from error
    except OSError as error:
        raise EngineError(
            Failure(
                FailureKind.NO_NETWORK,
                "The service cannot be reached: look at the network.",
                error.strerror or type(error).__name__,
            )
        ) from error


def _refusal(response: Response) -> Failure:
    if response.status_code < 300:
        # A page where a socket should be: of somebody in between, for a while, as likely as of a wrong address.
        return Failure(FailureKind.SERVER_BROKEN, "What answers at this address is no Realtime service.")
    return failure_of_response(response.status_code, dict(response.headers.raw_items()), bytes(response.body))

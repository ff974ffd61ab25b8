"""Live conversation over a Realtime websocket: OpenAI's own, Azure's, or any compatible server's."""

import asyncio
import contextlib
import itertools
import ssl
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, replace

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, InvalidStatus, InvalidURI
from websockets.http11 import Response

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import EngineError
from voiceapp.core.prices import PRICES
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.bill import Pricing
from voiceapp.engines.realtime.link import RealtimeLink, running
from voiceapp.engines.realtime.protocol import RealtimeProtocol
from voiceapp.openai.errors import failure_of_response
from voiceapp.openai.realtime_client import Dialect
from voiceapp.settings.endpoints import AddressError, Endpoint
from voiceapp.settings.secrets import Secret

DEFAULT_MODEL = "gpt-realtime-2.1-mini"
CONNECT_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class RealtimeServer:
    """Where to connect, and how."""

    endpoint: Endpoint
    key: Callable[[], Secret | None]
    """Asked at each connection."""
    dialect: Dialect | None = None
    """None: found by what the server answers."""
    plain_allowed: bool = False
    socket_endpoint: Endpoint | None = None
    """Only where the socket is at another place than the rest."""

    @property
    def at(self) -> Endpoint:
        return self.socket_endpoint or self.endpoint


_numbers = itertools.count(1)
"""Of sessions: what servers call their replies is unique in one session only."""
_spoken_at: dict[str, Dialect] = {}
"""Which dialect a server turned out to speak, by its origin, for as long as the app runs."""


class RealtimeEngine:
    """Meets `core.ports.Engine`."""

    def __init__(self, server: RealtimeServer) -> None:
        self._server = server

    @property
    def traits(self) -> EngineTraits:
        origin = self._server.at.origin
        if origin.is_openai:
            name, whom = "OpenAI Realtime", "OpenAI"
        elif origin.is_azure:
            name, whom = "Azure OpenAI Realtime", "Microsoft Azure"
        else:
            name, whom = f"Realtime at {origin.host}", origin.host
        leaves = "" if origin.is_loopback else f"Your voice goes to {whom}."
        return EngineTraits(name, ends_turns=True, cuts_replies=True, leaves_machine=leaves)

    @contextlib.asynccontextmanager
    async def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AsyncGenerator[RealtimeLink]:
        """Open a session that knows the conversation so far. Raises EngineError."""
        at = self._server.at
        wishes = replace(wishes, model=wishes.model or DEFAULT_MODEL)
        dialect = self._server.dialect or _spoken_at.get(str(at.origin), Dialect.TODAY)
        url, headers = self._address(wishes.model, dialect)
        socket = await _open(url, headers)
        protocol = RealtimeProtocol(
            self.traits,
            wishes,
            history,
            now=time.time(),
            dialect=dialect,
            model=wishes.model,
            pricing=Pricing(PRICES, billed=not at.origin.is_loopback),
            name=f"~{next(_numbers)}",
        )
        link = RealtimeLink(socket, protocol)
        async with running(link, socket.transport.abort):
            try:
                yield link
            finally:
                if protocol.wants_other_dialect and self._server.dialect is None:
                    other = Dialect.BETA if dialect is Dialect.TODAY else Dialect.TODAY
                    _spoken_at[str(at.origin)] = other

    def _address(self, model: str, dialect: Dialect) -> tuple[str, dict[str, str]]:
        at = self._server.at
        try:
            at.check_privacy(plain_allowed=self._server.plain_allowed)
        except AddressError as error:
            raise EngineError(Failure(FailureKind.WRONG_ADDRESS, str(error))) from error
        url = at.realtime_url(model)
        key = self._server.key()
        if key is None and (at.origin.is_openai or at.origin.is_azure):
            raise EngineError(
                Failure(FailureKind.NO_KEY, "There is no key for this service: enter one in the settings.")
            )
        headers = at.headers(key.reveal_for(url) if key is not None else "")
        if dialect is Dialect.BETA:
            headers["OpenAI-Beta"] = "realtime=v1"
        return url, headers


class _StraightConnect(connect):
    """Goes where it was told to and nowhere else: a redirect would take the key to another host."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


async def _open(url: str, headers: dict[str, str]) -> ClientConnection:
    """The open socket. What goes wrong on the way becomes a sentence."""
    try:
        async with asyncio.timeout(CONNECT_PATIENCE):
            return await _StraightConnect(
                url,
                additional_headers=headers,
                max_size=None,  # items with sound are far larger than the usual limit
                compression=None,
                ping_interval=20,
                ping_timeout=20,
                open_timeout=CONNECT_PATIENCE,
                close_timeout=1,
                user_agent_header=None,
            )
    except InvalidStatus as refused:
        raise EngineError(_refusal(refused.response)) from None
    except TimeoutError:
        raise EngineError(
            Failure(FailureKind.TIMED_OUT, "The service does not answer: look at the network; trying again.")
        ) from None
    except InvalidURI as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, "The address of the service is not one.")) from error
    except (InvalidHandshake, EOFError) as error:
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
                "The service cannot be reached: look at the network; it is tried again by itself.",
                error.strerror or type(error).__name__,
            )
        ) from error


def _refusal(response: Response) -> Failure:
    return failure_of_response(response.status_code, dict(response.headers.raw_items()), bytes(response.body))

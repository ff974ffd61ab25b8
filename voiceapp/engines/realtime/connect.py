"""Connects to a Realtime or Live server, with its address, key and open socket, and finds out which dialect it speaks."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

from websockets.asyncio.client import ClientConnection
from websockets.http11 import Response

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.provider_traits import ProviderTraits
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent
from voiceapp.engines.realtime.billing import Pricing
from voiceapp.openai.errors import failure_of_response
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.settings.endpoints import AddressError, Endpoint
from voiceapp.settings.proxies import is_private, proxy_for
from voiceapp.settings.secrets import Secret
from voiceapp.websocket.opening import open_websocket

NO_REALTIME = Sentence("There's no Realtime service at this address.")
NO_TRANSLATION = Sentence("There are no translation sessions at this address. Choose another way in Settings.")
NO_LIVE = Sentence("There's no Live service at this address. Choose another engine, or another address for it.")


async def _at_once() -> None:
    """Returns at once, for a key that is known already."""


def _no_other(_: Secret) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class RealtimeServer:
    """A server and how to connect to it."""

    endpoint: Endpoint
    key: Callable[[], Secret | None]
    """Called at each connection, once `key_is_known`."""
    dialect: Dialect | None = None
    """None if it is to be found out from the server's answer."""
    plain_allowed: bool = False
    charge: Callable[[Spent], None] = lambda _: None
    """Called with each line of the bill."""
    key_is_known: Callable[[], Awaitable[None]] = _at_once
    check_budget: Callable[[], None] = lambda: None
    """Raises EngineError where nothing more may be spent."""

    refuse_key: Callable[[Secret], bool] = _no_other
    """Told of a key that the server did not take. True: `key` returns another once `key_is_known` again."""

    @property
    def provider(self) -> ProviderTraits:
        return self.endpoint.provider

    @property
    def whom(self) -> str:
        """Names who receives the data, in a few words; empty if nothing leaves this device."""
        return self.endpoint.whom

    @property
    def pricing(self) -> Pricing:
        origin = self.endpoint.origin
        return Pricing(
            self.provider.prices, billed=not (origin.is_loopback or is_private(origin.host)), charge=self.charge
        )

    @property
    def spoken(self) -> Dialect:
        """The dialect to try first."""
        return self.dialect or _spoken_at.get(str(self.endpoint.origin), Dialect.TODAY)

    def speaks_other(self, tried: Dialect) -> bool:
        """Remembers that the server speaks the other dialect. Returns False if the person has fixed the dialect."""
        if self.dialect is None:
            _spoken_at[str(self.endpoint.origin)] = Dialect.BETA if tried is Dialect.TODAY else Dialect.TODAY
        return self.dialect is None


_spoken_at: dict[str, Dialect] = {}
"""Which dialect each origin turned out to speak, remembered while the app runs."""


async def open_socket(server: RealtimeServer, model: str, dialect: Dialect, *, intent: str = "") -> ClientConnection:
    """Opens the socket. Raises EngineError with a sentence about what went wrong."""
    beta = {"OpenAI-Beta": "realtime=v1"} if dialect is Dialect.BETA else {}
    return await _open(server, lambda: server.endpoint.realtime_url(model, intent=intent), beta, NO_REALTIME)


async def open_live_socket(server: RealtimeServer) -> ClientConnection:
    """Opens the socket of a Live session. Raises EngineError with a sentence about what went wrong."""
    return await _open(server, lambda: server.endpoint.live_url, {}, NO_LIVE)


async def open_translation_socket(server: RealtimeServer, model: str) -> ClientConnection:
    """Opens the socket of a translation session. Raises EngineError with a sentence about what went wrong."""
    return await _open(server, lambda: server.endpoint.translation_url(model), {}, NO_TRANSLATION)


async def _open(
    server: RealtimeServer, url_of: Callable[[], str], more: Mapping[str, str], wrong: Sentence
) -> ClientConnection:
    server.check_budget()
    try:
        return await _open_once(server, url_of, more, wrong)
    except EngineError as error:
        key = server.key() if error.failure.kind is FailureKind.WRONG_KEY else None
        if key is None or not server.refuse_key(key):
            raise
    return await _open_once(server, url_of, more, wrong)


async def _open_once(
    server: RealtimeServer, url_of: Callable[[], str], more: Mapping[str, str], wrong: Sentence
) -> ClientConnection:
    await server.key_is_known()
    url, headers = _address(server, url_of)
    try:
        proxy = proxy_for(server.endpoint.origin)
    except AddressError as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, error.sentence)) from error
    return await open_websocket(url, {**headers, **more}, proxy, refused=partial(_refusal, wrong), wrong=wrong)


def _address(server: RealtimeServer, url_of: Callable[[], str]) -> tuple[str, dict[str, str]]:
    at = server.endpoint
    try:
        at.check_privacy(plain_allowed=server.plain_allowed)
    except AddressError as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, error.sentence)) from error
    url = url_of()
    key = server.key()
    if key is None and server.provider.needs_key:
        raise EngineError(Failure(FailureKind.NO_KEY, Sentence("This service needs a key. Enter one in Settings.")))
    if key is None:
        return url, at.headers()
    return url, at.headers(key.reveal_for(url), token=key.is_token)


def _refusal(wrong: Sentence, response: Response) -> Failure:
    if response.status_code < 300:
        # A page instead of a socket may come from a proxy in between for a while, as likely as from a wrong address.
        return Failure(FailureKind.SERVER_BROKEN, wrong)
    return failure_of_response(response.status_code, dict(response.headers.raw_items()), bytes(response.body))

"""Turns base addresses, as people paste them, into the addresses that are called.

API keys are bound to an `Origin` (scheme, host, port); see `voiceapp.settings.secrets`.
"""

import ipaddress
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from voiceapp.core.provider_traits import ProviderTraits
from voiceapp.core.sentence import Sentence, SettingPlace, verbatim

OPENAI_BASE_URL = "https://api.openai.com/v1"
WYOMING = "tcp://192.168.1.20:10300"
"""An example of a Wyoming server's address."""

Scheme = Literal["http", "https", "tcp", "unix"]
_PORTS: dict[Scheme, int] = {"http": 80, "https": 443}
_PLAIN_OF: dict[str, Scheme] = {"http": "http", "https": "https", "ws": "http", "wss": "https"}
_BARE: dict[str, Scheme] = {"tcp": "tcp", "unix": "unix"}
"""The schemes of sockets without HTTP, as Wyoming's servers have them. They have neither a path nor a query."""
_SOCKET_OF = {"http": "ws", "https": "wss"}
_CALLS = (
    "/chat/completions",
    "/completions",
    "/responses",
    "/audio/transcriptions",
    "/audio/translations",
    "/audio/speech",
    "/embeddings",
    "/models",
    "/realtime/translations",
    "/realtime",
    "/live/sessions",
)
"""People paste addresses from examples; they mean the part before these."""
_NOT_KEPT = frozenset({"model", "intent", "call_id", "deployment"})
"""Query fields that belong to a single request."""
_KEY_FIELDS = frozenset({"api-key", "api_key", "apikey", "key", "token", "access_token", "authorization"})
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?")


class AddressError(ValueError):
    """An address cannot be used; `sentence` tells the person why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Origin:
    """Holds a scheme, a host and a port. Socket schemes count as their plain ones: wss as https, ws as http."""

    scheme: Scheme
    host: str
    """Of a socket in the file system: its path."""
    port: int

    def __str__(self) -> str:
        return f"{self.scheme}://{self._shown_host}:{self.port}"

    @property
    def is_bare(self) -> bool:
        """A socket without HTTP, as Wyoming's servers have it."""
        return self.scheme in _BARE

    @property
    def shown(self) -> str:
        """Return it as people write it. Keys are kept under `str(origin)`, which always names the port."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        usual = self.scheme == "unix" or self.port == _PORTS.get(self.scheme)
        return self._shown_host if usual else f"{self._shown_host}:{self.port}"

    @property
    def _shown_host(self) -> str:
        return f"[{self.host}]" if ":" in self.host and self.scheme != "unix" else self.host

    @property
    def is_loopback(self) -> bool:
        if self.scheme == "unix" or self.host == "localhost" or self.host.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @classmethod
    def of(cls, address: str) -> Self:
        """Reads the origin of any address. Raises AddressError."""
        parts = _split(address)
        if parts.scheme == "unix":
            return cls("unix", parts.path, 0)
        scheme = _PLAIN_OF.get(parts.scheme) or _BARE[parts.scheme]
        try:
            port = parts.port
            host = _proper_host(parts.hostname or "")
        except ValueError:
            raise AddressError(
                Sentence("{address} isn't an address. Its host or port can't be read.", address=_shown(address))
            ) from None
        if not port and scheme == "tcp":
            raise AddressError(
                Sentence("{address} names no port. Write it like {example}.", address=_shown(address), example=WYOMING)
            )
        return cls(scheme, host, port or _PORTS[scheme])


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Describes a server that speaks the API, ready to be asked."""

    origin: Origin
    path: str
    """Precedes every call's own path. Begins with a slash or is empty, and never ends with one."""
    query: tuple[tuple[str, str], ...] = ()
    """Sent with every call (Azure's api-version)."""
    organization: str = ""
    project: str = ""
    provider: ProviderTraits = field(default_factory=ProviderTraits, compare=False, repr=False)

    @classmethod
    def parse(cls, address: str, provider_at: Callable[[str, str, str], ProviderTraits]) -> Self:
        """Read a base address as people paste it. `provider_at` says whose a host, a path and a scheme are. Raises
        AddressError.
        """
        parts = _split(address)
        origin = Origin.of(address)
        query = _kept_query(parts.query)
        path = _without_call(parts.path)
        if origin.is_bare:
            return cls(origin, "", provider=provider_at(origin.host, "", origin.scheme))
        provider = provider_at(origin.host, path, origin.scheme)
        return cls(origin, provider.paths.base(path, query), query, provider=provider)

    @property
    def base_url(self) -> str:
        """The address in its normal form. Parsing it gives the same endpoint again."""
        return f"{self.origin.scheme}://{self.origin.netloc}{self.path}{_query(self.query)}"

    @property
    def whom(self) -> str:
        """Says in a few words who learns what is sent there. Empty if that is nobody outside this device."""
        if self.origin.is_loopback:
            return ""
        host = self.origin.host
        return self.provider.name if self.provider.name and self.provider.is_at(host) else host

    @property
    def realtime_name(self) -> Sentence:
        known = self.provider.realtime_name
        return verbatim(known) if known else Sentence("Realtime at {host}", host=self.origin.host)

    @property
    def live_name(self) -> Sentence:
        known = self.provider.live_name
        return verbatim(known) if known else Sentence("Live at {host}", host=self.origin.host)

    def headers(self, key: str = "", *, token: bool = False) -> dict[str, str]:
        """Returns the headers that say who asks. `key` is the revealed key for this origin, empty if the server wants
        none. `token`: it was printed by a command, and such ones are sent in one way everywhere.
        """
        headers: dict[str, str] = {}
        if token:
            headers["Authorization"] = f"Bearer {key}"
        elif key:
            headers[self.provider.key_header] = f"{self.provider.key_prefix}{key}"
        if self.organization:
            headers["OpenAI-Organization"] = self.organization
        if self.project:
            headers["OpenAI-Project"] = self.project
        return headers

    def url(self, call: str, model: str = "", fields: Iterable[tuple[str, str]] = ()) -> str:
        """The address of a call such as "audio/speech", with the model in it if the provider wants that, and with these
        query fields.
        """
        path = self.provider.paths.call(self.path, call, model)
        return f"{self.origin.scheme}://{self.origin.netloc}{path}{_query([*self.query, *fields])}"

    def socket_url(self, path: str, fields: Iterable[tuple[str, str]] = ()) -> str:
        """The address of a socket at a path, with these query fields."""
        return f"{_SOCKET_OF[self.origin.scheme]}://{self.origin.netloc}{path}{_query([*self.query, *fields])}"

    def realtime_url(self, model: str = "", *, intent: str = "") -> str:
        """The address of the Realtime socket, for a talk with `model` or for an intent such as transcription."""
        path, fields = self.provider.paths.socket(self.path, model)
        return self.socket_url(path, [*fields.items(), *([("intent", intent)] if intent else [])])

    @property
    def live_url(self) -> str:
        """The address of the socket for Live sessions. The model is named within."""
        return self.socket_url(self.provider.paths.live(self.path))

    def translation_url(self, model: str) -> str:
        """The address of the socket for translation sessions."""
        return self.socket_url(self.provider.paths.translation(self.path), [("model", model)])

    def check_privacy(self, *, plain_allowed: bool) -> None:
        """Raise AddressError if key and speech would travel unencrypted and the person has not allowed that."""
        if self.origin.scheme == "tcp" and not self.origin.is_loopback and not plain_allowed:
            raise AddressError(
                Sentence(
                    "A Wyoming server isn't encrypted, so others in the network could listen in. Allow unencrypted "
                    "connections in Settings, {page}, to use {address}.",
                    address=self.base_url,
                    page=SettingPlace("engines.allow_plain"),
                )
            )
        if self.origin.scheme == "http" and not self.origin.is_loopback and not plain_allowed:
            raise AddressError(
                Sentence(
                    "{address} isn't encrypted, so others could listen in. Use https, or allow unencrypted "
                    "connections in Settings, {page}.",
                    address=self.base_url,
                    page=SettingPlace("engines.allow_plain"),
                )
            )


OPENAI_ORIGIN = Origin("https", "api.openai.com", 443)


def proper_base_url(address: str) -> str:
    """Normalises a pasted base address, as far as that is the same for every provider. Raises AddressError."""
    parts, origin = _split(address), Origin.of(address)
    if origin.is_bare:
        return Endpoint(origin, "").base_url
    return Endpoint(origin, _without_call(parts.path), _kept_query(parts.query)).base_url


def proper_socket_url(address: str) -> str:
    """The same for an address that is only used for sockets. Raises AddressError."""
    scheme, rest = proper_base_url(address).split(":", 1)
    return f"{_SOCKET_OF[scheme]}:{rest}"


@dataclass(frozen=True, slots=True)
class FromEnvironment:
    """Holds what the environment says about the API, in the variables that OpenAI's own tools read. Empty if unset."""

    base_url: str = ""
    organization: str = ""
    project: str = ""

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        return cls(
            base_url=environ.get("OPENAI_BASE_URL", "").strip(),
            organization=environ.get("OPENAI_ORG_ID", "").strip(),
            project=environ.get("OPENAI_PROJECT_ID", "").strip(),
        )

    @property
    def key_origin(self) -> Origin:
        """Says whom OPENAI_API_KEY is for. Raises AddressError if OPENAI_BASE_URL is not an address."""
        return Origin.of(self.base_url) if self.base_url else OPENAI_ORIGIN


def with_account(endpoint: Endpoint, general: Endpoint, organization: str, project: str) -> Endpoint:
    """Sends organization and project only to the account's own server, as with keys."""
    if endpoint.origin != general.origin and not endpoint.provider.has_accounts:
        return endpoint
    return replace(endpoint, organization=organization, project=project)


# --- reading


def _split(address: str) -> SplitResult:
    text = address.strip().strip("<>\"'` ")
    if not text or any(c.isspace() or not c.isprintable() or c == "\\" for c in text):
        raise AddressError(
            Sentence(
                "{address} isn't an address. Write it like {example}.", address=_shown(address), example=OPENAI_BASE_URL
            )
        )
    if "://" not in text:
        host = re.split(r"[/?#]", text, maxsplit=1)[0]
        text = f"{'http' if _looks_local(host) else 'https'}://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        raise AddressError(
            Sentence(
                "{address} isn't an address. Write it like {example}.", address=_shown(address), example=OPENAI_BASE_URL
            )
        ) from None
    if parts.scheme not in _PLAIN_OF and parts.scheme not in _BARE:
        raise AddressError(
            Sentence(
                "An address begins with https://, http://, wss:// or ws://, not with {scheme}://.", scheme=parts.scheme
            )
        )
    if "@" in parts.netloc:
        raise AddressError(
            Sentence(
                "Don't put a user name, password, or key in an address. Save keys in Settings, {page}.",
                page=SettingPlace("engines"),
            )
        )
    if parts.scheme == "unix":
        if parts.netloc or not parts.path.strip("/"):
            raise AddressError(
                Sentence("A socket's address is written like {example}.", example="unix:///run/wyoming.sock")
            )
    elif not parts.hostname:
        raise AddressError(
            Sentence(
                "{address} names no host. Write it like {example}.", address=_shown(address), example=OPENAI_BASE_URL
            )
        )
    return parts


def _shown(address: str) -> str:
    """An address as a message may show it, without anything that could be a key."""
    text = address.strip().split("?")[0].rsplit("@", 1)[-1]
    return f'"{text[:80]}"'


def _looks_local(host: str) -> bool:
    name = host.rsplit(":", 1)[0].strip("[]") if not host.endswith("]") else host.strip("[]")
    return Origin("http", name.lower(), 80).is_loopback


def _proper_host(host: str) -> str:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    if not host.isascii():
        host = host.encode("idna").decode("ascii")  # UnicodeError is a ValueError
    host = host.lower().rstrip(".")
    if not _HOST.fullmatch(host) or ".." in host:
        raise ValueError(host)
    return host


def _kept_query(query: str) -> tuple[tuple[str, str], ...]:
    fields = parse_qsl(query, keep_blank_values=False)
    if any(name.lower() in _KEY_FIELDS for name, _ in fields):
        raise AddressError(
            Sentence("Don't put a key in an address. Save it in Settings, {page}.", page=SettingPlace("engines"))
        )
    return tuple((name, value) for name, value in fields if name.lower() not in _NOT_KEPT)


def _without_call(path: str) -> str:
    path = re.sub(r"/{2,}", "/", path).rstrip("/")
    for call in _CALLS:
        if path.endswith(call):
            return path.removesuffix(call).rstrip("/")
    return path


def _query(fields: Iterable[tuple[str, str]]) -> str:
    encoded = urlencode(list(fields))
    return f"?{encoded}" if encoded else ""

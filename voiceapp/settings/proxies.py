"""Decides whether to reach a server through the system's proxy.

This device, and unencrypted servers in the local network, are always reached directly, because a proxy would see the
key and the sound in the clear. Unencrypted connections to anywhere else never use a proxy either.
"""

import ipaddress
import urllib.request
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from voiceapp.core.sentence import Sentence
from voiceapp.settings.endpoints import AddressError, Origin

KINDS = ("http", "https", "socks5", "socks5h")
"""The proxy schemes that both the HTTP client and the socket support."""
_ALIASES = {"socks": "socks5h"}
"""GNOME writes `socks://`. The proxy looks up names, so that nobody else learns which server is asked."""
_LOCAL_ENDINGS = (".local", ".lan", ".internal", ".home.arpa")

Configured = Callable[[], Mapping[str, str]]
"""Proxies by scheme, as the system names them; `no` lists what to reach directly."""


def configured() -> Mapping[str, str]:
    return urllib.request.getproxies()


def proxy_for(origin: Origin, system: Configured = configured) -> str | None:
    """Finds the address of the proxy for this server. None if there is none. Raises AddressError."""
    if origin.is_loopback:
        return None
    plain = origin.scheme == "http"
    if plain and is_private(origin.host):
        return None
    proxies = system()
    address = proxies.get(origin.scheme) or proxies.get("all") or ""
    if not address or _reached_without(origin, proxies.get("no", "")):
        return None
    proxy = _proper(address)
    if plain:
        raise AddressError(
            Sentence(
                "{origin} isn't encrypted, so your system's proxy could read everything. Use https.",
                origin=origin.shown,
            )
        )
    return proxy


def is_private(host: str) -> bool:
    """Return whether a host is in the local network: a private address, or a name that only a local network knows."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_LOCAL_ENDINGS)
    return address.is_private or address.is_link_local


def _proper(address: str) -> str:
    """A proxy's address as the clients want it. No message shows its password, if any."""
    text = address if "://" in address else f"http://{address}"
    scheme, _, rest = text.partition("://")
    scheme = _ALIASES.get(scheme.lower(), scheme.lower())
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        known = scheme in KINDS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise AddressError(
            Sentence(
                "Your system's proxy is of a kind that can't be used ({scheme}). Choose an HTTP or SOCKS "
                "5 proxy in the system's settings.",
                scheme=scheme[:20],
            )
        )
    return f"{scheme}://{rest.rstrip('/')}"


def _reached_without(origin: Origin, exceptions: str) -> bool:
    return any(_names(entry.strip().lower(), origin) for entry in exceptions.split(",") if entry.strip())


def _names(entry: str, origin: Origin) -> bool:
    """Matches an entry of the exceptions: a host, a domain with everything below it, a network, or everybody."""
    if entry == "*":
        return True
    try:
        return ipaddress.ip_address(origin.host) in ipaddress.ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        pass
    host, _, port = entry.rpartition(":") if entry.rpartition(":")[2].isdecimal() else (entry, "", "")
    if port and int(port) != origin.port:
        return False
    host = host.removeprefix("*").strip("[]").lstrip(".")
    return origin.host == host or origin.host.endswith(f".{host}")

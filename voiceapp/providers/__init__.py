"""Knows every service that can be asked. Each has its own file, and a line in `PROVIDERS`."""

from collections.abc import Mapping
from itertools import chain

from voiceapp.core.prices import PriceTable
from voiceapp.providers.azure import AZURE
from voiceapp.providers.compatible import COMPATIBLE
from voiceapp.providers.deepgram import DEEPGRAM
from voiceapp.providers.openai import OPENAI
from voiceapp.providers.provider import PartContext, Provider
from voiceapp.providers.this_machine import THIS_MACHINE
from voiceapp.providers.wyoming import WYOMING
from voiceapp.settings.endpoints import Endpoint

PROVIDERS: tuple[Provider, ...] = (
    OPENAI,
    AZURE,
    DEEPGRAM,
    WYOMING,
    THIS_MACHINE,
)
"""The first that recognises an address as its own decides how it is called."""

ALL_PRICES = PriceTable(prices=tuple(chain.from_iterable(each.prices.prices for each in PROVIDERS)))
"""Counts towards limits if something has no known price."""


KEY_VARIABLES: Mapping[str, str] = {
    host: each.key_variable for each in PROVIDERS if each.key_variable for host in each.hosts
}
"""The environment variable that may hold the key for a host."""


def provider_at(host: str, path: str = "", scheme: str = "https") -> Provider:
    """Finds the provider of an address."""
    return next((each for each in PROVIDERS if each.serves(host, path, scheme)), COMPATIBLE)


def provider_of(endpoint: Endpoint) -> Provider:
    """Return the provider with the parts that it offers; `endpoint.provider` has only its traits."""
    return provider_at(endpoint.origin.host, endpoint.path, endpoint.origin.scheme)


def endpoint_at(address: str) -> Endpoint:
    """Read a base address as people paste it, as its provider understands it. Raises AddressError with a sentence."""
    return Endpoint.parse(address, provider_at)


__all__ = [
    "ALL_PRICES",
    "COMPATIBLE",
    "KEY_VARIABLES",
    "PROVIDERS",
    "THIS_MACHINE",
    "PartContext",
    "Provider",
    "endpoint_at",
    "provider_at",
    "provider_of",
]

"""Says at which address each role is served, by the settings and the environment, before its provider interprets it."""

import os

from voiceapp.settings.address_lists import split_addresses
from voiceapp.settings.endpoints import OPENAI_BASE_URL, FromEnvironment, proper_base_url
from voiceapp.settings.model import Settings


def general_addresses(settings: Settings) -> tuple[str, ...]:
    """Those for every role that has none of its own, in the order in which they are tried. Raises AddressError."""
    return _proper(settings.engines.base_url or FromEnvironment.read(os.environ).base_url or OPENAI_BASE_URL)


def general_address(settings: Settings) -> str:
    """The first of them. Raises AddressError."""
    return general_addresses(settings)[0]


def addresses_of(settings: Settings, role: str) -> tuple[str, ...]:
    """Return the addresses of a role, realtime, live, stt, chat or tts, in the order in which they are tried. Raises
    AddressError.
    """
    own = str(settings.value(f"{role}.base_url"))
    return _proper(own) if own else general_addresses(settings)


def address_of(settings: Settings, role: str) -> str:
    """Return the first address of a role. Raises AddressError."""
    return addresses_of(settings, role)[0]


def _proper(text: str) -> tuple[str, ...]:
    return tuple(proper_base_url(each) for each in split_addresses(text) or (text,))

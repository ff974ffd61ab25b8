"""Says at which address each role is served, by the settings and the environment, before its provider interprets it."""

import os

from voiceapp.settings.endpoints import OPENAI_BASE_URL, FromEnvironment, proper_base_url
from voiceapp.settings.model import Settings


def general_address(settings: Settings) -> str:
    """The address for every role that has none of its own. Raises AddressError."""
    return proper_base_url(settings.engines.base_url or FromEnvironment.read(os.environ).base_url or OPENAI_BASE_URL)


def address_of(settings: Settings, role: str) -> str:
    """Return the address of a role: realtime, stt, chat or tts. Raises AddressError."""
    own = str(settings.value(f"{role}.base_url"))
    return proper_base_url(own) if own else general_address(settings)

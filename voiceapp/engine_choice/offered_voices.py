"""Asks the server of a role which voices it speaks with."""

import asyncio
from collections.abc import Awaitable, Callable

from voiceapp.engine_choice.addresses import endpoint_for, may_ask
from voiceapp.engine_choice.available_engines import getter_for
from voiceapp.providers import provider_of
from voiceapp.providers.provider import Get
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing


def voices_of(settings: Settings, keys: KeyRing, role: str) -> tuple[str, ...]:
    """Return their names, or nothing if the server can't be asked. It waits. Raises EngineError, AddressError."""
    endpoint = endpoint_for(settings, role)
    ask = provider_of(endpoint).list_voices
    if ask is None:
        return ()
    may_ask(settings, role)
    return asyncio.run(_asked(ask, getter_for(settings, keys, endpoint)))


async def _asked(ask: Callable[[Get], Awaitable[tuple[str, ...]]], get: Get) -> tuple[str, ...]:
    return await ask(get)

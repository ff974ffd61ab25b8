"""Tells which engines may answer, in which order, and which of them will, as far as that is known without asking anybody."""

import contextlib

from voiceapp.core.outlook import Outlook
from voiceapp.engine_choice.addresses import endpoint_for
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.providers import provider_of
from voiceapp.settings.endpoints import AddressError
from voiceapp.settings.engine_kinds import USUAL, EngineKind, engines_in
from voiceapp.settings.kinds import TextKind
from voiceapp.settings.model import Settings


def engines_in_order(settings: Settings, factory: PartsFactory) -> list[EngineKind]:
    """Return the engines that the person wants and allows."""
    engines = engines_in(settings.engines.order, settings.engines.leaves_machine)
    if settings.moderation.on:
        checkable = tuple(kind for kind in engines if kind.can_be_checked)
        engines = checkable or engines_in(USUAL, settings.engines.leaves_machine)
    # What would ask nobody now has no more to offer than the engine of this device.
    return [kind for kind in engines if not kind.asks or not all(factory.is_local(role) for role in kind.asks)]


def likely_engine(settings: Settings, factory: PartsFactory, *, over: bool) -> EngineKind | None:
    """Return whoever answers. `over`: the budget is spent."""
    for kind in engines_in_order(settings, factory):
        if not kind.asks:
            return kind
        with contextlib.suppress(AddressError):
            endpoint = endpoint_for(settings, kind.asks[0])
            provider = provider_of(endpoint)
            parts = {"realtime": provider.realtime, "live": provider.live}
            offered = kind.asks[0] not in parts or parts[kind.asks[0]] is not None
            has_key = not endpoint.provider.needs_key or factory.keys.known(endpoint.base_url) is not None
            if offered and has_key and not over:
                return kind
    return None


def outlook_of(settings: Settings, factory: PartsFactory, *, over: bool) -> Outlook:
    """Say who will answer and speak."""
    kind = likely_engine(settings, factory, over=over)
    if kind is None:
        return Outlook()
    role = next((role for role in ("realtime", "live", "tts") if role in kind.asks), "")
    if not role or (role == "tts" and (factory.is_local(role) or factory.lacks_key(role))):
        return Outlook(kind.name, kind.ends_turns)
    setting = f"{role}.voice"
    named = settings.row(setting).kind
    voices = named.suggestions if isinstance(named, TextKind) and factory.provider(role).surely_offers else ()
    return Outlook(kind.name, kind.ends_turns, setting, voices)

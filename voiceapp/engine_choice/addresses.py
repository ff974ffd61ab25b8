"""Finds where each role's server is, by the settings and the environment."""

import contextlib
import os
from collections.abc import Iterator

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import AddressError, Endpoint, FromEnvironment, Origin, with_account
from voiceapp.settings.model import Settings
from voiceapp.settings.role_addresses import addresses_of, general_address


def endpoints_for(settings: Settings, role: str) -> tuple[Endpoint, ...]:
    """Return the servers of a role, realtime, live, stt, chat or tts, in the person's order. Raises AddressError."""
    said = FromEnvironment.read(os.environ)
    organization = settings.engines.organization or said.organization
    project = settings.engines.project or said.project
    general = endpoint_at(general_address(settings))
    found = (endpoint_at(address) for address in addresses_of(settings, role))
    return tuple(with_account(endpoint, general, organization, project) for endpoint in found)


def endpoint_for(settings: Settings, role: str) -> Endpoint:
    """Return the first server of a role. Raises AddressError."""
    return endpoints_for(settings, role)[0]


def choice_without_effect(settings: Settings, key: str) -> Sentence | None:
    """Says why a setting, as it is now, would change nothing."""
    role, _, name = key.partition(".")
    if role not in ("stt", "tts") or str(settings.value(key)) in ("", "auto"):
        return None
    try:
        provider = endpoint_for(settings, role).provider
    except AddressError:
        return None
    if name in ("model", "style") and provider.speaks_by_voice_alone and role == "tts":
        return Sentence("{provider} is told only which voice speaks. Leave this empty.", provider=provider.name)
    one_way = provider.recognises_one_way if role == "stt" else provider.speaks_by_voice_alone
    if name != "dialect" or not one_way:
        return None
    return Sentence(
        "{provider} has a single protocol for this. Leave it at “Detected automatically”.",
        provider=provider.name,
    )


def socket_endpoint(settings: Settings) -> Endpoint:
    """Returns the address of the socket of a live conversation. Raises AddressError."""
    socket = settings.realtime.socket_url
    return endpoint_at(socket) if socket else endpoint_for(settings, "realtime")


def servers_of(settings: Settings) -> tuple[str, ...]:
    """The addresses of all that may be asked for something. Those that are none are told where they are used."""
    if settings.engines.leaves_machine == "nothing":
        return ()
    return tuple(dict.fromkeys(endpoint.base_url for endpoint in _endpoints(settings)))


def addresses_with_keys(settings: Settings) -> tuple[str, ...]:
    """An address of each host that may have a key of its own, whether or not it may be asked just now."""
    hosts: dict[Origin, str] = {}
    for endpoint in _endpoints(settings):
        if not endpoint.provider.takes_key:
            continue
        hosts.setdefault(endpoint.origin, endpoint.base_url)
    return tuple(hosts.values())


def _endpoints(settings: Settings) -> Iterator[Endpoint]:
    """Those that are none are told where they are used."""
    checks = ("moderation",) if settings.moderation.on else ()
    drafts = ("drafts",) if settings.drafts.base_url else ()
    for role in ("realtime", "live", "stt", "chat", "tts", "pictures", *checks, *drafts):
        with contextlib.suppress(AddressError):
            yield from endpoints_for(settings, role)
    with contextlib.suppress(AddressError):
        yield socket_endpoint(settings)


NOTHING_LEAVES = Failure(
    FailureKind.NOT_ALLOWED,
    Sentence(
        "Nothing may leave this device, so no server was asked. You can allow it in Settings, {page}.",
        page=SettingPlace("engines.leaves_machine"),
    ),
)
VOICE_STAYS = Failure(
    FailureKind.NOT_ALLOWED,
    Sentence(
        "Your voice may not leave this device, so this wasn't sent. You can allow it in Settings, {page}.",
        page=SettingPlace("engines.leaves_machine"),
    ),
)
_TAKES_SOUND = ("realtime", "live", "stt", "wake")


def may_ask(settings: Settings, role: str) -> None:
    """Before anything is sent to the server of a role, be it only the key. Raises EngineError where it must not be."""
    leaves = settings.engines.leaves_machine
    if leaves == "nothing":
        raise EngineError(NOTHING_LEAVES)
    if leaves == "text" and role in _TAKES_SOUND:
        raise EngineError(VOICE_STAYS)

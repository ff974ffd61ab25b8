"""Which engine answers: a line each, chosen by the settings and by which keys there are."""

import os
from collections.abc import Awaitable, Callable

import httpx

from voiceapp.core.ports import Engine
from voiceapp.engines.realtime.engine import RealtimeEngine, RealtimeServer
from voiceapp.openai.models import PATIENCE, get_json
from voiceapp.openai.realtime_client import Dialect
from voiceapp.settings.endpoints import OPENAI_BASE_URL, Endpoint, FromEnvironment, with_account
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing


def general_endpoint(settings: Settings) -> Endpoint:
    """The address that holds for every role that names none of its own."""
    said = FromEnvironment.read(os.environ)
    endpoint = Endpoint.parse(settings.engines.base_url or said.base_url or OPENAI_BASE_URL)
    organization = settings.engines.organization or said.organization
    project = settings.engines.project or said.project
    return with_account(endpoint, endpoint, organization, project)


def endpoint_for(settings: Settings, role: str) -> Endpoint:
    """The address of a role: realtime, stt, chat or tts."""
    own = str(settings.value(f"{role}.base_url"))
    general = general_endpoint(settings)
    if not own:
        return general
    return with_account(Endpoint.parse(own), general, general.organization, general.project)


def realtime_engine(settings: Settings, keys: KeyRing) -> Engine:
    endpoint = endpoint_for(settings, "realtime")
    socket = settings.realtime.socket_url
    at = Endpoint.parse(socket) if socket else endpoint
    dialect = {"ga": Dialect.TODAY, "beta": Dialect.BETA}.get(settings.realtime.dialect)
    return RealtimeEngine(
        RealtimeServer(
            endpoint,
            lambda: keys.key_for(at.base_url),
            dialect,
            plain_allowed=settings.engines.allow_plain,
            socket_endpoint=at if socket else None,
        )
    )


def getter_for(settings: Settings, keys: KeyRing, endpoint: Endpoint) -> Callable[[str], Awaitable[object]]:
    """Asks this server for something that it lists. A server of OpenAI's or Azure's wants a key."""

    async def get(call: str) -> object:
        async with httpx.AsyncClient(follow_redirects=False, timeout=PATIENCE) as client:
            return await get_json(
                client, endpoint, keys.key_for(endpoint.base_url), call, plain_allowed=settings.engines.allow_plain
            )

    return get

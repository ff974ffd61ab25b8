"""Every engine keeps the contract, alone and under supervision."""

from dataclasses import replace

import pytest

from tests.engines.contract import EngineContract, Stage
from tests.server.api import ApiServer
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import Engine
from voiceapp.core.sentence import Sentence
from voiceapp.engines.cascade.engine import CascadeEngine
from voiceapp.engines.cascade.parts import CascadeParts
from voiceapp.engines.live.engine import LiveChoices, LiveEngine
from voiceapp.engines.realtime.engine import RealtimeEngine, RealtimeServer
from voiceapp.engines.realtime.speech_engine import RealtimeSpeech
from voiceapp.engines.realtime.transcription_engine import RealtimeTranscription
from voiceapp.engines.supervisor.circuit_breakers import CircuitBreakers
from voiceapp.engines.supervisor.engine import EngineOption, Supervisor
from voiceapp.openai.chat import ChatCompletions
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.openai.speech import Speech
from voiceapp.openai.transcriptions import Transcriptions
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.secrets import Secret


def realtime_server(api: ApiServer, key: str) -> RealtimeServer:
    secret = Secret(key, Origin.of(api.base_url))
    return RealtimeServer(endpoint_at(api.base_url), lambda: secret)


def realtime(api: ApiServer, key: str) -> Engine:
    return RealtimeEngine(realtime_server(api, key))


def realtime_of_yesterday(api: ApiServer, key: str) -> Engine:
    return RealtimeEngine(replace(realtime_server(api, key), dialect=Dialect.BETA))


def live(api: ApiServer, key: str) -> Engine:
    """The service's model works behind the voice."""
    return LiveEngine(
        realtime_server(api, key), LiveChoices(worker="gpt-6-luna"), ChatCompletions(http_server(api, key))
    )


def live_with_own_chat(api: ApiServer, key: str) -> Engine:
    return LiveEngine(realtime_server(api, key), LiveChoices(), ChatCompletions(http_server(api, key)))


def supervised(api: ApiServer, key: str) -> Engine:
    return Supervisor([EngineOption("realtime", lambda: realtime(api, key))], CircuitBreakers())


def http_server(api: ApiServer, key: str) -> Server:
    secret = Secret(key, Origin.of(api.base_url))
    return Server(endpoint_at(api.base_url), lambda: secret, ConnectionPool())


def cascade(api: ApiServer, key: str) -> Engine:
    server = http_server(api, key)
    return _cascade(CascadeParts(Transcriptions(server), ChatCompletions(server), Speech(server)), server)


def cascade_by_sockets(api: ApiServer, key: str) -> Engine:
    server, sockets = http_server(api, key), realtime_server(api, key)
    return _cascade(
        CascadeParts(RealtimeTranscription(sockets), ChatCompletions(server), RealtimeSpeech(sockets)), server
    )


def _cascade(parts: CascadeParts, server: Server) -> Engine:
    import contextlib
    from collections.abc import AsyncGenerator

    @contextlib.asynccontextmanager
    async def ready() -> AsyncGenerator[None]:
        try:
            yield
        finally:
            if isinstance(parts.voice, RealtimeSpeech):
                await parts.voice.aclose()
            await server.pool.close()

    return CascadeEngine(parts, EngineTraits(Sentence("A cascade")), ready)


STAGES = (
    Stage("realtime", realtime),
    Stage("realtime of yesterday", realtime_of_yesterday, beta="only"),
    Stage("realtime under supervision", supervised),
    Stage("live", live),
    Stage("cascade over http", cascade),
    Stage("cascade over sockets", cascade_by_sockets),
)


@pytest.mark.parametrize("stage", STAGES, ids=str)
class TestEngines(EngineContract):
    """Each promise, on each stage."""

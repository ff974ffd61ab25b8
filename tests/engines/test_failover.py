"""Real engines before the true server: what one of them cannot do, the next one does, within the turn."""

import contextlib
from collections.abc import AsyncGenerator, Sequence

import pytest

from tests.engines.driver import Driver
from tests.engines.parts import Brain, Ears, Voice
from tests.server.api import KEY, ApiServer
from voiceapp.core.messages import (
    EngineChanged,
    EngineTraits,
    LinkLost,
    LinkOpened,
    Outcome,
    ReplyEnded,
    ReplySound,
    ReplyWords,
    SendText,
    SendUtterance,
    TurnId,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import Engine, EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.cascade.engine import CascadeEngine
from voiceapp.engines.cascade.parts import CascadeParts
from voiceapp.engines.realtime.engine import RealtimeEngine, RealtimeServer
from voiceapp.engines.supervisor.circuit_breakers import CircuitBreakers
from voiceapp.engines.supervisor.engine import EngineOption, Supervisor
from voiceapp.openai.chat import ChatCompletions
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.openai.speech import Speech
from voiceapp.openai.transcriptions import Transcriptions
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.secrets import Secret

SPEECH = bytes(WIRE.bytes(900))
TURN = TurnId("turn-1")


@contextlib.asynccontextmanager
async def supervised(api: ApiServer, breakers: CircuitBreakers, *more: EngineOption) -> AsyncGenerator[Supervisor]:
    endpoint = endpoint_at(api.base_url)
    secret = Secret(KEY, Origin.of(api.base_url))
    pool = ConnectionPool()

    async def at_once(_: float) -> None: ...

    server = Server(endpoint, lambda: secret, pool, wait=at_once)

    @contextlib.asynccontextmanager
    async def ready() -> AsyncGenerator[None]:
        await server.get("models")
        yield

    def realtime() -> Engine:
        return RealtimeEngine(RealtimeServer(endpoint, lambda: secret))

    def cascade() -> Engine:
        parts = CascadeParts(
            Transcriptions(server, "whisper-1"), ChatCompletions(server, "gpt-6-luna"), Speech(server, "tts-1")
        )
        return CascadeEngine(parts, EngineTraits(Sentence("Cascade")), ready, "gpt-6-luna")

    try:
        yield Supervisor([EngineOption("realtime", realtime), EngineOption("cascade", cascade), *more], breakers)
    finally:
        await pool.close()


def on_this_machine() -> EngineOption:
    """An engine that is always there."""

    @contextlib.asynccontextmanager
    async def ready() -> AsyncGenerator[None]:
        yield

    parts = CascadeParts(Ears([]), Brain([["Here I am."]]), Voice())
    return EngineOption(
        "local", lambda: CascadeEngine(parts, EngineTraits(Sentence("On this device")), ready), billed=False
    )


def talking(engine: Engine, history: Sequence[Item] = ()) -> Driver:
    return Driver(engine, SessionWishes(language="en", model="gpt-realtime-2.1-mini"), history)


async def answered(link: Driver) -> str:
    ended = await link.until(ReplyEnded)
    assert ended.outcome is Outcome.DONE
    assert link.of(ReplySound)
    return "".join(words.text for words in link.of(ReplyWords)).strip()


@pytest.mark.parametrize(
    "refusal",
    [
        {"status": 401, "error": {"code": "invalid_api_key"}},
        {"status": 429, "error": {"code": "insufficient_quota"}},
        {"status": 403},
        {"status": 404},
        {"status": 503},
    ],
)
async def test_a_refused_socket_is_answered_by_the_cascade_at_once(
    api_server: ApiServer, refusal: dict[str, object]
) -> None:
    api_server.script.refuse = {**refusal, "paths": ("/realtime",), "times": 99}
    api_server.script.hear("What time is it?").reply("It is noon.")
    async with supervised(api_server, CircuitBreakers()) as engine, talking(engine) as link:
        opened = await link.until(LinkOpened)
        assert str(opened.info.traits.name) == "Cascade"
        if refusal["status"] == 404:
            assert not link.of(EngineChanged), "a service without Realtime is nobody's trouble"
        else:
            assert (await link.until(EngineChanged)).why
        link.send(SendUtterance(TURN, SPEECH))
        assert await answered(link) == "It is noon."


async def test_a_drop_in_the_answer_ends_the_link_so_that_the_turn_is_sent_again(api_server: ApiServer) -> None:
    api_server.script.reply("This will break off.", drop_after_ms=100, pace=1.0)
    breakers = CircuitBreakers()
    async with supervised(api_server, breakers) as engine:
        async with talking(engine) as link:
            link.send(SendText(TURN, "Hello?"))
            lost = await link.until(LinkLost)
            assert lost.failure.worth_retrying
            assert lost.failure.retry_after == 0.0, "at once"
        api_server.script.reply("Here I am again.")
        async with talking(engine) as link:
            link.send(SendText(TURN, "Hello?"))
            assert await answered(link) == "Here I am again."


async def test_no_credit_in_the_middle_of_a_talk_moves_on(api_server: ApiServer) -> None:
    breakers = CircuitBreakers()
    api_server.script.reply(
        "Nothing.", fails={"type": "insufficient_quota", "code": "insufficient_quota", "message": "No."}
    )
    async with supervised(api_server, breakers) as engine:
        async with talking(engine) as link:
            assert str((await link.until(LinkOpened)).info.traits.name) != "Cascade"
            link.send(SendText(TURN, "Hello?"))
            assert (await link.until(LinkLost)).failure.worth_retrying
        api_server.script.reply("Hello.")
        async with talking(engine) as link:
            assert str((await link.until(LinkOpened)).info.traits.name) == "Cascade"
            link.send(SendText(TURN, "Hello?"))
            assert await answered(link) == "Hello."


async def test_speech_that_is_refused_leaves_an_answer_to_read(api_server: ApiServer) -> None:
    api_server.script.refuse = {"status": 503, "paths": ("/realtime", "/audio/speech"), "times": 99}
    api_server.script.reply("Read me.")
    async with supervised(api_server, CircuitBreakers()) as engine, talking(engine) as link:
        link.send(SendText(TURN, "Hello?"))
        ended = await link.until(ReplyEnded)
        assert ended.outcome is Outcome.DONE
        assert "".join(words.text for words in link.of(ReplyWords)) == "Read me."


async def test_when_all_is_refused_it_is_said_and_tried_again(api_server: ApiServer) -> None:
    api_server.script.refuse = {"status": 503, "times": 99}
    async with supervised(api_server, CircuitBreakers()) as engine:
        with pytest.raises(EngineError) as told:
            async with talking(engine):
                pass
        assert told.value.failure.worth_retrying


@pytest.mark.parametrize(
    ("quirk", "tries", "words"),
    [
        ("chat-memory", 2, "requires more system memory"),
        ("chat-not-for-chat", 1, "does not support chat"),
        ("chat-not-pulled", 1, "try pulling it first"),
        ("chat-context", 1, "maximum context length"),
        ("chat-html", 2, "unreadable"),
        ("chat-empty", 2, "unreadable"),
    ],
)
async def test_a_refusal_that_is_the_engines_is_answered_by_the_next_one_which_says_why(
    api_server: ApiServer, quirk: str, tries: int, words: str
) -> None:
    """What may pass is tried twice. And not that the service has no Realtime either, which is nobody's trouble."""
    api_server.script.refuse = {"status": 404, "paths": ("/realtime",), "times": 99}
    api_server.script.quirky(quirk)
    async with supervised(api_server, CircuitBreakers(), on_this_machine()) as engine:
        for _ in range(tries):
            async with talking(engine) as link:
                assert str((await link.until(LinkOpened)).info.traits.name) == "Cascade"
                link.send(SendText(TURN, "Hello?"))
                assert (await link.until(LinkLost)).failure.retry_after == 0.0, "at once"
        async with talking(engine) as link:
            assert str((await link.until(LinkOpened)).info.traits.name) == "On this device"
            why = str((await link.until(EngineChanged)).why)
            assert words in why
            assert "know this address" not in why
            link.send(SendText(TURN, "Hello?"))
            assert await answered(link) == "Here I am."

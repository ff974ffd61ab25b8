"""Realtime servers of other hands: full ones, ones that answer unasked, ones that name nothing."""

import asyncio

import pytest
from aiohttp import web

from tests.engines.driver import Driver
from tests.rig.signals import noise
from tests.server.api import KEY, ApiServer
from tests.server.quirks import (
    ACTIVE_IN_TYPE,
    ANSWERS_COMMITS,
    BUSY_CLOSE,
    ERROR_FIRST,
    NO_METADATA,
    ONE_SLOT,
    SLOT_KEPT,
)
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import (
    AsideAnswered,
    AskAside,
    CommitTurn,
    EngineRefused,
    LinkLost,
    LinkOpened,
    ReplyBegan,
    ReplyEnded,
    ReplyWords,
    SendText,
    SendUtterance,
    TurnId,
)
from voiceapp.core.ports import EngineError
from voiceapp.core.wishes import SessionWishes, TurnTaking
from voiceapp.engines.realtime.engine import RealtimeEngine, RealtimeServer
from voiceapp.engines.realtime.speech_engine import RealtimeSpeech
from voiceapp.engines.supervisor.circuit_breakers import CircuitBreakers
from voiceapp.engines.supervisor.engine import EngineOption, Supervisor
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.secrets import Secret

SOUND = noise(0.3, 24_000, seed=4)
SPEECH = noise(1.0, 24_000, seed=9).tobytes()
LOCAL = SessionWishes(turn_taking=TurnTaking.LOCAL)


def server_at(api: ApiServer) -> RealtimeServer:
    return RealtimeServer(endpoint_at(api.base_url), lambda: Secret(KEY, Origin.of(api.base_url)))


def engine(api: ApiServer) -> RealtimeEngine:
    return RealtimeEngine(server_at(api))


# --- full, or not for us


async def test_a_server_whose_only_place_is_taken_is_busy_and_not_forbidden(api_server: ApiServer) -> None:
    api_server.script.quirky(ONE_SLOT)
    async with Driver(engine(api_server), LOCAL) as first:
        await first.opened()
        async with Driver(engine(api_server), LOCAL) as second:
            lost = await second.until(LinkLost)
        assert lost.failure.kind is FailureKind.RATE_LIMITED
        assert lost.failure.worth_retrying
        first.send(SendText(TurnId("t"), "Still there?"))
        await first.until(ReplyEnded)


async def test_a_server_that_closes_because_it_is_full_is_busy(api_server: ApiServer) -> None:
    api_server.script.quirky(BUSY_CLOSE)
    async with Driver(engine(api_server), LOCAL) as talk:
        lost = await talk.until(LinkLost)
    assert lost.failure.kind is FailureKind.RATE_LIMITED


async def test_what_a_server_says_before_it_closes_is_what_is_wrong(api_server: ApiServer) -> None:
    api_server.script.quirky(ERROR_FIRST)
    async with Driver(engine(api_server), LOCAL) as talk:
        lost = await talk.until(LinkLost)
    assert lost.failure.kind is FailureKind.WRONG_KEY


async def test_who_says_goodbye_frees_the_only_place(api_server: ApiServer) -> None:
    api_server.script.quirky(ONE_SLOT, SLOT_KEPT)
    for _ in range(3):
        async with Driver(engine(api_server), LOCAL) as talk:
            await talk.until(LinkOpened)
        await asyncio.to_thread(api_server.log.wait_for_received, "disconnected", len(api_server.connections))


async def test_a_page_where_a_socket_should_be_may_be_gone_in_a_moment() -> None:
    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<html>Sign in to the hotel's network</html>", content_type="text/html")

    app = web.Application()
    app.router.add_get("/v1/realtime", page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    at = endpoint_at(f"http://127.0.0.1:{runner.addresses[0][1]}/v1")
    try:
        with pytest.raises(EngineError) as refused:
            async with Driver(RealtimeEngine(RealtimeServer(at, lambda: None))):
                pass
    finally:
        await runner.cleanup()
    assert refused.value.failure.worth_retrying


async def test_a_server_that_breaks_off_as_it_is_greeted_is_tried_again() -> None:
    async def rude(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    rude_server = await asyncio.start_server(rude, "127.0.0.1", 0)
    at = endpoint_at(f"http://127.0.0.1:{rude_server.sockets[0].getsockname()[1]}/v1")
    try:
        with pytest.raises(EngineError) as refused:
            async with Driver(RealtimeEngine(RealtimeServer(at, lambda: None))):
                pass
    finally:
        rude_server.close()
        await rude_server.wait_closed()
    assert refused.value.failure.worth_retrying


# --- a try beside the talk


def supervisor(api: ApiServer, breakers: CircuitBreakers) -> Supervisor:
    return Supervisor([EngineOption("realtime", lambda: engine(api))], breakers)


async def test_a_try_beside_the_talk_finds_a_full_server_full_and_leaves_who_is_there_alone(
    api_server: ApiServer,
) -> None:
    api_server.script.quirky(ONE_SLOT, SLOT_KEPT)
    breakers = CircuitBreakers()
    supervised = supervisor(api_server, breakers)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        assert not await supervised._probe("realtime", LOCAL)
        talk.send(SendText(TurnId("t"), "Still there?"))
        await talk.until(ReplyEnded)
    assert breakers.of("realtime").rests_until < float("inf")


async def test_a_try_beside_the_talk_gives_the_place_back_to_it(api_server: ApiServer) -> None:
    api_server.script.quirky(ONE_SLOT, SLOT_KEPT)
    supervised = supervisor(api_server, CircuitBreakers())
    assert await supervised._probe("realtime", LOCAL)
    await asyncio.to_thread(api_server.log.wait_for_received, "disconnected")
    async with Driver(supervised, LOCAL) as talk:
        await talk.until(LinkOpened)


# --- answers that nobody asked for, and asking that is refused


@pytest.mark.parametrize("quirks", [(ACTIVE_IN_TYPE, ANSWERS_COMMITS), (ANSWERS_COMMITS,)])
@pytest.mark.parametrize("whole", [False, True])
async def test_a_server_that_answers_a_commit_by_itself_answers_once_and_nothing_is_complained_of(
    api_server: ApiServer, quirks: tuple[str, ...], *, whole: bool
) -> None:
    api_server.script.quirky(*quirks)
    for number in (1, 2, 3):
        api_server.script.reply(f"Answer {number}.", sound=SOUND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        for number in (1, 2, 3):
            turn = TurnId(f"t{number}")
            if whole:
                talk.send(SendUtterance(turn, SPEECH))
            else:
                talk.speak(SPEECH)
                talk.send(CommitTurn(turn))
            await talk.until(ReplyEnded, lambda _, number=number: len(talk.of(ReplyEnded)) == number)  # type: ignore[misc]
        talk.send(SendText(TurnId("typed"), "And in writing?"))
        await talk.until(ReplyEnded, lambda _: len(talk.of(ReplyEnded)) == 4)
    words = "".join(said.text for said in talk.of(ReplyWords))
    assert words.startswith("Answer 1.Answer 2.Answer 3.")
    assert len(talk.of(ReplyBegan)) == 4
    assert talk.of(EngineRefused) == []
    assert len(api_server.log.sent("error")) <= 1, "learned with the first"


@pytest.mark.parametrize("quirks", [(NO_METADATA,), (NO_METADATA, ACTIVE_IN_TYPE, ANSWERS_COMMITS)])
async def test_a_title_is_never_a_second_answer_where_the_server_names_no_side_job(
    api_server: ApiServer, quirks: tuple[str, ...]
) -> None:
    api_server.script.quirky(*quirks)
    api_server.script.asides.append("Tea at noon")
    api_server.script.reply("First.", sound=SOUND).reply("Second.", sound=SOUND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.speak(SPEECH)
        talk.send(CommitTurn(TurnId("t1")))
        await talk.until(ReplyEnded)
        talk.send(AskAside("title", "A title, please.", "We talked."))
        talk.speak(SPEECH)
        talk.send(CommitTurn(TurnId("t2")))
        await talk.until(ReplyEnded, lambda _: len(talk.of(ReplyEnded)) == 2)
        title = await talk.until(AsideAnswered)
    assert title.text == "Tea at noon"
    assert "".join(said.text for said in talk.of(ReplyWords)) == "First.Second."
    assert len(talk.of(ReplyBegan)) == 2


async def test_with_its_own_detection_such_a_server_is_asked_for_no_title(api_server: ApiServer) -> None:
    api_server.script.quirky(NO_METADATA)
    async with Driver(engine(api_server), SessionWishes(turn_taking=TurnTaking.SERVER)) as talk:
        await talk.opened()
        talk.send(AskAside("title", "A title, please.", "We talked."), SendText(TurnId("t"), "Hello"))
        await talk.until(ReplyEnded)
    assert len(api_server.log.received("response.create")) == 1


async def test_a_server_that_names_nothing_reads_aloud_all_the_same(api_server: ApiServer) -> None:
    api_server.script.quirky(NO_METADATA)
    speech = RealtimeSpeech(server_at(api_server))
    try:
        pieces = [piece async for piece in speech.speak("One, two, three.", SessionWishes())]
    finally:
        await speech.aclose()
    assert sum(len(piece.pcm) for piece in pieces) > 0

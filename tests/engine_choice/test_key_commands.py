"""A key that a command prints is used for requests and sockets alike, and asked for anew where it isn't taken any more."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest

from tests.rig.token_program import Program
from tests.server.api import ApiServer
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import LinkOpened
from voiceapp.core.ports import ChatText, EngineError
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.one_off.keys import opened
from voiceapp.providers import endpoint_at
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

SAID = Message(ItemId("1"), Speaker.USER, 0.0, "Hello?", MessageState.DONE)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def settings(api_server: ApiServer, program: Program) -> Settings:
    settings = Settings().with_value("engines.base_url", api_server.base_url)
    return settings.with_value("engines.key_commands", {api_server.base_url: f"'{program.path}'"})


@pytest.fixture
def keys(settings: Settings) -> KeyRing:
    return opened(lambda: settings)


@pytest.fixture
async def engines(settings: Settings, keys: KeyRing) -> AsyncIterator[AvailableEngines]:
    engines = AvailableEngines(lambda: settings, keys)
    yield engines
    await engines.close()


async def answer_of(engines: AvailableEngines) -> str:
    async with aclosing(engines.factory().chat().answer((SAID,), SessionWishes())) as pieces:
        return "".join([piece.text async for piece in pieces if isinstance(piece, ChatText)])


async def model_of(engines: AvailableEngines) -> str:
    async with engines.factory().realtime().connect(SessionWishes(), ()) as link:
        async for event in link:
            if isinstance(event, LinkOpened):
                return event.info.model
    raise AssertionError("it never opened")


async def test_requests_and_sockets_carry_the_token(
    api_server: ApiServer, program: Program, engines: AvailableEngines
) -> None:
    api_server.tokens = {"token-one"}
    api_server.script.reply("Hello.")
    program.prints("token-one", 3600)
    assert await answer_of(engines) == "Hello."
    assert await model_of(engines)
    assert {headers["Authorization"] for headers in api_server.headers} == {"Bearer token-one"}
    assert program.runs == 1


async def test_a_token_that_is_not_taken_any_more_is_replaced_once(
    api_server: ApiServer, program: Program, engines: AvailableEngines
) -> None:
    api_server.tokens = {"token-one"}
    program.prints("token-one", 3600)
    api_server.script.reply("One.")
    assert await answer_of(engines) == "One."
    api_server.tokens = {"token-two"}
    program.prints("token-two", 3600)
    api_server.script.reply("Two.")
    assert await answer_of(engines) == "Two."
    api_server.tokens = {"token-three"}
    program.prints("token-three", 3600)
    assert await model_of(engines), "a socket does the same as it opens again"
    assert program.runs == 3


async def test_a_token_that_the_service_never_takes_is_said_and_not_tried_for_ever(
    api_server: ApiServer, program: Program, engines: AvailableEngines
) -> None:
    program.prints("token-of-another", 3600)
    for asks in (answer_of, model_of):
        with pytest.raises(EngineError) as told:
            await asks(engines)
        assert told.value.failure.kind is FailureKind.WRONG_KEY
    assert len(api_server.headers) == 4
    assert "token-of-another" not in repr(told.value.failure)


async def test_why_the_command_printed_none_is_what_the_person_is_told(
    api_server: ApiServer, program: Program, engines: AvailableEngines
) -> None:
    program.says("echo 'AADSTS50078: sign in again with az login' >&2; exit 1")
    for asks in (answer_of, model_of):
        with pytest.raises(EngineError) as told:
            await asks(engines)
        assert told.value.failure.kind is FailureKind.NO_KEY
        assert str(told.value.failure.sentence).endswith("It says: AADSTS50078: sign in again with az login")
    assert not api_server.headers, "and nothing was sent"


async def test_nothing_is_run_where_nothing_may_leave(settings: Settings, program: Program) -> None:
    strict = settings.with_value("engines.leaves_machine", "nothing")
    engines = AvailableEngines(lambda: strict, opened(lambda: strict))
    with pytest.raises(EngineError):
        await model_of(engines)
    engines.outlook()
    await engines.close()
    assert program.runs == 0


def test_a_token_goes_as_a_bearer_token_where_keys_go_otherwise() -> None:
    azure = endpoint_at("https://me.openai.azure.com")
    assert azure.headers("abc") == {"api-key": "abc"}
    assert azure.headers("abc", token=True) == {"Authorization": "Bearer abc"}

"""The list of models, as services of all kinds give it."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.server.api import KEY, MODELS, ApiServer
from voiceapp.core.failures import FailureKind
from voiceapp.core.models import Listed
from voiceapp.core.ports import EngineError
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.openai.models import list_models, read_models
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.secrets import Secret


async def ask(base_url: str, key: str | None = KEY) -> tuple[Listed, ...]:
    secret = Secret(key, Origin.of(base_url)) if key else None
    pool = ConnectionPool()
    try:
        return await list_models(Server(endpoint_at(base_url), lambda: secret, pool).get)
    finally:
        await pool.close()


async def test_the_service_says_what_this_key_may_use(api_server: ApiServer) -> None:
    models = await ask(api_server.base_url)
    assert [model.id for model in models] == [str(model["id"]) for model in MODELS]
    assert next(model.ends for model in models if model.id == "whisper-1") == date(2027, 2, 26)


async def test_a_wrong_key_is_told_and_never_shown(api_server: ApiServer) -> None:
    with pytest.raises(EngineError) as told:
        await ask(api_server.base_url, "sk-wrong-key-0123456789")
    assert told.value.failure.kind is FailureKind.WRONG_KEY
    assert "sk-wrong" not in repr(told.value.failure)


async def test_openai_is_not_asked_without_a_key() -> None:
    with pytest.raises(EngineError) as told:
        await ask("https://api.openai.com/v1", None)
    assert told.value.failure.kind is FailureKind.NO_KEY


@pytest.mark.parametrize("status", [404, 405])
async def test_a_server_that_keeps_no_list_is_none_the_worse(api_server: ApiServer, status: int) -> None:
    api_server.script.refuse = {"status": status}
    assert await ask(api_server.base_url) == ()


async def test_a_redirect_is_not_followed(api_server: ApiServer) -> None:
    api_server.script.refuse = {"status": 302, "headers": {"Location": "https://example.org/v1/models"}}
    with pytest.raises(EngineError):
        await ask(api_server.base_url)


async def test_nobody_at_home_is_said_in_a_sentence() -> None:
    with pytest.raises(EngineError) as told:
        await ask("http://127.0.0.1:9/v1", None)
    assert told.value.failure.kind is FailureKind.NO_NETWORK


def test_lists_of_other_shapes_are_read() -> None:
    assert read_models([{"id": "a"}, {"id": "a"}, {"id": "b", "created": "soon"}, {"name": "c"}, "d", {"id": ""}]) == (
        Listed("a"),
        Listed("b"),
    )
    assert read_models({"data": [{"id": "x", "shutdown_date": "some day", "created": 5, "pricing": {}}]}) == (
        Listed("x", 5.0),
    )
    assert read_models({"error": "no"}) == ()
    assert read_models(None) == ()


@given(
    st.recursive(
        st.none() | st.text() | st.floats() | st.integers(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_whatever_is_answered_does_no_harm(answer: object) -> None:
    for model in read_models({"data": answer} if not isinstance(answer, dict) else answer):
        json.dumps(model.id)

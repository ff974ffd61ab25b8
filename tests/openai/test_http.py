"""Requests, and what is made of the answers that are none."""

from dataclasses import replace

import pytest

from tests.server.api import KEY, ApiServer
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import Limit
from voiceapp.core.ports import EngineError
from voiceapp.core.talk.answer_patience import PATIENCE
from voiceapp.openai.chat import ChatCompletions
from voiceapp.openai.connections import STANDSTILL, ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.providers import endpoint_at
from voiceapp.settings.secrets import Secret, WrongHostError


def tries(api: ApiServer) -> int:
    return len([entry for entry in api.log.entries if entry.type.startswith("HTTP")])


async def kind_of(server: Server) -> FailureKind:
    with pytest.raises(EngineError) as told:
        await server.get("models")
    assert KEY not in repr(told.value.failure)
    return told.value.failure.kind


@pytest.mark.parametrize(
    ("status", "code", "kind", "count"),
    [
        (401, "invalid_api_key", FailureKind.WRONG_KEY, 1),
        (403, "", FailureKind.NOT_ALLOWED, 1),
        (404, "model_not_found", FailureKind.NO_MODEL, 1),
        (404, "", FailureKind.WRONG_ADDRESS, 1),
        (408, "", FailureKind.SERVER_BROKEN, 3),
        (409, "", FailureKind.SERVER_BROKEN, 3),
        (429, "rate_limit_exceeded", FailureKind.RATE_LIMITED, 3),
        (429, "insufficient_quota", FailureKind.NO_QUOTA, 1),
        (500, "", FailureKind.SERVER_BROKEN, 3),
        (503, "", FailureKind.SERVER_BROKEN, 3),
        (413, "", FailureKind.REJECTED, 1),
    ],
)
async def test_each_refusal_has_its_meaning_and_its_tries(
    server: Server, api_server: ApiServer, status: int, code: str, kind: FailureKind, count: int
) -> None:
    api_server.script.refuse = {"status": status, "error": {"code": code}, "times": 9}
    assert await kind_of(server) is kind
    assert tries(api_server) == count


async def test_a_passing_fault_is_not_noticed(server: Server, api_server: ApiServer) -> None:
    api_server.script.refuse = {"status": 503, "times": 2}
    assert await server.get("models")


@pytest.mark.parametrize(
    ("headers", "count"),
    [
        ({"x-should-retry": "false"}, 1),
        ({"retry-after": "3600"}, 1),
        ({"retry-after-ms": "10"}, 3),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 3),
    ],
)
async def test_the_service_says_whether_and_when_to_try_again(
    server: Server, api_server: ApiServer, headers: dict[str, str], count: int
) -> None:
    api_server.script.refuse = {"status": 503, "headers": headers, "times": 9}
    await kind_of(server)
    assert tries(api_server) == count


async def test_it_waits_as_long_as_the_service_asks(server: Server, api_server: ApiServer) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    api_server.script.refuse = {"status": 429, "headers": {"retry-after-ms": "1500"}, "times": 9}
    await kind_of(replace(server, wait=wait))
    assert waited == [1.5, 1.5]


async def test_a_404_is_tried_again_when_the_service_says_so(server: Server, api_server: ApiServer) -> None:
    api_server.script.refuse = {"status": 404, "headers": {"x-should-retry": "true", "retry-after-ms": "1"}, "times": 9}
    await kind_of(server)
    assert tries(api_server) in (1, 3)


async def test_nobody_there_is_no_network_and_said_in_a_sentence(server: Server) -> None:
    nobody = replace(server, endpoint=endpoint_at("http://127.0.0.1:9/v1"), key=lambda: None)
    assert await kind_of(nobody) is FailureKind.NO_NETWORK


async def test_a_key_of_another_host_is_never_sent(server: Server) -> None:
    elsewhere = replace(server, endpoint=endpoint_at("http://127.0.0.1:9/v1"))
    with pytest.raises(WrongHostError):
        await elsewhere.get("models")


async def test_openai_is_not_asked_without_a_key() -> None:
    pool = ConnectionPool()
    with pytest.raises(EngineError) as told:
        await Server(endpoint_at("https://api.openai.com/v1"), lambda: None, pool).get("models")
    assert told.value.failure.kind is FailureKind.NO_KEY
    await pool.close()


async def test_a_plain_connection_to_elsewhere_is_refused() -> None:
    pool = ConnectionPool()
    secret = Secret("sk-some-key-0123456789abcdef", None)
    with pytest.raises(EngineError) as told:
        await Server(endpoint_at("http://example.org/v1"), lambda: secret, pool).get("models")
    assert told.value.failure.kind is FailureKind.WRONG_ADDRESS
    assert "encrypted" in str(told.value.failure.sentence)
    await pool.close()


async def test_a_redirect_is_not_followed(server: Server, api_server: ApiServer) -> None:
    api_server.script.refuse = {"status": 302, "headers": {"Location": f"{api_server.base_url}/models"}, "times": 9}
    await kind_of(server)
    assert tries(api_server) == 1


LITTLE = {
    "x-ratelimit-limit-tokens": "1000",
    "x-ratelimit-remaining-tokens": "100",
    "x-ratelimit-reset-tokens": "1m0s",
}


async def asked(server: Server, model: str) -> None:
    with pytest.raises(EngineError):
        async with server.stream("chat/completions", {"model": model}, model=model):
            pass


async def test_work_that_nobody_waits_for_gives_way_to_talks_where_a_limit_is_near(
    server: Server, api_server: ApiServer
) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)
        server.pool.limits.take((server.endpoint.base_url, "m"), (), 0.0)

    patient = replace(server, is_patient=True, wait=wait)
    api_server.script.refuse = {"status": 400, "headers": LITTLE, "times": 9}
    for asking in (server, server, patient, patient):
        await asked(asking, "m")
    assert [round(seconds) for seconds in waited] == [60, 60], "a talk never waited"
    await asked(patient, "other")
    assert len(waited) == 2, "each model has limits of its own"


async def test_work_that_nobody_waits_for_waits_for_a_reset_that_a_talk_does_not(
    server: Server, api_server: ApiServer
) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    api_server.script.refuse = {"status": 429, "headers": {"retry-after": "90"}, "times": 2}
    assert await replace(server, is_patient=True, wait=wait).get("models")
    assert waited == [90.0, 90.0]
    api_server.script.refuse = {"status": 429, "headers": {"retry-after": "90"}, "times": 2}
    assert await kind_of(replace(server, wait=wait)) is FailureKind.RATE_LIMITED
    assert len(waited) == 2


async def test_limits_in_headers_are_passed_on(server: Server, api_server: ApiServer) -> None:
    told: list[tuple[Limit, ...]] = []
    headers = {
        "x-ratelimit-limit-requests": "9",
        "x-ratelimit-remaining-requests": "8",
        "x-ratelimit-reset-requests": "1s",
    }
    api_server.script.refuse = {"status": 401, "headers": headers}
    await kind_of(replace(server, limits=told.append))
    assert told == [(Limit("requests", 9, 8, 1.0),)]


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("http://127.0.0.1:11434/v1", True),
        ("http://192.168.1.20:8080/v1", True),
        ("https://api.openai.com/v1", False),
        ("https://api.example.org/v1", False),
    ],
)
async def test_only_a_server_of_ones_own_is_expected_to_load_its_models(address: str, own: bool) -> None:
    pool = ConnectionPool()
    server = Server(endpoint_at(address), lambda: None, pool)
    assert server.is_ones_own == own
    assert ChatCompletions(server, "model").traits.loads_models == own
    await pool.close()


def test_no_socket_is_closed_before_the_talk_has_given_up_on_the_answer() -> None:
    assert max(patience.ask_once_more for patience in PATIENCE.values()) < STANDSTILL

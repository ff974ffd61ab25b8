"""How a model picks its words is asked for where the endpoint has a field for it, and left out where that is refused."""

import json
from dataclasses import replace

import pytest

from tests.openai.test_parts import CLOCK, answer, said, text_of
from tests.server.api import ApiServer
from voiceapp.core.sampling import Sampling, sampling_fields
from voiceapp.core.transcript import Speaker
from voiceapp.core.wishes import SessionWishes, side_job
from voiceapp.openai.chat import ChatCompletions, ServedChat
from voiceapp.openai.http import Server
from voiceapp.openai.responses import ResponsesChat

CHOSEN = Sampling(0.7, 0.9, 11, ("END",), 0.5, -0.5, (("15", -100.0),))
MODEL = "llama3"
WISHES = SessionWishes(sampling=CHOSEN)


@pytest.fixture(autouse=True)
def _has_a_model_that_takes_all(api_server: ApiServer) -> None:
    api_server.script.models.add(MODEL)


async def test_chat_is_told_all_of_it(server: Server, api_server: ApiServer) -> None:
    await answer(ChatCompletions(server, MODEL), [said("Hi.")], WISHES)
    (sent,) = api_server.log.received("/v1/chat/completions")
    assert {name: sent.body.get(name) for name in sampling_fields(CHOSEN)} == sampling_fields(CHOSEN)


async def test_responses_are_told_what_they_have_a_field_for(server: Server, api_server: ApiServer) -> None:
    await answer(ResponsesChat(server, MODEL), [said("Hi.")], WISHES)
    (sent,) = api_server.log.received("/v1/responses")
    asked = {name: sent.body[name] for name in sampling_fields(CHOSEN) if name in sent.body}
    assert asked == {"temperature": 0.7, "top_p": 0.9}


async def test_a_field_that_is_refused_by_its_name_is_left_out_once_and_for_all(
    server: Server, api_server: ApiServer
) -> None:
    api_server.script.reply("Fine.").reply("Fine.")
    chat = ChatCompletions(server, "gpt-6-luna")
    assert text_of(await answer(chat, [said("Hi.")], WISHES)) == "Fine."
    first, second = api_server.log.received("/v1/chat/completions")
    assert first.body.keys() - second.body.keys() == {"temperature"}, "nothing else is given up"
    assert text_of(await answer(chat, [said("Hi.")], side_job("A title."))) == "Fine."
    assert "temperature" not in api_server.log.received("/v1/chat/completions")[-1].body
    assert len(api_server.log.received("/v1/chat/completions")) == 3, "it is not asked for again"


@pytest.mark.parametrize("kind", [ChatCompletions, ResponsesChat])
async def test_a_title_is_asked_for_at_temperature_0(
    kind: type[ServedChat], server: Server, api_server: ApiServer
) -> None:
    await answer(kind(server, MODEL), [said("Hi.")], side_job("A title."))
    assert api_server.log.received(f"/v1/{kind.call}")[-1].body["temperature"] == 0.0


async def test_a_title_is_not_worth_a_refusal(server: Server, api_server: ApiServer) -> None:
    await answer(ChatCompletions(server, "gpt-6-luna"), [said("Hi.")], side_job("A title."))
    (sent,) = api_server.log.received("/v1/chat/completions")
    assert "temperature" not in sent.body, "this model is known to take none"


@pytest.mark.parametrize("kind", [ChatCompletions, ResponsesChat])
async def test_where_no_tool_may_be_called_the_model_knows_them_and_is_told_so(
    kind: type[ServedChat], server: Server, api_server: ApiServer
) -> None:
    for may_call in (True, False):
        await answer(kind(server, MODEL), [said("Hi.")], SessionWishes(tools=(CLOCK,), may_call=may_call))
    free, bound = api_server.log.received(f"/v1/{kind.call}")
    assert "tool_choice" not in free.body
    assert bound.body["tool_choice"] == "none"
    assert bound.body["tools"] == free.body["tools"], "so that what a server has cached still fits"


# --- what a model thinks


THINKING = SessionWishes(effort="high")
RESPONSES = "/v1/responses"


async def test_responses_are_asked_for_a_summary_of_what_is_thought(server: Server, api_server: ApiServer) -> None:
    chat = ResponsesChat(server, MODEL)
    for wishes in (THINKING, SessionWishes(effort="none"), SessionWishes()):
        await answer(chat, [said("Hi.")], wishes)
    found = [sent.body.get("reasoning") for sent in api_server.log.received(RESPONSES)]
    assert found == [{"effort": "high", "summary": "auto"}, {"effort": "none"}, None]


async def test_an_account_that_may_not_know_what_is_thought_is_answered_all_the_same(
    server: Server, api_server: ApiServer
) -> None:
    error = {
        "message": "Your organization must be verified to generate reasoning summaries.",
        "param": "reasoning.summary",
        "code": "unsupported_value",
    }
    api_server.script.refuse = {"status": 400, "error": error, "times": 1, "paths": ("/responses",)}
    api_server.script.reply("Fine.")
    assert text_of(await answer(ResponsesChat(server, MODEL), [said("Hi.")], THINKING)) == "Fine."
    assert api_server.log.received(RESPONSES)[-1].body["reasoning"] == {"effort": "high"}, "it thinks as before"


@pytest.mark.parametrize("kind", [ChatCompletions, ResponsesChat])
async def test_what_was_thought_is_not_sent_back(kind: type[ServedChat], server: Server, api_server: ApiServer) -> None:
    thought = replace(said("Noon.", Speaker.ASSISTANT), thoughts="Nobody else must know.")
    await answer(kind(server, MODEL), [said("Time?"), thought, said("Sure?")], THINKING)
    sent = json.dumps(api_server.log.received(f"/v1/{kind.call}")[-1].body)
    assert "Noon." in sent
    assert "Nobody" not in sent

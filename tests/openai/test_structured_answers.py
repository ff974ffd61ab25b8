"""JSON of a given form, asked for in the ways that a server knows, of which it refuses some."""

import json
from collections.abc import Sequence

import pytest

from tests.openai.test_parts import CLOCK, answer, said, text_of
from tests.server.api import ApiServer
from tests.server.script import Call
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import Chat, ChatEnd, EngineError
from voiceapp.core.summaries.answer_schema import summary_schema
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.chat import ChatCompletions
from voiceapp.openai.http import Server
from voiceapp.openai.responses import ResponsesChat

SCHEMA = summary_schema(5)
WISHES = SessionWishes(instructions="Summarise.", spoken=False, side_job=True, answer_schema=SCHEMA)
WRITTEN = '{"summary": [], "decisions": [], "tasks": [], "questions": [], "chapters": [], "title": "A", "tags": []}'
CHAT, RESPONSES = "/v1/chat/completions", "/v1/responses"
MODEL = "gpt-6-luna"


def ways(api_server: ApiServer, call: str) -> list[str]:
    """In which way each request asked."""
    return [_way(sent.body) for sent in api_server.log.received(call)]


def _way(body: dict[str, object]) -> str:
    form = body.get("response_format") or (body.get("text") or {}).get("format")  # type: ignore[attr-defined]
    if form:
        return str(form["type"])  # type: ignore[index]
    return "call" if body.get("tool_choice") else "words"


def end_of(pieces: Sequence[object]) -> ChatEnd:
    end = pieces[-1]
    assert isinstance(end, ChatEnd)
    return end


@pytest.mark.parametrize(("kind", "call"), [(ChatCompletions, CHAT), (ResponsesChat, RESPONSES)])
async def test_a_schema_is_sent_as_the_official_types_have_it(
    kind: type[ChatCompletions] | type[ResponsesChat], call: str, server: Server, api_server: ApiServer
) -> None:
    api_server.script.reply(WRITTEN)
    found = await answer(kind(server, MODEL), [said("Hi.")], WISHES)
    assert json.loads(text_of(found))["title"] == "A"
    assert end_of(found).spent[0].usage.tokens == 27
    assert ways(api_server, call) == ["json_schema"]
    assert api_server.violations == []


@pytest.mark.parametrize("quirk", ["deepseek", "groq", "pydantic"])
async def test_a_model_without_schemas_is_made_to_call_a_function(
    quirk: str, server: Server, api_server: ApiServer
) -> None:
    api_server.script.quirky(f"chat-no-schema-{quirk}").reply(WRITTEN).reply(WRITTEN)
    chat = ChatCompletions(server, MODEL)
    assert json.loads(text_of(await answer(chat, [said("Hi.")], WISHES)))["title"] == "A"
    assert json.loads(text_of(await answer(chat, [said("Hi.")], WISHES)))["title"] == "A"
    assert ways(api_server, CHAT) == ["json_schema", "call", "call"], "it is remembered"
    assert api_server.violations == []


async def test_json_mode_and_plain_words_come_last(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("chat-no-schema-groq", "chat-no-forced-call").reply(WRITTEN)
    chat = ChatCompletions(server, MODEL)
    assert json.loads(text_of(await answer(chat, [said("Hi.")], WISHES)))["title"] == "A"
    assert ways(api_server, CHAT) == ["json_schema", "call", "json_object"]
    assert "decisions" in str(api_server.log.received(CHAT)[-1].body["messages"]), "the form is told in words"
    api_server.script.quirky("chat-no-json-mode").reply(f"Here it is:\n```json\n{WRITTEN}\n```")
    assert "A" in text_of(await answer(chat, [said("Hi.")], WISHES))
    assert ways(api_server, CHAT)[3:] == ["json_object", "words"]
    assert api_server.violations == []


async def test_responses_has_the_same_ways(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("responses-no-schema").reply(WRITTEN)
    chat = ResponsesChat(server, MODEL)
    assert json.loads(text_of(await answer(chat, [said("Hi.")], WISHES)))["title"] == "A"
    api_server.script.quirky("responses-no-forced-call").reply(WRITTEN)
    assert json.loads(text_of(await answer(chat, [said("Hi.")], WISHES)))["title"] == "A"
    assert ways(api_server, RESPONSES) == ["json_schema", "call", "call", "json_object"]
    assert api_server.violations == []


@pytest.mark.parametrize(("kind", "call"), [(ChatCompletions, CHAT), (ResponsesChat, RESPONSES)])
async def test_a_server_that_passes_over_the_form_is_asked_in_another_way(
    kind: type[ChatCompletions] | type[ResponsesChat], call: str, server: Server, api_server: ApiServer
) -> None:
    api_server.script.reply("The talk was about a printer.").reply(WRITTEN)
    found = await answer(kind(server, MODEL), [said("Hi.")], WISHES)
    assert json.loads(text_of(found))["title"] == "A"
    assert ways(api_server, call) == ["json_schema", "call"]
    assert len(end_of(found).spent) == 2, "both are on the bill"


async def test_what_is_learnt_of_the_form_leaves_tools_alone(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("chat-no-schema-groq", "chat-no-forced-call").reply(WRITTEN).reply(
        "", calls=(Call("clock"),)
    )
    chat = ChatCompletions(server, MODEL)
    await answer(chat, [said("Hi.")], WISHES)
    await answer(chat, [said("Hi.")], SessionWishes(tools=(CLOCK,)))
    assert "tools" in api_server.log.received(CHAT)[-1].body


@pytest.mark.parametrize("made", [ChatCompletions, ResponsesChat])
async def test_a_refusal_is_told_and_blames_no_way(
    made: type[ChatCompletions] | type[ResponsesChat], server: Server, api_server: ApiServer
) -> None:
    api_server.script.reply("I can't help with that.", refusal=True)
    chat: Chat = made(server, MODEL)
    with pytest.raises(EngineError) as told:
        await answer(chat, [said("Hi.")], WISHES)
    assert told.value.failure.kind is FailureKind.CONTENT_REFUSED
    assert server.quirks(made.call, MODEL).left_out == set()


async def test_a_model_that_reasons_does_not_do_so_before_a_forced_call(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("chat-no-schema-groq").reply(WRITTEN)
    await answer(ChatCompletions(server, MODEL), [said("Hi.")], WISHES)
    sent = api_server.log.received(CHAT)[-1].body
    assert sent.get("reasoning_effort") in (None, "none")

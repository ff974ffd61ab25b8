"""Chat with servers that were written by others: an answer, or one true sentence; never half of it, never a thought."""

import json
from dataclasses import replace

import pytest

from tests.openai.test_parts import CLOCK, answer, said, text_of
from tests.server.api import ApiServer
from tests.server.quirks import MUSING
from tests.server.script import Call
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import ChatEnd, ChatText, ChatThought, ChatTool, EngineError
from voiceapp.core.transcript import ItemId, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.chat import ChatCompletions
from voiceapp.openai.http import Server

WITH_TOOLS = SessionWishes(tools=(CLOCK,))
CALL = "/v1/chat/completions"


async def failure(server: Server, model: str = "llama3") -> Failure:
    with pytest.raises(EngineError) as told:
        await answer(ChatCompletions(server, model), [said("Hi.")], WITH_TOOLS)
    return told.value.failure


# --- what a model does not take


@pytest.mark.parametrize("quirk", ["ollama", "vllm", "llamacpp", "openrouter"])
async def test_a_model_without_tools_answers_without_them(quirk: str, server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky(f"chat-no-tools-{quirk}").reply("Fine.")
    chat = ChatCompletions(server, "gemma3")
    call = ToolCall(ItemId("c"), 0.0, "clock", "{}", "12:00", ToolState.DONE, "call_1")
    assert text_of(await answer(chat, [said("Hi."), call], WITH_TOOLS)) == "Fine."
    first, second = api_server.log.received(CALL)
    assert "tools" in first.body
    assert "tools" not in second.body
    assert "tool_calls" not in json.dumps(second.body), "nor what it called before"


async def test_what_a_model_refused_is_remembered_for_it_and_for_no_other(
    server: Server, api_server: ApiServer
) -> None:
    api_server.script.quirky("chat-no-tools-ollama")
    await answer(ChatCompletions(server, "gemma3"), [said("Hi.")], WITH_TOOLS)
    await answer(ChatCompletions(server, "gemma3"), [said("Hi.")], WITH_TOOLS)
    assert len(api_server.log.received(CALL)) == 3, "the second talk knows it"
    api_server.script.quirks.clear()
    api_server.script.models.update(("gemma3", "qwen3"))
    await answer(ChatCompletions(server, "qwen3"), [said("Hi.")], WITH_TOOLS)
    assert "tools" in api_server.log.received(CALL)[-1].body
    server.pool.acquaintances.forget()
    await answer(ChatCompletions(server, "gemma3"), [said("Hi.")], WITH_TOOLS)
    assert "tools" in api_server.log.received(CALL)[-1].body


@pytest.mark.parametrize(
    ("quirk", "field"), [("chat-no-stream-options", "stream_options"), ("chat-no-stream", "stream")]
)
async def test_other_fields_are_left_out_as_well(quirk: str, field: str, server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky(quirk).reply("Fine.")
    assert text_of(await answer(ChatCompletions(server, "m"), [said("Hi.")], WITH_TOOLS)) == "Fine."
    last = api_server.log.received(CALL)[-1].body
    assert field not in last
    assert "tools" in last


async def test_a_talk_that_is_too_long_is_no_fault_of_the_tools(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("chat-context")
    found = await failure(server)
    assert str(found.sentence) == (
        "This conversation is too long for the model. Start a new one, or choose another model."
    )
    assert "2048 tokens" in found.said
    assert len(api_server.log.received(CALL)) == 1


# --- what is no answer


@pytest.mark.parametrize(
    ("quirk", "kind", "words"),
    [
        ("chat-memory", FailureKind.SERVER_BROKEN, "requires more system memory"),
        ("chat-not-pulled", FailureKind.NO_MODEL, "try pulling it first"),
        ("chat-not-for-chat", FailureKind.REJECTED, "does not support chat"),
        ("chat-error-200", FailureKind.SERVER_BROKEN, "upstream provider is overloaded"),
        ("chat-html", FailureKind.SERVER_BROKEN, ""),
        ("chat-malformed", FailureKind.SERVER_BROKEN, ""),
        ("chat-empty", FailureKind.SERVER_BROKEN, ""),
        ("chat-dies", FailureKind.SERVER_BROKEN, "ran out of memory"),
        ("chat-dies-openrouter", FailureKind.SERVER_BROKEN, "Provider disconnected"),
    ],
)
async def test_each_failure_is_told_with_the_servers_own_words(
    quirk: str, kind: FailureKind, words: str, server: Server, api_server: ApiServer
) -> None:
    api_server.script.quirky(quirk)
    found = await failure(server)
    assert found.kind is kind
    assert words in found.said
    assert bool(found.said) == bool(words), "a page is no sentence"
    assert "trying again" not in str(found.sentence)


async def test_what_a_server_says_is_cleaned_and_bounded(server: Server, api_server: ApiServer) -> None:
    api_server.script.refuse = {"status": 400, "error": {"message": "\x1b[2J\x07no\nway \u202e" + "x" * 5000}}
    found = await failure(server)
    assert found.said.startswith("[2Jno way x")
    assert found.said.isprintable()
    assert len(found.said) < 500


# --- answers in other shapes


@pytest.mark.parametrize("quirk", ["chat-events-as-json", "chat-parts"])
async def test_answers_are_read_in_whatever_shape(quirk: str, server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky(quirk).reply("It is half past eight in the morning, and the kettle is on.")
    found = await answer(ChatCompletions(server, "m"), [said("Hi.")])
    assert text_of(found) == "It is half past eight in the morning, and the kettle is on."
    assert isinstance(found[-1], ChatEnd)
    assert found[-1].spent


async def test_an_old_way_to_call_a_tool_is_understood(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("chat-function-call").reply("", calls=(Call("clock", '{"zone": "UTC"}'),))
    found = await answer(ChatCompletions(server, "m"), [said("Hi.")], WITH_TOOLS)
    calls = [piece for piece in found if isinstance(piece, ChatTool)]
    assert [(call.name, json.loads(call.arguments)) for call in calls] == [("clock", {"zone": "UTC"})]


# --- thoughts

THINKS = ["chat-thinks", "chat-thinks-unopened", "chat-thinks-thinking", "chat-thinks-channels"]
APART = ["chat-thinks-apart", "chat-thinks-apart-ollama"]


@pytest.mark.parametrize("quirk", THINKS + APART)
async def test_what_a_model_thinks_is_kept_apart(quirk: str, server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky(quirk).reply("Noon it is.")
    api_server.script.default = replace(api_server.script.default, text="And still.")
    chat = ChatCompletions(server, "deepseek-r1:8b")
    for text in ("Noon it is.", "And still."):
        found = await answer(chat, [said("Time?")])
        assert text_of(found) == text
        assert "".join(piece.text for piece in found if isinstance(piece, ChatThought)).strip() == MUSING
        assert not any(isinstance(piece, ChatThought) and piece.takes_back for piece in found)


async def test_how_a_model_begins_is_seen_once_and_remembered(server: Server, api_server: ApiServer) -> None:
    """Nobody knows this one. What it let slip is taken back, and the next time it lets nothing slip."""
    musing = "Tea is nice, and coffee is nice as well, or so they say everywhere."
    api_server.script.models.add("m")
    api_server.script.reply(f"{musing}</think>Noon.").reply(f"{musing}</think>One.")
    first = await answer(ChatCompletions(server, "m"), [said("Time?")])
    assert any(isinstance(piece, ChatThought) and piece.takes_back for piece in first)
    second = await answer(ChatCompletions(server, "m"), [said("Time?")])
    assert [piece.text for piece in second if isinstance(piece, ChatText)] == ["One."]


async def test_a_call_that_was_written_as_text_is_not_said(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("chat-tool-as-text")
    assert text_of(await answer(ChatCompletions(server, "m"), [said("Time?")], WITH_TOOLS)) == ""


async def test_thoughts_alone_are_no_answer(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("chat-reasoning-only")
    found = await answer(ChatCompletions(server, "m"), [said("Time?")])
    assert text_of(found) == ""
    assert any(isinstance(piece, ChatThought) for piece in found)

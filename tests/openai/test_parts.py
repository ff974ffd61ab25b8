"""Recognising, answering and speaking over HTTP, against the true server."""

import asyncio
import io
import itertools
import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from tests.server.api import MODELS, ApiServer
from tests.server.script import Call
from voiceapp.core.dictation.tidying import instructions
from voiceapp.core.dictation.wishes import TidyStyle
from voiceapp.core.failures import FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import (
    PAUSE,
    WENT_ON,
    Chat,
    ChatEnd,
    ChatText,
    ChatTool,
    EngineError,
    RecognisedText,
    RecognitionHints,
)
from voiceapp.core.transcript import Image, Item, ItemId, Message, MessageState, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes, ToolSpec, side_job
from voiceapp.openai.chat import ChatCompletions, messages
from voiceapp.openai.http import Server
from voiceapp.openai.recording_chunks import chunks_of, quietest_place
from voiceapp.openai.responses import ResponsesChat
from voiceapp.openai.speech import Speech, parts
from voiceapp.openai.transcriptions import Transcriptions

CLOCK = ToolSpec("clock", "Tells the time.", '{"type": "object", "properties": {}}')


def said(text: str, speaker: Speaker = Speaker.USER, images: tuple[Image, ...] = ()) -> Message:
    return Message(ItemId(text), speaker, 0.0, text, MessageState.DONE, images=images)


def tone(seconds: float, amplitude: int = 8000) -> bytes:
    wave = np.sin(np.arange(int(seconds * WIRE.rate)) * 0.1) * amplitude
    return bytes(wave.astype("<i2").tobytes())


async def once(pcm: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(pcm), 9_600):
        yield pcm[start : start + 9_600]


async def heard(part: Transcriptions, pcm: bytes, hints: RecognitionHints | None = None) -> list[RecognisedText]:
    return [each async for each in part.transcribe(once(pcm), hints or RecognitionHints())]


# --- speech to text


async def test_words_come_as_they_are_recognised_and_whole_at_the_end(server: Server, api_server: ApiServer) -> None:
    api_server.script.hear("What time is it?")
    found = await heard(
        Transcriptions(server, "whisper-1"), tone(1.0), RecognitionHints("en", ("Voxel", "Quux"), "Before.")
    )
    assert found[-1].final
    assert found[-1].text == "What time is it?"
    (sent,) = api_server.log.received("/v1/audio/transcriptions")
    assert sent.body["language"] == "en"
    assert sent.body["prompt"] == "Voxel, Quux. Before."
    rate, length = _sound(api_server)
    assert (rate, length) == (WIRE.rate, WIRE.rate)
    assert found[-1].spent[0].usage.seconds == pytest.approx(1.0)


async def test_what_an_upload_cost_that_nobody_waits_for_is_told_with_the_words(
    server: Server, api_server: ApiServer
) -> None:
    api_server.script.hear("Not needed.", "All of it.")
    api_server.script.words_may_go.clear()
    said = tone(1.0)

    async def sound() -> AsyncIterator[bytes]:
        yield said
        yield PAUSE
        await asyncio.to_thread(
            api_server.log.wait_for, lambda seen: any("transcriptions" in each.type for each in seen)
        )
        yield WENT_ON
        api_server.script.words_may_go.set()

    part = Transcriptions(server, "whisper-1")
    found = [each async for each in part.transcribe(sound(), RecognitionHints())]
    assert found[-1].final
    assert [each.usage.seconds for each in found[-1].spent] == [pytest.approx(1.0)] * 2


def _sound(api: ApiServer) -> tuple[int, int]:
    samples, rate = soundfile.read(io.BytesIO(api.rest.sounds[-1]), dtype="int16")
    return int(rate), len(samples)


async def test_a_long_recording_goes_in_pieces_that_services_take(server: Server, api_server: ApiServer) -> None:
    api_server.script.hear("First half,", "second half.")
    pcm = tone(200.0) + bytes(WIRE.bytes(2000)) + tone(200.0)
    found = await heard(Transcriptions(server, "whisper-1"), pcm)
    assert found[-1].text == "First half, second half."
    assert len(api_server.log.received("/v1/audio/transcriptions")) == 2
    assert api_server.log.received("/v1/audio/transcriptions")[1].body["prompt"] == "First half,"


async def test_translations_ask_for_no_language(server: Server, api_server: ApiServer) -> None:
    api_server.script.hear("Good day.")
    found = await heard(
        Transcriptions(server, "whisper-1", call="audio/translations"), tone(1.0), RecognitionHints("de")
    )
    assert found[-1].text == "Good day."
    assert "language" not in api_server.log.received("/v1/audio/translations")[0].body


async def test_of_several_languages_a_service_that_takes_them_is_told_all(
    server: Server, api_server: ApiServer
) -> None:
    for model in ("gpt-transcribe", "whisper-1"):
        await heard(Transcriptions(server, model), tone(1.0), RecognitionHints(languages=("de", "en")))
    newest, older = api_server.log.received("/v1/audio/transcriptions")
    assert newest.body["languages[]"] == "de,en"
    assert not {"language", "languages[]"} & older.body.keys(), "one of them would be forced upon it"
    assert "language" not in newest.body


async def test_our_own_hints_do_not_come_back_as_words(server: Server, api_server: ApiServer) -> None:
    api_server.script.hear("Voxel, Quux.")
    found = await heard(Transcriptions(server, "whisper-1"), tone(1.0), RecognitionHints("en", ("Voxel", "Quux")))
    assert found[-1].text == ""


async def test_silence_is_not_thanked_for(server: Server, api_server: ApiServer) -> None:
    api_server.script.hear("Thank you for watching!", "Thank you for watching!")
    assert (await heard(Transcriptions(server, "whisper-1"), tone(1.0, 10)))[-1].text == ""
    assert (await heard(Transcriptions(server, "whisper-1"), tone(1.0)))[-1].text == "Thank you for watching!"


@given(st.integers(0, 40), st.integers(1, 9), st.integers(0, 2**31))
def test_pieces_are_all_of_it_in_order(seconds: int, longest: int, seed: int) -> None:
    pcm = np.random.default_rng(seed).integers(-500, 500, seconds * WIRE.rate // 10).astype("<i2").tobytes()
    found = list(chunks_of(pcm, longest / 10, longest / 30))
    assert b"".join(found) == pcm
    assert all(len(piece) <= WIRE.bytes(longest * 100) for piece in found)


def test_the_cut_is_where_it_is_quiet() -> None:
    pcm = tone(3.0) + bytes(WIRE.bytes(600)) + tone(1.0)
    place = quietest_place(pcm, 3.0) / WIRE.bytes(1000)
    assert 3.0 < place < 3.6


# --- chat

CHATS: dict[str, Callable[[Server, str], Chat]] = {"chat": ChatCompletions, "responses": ResponsesChat}


@pytest.fixture(params=list(CHATS))
def chat(request: pytest.FixtureRequest, server: Server) -> Chat:
    return CHATS[request.param](server, "gpt-6-luna")


async def answer(chat: Chat, items: Sequence[Item], wishes: SessionWishes | None = None) -> list[object]:
    return [piece async for piece in chat.answer(items, wishes or SessionWishes())]


def text_of(pieces: list[object]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, ChatText))


async def test_an_answer_comes_in_pieces_and_ends_with_its_bill(chat: Chat, api_server: ApiServer) -> None:
    api_server.script.reply("It is half past eight — naïve 😀. The kettle is on, and so is the oven.")
    found = await answer(chat, [said("What time is it?")], SessionWishes(instructions="Be brief."))
    assert text_of(found) == "It is half past eight — naïve 😀. The kettle is on, and so is the oven."
    assert len(found) > 3
    assert isinstance(found[-1], ChatEnd)
    assert found[-1].spent
    assert found[-1].spent[0].usage.text_out > 0


async def test_tools_are_offered_and_asked_for(chat: Chat, api_server: ApiServer) -> None:
    api_server.script.reply("", calls=(Call("clock", '{"zone": "UTC"}'),))
    found = await answer(chat, [said("What time is it?")], SessionWishes(tools=(CLOCK,)))
    calls = [piece for piece in found if isinstance(piece, ChatTool)]
    assert [(call.name, json.loads(call.arguments)) for call in calls] == [("clock", {"zone": "UTC"})]
    assert calls[0].call


async def test_what_tools_answered_goes_back(chat: Chat, api_server: ApiServer) -> None:
    api_server.script.reply("Noon.")
    call = ToolCall(ItemId("c"), 0.0, "clock", "{}", "12:00", ToolState.DONE, "call_1")
    running = ToolCall(ItemId("d"), 0.0, "clock", "{}", "", ToolState.RUNNING, "call_2")
    found = await answer(chat, [said("Time?"), call, running], SessionWishes(tools=(CLOCK,)))
    assert text_of(found) == "Noon."
    sent = json.dumps(api_server.log.entries[-1].body)
    assert "12:00" in sent
    assert "call_1" in sent
    assert "call_2" not in sent, "a call without an answer would be refused"


@pytest.mark.parametrize("style", [style for style in TidyStyle if style not in (TidyStyle.AS_SAID, TidyStyle.OWN)])
async def test_a_model_that_tidies_is_told_that_and_nothing_else(
    chat: Chat, api_server: ApiServer, style: TidyStyle
) -> None:
    """It was told as well to answer aloud and without lists, and made an e-mail of one sentence."""
    api_server.script.reply("Fine.")
    await answer(chat, [said("first second")], side_job(instructions(style)))
    body = api_server.log.entries[-1].body
    told = body.get("instructions") or next(each["content"] for each in body["messages"] if each["role"] != "user")
    assert told == instructions(style)


async def test_pictures_are_shown(chat: Chat, api_server: ApiServer) -> None:
    api_server.script.reply("A cat.")
    picture = Image("image/png", b"\x89PNG", 1, 1)
    assert text_of(await answer(chat, [said("What is this?", images=(picture,))])) == "A cat."
    assert "data:image/png;base64,iVBORw==" in json.dumps(api_server.log.entries[-1].body)


async def test_only_what_was_heard_is_remembered(chat: Chat, api_server: ApiServer) -> None:
    api_server.script.reply("Yes.")
    cut = Message(ItemId("a"), Speaker.ASSISTANT, 0.0, "Heard. Not heard.", MessageState.CUT, heard=6)
    await answer(chat, [said("Hi."), cut, said("Go on.")])
    sent = json.dumps(api_server.log.entries[-1].body)
    assert "Heard." in sent
    assert "Not heard" not in sent


async def test_closing_the_answer_ends_the_request(chat: Chat, api_server: ApiServer) -> None:
    api_server.script.reply("One two three four five.")
    async for _ in chat.answer([said("Count.")], SessionWishes()):
        break


async def test_a_server_fault_is_told_after_its_tries(server: Server, api_server: ApiServer) -> None:
    api_server.script.default = replace(api_server.script.default, fails={"message": "No."})
    with pytest.raises(EngineError) as told:
        await answer(ChatCompletions(server), [said("Hi.")])
    assert told.value.failure.kind is FailureKind.SERVER_BROKEN


async def test_a_stream_that_breaks_off_is_told(server: Server, api_server: ApiServer) -> None:
    api_server.script.reply("One two three four five six.", drop_after_ms=1.0)
    with pytest.raises(EngineError) as told:
        await answer(ChatCompletions(server), [said("Count.")])
    assert told.value.failure.kind is FailureKind.LINK_DROPPED


@pytest.mark.allows_violations
async def test_a_field_that_the_model_does_not_take_is_left_out(server: Server, api_server: ApiServer) -> None:
    api_server.script.reply("Fine.")
    api_server.script.models.add("gpt-5-nano")
    found = await answer(ChatCompletions(server, "gpt-5-nano"), [said("Hi.")], SessionWishes(max_reply_tokens=50))
    assert text_of(found) == "Fine."
    first, second = api_server.log.received("/v1/chat/completions")
    assert "max_tokens" in first.body
    assert "max_tokens" not in second.body


@given(st.lists(st.sampled_from(["user", "assistant", "tool", "empty"]), max_size=12))
def test_each_call_stands_beside_its_answer(kinds: list[str]) -> None:
    items: list[Item] = []
    for number, kind in enumerate(kinds):
        name = ItemId(f"{kind}-{number}")
        match kind:
            case "user" | "assistant":
                items.append(Message(name, Speaker(kind), 0.0, "words", MessageState.DONE))
            case "tool":
                items.append(ToolCall(name, 0.0, "clock", "{}", "noon", ToolState.DONE, f"call-{number}"))
            case _:
                items.append(Message(name, Speaker.USER, 0.0, "", MessageState.DONE))
    told = messages(items, SessionWishes(instructions="x"), role="system")
    for before, after in itertools.pairwise(told):
        assert ("tool_calls" in before) == (after["role"] == "tool")
    assert len(told) == 1 + sum({"user": 1, "assistant": 1, "tool": 2}.get(kind, 0) for kind in kinds)


# --- text to speech


async def test_speech_comes_in_whole_samples(server: Server, api_server: ApiServer) -> None:
    found = [piece async for piece in Speech(server, style="calm").speak("Hello there.", SessionWishes(speed=1.2))]
    assert all(len(piece.pcm) % 2 == 0 for piece in found)
    assert sum(len(piece.pcm) for piece in found) > WIRE.bytes(500)
    assert found[-1].spent[0].usage.characters == len("Hello there.")
    (sent,) = api_server.log.received("/v1/audio/speech")
    assert (sent.body["response_format"], sent.body["speed"], sent.body["instructions"]) == ("pcm", 1.2, "calm")


async def test_an_old_model_is_told_no_style(server: Server, api_server: ApiServer) -> None:
    assert [piece async for piece in Speech(server, "tts-1", style="calm").speak("Hi.", SessionWishes())]
    (sent,) = api_server.log.received("/v1/audio/speech")
    assert "instructions" not in sent.body
    assert sent.body["voice"] == "alloy"


def test_long_texts_go_in_parts_that_services_take() -> None:
    text = "This is a sentence. " * 600
    found = parts(text)
    assert "".join(found) == text
    assert all(len(part) <= 4096 for part in found)
    assert len(parts("x" * 9000)) == 3


async def test_a_server_of_ones_own_is_asked_for_a_model_that_it_has(server: Server, api_server: ApiServer) -> None:
    """Nobody chose one, and it is not OpenAI: names that only OpenAI has would be refused."""
    api_server.script.reply("Fine.").hear("Hello.")
    assert text_of(await answer(ChatCompletions(server), [said("Hi.")])) == "Fine."
    (sent,) = api_server.log.received("/v1/chat/completions")
    assert sent.body["model"] in {str(model["id"]) for model in MODELS}
    assert (await heard(Transcriptions(server), tone(1.0)))[-1].text == "Hello."
    assert api_server.log.received("/v1/audio/transcriptions")[0].body["model"] in {
        str(model["id"]) for model in MODELS
    }

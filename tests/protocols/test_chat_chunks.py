"""Pieces of a chat's answer, in the shapes that servers give them."""

import pytest

from voiceapp.core.chat_pieces import ChatSound, ChatSpoken, SpokenReply
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import ChatTool, EngineError
from voiceapp.core.transcript import Usage
from voiceapp.openai.chat_chunks import ChatChunks


def delta(**fields: object) -> dict[str, object]:
    return {"choices": [{"delta": fields}]}


@pytest.mark.parametrize(
    ("chunk", "told"),
    [
        (delta(content="Noon."), ("Noon.", "")),
        ({"choices": [{"message": {"content": "Noon."}}]}, ("Noon.", "")),
        ({"choices": [{"text": "Noon."}]}, ("Noon.", "")),
        (delta(refusal="I will not."), ("I will not.", "")),
        (delta(reasoning_content="Hm."), ("", "Hm.")),
        (delta(reasoning="Hm."), ("", "Hm.")),
        (delta(content=["No", {"type": "text", "text": "on."}, 3]), ("Noon.", "")),
        (delta(content=[{"type": "thinking", "thinking": "Hm."}]), ("", "Hm.")),
        (delta(content=[{"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]}]), ("", "Hm.")),
        (delta(content=None), ("", "")),
        ({"choices": []}, ("", "")),
        ({}, ("", "")),
    ],
)
def test_text_and_thoughts_are_found_wherever_they_stand(chunk: dict[str, object], told: tuple[str, str]) -> None:
    assert ChatChunks().take_chunk(chunk) == told


def test_sound_comes_in_pieces_that_may_end_in_the_middle_of_a_sample() -> None:
    chunks = ChatChunks()
    for audio in ({"id": "a", "transcript": "Noon."}, {"data": "AQID"}, {"data": "BA=="}, {"data": "no base64!"}, {}):
        assert chunks.take_chunk(delta(audio=audio)) == ("", "")
    assert chunks.take_sound() == [ChatSound(words="Noon."), ChatSound(b"\1\2"), ChatSound(b"\3\4")]
    chunks.take_chunk(delta(audio={"expires_at": 99}))
    chunks.take_chunk(delta(audio={"expires_at": 99}))
    assert chunks.take_sound() == [ChatSpoken(SpokenReply("a", 99))], "told once"
    assert chunks.take_sound() == []


def test_an_answer_that_came_as_a_whole_is_heard_too() -> None:
    chunks = ChatChunks()
    audio = {"id": "a", "data": "AQI=", "transcript": "Noon.", "expires_at": 99}
    chunks.take_chunk({"choices": [{"message": {"content": None, "audio": audio}}]})
    assert chunks.take_sound() == [ChatSound(b"\1\2", "Noon."), ChatSpoken(SpokenReply("a", 99))]


def test_a_call_comes_in_pieces() -> None:
    chunks = ChatChunks()
    chunks.take_chunk(
        delta(tool_calls=[{"index": 0, "id": "a", "function": {"name": "clock", "arguments": '{"zone"'}}])
    )
    chunks.take_chunk(delta(tool_calls=[{"index": 0, "function": {"arguments": ': "UTC"}'}}]))
    chunks.take_chunk(delta(tool_calls=[{"index": 1, "id": "b", "function": {"name": "sum", "arguments": {"of": 1}}}]))
    assert chunks.tools() == [ChatTool("a", "clock", '{"zone": "UTC"}'), ChatTool("b", "sum", '{"of": 1}')]


def test_calls_that_are_all_numbered_alike_are_told_apart_by_their_ids() -> None:
    chunks = ChatChunks()
    for name in ("clock", "sum"):
        chunks.take_chunk(delta(tool_calls=[{"index": 0, "id": f"id-{name}", "function": {"name": name}}]))
    assert chunks.tools() == [ChatTool("id-clock", "clock", "{}"), ChatTool("id-sum", "sum", "{}")]


def test_a_call_of_the_old_kind_has_no_id_and_gets_one() -> None:
    chunks = ChatChunks()
    chunks.take_chunk(delta(function_call={"name": "clock", "arguments": "{}"}))
    chunks.take_chunk(delta(tool_calls=[{"index": 3, "function": {"arguments": "{}"}}]))
    (call,) = chunks.tools()
    assert (call.name, call.arguments) == ("clock", "{}")
    assert call.call.startswith("call-0-")


def test_what_it_cost_and_how_it_ended() -> None:
    chunks = ChatChunks()
    chunks.take_chunk(
        {
            "model": "m-1",
            "usage": {
                "prompt_tokens": 100,
                "completion_tokens": 7,
                "prompt_tokens_details": {"audio_tokens": 10, "image_tokens": 20, "cached_tokens": 5},
            },
            "choices": [{"delta": {}, "finish_reason": "length"}],
        }
    )
    chunks.take_chunk(delta(content="more"))
    assert chunks.usage == Usage(text_in=70, audio_in=10, image_in=20, cached_text_in=5, text_out=7)
    assert (chunks.model, chunks.shortened) == ("m-1", True)


def test_an_answer_that_breaks_off_says_so() -> None:
    with pytest.raises(EngineError) as raised:
        ChatChunks().take_chunk(
            {"choices": [{"delta": {}, "finish_reason": "error", "error": {"message": "upstream"}}]}
        )
    assert raised.value.failure.kind is FailureKind.SERVER_BROKEN

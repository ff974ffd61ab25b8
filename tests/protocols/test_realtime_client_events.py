"""What is sent to the Realtime API, in both of its dialects."""

import json
from dataclasses import replace
from itertools import count

import pytest

from voiceapp.core.transcript import Image
from voiceapp.core.wishes import SessionWishes, ToolSpec, TurnTaking
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Body, Dialect

PLAIN = SessionWishes(voice="ash", turn_taking=TurnTaking.HOLD)


def test_a_frame_has_an_id_only_where_its_answer_is_awaited() -> None:
    assert json.loads(client.encode("response.cancel")) == {"type": "response.cancel"}
    assert json.loads(client.encode("response.cancel", "e1", response_id="r1")) == {
        "type": "response.cancel",
        "event_id": "e1",
        "response_id": "r1",
    }
    assert json.loads(client.append_audio(b"\x00\x01")) == {"type": "input_audio_buffer.append", "audio": "AAE="}


def test_a_session_says_only_what_is_wished() -> None:
    today, beta = client.session(PLAIN, Dialect.TODAY), client.session(PLAIN, Dialect.BETA)
    assert not {"instructions", "reasoning"} & today.keys()
    assert not {"instructions", "reasoning"} & beta.keys()
    assert today["max_output_tokens"] == beta["max_response_output_tokens"] == "inf"
    assert today["output_modalities"] == ["audio"]
    assert beta["modalities"] == ["text", "audio"]


def test_all_that_is_wished_is_said_in_both_dialects() -> None:
    wishes = replace(
        PLAIN,
        instructions="Be brief.",
        effort="low",
        noise_reduction="near_field",
        max_reply_tokens=100,
        spoken=False,
        tools=(ToolSpec("clock", "Tells the time.", '{"type": "object"}'),),
    )
    tools = [
        {"type": "function", "name": "clock", "description": "Tells the time.", "parameters": {"type": "object"}},
    ]
    today, beta = client.session(wishes, Dialect.TODAY), client.session(wishes, Dialect.BETA)
    assert today["instructions"] == beta["instructions"] == "Be brief."
    assert today["max_output_tokens"] == beta["max_response_output_tokens"] == 100
    assert today["output_modalities"] == beta["modalities"] == ["text"]
    assert today["tools"] == beta["tools"] == tools
    assert today["reasoning"] == {"effort": "low"}
    assert json.loads(client.encode("x", session=today))["session"]["audio"]["input"]["noise_reduction"] == {
        "type": "near_field"
    }


def test_a_model_that_talks_thinks_a_little_at_least() -> None:
    assert client.session(replace(PLAIN, effort="none"), Dialect.TODAY)["reasoning"] == {"effort": "minimal"}


def test_a_voice_that_has_spoken_is_left_out() -> None:
    for fixed in (True, False):
        today = json.loads(json.dumps(client.session(PLAIN, Dialect.TODAY, voice_fixed=fixed)))
        assert today["audio"]["output"].get("voice") == (None if fixed else "ash")
        assert client.session(PLAIN, Dialect.BETA, voice_fixed=fixed).get("voice") == (None if fixed else "ash")
    assert "voice" not in client.session(replace(PLAIN, voice="marin"), Dialect.BETA), "the older API does not know it"


@pytest.mark.parametrize("dialect", Dialect)
def test_a_session_that_reads_out_hears_nothing(dialect: Dialect) -> None:
    body = json.loads(json.dumps(client.speaking_session("ash", 1.2, "calm", dialect)))
    assert body["instructions"] == f"{client.READ_OUT} The way of speaking: calm"
    heard = body["audio"]["input"]["transcription"] if dialect is Dialect.TODAY else body["input_audio_transcription"]
    assert heard is None
    assert client.speaking_session("ash", 1.2, "", dialect)["instructions"] == client.READ_OUT


def test_a_text_is_read_beside_the_conversation() -> None:
    body = client.read_aloud_request("j1", "mark", "Hello.", Dialect.TODAY)
    assert body["conversation"] == "none"
    assert body["metadata"] == {"mark": "j1"}
    assert body["output_modalities"] == ["audio"]
    assert client.read_aloud_request("j1", "mark", "Hello.", Dialect.BETA)["modalities"] == ["text", "audio"]


def test_a_session_that_writes_down_ends_no_turn_itself() -> None:
    kind, body = client.transcribing_session(replace(PLAIN, language="de"), Dialect.BETA)
    assert kind == "transcription_session.update"
    assert body["input_audio_transcription"] == {"model": "whisper-1", "language": "de"}
    assert body["turn_detection"] is None
    kind, body = client.transcribing_session(replace(PLAIN, language="de"), Dialect.TODAY)
    assert kind == "session.update"
    heard = json.loads(json.dumps(body))["audio"]["input"]
    assert heard["transcription"] == {"model": "gpt-transcribe", "languages": ["de"]}
    assert heard["turn_detection"] is None


@pytest.mark.parametrize(
    ("path", "removed"),
    [
        ("session.audio.output.speed", True),
        ("audio.output", True),
        ("session.audio.input.speed", False),
        ("session.audio.output.speed.deep", False),
        ("session.nowhere.at.all", False),
        ("session.type", False),
        ("session.", False),
    ],
)
def test_a_field_that_a_server_refuses_is_taken_out(path: str, removed: bool) -> None:
    body: Body = {"type": "realtime", "audio": {"output": {"speed": 1.0}, "input": {}}}
    before = json.dumps(body)
    assert client.remove_field(body, path) == removed
    assert (json.dumps(body) != before) == removed


@pytest.mark.parametrize(
    ("wishes", "beta", "body"),
    [
        (SessionWishes(), False, {"model": "gpt-transcribe"}),
        (
            SessionWishes(languages=("de", "en"), vocabulary=("Qt", "Orsa")),
            False,
            {"model": "gpt-transcribe", "languages": ["de", "en"], "keywords": ["Qt", "Orsa"]},
        ),
        (
            SessionWishes(transcription_model="gpt-4o-transcribe", language="de", vocabulary=("Qt", "Orsa")),
            False,
            {"model": "gpt-4o-transcribe", "language": "de", "prompt": "Qt, Orsa"},
        ),
        (SessionWishes(vocabulary=("Qt",)), True, {"model": "whisper-1", "prompt": "Qt"}),
        (
            SessionWishes(transcription_model="gpt-realtime-whisper", vocabulary=("Qt",)),
            False,
            {"model": "gpt-realtime-whisper"},
        ),
    ],
)
def test_each_recogniser_is_told_what_it_understands(wishes: SessionWishes, beta: bool, body: Body) -> None:
    assert client.transcription(wishes, beta=beta) == body


def test_turns_end_as_wished_and_interrupting_is_never_the_servers() -> None:
    server = client.turn_detection(replace(PLAIN, turn_taking=TurnTaking.SERVER, silence_ms=700))
    assert isinstance(server, dict)
    assert (server["type"], server["silence_duration_ms"], server["interrupt_response"]) == ("server_vad", 700, False)
    semantic = replace(PLAIN, turn_taking=TurnTaking.SEMANTIC, eagerness="low")
    found = {"type": "semantic_vad", "eagerness": "low", "create_response": True, "interrupt_response": False}
    assert client.turn_detection(semantic) == found
    assert client.turn_detection(PLAIN) is None
    assert client.detection(semantic, Dialect.BETA, on=True) == {"turn_detection": found}
    assert client.detection(semantic, Dialect.TODAY, on=False) == {
        "type": "realtime",
        "audio": {"input": {"turn_detection": None}},
    }


def test_pictures_go_before_the_words_each_in_an_item_of_its_own() -> None:
    numbers = count(1)

    def name() -> str:
        return f"i{next(numbers)}"

    picture = Image("image/png", b"\x00\x01")
    shown: Body = {"type": "input_image", "image_url": "data:image/png;base64,AAE="}
    told: Body = {"type": "input_text", "text": "What is this?"}
    items = list(client.user_items(name, "What is this?", (picture,)))
    assert [item["id"] for item in items] == ["i1", "i2"]
    assert [item["content"] for item in items] == [[shown], [told]]
    assert [item["content"] for item in client.user_items(name, "", (picture,))] == [[shown]]
    assert [item["content"] for item in client.user_items(name, "What is this?")] == [[told]]


def test_what_was_said_before_is_told_with_its_role() -> None:
    said: Body = {"type": "output_text", "text": "Yes."}
    assert client.assistant_item("i1", "Yes.", Dialect.TODAY)["content"] == [said]
    assert client.assistant_item("i1", "Yes.", Dialect.BETA)["content"] == [{"type": "text", "text": "Yes."}]
    assert client.system_item("i2", "Be brief.")["role"] == "system"
    call = {"id": "i3", "type": "function_call", "call_id": "c1", "name": "clock", "arguments": "{}"}
    assert client.call_item("i3", "c1", "clock", "{}") == call
    assert client.output_item("c1", "12:00") == {"type": "function_call_output", "call_id": "c1", "output": "12:00"}


@pytest.mark.parametrize(
    ("model", "asks"),
    [("gpt-4o-transcribe", True), ("gpt-4o-mini-transcribe", True), ("whisper-1", False), ("", False)],
)
def test_who_tells_how_sure_it_was_is_asked_for_it(model: str, asks: bool) -> None:
    wishes = SessionWishes(transcription_model=model)
    wanted = ["item.input_audio_transcription.logprobs"] if asks else None
    assert client.session(wishes, Dialect.TODAY).get("include") == wanted
    assert client.transcribing_session(wishes, Dialect.TODAY)[1].get("include") == wanted
    assert "include" not in client.session(wishes, Dialect.BETA)

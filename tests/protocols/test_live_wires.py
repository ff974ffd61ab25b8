"""What a Live session's frames say, and what is sent to one; held against the types of the official package."""

import base64
import json
from dataclasses import replace
from typing import Any, get_args

import pytest
from openai.types.live import ServerEvent

from tests.server.checks import live_client_violation
from voiceapp.core.wishes import SessionWishes, ToolSpec
from voiceapp.openai import live_client_events as client
from voiceapp.openai.frame_decoding import LAST_PLACE, Ignored, Malformed, Unknown
from voiceapp.openai.live_client_events import Context, pieces_of, tokens_of
from voiceapp.openai.live_server_events import (
    KNOWN,
    BackendEvent,
    InputWords,
    LiveAudioDelta,
    LiveAudioOut,
    LiveErrorReceived,
    LiveSessionAudio,
    LiveSessionInfo,
    SessionClosed,
    SessionStarted,
    decode,
)

PLAIN = SessionWishes(model="gpt-live-1.1")
TOOLS = (ToolSpec("clock", "Tells the time.", '{"type": "object", "properties": {}}'),)


def frame(kind: str, **fields: Any) -> str:
    return json.dumps({"type": kind, **fields})


# --- what comes


def test_every_event_of_the_official_types_is_known() -> None:
    union = get_args(get_args(ServerEvent)[0])
    official = {get_args(event.model_fields["type"].annotation)[0] for event in union}
    assert official <= KNOWN


def test_a_session_says_its_model_voice_and_end() -> None:
    session = {"id": "s", "model": "gpt-live-1", "expires_at": 9, "audio": {"output": {"voice": {"id": "voice_1"}}}}
    event = decode(frame("session.started", session=session))
    assert isinstance(event, SessionStarted)
    assert (event.session.model, event.session.expires_at, event.session.voice_name) == ("gpt-live-1", 9, "voice_1")
    assert LiveSessionInfo(audio=LiveSessionAudio(LiveAudioOut("marin"))).voice_name == "marin"
    assert LiveSessionInfo().voice_name == LiveSessionInfo(audio=LiveSessionAudio()).voice_name == ""


def test_a_piece_of_sound_is_base64_or_none() -> None:
    assert LiveAudioDelta(delta=base64.b64encode(b"\x00\x01").decode()).sound() == b"\x00\x01"
    assert LiveAudioDelta(delta="no base64!").sound() is None


@pytest.mark.parametrize(
    ("told", "place"), [("417.9", 417), ("-3", 0), ("1e300", LAST_PLACE), ("-1e300", 0), (str(10**30), LAST_PLACE)]
)
def test_the_place_of_a_word_is_within_a_session_whatever_the_server_says(told: str, place: int) -> None:
    words = decode(f'{{"type": "session.input_transcript.delta", "delta": "Hi", "start_ms": {told}, "end_ms": {told}}}')
    assert isinstance(words, InputWords)
    assert (words.start, words.end) == (place, place)
    assert isinstance(words.start, int)


def test_an_odd_end_is_an_end_all_the_same() -> None:
    assert decode(frame("session.closed", reason="expired", usage=7)) == SessionClosed("expired")
    assert decode(frame("session.closed", reason=7)) == SessionClosed()
    assert isinstance(decode(frame("session.output_audio.delta", delta=7)), Malformed)


def test_frames_that_tell_nothing_are_told_apart() -> None:
    assert decode(frame("session.updated")) == Ignored("session.updated")
    assert decode(frame("something.new")) == Unknown("something.new")
    assert decode("{}") == Malformed("no type")
    assert decode(b'{"type": "\xff"}') == Unknown("�")


def test_an_error_names_our_event_and_a_backend_its_call() -> None:
    error = decode(frame("error", error={"code": "invalid_value", "client_event_id": "c1", "message": "x"}))
    assert isinstance(error, LiveErrorReceived)
    assert error.error.client_event_id == "c1"
    item = {"type": "function_call", "name": "clock", "call_id": "1", "arguments": "{}"}
    step = decode(frame("response.event", event={"type": "response.output_item.done", "item": item}))
    assert isinstance(step, BackendEvent)
    assert step.event.item is not None
    assert step.event.item.name == "clock"


# --- what is sent


def test_a_session_says_only_what_is_wished() -> None:
    body = client.session(PLAIN, (), None)
    assert body == {
        "model": "gpt-live-1.1",
        "audio": {"format": {"type": "audio/pcm", "rate": 24000}},
        "delegation": {"type": "client"},
        "store": False,
    }


def test_all_that_is_wished_is_said_as_the_official_types_have_it() -> None:
    wishes = replace(PLAIN, voice="cedar", instructions="Be brief.", effort="low", tools=TOOLS)
    backend = client.backend(wishes, "gpt-6-luna")
    history = [client.note("Earlier."), client.person_said("Hello."), client.model_said("Yes?")]
    body = client.session(wishes, history, backend)
    assert live_client_violation({"type": "session.start", "session": body}) is None
    assert live_client_violation({"type": "session.update", "session": client.update(backend)}) is None
    assert backend["reasoning"] == {"effort": "low"}
    assert body["audio"] == {"format": {"type": "audio/pcm", "rate": 24000}, "output": {"voice": "cedar"}}
    assert client.backend(PLAIN, "m") == {"model": "m", "tools": []}
    for context in Context:
        append = {"type": context.value, "content": "x", "delegation_id": None}
        assert live_client_violation(append) is None
    shown = client.person_showed("What is this?", ["data:image/png;base64,AA=="])
    assert live_client_violation({"type": "response.item.create", "item": shown}) is None


def test_sound_is_sent_as_base64() -> None:
    sent = json.loads(client.append_audio(b"\x00\x01"))
    assert sent == {"type": "session.input_audio.append", "audio": "AAE="}
    assert live_client_violation(sent) is None


@pytest.mark.parametrize(
    "text",
    [
        "One sentence. " * 300,
        "word " * 2_000,
        "x" * 9_000,
        "これは長い文章です。" * 200,
        "First.\nSecond line without an end\n\nThird!",
    ],
)
def test_context_is_cut_into_pieces_that_fit_and_loses_no_word(text: str) -> None:
    pieces = list(pieces_of(text))
    assert all(0 < tokens_of(piece) <= client.MOST_TOKENS + 1 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_short_context_is_one_piece_and_none_is_none() -> None:
    assert list(pieces_of(" It is noon. ")) == ["It is noon."]
    assert list(pieces_of("  ")) == []

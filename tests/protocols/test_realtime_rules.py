"""What the protocol must do when the server does not do what we expect of it."""

import asyncio
import json
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from websockets.asyncio.server import ServerConnection, serve

from tests.engines.driver import Driver
from tests.engines.wire import CREATED, UPDATED, Wire, created, done, refusal
from tests.rig.patience import EVENT
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import (
    AnswerOverdue,
    AskAside,
    AskReply,
    CancelReply,
    CommitTurn,
    Configure,
    CorrectReply,
    CorrectTurn,
    DropAudio,
    EngineEvent,
    EngineRefused,
    ForgetTurn,
    LinkLost,
    NeedsNewSession,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    SendAudio,
    SendText,
    SendUtterance,
    ToolAsked,
    TruncateReply,
    TurnBegan,
    TurnEnded,
    TurnId,
    TurnTaken,
    own_reply,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.core.transcript import Image, ItemId, Message, MessageState, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes, TurnTaking
from voiceapp.engines.realtime.engine import RealtimeEngine, RealtimeServer
from voiceapp.engines.realtime.protocol import RealtimeProtocol
from voiceapp.openai.frame_decoding import LAST_PLACE
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import Endpoint

SECOND = bytes(48_000)
DELTA = {"type": "response.output_audio.delta", "response_id": "r1", "item_id": "a1", "delta": "AAAAAAAA"}


# --- turns


def test_a_refused_commit_does_not_shift_the_names_of_later_turns() -> None:
    wire = Wire()
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("one")))
    wire.hear(refusal(wire.sent("input_audio_buffer.commit")[0], "input_audio_buffer_commit_empty"))
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("two")))
    wire.hear({"type": "input_audio_buffer.committed", "item_id": "u2"})
    assert [taken.turn for taken in wire.of(TurnTaken)] == [TurnId("two")]


def test_a_long_kept_utterance_can_be_sent_at_all() -> None:
    """Through the socket's own measure: five minutes that were said while offline."""
    from voiceapp.websocket.shell import MOST_WAITING

    wire = Wire()
    wire.say(SendUtterance(TurnId("t"), bytes(WIRE.bytes(5 * 60_000))))
    assert sum(len(json.dumps(frame)) for frame in wire.frames) <= MOST_WAITING


@pytest.mark.parametrize("turn_taking", [TurnTaking.LOCAL, TurnTaking.SERVER])
def test_no_frame_of_a_kept_utterance_is_too_large_for_a_slow_line(turn_taking: TurnTaking) -> None:
    wire = Wire(SessionWishes(turn_taking=turn_taking))
    wire.say(SendUtterance(TurnId("t"), bytes(WIRE.bytes(5 * 60_000))))
    assert max(len(json.dumps(frame)) for frame in wire.frames) <= 256 * 1024


def test_the_servers_detection_is_off_while_a_kept_utterance_goes_out() -> None:
    wire = Wire(SessionWishes(turn_taking=TurnTaking.SERVER))
    wire.say(SendAudio(SECOND), SendUtterance(TurnId("t"), SECOND), SendAudio(SECOND))
    sent = [frame["type"] for frame in wire.frames]
    append = "input_audio_buffer.append"
    assert sent == [
        append, "session.update", "input_audio_buffer.clear", append, "input_audio_buffer.commit", "response.create",
        "session.update", append, append,
    ]  # fmt: skip
    off, on = (frame["session"]["audio"]["input"]["turn_detection"] for frame in wire.sent("session.update"))
    assert off is None
    assert on["type"] == "server_vad"
    wire.hear({"type": "input_audio_buffer.committed", "item_id": "u1"})
    assert [taken.turn for taken in wire.of(TurnTaken)] == [TurnId("t")]


def test_what_the_server_ended_just_then_is_neither_taken_for_the_kept_utterance_nor_heard_twice() -> None:
    wire = Wire(SessionWishes(turn_taking=TurnTaking.SERVER))
    wire.say(SendAudio(SECOND))
    wire.hear({"type": "input_audio_buffer.speech_started", "item_id": "live", "audio_start_ms": 0})
    wire.say(SendUtterance(TurnId("kept"), SECOND))
    wire.frames.clear()
    wire.hear({"type": "input_audio_buffer.committed", "item_id": "live"})
    assert [frame["type"] for frame in wire.frames] == ["input_audio_buffer.clear"]
    wire.hear({"type": "input_audio_buffer.committed", "item_id": "other"})
    assert [taken.turn for taken in wire.of(TurnTaken)] == [TurnId("live"), TurnId("kept")]


def test_what_was_taken_back_gives_its_name_to_nothing_that_is_said_later() -> None:
    wire = Wire(SessionWishes(turn_taking=TurnTaking.SERVER))
    wire.say(SendAudio(SECOND))
    wire.hear({"type": "input_audio_buffer.speech_started", "item_id": "u1", "audio_start_ms": 0})
    wire.say(DropAudio(), SendUtterance(TurnId("whole"), SECOND), SendAudio(SECOND))
    wire.hear({"type": "input_audio_buffer.committed", "item_id": "u2"})
    wire.hear({"type": "input_audio_buffer.speech_started", "item_id": "u3", "audio_start_ms": 0})
    wire.hear({"type": "input_audio_buffer.committed", "item_id": "u3"})
    assert [taken.turn for taken in wire.of(TurnTaken)] == [TurnId("whole"), TurnId("u3")]


def test_another_model_does_not_keep_a_change_of_turn_taking_back() -> None:
    wire = Wire(SessionWishes(turn_taking=TurnTaking.SERVER))
    wire.say(Configure(SessionWishes(model="another", turn_taking=TurnTaking.LOCAL)))
    (update,) = wire.sent("session.update")
    assert update["session"]["audio"]["input"]["turn_detection"] is None
    assert wire.of(NeedsNewSession)


def test_in_the_middle_of_a_very_long_utterance_an_older_one_waits() -> None:
    wire = Wire()
    wire.say(SendAudio(bytes(WIRE.bytes(6 * 60_000))), SendUtterance(TurnId("kept"), SECOND))
    assert wire.sent("input_audio_buffer.clear") == []
    wire.say(CommitTurn(TurnId("long")))
    assert len(wire.sent("input_audio_buffer.commit")) == 2


def test_a_reply_that_the_server_owes_is_asked_for_although_another_was_being_made() -> None:
    wire = Wire(SessionWishes(turn_taking=TurnTaking.SERVER))
    wire.hear(created("r1"), {"type": "input_audio_buffer.committed", "item_id": "u2"})
    wire.tick(10.0)
    wire.hear(done("r1"), now=11.0)
    wire.tick(60.0)
    assert len(wire.sent("response.create")) == 1


def test_a_reply_that_was_asked_for_before_does_not_count_as_the_one_that_the_server_owes() -> None:
    wire = Wire(SessionWishes(turn_taking=TurnTaking.SERVER))
    wire.say(SendUtterance(TurnId("older"), SECOND))
    wire.hear(
        {"type": "input_audio_buffer.committed", "item_id": "u1"},
        {"type": "input_audio_buffer.speech_started", "item_id": "u2", "audio_start_ms": 0},
        {"type": "input_audio_buffer.committed", "item_id": "u2"},
        created("r1"),
        done("r1"),
    )
    assert [began.up_to for began in wire.of(ReplyBegan)] == [TurnId("older")]
    wire.tick(60.0)
    assert len(wire.sent("response.create")) == 2, "nobody has answered what was said meanwhile"
    wire.hear(created("r2"), done("r2"), now=61.0)
    wire.tick(120.0)
    assert len(wire.sent("response.create")) == 2


def test_a_side_job_does_not_count_as_the_reply_that_the_server_owes() -> None:
    wire = Wire(SessionWishes(turn_taking=TurnTaking.SERVER))
    wire.say(AskAside("title", "A title.", "text"))
    asked = wire.sent("response.create")[0]["response"]["metadata"]
    wire.hear({"type": "input_audio_buffer.committed", "item_id": "u2"}, created("side", metadata=asked))
    wire.tick(60.0)
    assert len(wire.sent("response.create")) == 2


# --- replies


def test_a_refused_side_job_does_not_let_two_replies_be_asked_for_at_once() -> None:
    wire = Wire()
    wire.say(AskReply(), AskAside("title", "A title.", "text"))
    wire.hear(refusal(wire.sent("response.create")[1], "invalid_value"))
    wire.say(AskReply())
    assert len([frame for frame in wire.sent("response.create") if "response" not in frame]) == 1


def test_a_refused_side_job_asks_for_no_reply_of_its_own() -> None:
    wire = Wire()
    wire.hear(created("r1"))
    wire.say(AskAside("title", "A title.", "text"))
    wire.hear(refusal(wire.sent("response.create")[0], "conversation_already_has_active_response"), done("r1"))
    assert [frame for frame in wire.sent("response.create") if "response" not in frame] == []


def test_a_refusal_that_comes_after_the_reply_still_teaches_that_it_came_by_itself() -> None:
    wire = Wire()
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("t1")))
    asked = wire.sent("response.create")[0]
    wire.hear(created("r1"), done("r1"), refusal(asked, "conversation_already_has_active_response"))
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("t2")))
    wire.hear(created("r2"), done("r2"))
    assert len(wire.sent("response.create")) == 1, "not asked again, neither for that turn nor for the next"


def test_an_event_that_comes_twice_ends_a_reply_once() -> None:
    wire = Wire()
    call = {"id": "f", "type": "function_call", "status": "completed", "name": "pay", "call_id": "c", "arguments": "{}"}
    wire.hear(created("r1"), done("r1", output=[call]), done("r1", output=[call]))
    assert (len(wire.of(ReplyEnded)), len(wire.of(ToolAsked))) == (1, 1)


def test_a_cancelled_reply_stays_silent_when_it_is_announced_again() -> None:
    wire = Wire()
    wire.hear(created("r1"), DELTA)
    wire.say(CancelReply(ReplyId("r1")))
    wire.events.clear()
    wire.hear(created("r1"), DELTA)
    assert wire.of(ReplySound) == []


def test_no_sound_comes_after_the_end_of_a_reply() -> None:
    wire = Wire()
    wire.hear(created("r1"), done("r1"), DELTA)
    assert wire.of(ReplySound) == []


@pytest.mark.parametrize(
    "oddity",
    [
        {"metadata": {"number": 7}},
        {"status_details": "none"},
        {"output": [{"id": None, "type": "message", "content": []}]},
        {"output": [{"id": "a", "type": "message", "content": "text"}]},
        {"usage": {"input_tokens": "many"}},
        {"usage": []},
    ],
)
def test_an_odd_field_at_the_end_of_a_reply_does_not_keep_it_open_for_ever(oddity: dict[str, Any]) -> None:
    wire = Wire()
    wire.hear(created("r1"), done("r1", **oddity))
    assert wire.of(ReplyEnded)
    wire.say(AskReply())
    assert wire.sent("response.create")


def test_two_calls_of_a_server_that_names_no_items_are_two() -> None:
    wire = Wire()
    calls = [{"type": "function_call", "name": "pay", "call_id": call, "arguments": "{}"} for call in ("c1", "c2")]
    wire.hear(created("r1"), done("r1", output=calls))
    assert len(wire.of(ToolAsked)) == 2


def test_a_reply_that_never_begins_does_not_silence_the_session_for_ever() -> None:
    wire = Wire()
    wire.say(AskReply())
    wire.say(SendText(TurnId("t"), "Hello?"))
    assert len(wire.sent("response.create")) == 1
    wire.say(AnswerOverdue())
    assert len(wire.sent("response.create")) == 2
    wire.say(AnswerOverdue(), AskReply())
    assert len(wire.sent("response.create")) == 3


def test_a_turn_from_before_a_reconnect_can_be_deleted() -> None:
    said = Message(ItemId("1"), Speaker.USER, 1.0, "Secret.", MessageState.DONE)
    wire = Wire(history=(said,))
    wire.say(ForgetTurn(TurnId("turn-1")))
    assert wire.sent("conversation.item.delete")


PICTURE = Image("image/png", b"png")


def item_of(frame: dict[str, Any]) -> str:
    return str(frame["item"]["id"])


def test_a_corrected_line_stands_where_it_stood() -> None:
    wire = Wire()
    wire.say(SendText(TurnId("t"), "Wrong.", (PICTURE,)))
    picture, wrong = map(item_of, wire.sent("conversation.item.create"))
    wire.frames.clear()
    wire.say(CorrectTurn(TurnId("t"), "Right.", 1))
    (made,), (gone,) = wire.sent("conversation.item.create"), wire.sent("conversation.item.delete")
    assert made["previous_item_id"] == wrong == gone["item_id"]
    assert made["item"]["content"] == [{"type": "input_text", "text": "Right."}]
    wire.frames.clear()
    wire.say(CorrectTurn(TurnId("t"), "Right indeed.", 1), ForgetTurn(TurnId("t")))
    (again,) = wire.sent("conversation.item.create")
    assert again["previous_item_id"] == item_of(made)
    assert [frame["item_id"] for frame in wire.sent("conversation.item.delete")] == [
        item_of(made),
        picture,
        item_of(again),
    ]


@pytest.mark.parametrize("command", [CorrectTurn(TurnId("t"), "Right."), ForgetTurn(TurnId("t"))])
def test_what_the_server_has_not_confirmed_yet_is_corrected_once_it_has(command: CorrectTurn | ForgetTurn) -> None:
    wire = Wire()
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("t")), command)
    assert wire.sent("conversation.item.delete") == []
    wire.hear({"type": "input_audio_buffer.committed", "item_id": "u1"})
    assert [frame["item_id"] for frame in wire.sent("conversation.item.delete")] == ["u1"]


def test_a_reply_is_corrected_and_deleted_also_one_of_long_ago() -> None:
    said = Message(ItemId("2"), Speaker.ASSISTANT, 2.0, "It is ten.", MessageState.DONE)
    wire = Wire(history=(said,), opened=False)
    wire.hear(CREATED, UPDATED)
    (old,) = map(item_of, wire.sent("conversation.item.create"))
    wire.say(AskReply())
    wire.hear(created("r1"))
    wire.hear({"type": "response.output_item.added", "response_id": "r1", "item": {"id": "a1", "type": "message"}})
    wire.hear(DELTA, done("r1"))
    wire.frames.clear()
    wire.say(CorrectReply(own_reply(said.id), "It is noon."), CorrectReply(ReplyId("r1"), "Right."))
    made = wire.sent("conversation.item.create")
    assert [(frame["previous_item_id"], frame["item"]["content"][0]["text"]) for frame in made] == [
        (old, "It is noon."),
        ("a1", "Right."),
    ]
    wire.say(TruncateReply(own_reply(said.id), 0), TruncateReply(ReplyId("r1"), 0))
    gone = [frame["item_id"] for frame in wire.sent("conversation.item.delete")]
    assert gone == [old, "a1", *map(item_of, made)]


def test_a_correction_of_what_the_server_has_forgotten_is_no_complaint() -> None:
    wire = Wire()
    wire.say(SendText(TurnId("t"), "Wrong."), CorrectTurn(TurnId("t"), "Right."))
    (_, made) = wire.sent("conversation.item.create")
    wire.hear(refusal(made, "invalid_value", param="previous_item_id"))
    assert wire.of(EngineRefused) == []


# --- the session


def test_a_refused_optional_field_does_not_cost_the_whole_session() -> None:
    wire = Wire(SessionWishes(effort="low", turn_taking=TurnTaking.LOCAL, instructions="Be brief."), opened=False)
    wire.hear(CREATED)
    wire.hear(refusal(wire.sent("session.update")[0], "unknown_parameter", param="session.reasoning"))
    again = wire.sent("session.update")[1:]
    assert again
    assert "reasoning" not in again[0]["session"]
    assert again[0]["session"]["audio"]["input"]["turn_detection"] is None


def test_instructions_can_be_taken_back() -> None:
    wire = Wire(SessionWishes(instructions="Talk like a pirate."))
    wire.say(Configure(SessionWishes(instructions="")))
    assert wire.sent("session.update")[0]["session"]["instructions"] == ""


def test_a_server_that_does_not_say_what_caused_an_error_is_still_found_to_speak_the_beta() -> None:
    wire = Wire(opened=False)
    wire.hear(CREATED | {"session": {"id": "s", "model": "m"}})
    wire.hear(refusal(None, "unknown_parameter", param="session.type"))
    assert wire.protocol.wants_other_dialect


def test_the_bill_names_the_model_that_really_recognised() -> None:
    wire = Wire(dialect=Dialect.BETA)
    wire.hear(
        {
            "type": "conversation.item.input_audio_transcription.completed",
            "item_id": "u",
            "transcript": "Hi",
            "usage": {"type": "duration", "seconds": 60},
        }
    )
    assert [event.spent[0].model for event in wire.events if hasattr(event, "spent")] == ["whisper-1"]


@pytest.mark.parametrize(
    "frame",
    [
        '{"type":"input_audio_buffer.speech_started","item_id":"u","audio_start_ms":1e999}',
        '{"type":"input_audio_buffer.speech_started","item_id":"u","audio_start_ms":1e308}',
        '{"type":"rate_limits.updated","rate_limits":[{"name":"tokens","limit":1e999}]}',
        '{"type":"error","error":{"code":429,"message":"busy"}}',
        '{"type":"response.output_text.delta","response_id":"r","delta":"\\ud83d"}',
    ],
)
def test_no_frame_makes_the_protocol_raise(frame: str) -> None:
    Wire().hear_raw(frame)


def test_a_turn_that_begins_and_ends_beyond_every_session_breaks_nothing() -> None:
    wire = Wire()
    wire.hear_raw('{"type":"input_audio_buffer.speech_started","item_id":"u","audio_start_ms":-1e308}')
    wire.hear_raw('{"type":"input_audio_buffer.speech_stopped","item_id":"u","audio_end_ms":1e308}')
    assert [began.at for began in wire.of(TurnBegan)] == [0]
    assert [ended.at for ended in wire.of(TurnEnded)] == [LAST_PLACE]


def test_a_numeric_error_code_is_still_told() -> None:
    wire = Wire()
    wire.hear({"type": "error", "error": {"code": 429, "message": "busy"}})
    assert wire.events


# --- the socket


async def scripted_server(answer: Any) -> Any:
    return await serve(answer, "127.0.0.1", 0, max_size=None)


def engine_at(port: int, **how: Any) -> RealtimeEngine:
    return RealtimeEngine(RealtimeServer(endpoint_at(f"http://127.0.0.1:{port}/v1"), lambda: None, **how))


@pytest.mark.expects_log
async def test_a_mistake_of_ours_ends_the_link_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer(socket: ServerConnection) -> None:
        await socket.send(json.dumps(CREATED))
        await socket.wait_closed()

    def broken(*_: object) -> list[EngineEvent]:
        raise ZeroDivisionError

    monkeypatch.setattr(RealtimeProtocol, "receive", broken)
    server = await scripted_server(answer)
    try:
        async with Driver(engine_at(server.sockets[0].getsockname()[1])) as talk, asyncio.timeout(EVENT):
            await talk.until(LinkLost)
    finally:
        server.close()
        await server.wait_closed()


async def test_a_redirect_to_another_host_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []

    async def elsewhere(socket: ServerConnection) -> None:
        assert socket.request is not None
        seen.append(dict(socket.request.headers.raw_items()))
        await socket.send(json.dumps(CREATED))
        await socket.wait_closed()

    other = await scripted_server(elsewhere)
    target = f"ws://127.0.0.1:{other.sockets[0].getsockname()[1]}/v1/realtime"

    async def redirect(_: web.Request) -> web.Response:
        raise web.HTTPFound(target)

    app = web.Application()
    app.router.add_get("/v1/realtime", redirect)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    engine = engine_at(runner.addresses[0][1])
    monkeypatch.setattr(
        Endpoint, "headers", lambda *_: {"api-key": "sk-secret-0000", "Authorization": "Bearer sk-secret-0000"}
    )
    try:
        with pytest.raises(EngineError):
            async with Driver(engine):
                pass
    finally:
        other.close()
        await other.wait_closed()
        await runner.cleanup()
    assert seen == []


async def test_a_proxy_that_we_cannot_use_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(EngineError):
        async with Driver(RealtimeEngine(RealtimeServer(endpoint_at("https://example.invalid/v1"), lambda: None))):
            pass


@pytest.fixture
def own_certificate(tmp_path: Path) -> ssl.SSLContext:
    """A server's certificate that nobody vouches for."""
    command = "openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 1 -subj /CN=localhost"
    subprocess.run(command.split(), check=True, cwd=tmp_path, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c.pem", tmp_path / "k.pem")
    return context


async def test_a_certificate_that_is_not_trusted_is_not_called_a_bad_network(own_certificate: ssl.SSLContext) -> None:
    async def answer(socket: ServerConnection) -> None:
        await socket.wait_closed()

    server = await serve(answer, "127.0.0.1", 0, ssl=own_certificate)
    port = server.sockets[0].getsockname()[1]
    engine = RealtimeEngine(RealtimeServer(endpoint_at(f"https://localhost:{port}/v1"), lambda: None))
    try:
        with pytest.raises(EngineError) as refused:
            async with Driver(engine):
                pass
    finally:
        server.close()
        await server.wait_closed()
    assert refused.value.failure.kind is not FailureKind.NO_NETWORK
    assert not refused.value.failure.worth_retrying


# --- a server that falls silent, or counts from one again


def test_a_reply_that_stops_in_its_middle_is_no_business_of_the_sockets() -> None:
    wire = Wire()
    wire.say(SendText(TurnId("t"), "Hello"))
    wire.hear(created("r1"), DELTA, now=200.0)
    assert wire.protocol.deadline is None
    wire.say(AnswerOverdue())
    assert wire.of(LinkLost) == [], "it may go on"


def test_a_server_that_stopped_in_the_middle_of_a_reply_is_left_when_that_keeps_the_next_one() -> None:
    wire = Wire()
    wire.say(SendText(TurnId("t"), "Hello"))
    wire.hear(created("r1"), DELTA, now=200.0)
    wire.say(AskReply(), AnswerOverdue())
    (lost,) = wire.of(LinkLost)
    assert lost.failure.kind is FailureKind.TIMED_OUT
    assert wire.protocol.deadline is None


def test_a_server_that_does_not_end_a_cancelled_reply_is_left_sooner() -> None:
    wire = Wire()
    wire.say(SendText(TurnId("t"), "Hello"))
    wire.hear(created("r1"), now=200.0)
    wire.say(CancelReply(ReplyId("r1")))
    wire.tick(205.0)
    assert wire.of(LinkLost) == []
    wire.tick(210.0)
    assert len(wire.of(LinkLost)) == 1


def test_replies_and_turns_of_two_sessions_never_share_a_name() -> None:
    server = SessionWishes(turn_taking=TurnTaking.SERVER)
    wires = [Wire(server, name=f"~{number}") for number in (1, 2)]
    for wire in wires:
        wire.hear(
            {"type": "input_audio_buffer.committed", "item_id": "item_1"},
            created("resp_1"),
            DELTA | {"response_id": "resp_1"},
        )
    replies = [wire.of(ReplySound)[0].reply for wire in wires]
    assert len(set(replies)) == 2
    assert len({wire.of(TurnTaken)[0].turn for wire in wires}) == 2
    wires[1].say(CancelReply(replies[1]), TruncateReply(replies[1], 0), ForgetTurn(wires[1].of(TurnTaken)[0].turn))
    assert wires[1].sent("response.cancel")[0]["response_id"] == "resp_1", "the server knows its own names only"
    assert {frame["item_id"] for frame in wires[1].sent("conversation.item.delete")} == {"a1", "item_1"}


def test_calls_of_two_sessions_do_not_share_a_name_in_the_history() -> None:
    calls = tuple(
        ToolCall(ItemId(str(at)), at, "clock", "{}", "noon", ToolState.DONE, call_id="call_1") for at in (1.0, 2.0)
    )
    wire = Wire(opened=False, history=calls)
    wire.hear(CREATED, UPDATED)
    items = [frame["item"] for frame in wire.sent("conversation.item.create")]
    assert len({item["call_id"] for item in items}) == 2
    assert [item["call_id"] for item in items[::2]] == [item["call_id"] for item in items[1::2]]

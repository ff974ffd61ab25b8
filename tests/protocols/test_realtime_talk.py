"""A talk over the Realtime API, from its beginning to whatever ends it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.engines.wire import CREATED, UPDATED, Wire, created, refusal
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import (
    AskAside,
    AskReply,
    Configure,
    CorrectReply,
    EngineRefused,
    ForgetTurn,
    Limit,
    LinkLost,
    LinkOpened,
    NeedsNewSession,
    RateLimitsChanged,
    ReplyId,
    SendAudio,
    SendText,
    TurnId,
    own_turn,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, ItemId, Message, MessageState, Note, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes, TurnTaking
from voiceapp.engines.realtime.handshake import CREATED_PATIENCE
from voiceapp.engines.realtime.history import MOST_CHARACTERS, MOST_ITEMS
from voiceapp.engines.realtime.outbox import REMEMBERED_FRAMES
from voiceapp.engines.realtime.talk_session import OTHER_MODEL, OTHER_VOICE
from voiceapp.openai.realtime_client_events import Dialect

SOUND = {"type": "response.output_audio.delta", "response_id": "r1", "item_id": "a1", "delta": "AAAAAAAA"}


def why(wire: Wire) -> FailureKind | None:
    return wire.protocol.failure.kind if wire.protocol.failure is not None else None


def line(number: int, speaker: Speaker, text: str) -> Message:
    return Message(ItemId(str(number)), speaker, float(number), text, MessageState.DONE)


# --- the beginning


def test_a_talk_is_open_when_the_service_took_what_is_wished_and_knows_what_was_said_before() -> None:
    history = (line(1, Speaker.USER, "Is there tea?"), line(2, Speaker.ASSISTANT, "In the tin."))
    wire = Wire(SessionWishes(voice="ash"), opened=False, history=history)
    wire.hear(CREATED)
    assert wire.of(LinkOpened) == []
    wire.hear(UPDATED | {"session": {"type": "realtime", "model": "m2", "voice": "ash", "expires_at": 60.0}})
    (opened,) = wire.of(LinkOpened)
    assert (opened.info.model, opened.info.voice, opened.info.expires_at) == ("m2", "ash", 60.0)
    items = [frame["item"] for frame in wire.sent("conversation.item.create")]
    assert [(item["role"], item["content"][0]["text"]) for item in items] == [
        ("user", "Is there tea?"),
        ("assistant", "In the tin."),
    ]
    wire.say(ForgetTurn(own_turn(ItemId("1"))))
    assert [frame["item_id"] for frame in wire.sent("conversation.item.delete")] == [items[0]["id"]]


def test_a_talk_opens_once() -> None:
    wire = Wire()
    wire.hear(CREATED, UPDATED)
    assert wire.events == []


def test_a_service_that_takes_the_connection_and_says_nothing_is_left() -> None:
    wire = Wire(opened=False)
    assert wire.protocol.deadline == CREATED_PATIENCE
    wire.tick(CREATED_PATIENCE - 0.1)
    assert why(wire) is None
    wire.tick(CREATED_PATIENCE)
    assert why(wire) is FailureKind.TIMED_OUT


def test_a_service_that_shows_the_other_dialect_at_once_is_asked_in_that() -> None:
    wire = Wire(opened=False)
    wire.hear(CREATED | {"session": {"id": "s", "modalities": ["text"]}})
    assert wire.protocol.wants_other_dialect
    assert why(wire) is FailureKind.WRONG_DIALECT


def test_a_service_that_refuses_the_older_dialect_is_asked_in_todays() -> None:
    beta = Wire(opened=False, dialect=Dialect.BETA)
    beta.hear(refusal(None, "beta_api_shape_disabled"))
    closed = Wire(opened=False, dialect=Dialect.BETA)
    closed.close(4000, "invalid_request_error")
    for wire in (beta, closed):
        assert wire.protocol.wants_other_dialect
        assert why(wire) is FailureKind.WRONG_DIALECT


def test_a_talk_that_is_open_does_not_change_its_dialect_any_more() -> None:
    wire = Wire()
    wire.hear(refusal(None, "beta_api_shape_disabled"))
    assert why(wire) is None
    assert [each.failure.kind for each in wire.of(EngineRefused)] == [FailureKind.WRONG_DIALECT]
    wire.close(4000, "")
    assert not wire.protocol.wants_other_dialect


def test_a_service_that_refuses_a_setting_that_it_does_not_name_is_used_with_its_own_and_the_person_is_told() -> None:
    wire = Wire(opened=False)
    wire.hear(CREATED, refusal(None, "invalid_value"))
    opened, complained = wire.events
    assert isinstance(opened, LinkOpened), "before that nobody listens"
    assert isinstance(complained, EngineRefused)


def test_of_what_was_said_before_the_service_is_told_what_was_heard_and_what_tools_answered() -> None:
    heard = replace(line(1, Speaker.ASSISTANT, "In the tin. On the shelf."), state=MessageState.CUT, heard=11)
    unheard = replace(line(2, Speaker.ASSISTANT, "Nobody heard this."), state=MessageState.CUT, heard=0)
    shown = replace(line(3, Speaker.USER, ""), images=(Image("image/png", b"png"),))
    unclear = line(4, Speaker.USER, "")
    call = ToolCall(ItemId("5"), 5.0, "clock", "{}", "noon", ToolState.DONE, call_id="c")
    refused = ToolCall(ItemId("6"), 6.0, "clock", "{}", "", ToolState.REFUSED, call_id="d")
    note = Note(ItemId("7"), 7.0, Sentence("The connection was lost."))
    wire = Wire(opened=False, history=(heard, unheard, shown, unclear, call, refused, note))
    wire.hear(CREATED, UPDATED)
    items = [frame["item"] for frame in wire.sent("conversation.item.create")]
    told = [item.get("output") or item.get("name") or item["content"][0] for item in items]
    assert told == [
        {"type": "output_text", "text": "In the tin."},
        {"type": "input_image", "image_url": "data:image/png;base64,cG5n"},
        {"type": "input_text", "text": "(said something)"},
        "clock",
        "noon",
    ]


@pytest.mark.parametrize("text", ["short", "x" * (MOST_CHARACTERS // 10)])
def test_a_long_talk_goes_on_from_its_end(text: str) -> None:
    history = tuple(line(number, Speaker.USER, f"{text} {number}") for number in range(MOST_ITEMS + 10))
    wire = Wire(opened=False, history=history)
    wire.hear(CREATED, UPDATED)
    first, *rest = [frame["item"] for frame in wire.sent("conversation.item.create")]
    assert first["role"] == "system"
    assert f"{len(history) - len(rest)} earlier turns" in first["content"][0]["text"]
    assert len(rest) == (MOST_ITEMS if text == "short" else 9)
    assert rest[-1]["content"][0]["text"] == history[-1].text


# --- what is wished meanwhile


def test_what_is_wished_holds_at_once() -> None:
    wire = Wire(SessionWishes(model="m", instructions="Be brief."))
    wire.say(Configure(SessionWishes(instructions="Be long.", turn_taking=TurnTaking.SERVER, spoken=False)))
    (update,) = wire.sent("session.update")
    assert update["session"]["instructions"] == "Be long."
    assert update["session"]["audio"]["input"]["turn_detection"]["type"] == "server_vad"
    assert wire.of(NeedsNewSession) == []
    wire.say(AskReply(spoken=False))
    assert "response" not in wire.sent("response.create")[0], "that is the session's own way now"


def test_another_model_needs_another_session_and_so_does_another_voice_once_one_has_spoken() -> None:
    wire = Wire(SessionWishes(model="m", voice="ash"))
    wire.say(Configure(SessionWishes(voice="coral")))
    assert wire.events == []
    wire.hear(created("r1"), SOUND)
    wire.events.clear()
    wire.say(Configure(SessionWishes(voice="coral")))
    assert wire.events == []
    wire.say(Configure(SessionWishes(voice="ash")), Configure(SessionWishes(model="m2", voice="ash")))
    assert wire.events == [NeedsNewSession(OTHER_VOICE), NeedsNewSession(OTHER_MODEL)]
    voices = [frame["session"]["audio"]["output"].get("voice") for frame in wire.sent("session.update")]
    assert voices == ["coral", None, None, None]


# --- news


def test_the_limits_of_the_account_are_told() -> None:
    wire = Wire()
    limit = {"name": "tokens", "limit": 100, "remaining": 40, "reset_seconds": 1.5}
    wire.hear({"type": "rate_limits.updated", "rate_limits": [limit]})
    assert wire.events == [RateLimitsChanged((Limit("tokens", 100, 40, 1.5),))]


@pytest.mark.parametrize(
    "frame",
    [
        '{"type": "something.new"}',
        '{"type": "response.output_audio.done"}',
        '{"type": "conversation.item.added"}',
        '{"type": "conversation.item.done"}',
        "no json",
    ],
)
def test_what_is_not_known_or_says_nothing_changes_nothing(frame: str) -> None:
    wire = Wire()
    wire.hear_raw(frame)
    wire.hear_raw(frame)
    assert (wire.events, wire.frames, why(wire)) == ([], [], None)


def test_an_event_that_is_not_known_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    wire = Wire()
    for name in ("something.new", "something.new", "something.else"):
        wire.hear({"type": name})
    assert [record.args for record in caplog.records] == [("something.new",), ("something.else",)]


@pytest.mark.parametrize("more", [{}, {"param": "x"}])
def test_a_refusal_is_told_and_the_talk_goes_on(more: dict[str, Any]) -> None:
    wire = Wire()
    wire.say(SendText(TurnId("t"), "Hello"))
    wire.events.clear()
    wire.hear(refusal(wire.sent("conversation.item.create")[0], "invalid_value", **more))
    assert [each.failure.kind for each in wire.of(EngineRefused)] == [FailureKind.REJECTED]
    assert why(wire) is None


def test_a_refused_side_job_is_nobodys_business() -> None:
    wire = Wire()
    wire.say(AskAside("title", "A title.", "text"))
    wire.hear(refusal(wire.sent("response.create")[0], "invalid_value"))
    assert wire.events == []


def test_an_error_about_something_long_ago_is_not_laid_at_the_door_of_anything_else() -> None:
    wire = Wire()
    wire.say(SendText(TurnId("t"), "Hello", answer=False))
    old = wire.sent("conversation.item.create")[0]
    for _ in range(REMEMBERED_FRAMES):
        wire.say(SendText(TurnId("t"), "Hello", answer=False))
    wire.hear(refusal(old, "invalid_value"))
    assert [each.failure.detail for each in wire.of(EngineRefused)] == ["invalid_value"]


def test_a_correction_of_a_reply_that_is_not_known_is_nothing() -> None:
    wire = Wire()
    wire.say(CorrectReply(ReplyId("unknown"), "Right."))
    assert wire.frames == []


def test_a_cancel_that_came_too_late_is_nobodys_business() -> None:
    wire = Wire()
    wire.hear(refusal(None, "response_cancel_not_active"))
    assert wire.events == []


# --- the end


def test_after_its_end_a_talk_takes_and_says_nothing_more() -> None:
    wire = Wire()
    wire.hear(refusal(None, "session_expired"))
    assert why(wire) is FailureKind.SESSION_EXPIRED
    wire.hear(created("r1"), refusal(None, "insufficient_quota"))
    wire.say(SendAudio(bytes(4_800)), SendText(TurnId("t"), "Hello"))
    wire.tick(1_000.0)
    wire.close(1006, "")
    assert [type(each) for each in wire.events] == [LinkLost]
    assert wire.frames == []
    assert wire.protocol.deadline is None
    assert why(wire) is FailureKind.SESSION_EXPIRED, "the first reason is the one that counts"


def test_the_end_of_the_connection_is_explained_by_the_last_error() -> None:
    told, older = Wire(), Wire()
    error = {"type": "error", "error": {"type": "server_error"}}
    told.hear(error)
    older.hear(error, {"type": "rate_limits.updated", "rate_limits": []})
    told.close(1006, "")
    older.close(1006, "")
    assert (why(told), why(older)) == (FailureKind.SERVER_BROKEN, FailureKind.LINK_DROPPED)

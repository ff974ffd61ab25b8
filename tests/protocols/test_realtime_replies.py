"""The replies of a Realtime service as they come: sound, words, calls, and how they end."""

import base64
from typing import Any

import pytest

from tests.engines.wire import Wire, created, done
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import (
    AsideAnswered,
    AskAside,
    AskReply,
    CallId,
    CancelReply,
    LinkOpened,
    Outcome,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ReplySpoken,
    ReplyWords,
    ToolAsked,
    TruncateReply,
)

R1 = ReplyId("r1")


def sound(pcm: bytes, item: str = "a1", response: str = "r1") -> dict[str, Any]:
    delta = base64.b64encode(pcm).decode()
    return {"type": "response.output_audio.delta", "response_id": response, "item_id": item, "delta": delta}


def words(delta: str | None, response: str = "r1", kind: str = "output_audio_transcript") -> dict[str, Any]:
    return {"type": f"response.{kind}.delta", "response_id": response, "item_id": "a1", "delta": delta}


def added(item: str, kind: str = "message", response: str = "r1") -> dict[str, Any]:
    return {"type": "response.output_item.added", "response_id": response, "item": {"id": item, "type": kind}}


def call(name: str = "clock", **more: Any) -> dict[str, Any]:
    return {"id": "f", "type": "function_call", "status": "completed", "name": name, "call_id": "c", **more}


def said(*texts: dict[str, str]) -> dict[str, Any]:
    return {"id": "a1", "type": "message", "content": [{"type": "x", **text} for text in texts]}


def begun(*events: dict[str, Any]) -> Wire:
    wire = Wire()
    wire.hear(created("r1"), *events)
    return wire


# --- what comes of them


@pytest.mark.parametrize("kind", ["output_audio_transcript", "output_text"])
def test_words_stand_where_the_sound_was_when_they_came(kind: str) -> None:
    wire = begun(words("One", kind=kind), words(None), sound(bytes(48_000)), words(" two", kind=kind))
    assert wire.of(ReplyWords) == [ReplyWords(R1, "One", 0), ReplyWords(R1, " two", 1_000)]


def test_sound_comes_in_whole_samples_and_a_damaged_piece_is_left_out() -> None:
    wire = begun(sound(b"\1"), sound(b"") | {"delta": "no base64!"}, sound(b"\2\3"), sound(b"\4"))
    assert [each.pcm for each in wire.of(ReplySound)] == [b"\1\2", b"\3\4"]


def test_a_reply_that_nobody_announced_is_not_heard() -> None:
    wire = Wire()
    wire.hear(sound(b"\1\2"), words("One"), added("a1"), done("r1"), {"type": "response.output_item.done"})
    wire.hear(created(""))
    assert wire.events == []


def test_a_whole_reply_is_spoken_and_then_ends_with_its_bill() -> None:
    wire = begun(words("One"), done("r1", usage={"input_tokens": 3, "output_tokens": 4}))
    spoken, ended = wire.events[-2:]
    assert spoken == ReplySpoken(R1)
    assert isinstance(ended, ReplyEnded)
    assert (ended.outcome, ended.failure) == (Outcome.DONE, None)
    assert (ended.spent[0].usage.text_in, ended.spent[0].usage.text_out) == (3, 4)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("completed", Outcome.DONE),
        (None, Outcome.DONE),
        ("something new", Outcome.DONE),
        ("cancelled", Outcome.CUT),
        ("incomplete", Outcome.SHORTENED),
        ("failed", Outcome.FAILED),
    ],
)
def test_how_a_reply_ended_is_told(status: str | None, outcome: Outcome) -> None:
    (ended,) = begun(done("r1", status=status)).of(ReplyEnded)
    assert ended.outcome is outcome
    assert (ended.failure is not None) == (outcome is Outcome.FAILED)


@pytest.mark.parametrize(
    ("details", "kind"),
    [
        ({"error": {"code": "rate_limit_exceeded"}}, FailureKind.RATE_LIMITED),
        ({"error": {"type": "rate_limit_error"}}, FailureKind.RATE_LIMITED),
        ({"error": {"code": "insufficient_quota"}}, FailureKind.NO_QUOTA),
        ({"error": {"code": "billing_hard_limit_reached"}}, FailureKind.NO_QUOTA),
        ({"error": {}}, FailureKind.SERVER_BROKEN),
        ({"type": "failed"}, FailureKind.SERVER_BROKEN),
        (None, FailureKind.SERVER_BROKEN),
    ],
)
def test_why_a_reply_failed_is_told(details: dict[str, Any] | None, kind: FailureKind) -> None:
    (ended,) = begun(done("r1", status="failed", status_details=details)).of(ReplyEnded)
    assert ended.failure.kind is kind


def test_words_that_only_the_end_brings_are_told_then() -> None:
    whole = said({"transcript": "One "}, {"text": "two"}, {})
    assert begun(done("r1", output=[call(), whole])).of(ReplyWords) == [ReplyWords(R1, "One two", 0)]
    assert begun(words("One"), done("r1", output=[whole])).of(ReplyWords) == [ReplyWords(R1, "One", 0)]
    nothing = {"id": "a1", "type": "message", "content": None}
    assert begun(done("r1", output=[nothing])).of(ReplyWords) == []
    assert begun(done("r1", status="cancelled", output=[whole])).of(ReplyWords) == []


# --- calls


def test_a_call_is_asked_for_once_wherever_it_is_told() -> None:
    item_done = {"type": "response.output_item.done", "response_id": "r1", "item": call(arguments='{"at": 1}')}
    expected = [ToolAsked(R1, CallId("c"), "clock", '{"at": 1}')]
    assert begun(item_done, done("r1")).of(ToolAsked) == expected
    assert begun(item_done, done("r1", output=[call(arguments='{"at": 1}')])).of(ToolAsked) == expected
    assert begun(done("r1", output=[said(), call()])).of(ToolAsked) == [ToolAsked(R1, CallId("c"), "clock", "{}")]


def test_an_item_that_is_no_call_asks_for_no_tool() -> None:
    item_done = {"type": "response.output_item.done", "response_id": "r1", "item": said()}
    assert begun(item_done, done("r1")).of(ToolAsked) == []


@pytest.mark.parametrize("odd", [call(call_id=None), call(name=""), call(status="incomplete")])
def test_a_call_that_is_not_whole_is_not_made(odd: dict[str, Any]) -> None:
    assert begun(done("r1", output=[odd])).of(ToolAsked) == []


@pytest.mark.parametrize("status", ["cancelled", "failed", "incomplete"])
def test_a_reply_that_did_not_end_well_calls_nothing(status: str) -> None:
    assert begun(done("r1", status=status, output=[call()])).of(ToolAsked) == []


# --- what is not wanted of them


def test_a_reply_is_cancelled_once_and_says_nothing_more() -> None:
    wire = begun(sound(b"\1\2"))
    wire.say(CancelReply(R1), CancelReply(R1), CancelReply(ReplyId("unknown")))
    assert [frame["response_id"] for frame in wire.sent("response.cancel")] == ["r1"]
    wire.events.clear()
    wire.hear(sound(b"\3\4"), words("more"), done("r1", output=[call()]))
    (ended,) = wire.events
    assert isinstance(ended, ReplyEnded)
    assert ended.outcome is Outcome.CUT


def test_a_reply_that_is_over_need_not_be_cancelled() -> None:
    wire = begun(done("r1"))
    wire.say(CancelReply(R1))
    assert wire.sent("response.cancel") == []


def test_a_reply_that_is_over_stays_as_it_ended_whatever_still_comes() -> None:
    wire = begun(done("r1"))
    wire.events.clear()
    wire.hear(words("more"), sound(b"\1\2"), done("r1"))
    assert wire.events == []


def test_the_service_keeps_only_what_was_heard() -> None:
    wire = begun(added("a1"), sound(bytes(48_000), "a1"), added("a2"), sound(bytes(48_000), "a2"), added("a3"))
    wire.hear(added("f", "function_call"))
    wire.say(TruncateReply(R1, 1_500, "half"), TruncateReply(ReplyId("unknown"), 10))
    (cut,) = wire.sent("conversation.item.truncate")
    assert (cut["item_id"], cut["content_index"], cut["audio_end_ms"]) == ("a2", 0, 500)
    assert [frame["item_id"] for frame in wire.sent("conversation.item.delete")] == ["a3"]


def test_of_a_reply_that_was_not_heard_nothing_stays() -> None:
    wire = begun(sound(bytes(48_000)))
    wire.say(TruncateReply(R1, 0))
    assert [frame["item_id"] for frame in wire.sent("conversation.item.delete")] == ["a1"]
    assert wire.sent("conversation.item.truncate") == []


def test_a_reply_of_long_ago_is_forgotten_but_never_the_one_that_is_being_made() -> None:
    wire = begun()
    for number in range(60):
        wire.say(AskAside(f"job {number}", "", ""))
        asked = wire.sent("response.create")[-1]["response"]["metadata"]
        wire.hear(created(f"side {number}", metadata=asked))
    wire.hear(words("old", "side 0"), sound(b"\1\2"))
    assert [each.reply for each in wire.of(ReplySound)] == [R1]
    wire.hear(done("side 0"), done("side 59"))
    assert [each.job for each in wire.of(AsideAnswered)] == ["job 59"]


# --- side jobs


def test_a_side_job_is_answered_in_words_and_is_not_heard() -> None:
    wire = Wire()
    for number, events in enumerate(([words("Tea", "s0"), words(" time", "s0")], [])):
        wire.say(AskAside("title", "A title.", "text"))
        asked = wire.sent("response.create")[-1]["response"]
        assert (asked["conversation"], asked["output_modalities"], asked["tools"]) == ("none", ["text"], [])
        name = f"s{number}"
        wire.hear(created(name, metadata=asked["metadata"]), sound(b"\1\2", response=name), *events)
        wire.hear(done(name, output=[said({"text": "Tea at five"})]))
    assert wire.events == [AsideAnswered("title", "Tea time", ()), AsideAnswered("title", "Tea at five", ())]


def test_what_waits_for_a_side_job_is_asked_for_when_that_is_over() -> None:
    wire = Wire(echoes=False)
    wire.say(AskAside("title", "A title.", "text"))
    wire.hear(created("s"))
    wire.say(AskReply())
    wire.hear(done("s"))
    assert len(wire.sent("response.create")) == 2
    assert wire.of(ReplyBegan) == []
    assert wire.of(LinkOpened) == []

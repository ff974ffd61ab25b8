"""Whatever a server sends, in whatever order, nothing breaks and nothing is believed that cannot be."""

import base64
import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openai.types.realtime import RealtimeServerEvent

from tests.engines.wire import CREATED, UPDATED, Wire
from voiceapp.core.messages import (
    AskAside,
    AskReply,
    CallId,
    CancelReply,
    CommitTurn,
    Configure,
    CorrectReply,
    CorrectTurn,
    DropAudio,
    ForgetTurn,
    GiveToolOutput,
    LinkLost,
    LinkOpened,
    PrepareTurn,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ResumeTurn,
    SendAudio,
    SendText,
    SendUtterance,
    TruncateReply,
    TurnId,
)
from voiceapp.core.wishes import SessionWishes, TurnTaking
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.openai.realtime_server_events import KNOWN, AudioDelta, Malformed, ResponseDone, decode

KINDS = sorted(KNOWN)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(["r1", "r2", "a1", "a2", "u1", "", "~1", "x" * 200, "<b>&amp;</b>"])
sounds = st.one_of(
    st.binary(max_size=64).map(lambda pcm: base64.b64encode(pcm).decode()),
    st.sampled_from(["", "A", "AA=", "====", "no base64", "\u0000", "AAAA\nAAAA", "ÄÖ"]),
    st.just("A" * 200_000),
)
usages = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "input_tokens": st.integers(-5, 2**70),
        "output_tokens": st.integers(0, 99),
        "input_token_details": json_values,
    },
)
items = st.fixed_dictionaries(
    {"id": names, "type": st.sampled_from(["message", "function_call", "mcp_call", ""])},
    optional={
        "name": names,
        "call_id": names,
        "arguments": st.text(max_size=20),
        "status": st.sampled_from(["completed", "incomplete"]),
        "content": st.lists(
            st.fixed_dictionaries({"type": st.just("audio"), "transcript": st.text(max_size=20)}), max_size=2
        ),
    },
)
responses = st.fixed_dictionaries(
    {"id": names},
    optional={
        "status": st.sampled_from(["in_progress", "completed", "cancelled", "incomplete", "failed", "odd"]),
        "output": st.lists(items, max_size=3),
        "metadata": st.none() | st.fixed_dictionaries({}, optional={"voiceapp_job": names}),
        "usage": usages,
        "status_details": json_values,
    },
)
errors = st.fixed_dictionaries(
    {},
    optional={
        "code": st.sampled_from(
            [
                "invalid_event",
                "conversation_already_has_active_response",
                "response_cancel_not_active",
                "rate_limit_exceeded",
                7,
            ]
        ),
        "param": st.sampled_from(["session.audio.output.speed", "session.type", "session.", "..", "x"]),
        "event_id": st.sampled_from([f"va_c{number}" for number in range(1, 12)]),
        "message": st.text(max_size=20),
    },
)
proper = st.builds(
    lambda kind, fields: {"type": kind, **fields},
    st.sampled_from(KINDS),
    st.fixed_dictionaries(
        {
            "response_id": names,
            "item_id": names,
            "delta": sounds,
            "item": items,
            "response": responses,
            "error": errors,
        },
        optional={
            "session": st.fixed_dictionaries(
                {}, optional={"type": st.just("realtime"), "modalities": st.lists(names), "expires_at": st.floats()}
            ),
            "transcript": st.text(max_size=20),
            "audio_start_ms": st.integers(-(2**40), 2**40),
            "rate_limits": st.lists(
                st.fixed_dictionaries({}, optional={"name": names, "limit": st.floats()}), max_size=2
            ),
        },
    ),
)
odd = st.builds(
    lambda kind, value: {
        "type": kind,
        "session": value,
        "response": value,
        "delta": value,
        "item": value,
        "error": value,
    },
    st.sampled_from(KINDS),
    json_values,
)


def damage(frame: str, at: float, gone: int, instead: bytes | str) -> bytes | str:
    """Some of it gone, and something else in its place."""
    if isinstance(instead, str):
        place = int(at * len(frame))
        return frame[:place] + instead + frame[place + gone :]
    whole = frame.encode()
    place = int(at * len(whole))
    return whole[:place] + instead + whole[place + gone :]


damaged = st.builds(
    damage,
    st.one_of(proper, odd).map(json.dumps),
    st.floats(0, 1),
    st.integers(0, 3),
    st.binary(max_size=3) | st.text(st.characters(), max_size=3) | st.sampled_from([b"\xff", b"\xc3", "\ud800", "\0"]),
)
frames = st.one_of(
    proper.map(json.dumps),
    damaged,
    odd.map(json.dumps),
    json_values.map(json.dumps),
    st.text(max_size=60),
    st.binary(max_size=60),
    st.just("[" * 100_000),
    st.just('{"type": "' + "x" * 100_000 + '"}'),
)
replies = names.map(ReplyId)
turns = names.map(TurnId)
commands = st.one_of(
    st.builds(SendAudio, st.binary(max_size=9_600)),
    st.builds(CommitTurn, turns),
    st.builds(PrepareTurn, turns),
    st.builds(ResumeTurn, turns),
    st.builds(SendUtterance, turns, st.binary(max_size=9_600)),
    st.just(DropAudio()),
    st.builds(SendText, turns, st.text(max_size=20)),
    st.builds(AskReply, st.booleans()),
    st.builds(CancelReply, replies),
    st.builds(TruncateReply, replies, st.integers(0, 100_000)),
    st.builds(ForgetTurn, turns),
    st.builds(CorrectTurn, turns, st.text(max_size=20), st.integers(0, 3)),
    st.builds(CorrectReply, replies, st.text(max_size=20)),
    st.builds(GiveToolOutput, names.map(CallId), st.text(max_size=20), st.booleans()),
    st.builds(
        Configure, st.builds(SessionWishes, voice=names, instructions=names, turn_taking=st.sampled_from(TurnTaking))
    ),
    st.builds(AskAside, names, names, names),
)


@given(frames)
@example("")
@example('{"type": "response.done", "response": {"id": "r", "usage": {"input_tokens": 1e400}}}')
@example(b'{"type": "response.done", "response": {"id": "r\xff", "status": "completed"}}')
@example('{"type": "response.done", "response": {"id": "r\ud800", "status": "completed"}}')
@example('{"type": "response.done", "response": {"id": [' + "[" * 100_000)
def test_every_frame_becomes_a_value(frame: str | bytes) -> None:
    event = decode(frame)
    if isinstance(event, AudioDelta):
        assert event.sound() is None or isinstance(event.sound(), bytes)
    if isinstance(event, Malformed):
        assert len(event.reason) < 100, "a log line must not hold a whole frame"


@pytest.mark.parametrize(
    "frame",
    [
        b'{"type": "response.done", "response": {"id": "r1", "status": "completed", "output": [{"name": "\xff\xc3"}]}}',
        '{"type": "response.done", "response": {"id": "r1", "status": "completed", "output": [{"name": "\ud800"}]}}',
        b'{"type": "response.done", "response": {"id": "r1", "status": "completed", "output": "\xff"}}',
    ],
)
def test_a_reply_ends_though_the_news_of_it_is_damaged(frame: str | bytes) -> None:
    event = decode(frame)
    assert isinstance(event, ResponseDone)
    assert (event.response.id, event.response.status) == ("r1", "completed")


@settings(max_examples=200)
@given(
    st.lists(st.one_of(frames, commands, st.floats(0.1, 60.0)), max_size=60),
    st.sampled_from(TurnTaking),
    st.sampled_from(Dialect),
    st.booleans(),
)
def test_any_events_and_commands_in_any_order_keep_the_promises(
    steps: list[Any], turn_taking: TurnTaking, dialect: Dialect, opened: bool
) -> None:
    wire = Wire(SessionWishes(turn_taking=turn_taking), opened=False, dialect=dialect)
    if opened:
        wire.hear(CREATED, UPDATED)
    now = 1.0
    for step in steps:
        if isinstance(step, str | bytes):
            wire._take(wire.protocol.receive(step, now))
        elif isinstance(step, float):
            deadline = wire.protocol.deadline
            now += step
            wire.tick(now)
            if deadline is not None and deadline <= now:
                again = wire.protocol.deadline
                assert again is None or again > deadline, "a tick at the deadline moves on"
        else:
            wire._take(wire.protocol.send(step, now))
    check(wire)


def check(wire: Wire) -> None:
    opened, lost = wire.of(LinkOpened), wire.of(LinkLost)
    assert len(opened) <= 1
    assert len(lost) == (wire.protocol.failure is not None)
    if lost:
        assert wire.events[-1] is lost[0], "nothing comes after the end"
        assert wire.protocol.deadline is None
    began = [event.reply for event in wire.of(ReplyBegan)]
    ended = [event.reply for event in wire.of(ReplyEnded)]
    assert len(began) == len(set(began))
    assert len(ended) == len(set(ended)), "a reply ends once"
    assert set(ended) <= set(began)
    over: set[ReplyId] = set()
    for event in wire.events:
        if isinstance(event, ReplyEnded):
            over.add(event.reply)
        if isinstance(event, ReplySound):
            assert event.reply not in over, "no sound of a reply that is over"
            assert len(event.pcm) % 2 == 0, "no half samples"
    events = [frame["event_id"] for frame in wire.frames if "event_id" in frame]
    assert len(events) == len(set(events))
    for frame in wire.frames:
        msgspec.json.encode(frame)
        if frame["type"] == "conversation.item.truncate":
            assert frame["audio_end_ms"] > 0


@given(st.lists(st.integers(0, 2001), min_size=1, max_size=8), st.randoms())
def test_however_sound_is_cut_into_pieces_it_comes_out_whole(sizes: list[int], random: Any) -> None:
    whole = random.randbytes(sum(sizes) // 2 * 2)
    wire = Wire()
    wire.say(AskReply())
    wire.hear({"type": "response.created", "response": {"id": "r1"}})
    at = 0
    for size in sizes:
        piece = whole[at : at + size]
        at += size
        delta = base64.b64encode(piece).decode()
        wire.hear({"type": "response.output_audio.delta", "response_id": "r1", "item_id": "a", "delta": delta})
    assert b"".join(event.pcm for event in wire.of(ReplySound)) == whole


def test_every_event_of_the_service_is_handled_or_knowingly_ignored() -> None:
    def names(kind: Any) -> set[str]:
        if hasattr(kind, "model_fields"):
            return set(get_args(kind.model_fields["type"].annotation))
        return {
            name
            for inner in get_args(kind)
            if get_args(inner) or hasattr(inner, "model_fields")
            for name in names(inner)
        }

    service = names(RealtimeServerEvent)
    assert len(service) > 40
    assert service <= KNOWN

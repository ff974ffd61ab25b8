"""A reply that Realtime prepares while the person pauses: given out whole, or gone without a trace."""

import base64
from typing import Any

import pytest

from tests.engines.wire import Wire, created, done, refusal
from voiceapp.core.messages import (
    AnswerOverdue,
    CallId,
    CommitTurn,
    Configure,
    DropAudio,
    EngineRefused,
    GiveToolOutput,
    Outcome,
    PreparedInVain,
    PrepareTurn,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ReplySpoken,
    ReplyWords,
    ResumeTurn,
    SendAudio,
    SendText,
    SendUtterance,
    ToolAsked,
    TruncateReply,
    TurnId,
    TurnNotUnderstood,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.wishes import SessionWishes, TurnTaking
from voiceapp.engines.realtime.input_audio import MOST_PUT_BACK

TURN, NEXT = TurnId("turn"), TurnId("next")
SAID, MORE = bytes(range(256)) * 100, bytes(range(255, -1, -1)) * 50
QUIET = bytes(9_600)
USAGE = {"input_tokens": 100, "output_tokens": 20}
APPEND, CLEAR, COMMIT = "input_audio_buffer.append", "input_audio_buffer.clear", "input_audio_buffer.commit"
ASK, CANCEL, DELETE = "response.create", "response.cancel", "conversation.item.delete"


def taken(item: str) -> dict[str, Any]:
    return {"type": "input_audio_buffer.committed", "item_id": item}


def sound(response: str, item: str, delta: str = "AAAAAAAA") -> dict[str, Any]:
    return {"type": "response.output_audio.delta", "response_id": response, "item_id": item, "delta": delta}


def words(item: str, text: str, **more: Any) -> dict[str, Any]:
    kind = "conversation.item.input_audio_transcription.completed"
    return {"type": kind, "item_id": item, "transcript": text, "usage": {"type": "duration", "seconds": 2}, **more}


def message(response: str, item: str) -> dict[str, Any]:
    added = {"id": item, "type": "message"}
    return {"type": "response.output_item.added", "response_id": response, "item": added}


def paused(*, taken_as: str | None = "u1", wishes: SessionWishes | None = None) -> Wire:
    """Something was said, and a reply to it is asked for although it may go on."""
    wire = Wire(wishes)
    wire.say(SendAudio(SAID), PrepareTurn(TURN))
    if taken_as is not None:
        wire.hear(taken(taken_as))
    return wire


def preparing(*, whole: bool = False) -> Wire:
    wire = paused()
    wire.hear(created("r1"), message("r1", "a1"), sound("r1", "a1"))
    if whole:
        wire.hear(done("r1", usage=USAGE))
    return wire


def kinds(wire: Wire) -> list[str]:
    return [frame["type"] for frame in wire.frames]


def in_buffer(wire: Wire) -> bytes:
    """What the service's buffer holds after these frames."""
    held = b""
    for frame in wire.frames:
        if frame["type"] == APPEND:
            held += base64.b64decode(frame["audio"])
        elif frame["type"] in (CLEAR, COMMIT):
            held = b""
    return held


# --- prepared


def test_in_a_pause_a_reply_is_asked_for_and_nobody_hears_of_it() -> None:
    wire = preparing(whole=True)
    assert kinds(wire) == [APPEND, COMMIT, ASK]
    assert wire.events == []


def test_the_words_up_to_the_pause_are_told_as_they_are_so_far() -> None:
    wire = paused()
    delta = {"type": "conversation.item.input_audio_transcription.delta", "item_id": "u1", "delta": "Set a"}
    wire.hear(delta)
    assert wire.events == [], "half of the words look as if more came"
    wire.hear(words("u1", "Set a timer.", languages=[{"code": "en"}]))
    assert wire.events == [TurnWords(TURN, "Set a timer.", final=False, language="en", prepared=True)]


@pytest.mark.parametrize("size", [WIRE.bytes(80), MOST_PUT_BACK + 2])
def test_too_little_is_not_asked_about_and_too_much_could_not_be_put_back(size: int) -> None:
    wire = Wire()
    wire.say(SendAudio(bytes(size)), PrepareTurn(TURN), ResumeTurn(TURN))
    assert set(kinds(wire)) == {APPEND}


def test_where_the_service_ends_turns_nothing_is_prepared() -> None:
    wire = paused(wishes=SessionWishes(turn_taking=TurnTaking.SERVER), taken_as=None)
    assert kinds(wire) == [APPEND]


def test_while_another_reply_is_being_made_nothing_is_prepared() -> None:
    wire = Wire()
    wire.say(SendText(NEXT, "Hello"))
    wire.frames.clear()
    wire.say(SendAudio(SAID), PrepareTurn(TURN))
    wire.hear(created("r1"))
    wire.say(ResumeTurn(TURN), PrepareTurn(TURN), CommitTurn(TURN))
    assert kinds(wire) == [APPEND, COMMIT], "two are never asked for at once"
    wire.hear(done("r1"))
    assert kinds(wire) == [APPEND, COMMIT, ASK]


def test_a_service_that_answers_by_itself_is_asked_to_prepare_nothing() -> None:
    wire = paused()
    wire.hear(created("r1"), refusal(wire.sent(ASK)[0], "conversation_already_has_active_response"), done("r1"))
    wire.say(CommitTurn(TURN))
    assert [began.reply for began in wire.of(ReplyBegan)] == [ReplyId("r1")]
    wire.frames.clear()
    wire.say(SendAudio(SAID), PrepareTurn(NEXT))
    assert kinds(wire) == [APPEND]


# --- given out


def test_what_was_held_back_is_heard_at_once_when_the_turn_is_over_and_goes_on() -> None:
    wire = preparing()
    wire.hear(words("u1", "Hello."))
    wire.events.clear()
    wire.say(SendAudio(QUIET), CommitTurn(TURN))
    assert [type(event) for event in wire.events] == [TurnTaken, TurnWords, ReplyBegan, ReplySound]
    (said,), (began,) = wire.of(TurnWords), wire.of(ReplyBegan)
    assert (said.text, said.final, bool(said.spent)) == ("Hello.", True, True)
    assert began.up_to == TURN
    assert kinds(wire) == [APPEND, COMMIT, ASK, APPEND, CLEAR], "the silence belongs to nothing"
    wire.events.clear()
    wire.hear(sound("r1", "a1"), done("r1", usage=USAGE))
    assert [type(event) for event in wire.events] == [ReplySound, ReplySpoken, ReplyEnded]


def test_a_reply_that_was_whole_before_the_turn_was_over_is_given_out_whole_and_can_be_deleted() -> None:
    wire = preparing(whole=True)
    wire.say(CommitTurn(TURN))
    assert [type(event) for event in wire.events][1:] == [ReplyBegan, ReplySound, ReplySpoken, ReplyEnded]
    assert wire.of(ReplyEnded)[0].spent, "it is paid for once it was given out"
    wire.say(TruncateReply(ReplyId("r1"), 0))
    assert [frame["item_id"] for frame in wire.sent(DELETE)] == ["a1"]


def test_what_the_service_confirms_late_is_the_turn_all_the_same() -> None:
    wire = paused(taken_as=None)
    wire.say(CommitTurn(TURN))
    assert wire.events == []
    wire.hear(taken("u1"), words("u1", "Hello."), created("r1"), sound("r1", "a1"))
    assert [type(event) for event in wire.events] == [TurnTaken, TurnWords, ReplyBegan, ReplySound]
    assert {event.turn for event in (*wire.of(TurnTaken), *wire.of(TurnWords))} == {TURN}
    assert len(wire.sent(ASK)) == 1


def test_that_words_could_not_be_had_is_told_when_the_turn_is_over() -> None:
    wire = preparing()
    wire.hear({"type": "conversation.item.input_audio_transcription.failed", "item_id": "u1", "error": {"code": "x"}})
    assert wire.events == []
    wire.say(CommitTurn(TURN))
    assert [failed.turn for failed in wire.of(TurnNotUnderstood)] == [TURN]


def test_tools_run_only_when_the_turn_is_over() -> None:
    wire = paused()
    call = {"id": "f", "type": "function_call", "status": "completed", "name": "pay", "call_id": "c", "arguments": "{}"}
    wire.hear(created("r1"), done("r1", output=[call]))
    assert wire.of(ToolAsked) == []
    wire.say(CommitTurn(TURN))
    assert [asked.call for asked in wire.of(ToolAsked)] == [CallId("c")]
    wire.say(GiveToolOutput(CallId("c"), "paid", last=True))
    assert len(wire.sent(ASK)) == 2


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_a_prepared_reply_that_failed_is_made_once_more_when_the_turn_is_over(status: str) -> None:
    wire = preparing()
    wire.hear(done("r1", status=status, usage=USAGE))
    assert wire.events == []
    wire.say(CommitTurn(TURN))
    assert wire.of(ReplyBegan) == []
    assert wire.of(PreparedInVain)
    assert [frame["item_id"] for frame in wire.sent(DELETE)] == ["a1"], "nobody heard it"
    assert len(wire.sent(ASK)) == 2
    wire.hear(created("r2"), done("r2"))
    assert [(ended.reply, ended.outcome) for ended in wire.of(ReplyEnded)] == [(ReplyId("r2"), Outcome.DONE)]


# --- withdrawn


def test_when_the_person_goes_on_the_service_forgets_both_and_gets_the_turn_as_one() -> None:
    wire = preparing()
    wire.say(SendAudio(MORE))
    wire.frames.clear()
    wire.say(ResumeTurn(TURN))
    assert kinds(wire)[:3] == [CANCEL, DELETE, CLEAR]
    assert wire.sent(CANCEL)[0]["response_id"] == "r1"
    assert wire.sent(DELETE)[0]["item_id"] == "u1"
    assert in_buffer(wire) == SAID + MORE
    wire.hear(sound("r1", "a1"), done("r1", status="cancelled", usage=USAGE))
    assert wire.sent(DELETE)[1]["item_id"] == "a1"
    assert [type(event) for event in wire.events] == [PreparedInVain]
    wire.say(CommitTurn(TURN))
    wire.hear(taken("u2"), words("u2", "All of it."), created("r2"))
    assert [(said.text, said.turn) for said in wire.of(TurnWords)] == [("All of it.", TURN)]
    assert [event.turn for event in wire.of(TurnTaken)] == [TURN]
    assert [began.reply for began in wire.of(ReplyBegan)] == [ReplyId("r2")]


def test_the_next_reply_is_asked_for_only_when_the_unheard_one_is_over_and_gone() -> None:
    wire = preparing()
    wire.say(ResumeTurn(TURN), SendAudio(MORE), CommitTurn(TURN))
    assert len(wire.sent(ASK)) == 1
    wire.frames.clear()
    wire.hear(done("r1", status="cancelled"))
    assert kinds(wire) == [DELETE, ASK]
    assert wire.of(PreparedInVain) == [], "the service said nothing of a cost"


def test_a_reply_that_was_whole_already_is_deleted_and_its_cost_told() -> None:
    wire = preparing(whole=True)
    wire.hear(words("u1", "Hello."))
    wire.events.clear()
    wire.say(ResumeTurn(TURN))
    assert wire.sent(CANCEL) == []
    assert {frame["item_id"] for frame in wire.sent(DELETE)} == {"u1", "a1"}
    assert [type(event) for event in wire.events] == [PreparedInVain, PreparedInVain], "of the words, too"


def test_calls_that_were_never_run_are_deleted() -> None:
    wire = paused()
    item = {"id": "f1", "type": "function_call", "status": "completed", "name": "pay", "call_id": "c"}
    wire.hear(created("r1"), {"type": "response.output_item.done", "response_id": "r1", "item": item})
    wire.hear(done("r1", output=[item]))
    wire.say(ResumeTurn(TURN))
    assert {frame["item_id"] for frame in wire.sent(DELETE)} == {"u1", "f1"}
    assert wire.of(ToolAsked) == []


def test_what_is_confirmed_or_begins_only_after_the_person_went_on_is_withdrawn_then() -> None:
    wire = paused(taken_as=None)
    wire.say(ResumeTurn(TURN))
    assert wire.sent(DELETE) == []
    wire.hear(taken("u1"), words("u1", "Hello."), words("u1", "Hello.", usage=None), created("r1"))
    assert wire.sent(DELETE)[0]["item_id"] == "u1"
    assert wire.sent(CANCEL)[0]["response_id"] == "r1"
    assert [type(event) for event in wire.events] == [PreparedInVain], "the words were paid for"
    wire.hear({"type": "conversation.item.input_audio_transcription.failed", "item_id": "u1", "error": {}})
    assert len(wire.events) == 1


def test_each_pause_prepares_anew() -> None:
    wire = preparing()
    wire.say(ResumeTurn(TURN), SendAudio(MORE))
    wire.hear(done("r1", status="cancelled"))
    wire.say(PrepareTurn(TURN))
    wire.hear(taken("u2"), created("r2"), sound("r2", "a2"))
    wire.say(CommitTurn(TURN))
    assert [event.reply for event in wire.of(ReplySound)] == [ReplyId("r2")]
    assert wire.of(ReplyBegan)[0].up_to == TURN


def test_what_turns_out_to_be_noise_is_gone_and_not_sent_again() -> None:
    wire = preparing()
    wire.say(SendAudio(QUIET))
    wire.frames.clear()
    wire.say(DropAudio())
    assert kinds(wire) == [CANCEL, DELETE, CLEAR]


@pytest.mark.parametrize("command", [Configure(SessionWishes()), SendText(NEXT, "By the way"), CommitTurn(NEXT)])
def test_whatever_changes_the_talk_makes_a_prepared_reply_outdated(command: Any) -> None:
    wire = preparing()
    wire.say(command)
    assert wire.sent(CANCEL)
    assert wire.of(ReplySound) == []
    assert wire.sent(DELETE)[0]["item_id"] == "u1"


def test_an_older_utterance_that_is_sent_again_in_the_pause_costs_no_word_of_this_one() -> None:
    wire = preparing()
    wire.say(SendUtterance(NEXT, SAID[::-1]))
    assert in_buffer(wire) == SAID


# --- refused


def test_a_request_that_is_refused_in_a_pause_is_made_when_the_turn_is_over() -> None:
    wire = paused()
    wire.hear(refusal(wire.sent(ASK)[0], "rate_limit_exceeded"))
    assert wire.of(EngineRefused) == []
    assert in_buffer(wire) == SAID
    wire.say(CommitTurn(TURN))
    wire.hear(refusal(wire.sent(ASK)[1], "rate_limit_exceeded"))
    assert len(wire.of(EngineRefused)) == 1, "now somebody waits for it"


def test_a_withdrawn_request_that_is_refused_does_not_cost_the_next_reply() -> None:
    wire = paused()
    wire.say(ResumeTurn(TURN), CommitTurn(TURN))
    wire.hear(refusal(wire.sent(ASK)[0], "invalid_item_id"), created("r1"), sound("r1", "a1"))
    assert len(wire.sent(ASK)) == 2
    assert wire.sent(CANCEL) == []
    assert wire.of(ReplySound)


def test_a_refused_commit_leaves_the_sound_to_the_turn() -> None:
    wire = paused(taken_as=None)
    wire.hear(refusal(wire.sent(COMMIT)[0], "input_audio_buffer_commit_empty"))
    assert in_buffer(wire) == SAID
    wire.hear(created("r1"))
    assert wire.sent(CANCEL), "what would it answer"
    wire.say(CommitTurn(TURN))
    wire.hear(done("r1", status="cancelled"), taken("u1"))
    assert [event.turn for event in wire.of(TurnTaken)] == [TURN]
    assert len(wire.sent(ASK)) == 2


def test_a_withdrawn_reply_that_never_begins_does_not_silence_the_next() -> None:
    wire = paused()
    wire.say(ResumeTurn(TURN), CommitTurn(TURN), AnswerOverdue())
    wire.hear(created("r1"), sound("r1", "a1"))
    assert wire.of(ReplySound)


def test_words_of_a_written_reply_are_held_back_as_sound_is() -> None:
    wire = paused()
    wire.hear(created("r1"))
    wire.hear({"type": "response.output_text.delta", "response_id": "r1", "item_id": "a1", "delta": "Hello"})
    assert wire.events == []
    wire.say(CommitTurn(TURN))
    assert [said.text for said in wire.of(ReplyWords)] == ["Hello"]

"""When a service is asked for a reply, and what is made of a refusal: one reply at a time, and none twice."""

import pytest

from tests.engines.wire import Wire, created, done, refusal
from voiceapp.core.messages import (
    AnswerOverdue,
    AskAside,
    AskReply,
    CallId,
    CancelReply,
    CommitTurn,
    EngineRefused,
    GiveToolOutput,
    LinkLost,
    Outcome,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    SendAudio,
    SendText,
    SendUtterance,
    TurnId,
)
from voiceapp.core.wishes import SessionWishes, TurnTaking
from voiceapp.engines.realtime.protocol import ENDED_WITHIN

SECOND = bytes(48_000)
ACTIVE = "conversation_already_has_active_response"
SERVER = SessionWishes(turn_taking=TurnTaking.SERVER)


def asked(wire: Wire) -> int:
    return len([frame for frame in wire.sent("response.create") if "response" not in frame])


def says(wire: Wire, turn: str) -> None:
    wire.say(SendAudio(SECOND), CommitTurn(TurnId(turn)))


# --- asking


def test_a_reply_is_asked_for_as_the_session_gives_them_unless_it_is_to_be_otherwise() -> None:
    wire = Wire()
    wire.say(SendText(TurnId("t"), "Hello", spoken=False))
    assert wire.sent("response.create")[0]["response"] == {"output_modalities": ["text"]}
    wire.hear(created("r1"), done("r1"))
    wire.say(AskReply(spoken=True))
    assert "response" not in wire.sent("response.create")[1]


def test_what_is_not_to_be_answered_yet_is_only_told() -> None:
    wire = Wire()
    wire.say(SendText(TurnId("t1"), "One", answer=False))
    assert wire.sent("response.create") == []
    wire.say(SendText(TurnId("t2"), "Two"))
    assert asked(wire) == 1


def test_the_last_of_several_tools_asks_for_what_follows_from_them() -> None:
    wire = Wire()
    wire.say(GiveToolOutput(CallId("c1"), "noon", last=False))
    assert asked(wire) == 0
    wire.say(GiveToolOutput(CallId("c2"), "rain", last=True))
    assert asked(wire) == 1
    assert [frame["item"]["call_id"] for frame in wire.sent("conversation.item.create")] == ["c1", "c2"]


def test_one_reply_is_made_at_a_time_and_one_more_answers_all_that_came_meanwhile() -> None:
    wire = Wire()
    for name in ("t1", "t2", "t3"):
        wire.say(SendText(TurnId(name), "Hello"))
    assert asked(wire) == 1
    wire.hear(created("r1"), done("r1"))
    assert asked(wire) == 2
    wire.hear(created("r2"), done("r2"))
    assert asked(wire) == 2
    assert [(each.up_to) for each in wire.of(ReplyBegan)] == [TurnId("t1"), TurnId("t3")]


def test_a_reply_that_is_refused_for_another_reason_gives_way_to_the_next() -> None:
    wire = Wire()
    wire.say(AskReply(), SendText(TurnId("t"), "Hello"))
    wire.hear(refusal(wire.sent("response.create")[0], "invalid_value"))
    assert asked(wire) == 2
    assert len(wire.of(EngineRefused)) == 1


def test_a_reply_that_is_refused_for_an_item_that_is_gone_is_no_complaint() -> None:
    wire = Wire()
    wire.say(AskReply(), SendText(TurnId("t"), "Hello"))
    wire.hear(refusal(wire.sent("response.create")[0], "invalid_item_id"))
    assert asked(wire) == 2
    assert wire.of(EngineRefused) == []


def test_while_a_service_makes_two_at_once_no_third_is_asked_for() -> None:
    wire = Wire()
    wire.hear(created("r1"), created("r2"))
    wire.say(AskReply())
    wire.hear(done("r1"))
    assert asked(wire) == 0
    wire.hear(done("r2"))
    assert asked(wire) == 1


# --- a service that begins by itself


def test_a_service_that_refuses_because_it_answers_already_is_not_asked_again() -> None:
    wire = Wire()
    says(wire, "t1")
    wire.hear(refusal(wire.sent("response.create")[0], ACTIVE), created("r1"), done("r1"))
    says(wire, "t2")
    wire.hear(created("r2"), done("r2"))
    wire.say(SendUtterance(TurnId("t3"), SECOND))
    wire.hear(created("r3"), done("r3"))
    assert asked(wire) == 1
    assert [each.up_to for each in wire.of(ReplyBegan)] == [TurnId("t1"), TurnId("t2"), TurnId("t3")]
    assert wire.protocol.deadline is None


def test_it_is_asked_after_all_when_it_does_not_begin() -> None:
    wire = Wire()
    says(wire, "t1")
    wire.hear(refusal(wire.sent("response.create")[0], ACTIVE), created("r1"), done("r1"))
    says(wire, "t2")
    assert wire.protocol.deadline == 103.0
    wire.tick(102.9)
    assert asked(wire) == 1
    wire.tick(103.0)
    assert asked(wire) == 2
    assert wire.protocol.deadline is None


def test_a_service_that_ends_turns_is_asked_for_the_reply_that_it_owes_once() -> None:
    wire = Wire(SERVER)
    wire.hear({"type": "input_audio_buffer.committed", "item_id": "u1"})
    assert wire.protocol.deadline == 4.0
    wire.tick(4.0)
    assert asked(wire) == 1
    wire.hear(created("r1"), done("r1"))
    wire.tick(100.0)
    assert asked(wire) == 1


def test_where_it_ends_turns_a_refusal_is_for_the_sake_of_an_older_reply() -> None:
    wire = Wire(SERVER)
    wire.say(SendText(TurnId("t"), "Hello"))
    wire.hear(refusal(wire.sent("response.create")[0], ACTIVE), created("r1"))
    assert asked(wire) == 1
    wire.hear(done("r1"))
    assert asked(wire) == 2


def test_what_was_said_meanwhile_is_asked_for_once_though_an_older_reply_was_in_the_way() -> None:
    wire = Wire(SERVER)
    wire.say(SendText(TurnId("t1"), "Hello"), SendText(TurnId("t2"), "Hello?"))
    wire.hear(refusal(wire.sent("response.create")[0], ACTIVE), created("r1"), done("r1"))
    assert asked(wire) == 2


# --- a reply that does not begin


def test_a_refused_reply_that_does_not_begin_is_asked_for_again() -> None:
    wire = Wire()
    says(wire, "t1")
    wire.hear(refusal(wire.sent("response.create")[0], ACTIVE))
    assert asked(wire) == 1
    wire.say(AnswerOverdue())
    assert asked(wire) == 2


def test_an_overdue_answer_is_nothing_to_a_service_that_owes_none() -> None:
    wire = Wire()
    wire.say(AnswerOverdue())
    assert wire.of(LinkLost) == []
    assert wire.frames == []


@pytest.mark.parametrize("order", ["begins first", "refuses first"])
def test_a_reply_that_begins_late_does_not_teach_that_the_service_begins_by_itself(order: str) -> None:
    wire = Wire()
    says(wire, "t1")
    wire.say(AnswerOverdue(), AskReply())
    news = [created("r1"), refusal(wire.sent("response.create")[1], ACTIVE)]
    wire.hear(*(news if order == "begins first" else reversed(news)))
    wire.hear(done("r1"))
    assert asked(wire) == 2, "it is the answer to the same"
    says(wire, "t2")
    assert asked(wire) == 3, "nothing is waited for"
    wire.hear(created("r2"))
    assert [each.up_to for each in wire.of(ReplyBegan)] == [TurnId("t1"), TurnId("t2")]


def test_a_refusal_that_comes_when_its_reply_was_given_up_teaches_nothing() -> None:
    wire = Wire()
    says(wire, "t1")
    wire.say(AnswerOverdue())
    wire.hear(refusal(wire.sent("response.create")[0], ACTIVE), created("r1"), done("r1"))
    assert asked(wire) == 1
    says(wire, "t2")
    assert asked(wire) == 2


@pytest.mark.parametrize("over", [False, True])
def test_what_was_said_after_a_reply_was_given_up_is_asked_for_when_that_one_began_late(over: bool) -> None:
    wire = Wire()
    says(wire, "t1")
    wire.say(AnswerOverdue())
    says(wire, "t2")
    refused = refusal(wire.sent("response.create")[1], ACTIVE)
    news = [created("r1"), done("r1"), refused] if over else [created("r1"), refused, done("r1")]
    wire.hear(*news)
    assert asked(wire) == 3
    wire.hear(created("r2"))
    assert wire.of(ReplyBegan)[-1].up_to == TurnId("t2")


def test_a_late_reply_of_which_only_a_refusal_tells_answers_what_it_was_asked_for() -> None:
    wire = Wire()
    says(wire, "t1")
    wire.say(AnswerOverdue())
    says(wire, "t2")
    wire.hear(refusal(wire.sent("response.create")[1], ACTIVE), created("r1"), done("r1"), created("r2"))
    assert [each.up_to for each in wire.of(ReplyBegan)] == [TurnId("t1"), TurnId("t2")]
    assert asked(wire) == 3


# --- a reply that does not end


def came(kind: str, item: str = "i1", **more: object) -> dict[str, object]:
    return {"type": f"response.{kind}", "response_id": "r1", "item_id": item, **more}


def item(kind: str, name: str = "i1", type_: str = "message", **more: object) -> dict[str, object]:
    return {"type": f"response.output_item.{kind}", "response_id": "r1", "item": {"id": name, "type": type_, **more}}


SOUND = came("output_audio.delta", delta="AAAA")
WHOLE = {
    "by its item": (item("added"), SOUND, item("done")),
    "by its sound": (SOUND, came("output_audio_transcript.delta", delta="Hello."), came("output_audio.done")),
    "by its text": (came("output_text.delta", delta="Hello."), came("output_text.done")),
    "by its call": (
        item("added", type_="function_call"),
        item("done", type_="function_call", call_id="c1", arguments="{}"),
    ),
}


@pytest.mark.parametrize("how", WHOLE)
def test_a_reply_that_came_whole_is_complete_after_a_while_whether_or_not_the_service_ends_it(how: str) -> None:
    wire = Wire()
    says(wire, "t1")
    wire.hear(created("r1"), *WHOLE[how])
    assert wire.protocol.deadline == 1.0 + ENDED_WITHIN
    wire.tick(1.0 + ENDED_WITHIN - 0.1)
    assert wire.of(ReplyEnded) == []
    wire.tick(1.0 + ENDED_WITHIN)
    (ended,) = wire.of(ReplyEnded)
    assert ended.outcome is Outcome.DONE
    assert wire.of(LinkLost) == []
    wire.hear(done("r1"))
    assert len(wire.of(ReplyEnded)) == 1
    says(wire, "t2")
    assert asked(wire) == 2


def test_a_reply_that_came_whole_is_complete_at_once_where_it_is_overdue() -> None:
    wire = Wire()
    says(wire, "t1")
    wire.hear(created("r1"), *WHOLE["by its sound"])
    wire.say(AnswerOverdue())
    assert [each.outcome for each in wire.of(ReplyEnded)] == [Outcome.DONE]
    assert wire.of(LinkLost) == []


def test_a_reply_of_which_something_is_missing_is_not_complete() -> None:
    wire = Wire()
    says(wire, "t1")
    wire.hear(created("r1"), *WHOLE["by its item"], item("added", "i2"))
    wire.tick(1.0 + ENDED_WITHIN)
    assert wire.of(ReplyEnded) == []
    says(wire, "t2")
    wire.say(AnswerOverdue())
    assert len(wire.of(LinkLost)) == 1


def test_a_reply_that_was_cut_when_it_was_whole_does_not_end_the_link() -> None:
    wire = Wire()
    says(wire, "t1")
    wire.hear(created("r1"), *WHOLE["by its sound"])
    wire.say(CancelReply(ReplyId("r1")))
    wire.tick(1.0 + ENDED_WITHIN)
    assert [each.outcome for each in wire.of(ReplyEnded)] == [Outcome.CUT]
    assert wire.of(LinkLost) == []


def test_what_is_done_in_a_reply_that_nobody_knows_is_nothing() -> None:
    wire = Wire()
    wire.hear(*WHOLE["by its item"])
    assert wire.protocol.deadline is None


# --- side jobs


def test_a_refusal_that_names_nothing_may_mean_a_side_job() -> None:
    wire = Wire()
    wire.hear(created("r1"))
    wire.say(AskAside("title", "A title.", "text"))
    wire.hear(refusal(None, ACTIVE), done("r1"))
    assert asked(wire) == 0


def test_a_side_job_is_asked_only_where_its_answer_can_be_told_from_a_reply() -> None:
    for wishes, named, jobs in ((SERVER, False, 0), (SERVER, True, 1), (SessionWishes(), False, 1)):
        wire = Wire(wishes, echoes=False)
        if named:
            wire.hear(created("side", metadata={"voiceapp_job": "older"}))
        wire.say(AskAside("title", "A title.", "text"))
        assert len(wire.sent("response.create")) == jobs

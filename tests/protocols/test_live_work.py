"""Work that a Live session's voice hands over: to a model of the service, or to us."""

from typing import Any

import pytest

from tests.protocols.live_wire import LiveWire
from voiceapp.core import messages as m
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.engines.live.handed_over import MOST_TASKS, TOO_MANY
from voiceapp.engines.live.talk_memory import TalkMemory


def backend(wire: LiveWire, kind: str, **fields: Any) -> list[Any]:
    return wire.server("response.event", event={"type": kind, **fields}, delegation_id="d1")


def call(wire: LiveWire, call_id: str, **fields: Any) -> list[Any]:
    item = {"type": "function_call", "name": "clock", "call_id": call_id, "arguments": "{}", **fields}
    return backend(wire, "response.output_item.done", item=item)


def test_functions_run_and_their_results_are_given_back_all_before_it_goes_on() -> None:
    wire = LiveWire()
    backend(wire, "response.created")
    events = [
        *call(wire, "c1"),
        *call(wire, "c2", arguments=None),
        *call(wire, "", name=""),
        *call(wire, "c3", name=None),
    ]
    began, first, second = events
    assert isinstance(began, m.ReplyBegan)
    assert isinstance(first, m.ToolAsked)
    assert isinstance(second, m.ToolAsked)
    assert (second.name, second.arguments) == ("clock", "{}")
    wire.do(m.GiveToolOutput(first.call, "noon", last=False))
    ended, charged = backend(
        wire,
        "response.completed",
        response={"usage": {"input_tokens": 1_000_000, "output_tokens": 500_000, "input_tokens_details": None}},
    )
    assert isinstance(ended, m.ReplyEnded)
    assert isinstance(charged, m.LinkCharged)
    assert charged.spent[0].usd == pytest.approx(2.0)
    assert "response.create" not in wire.kinds(), "one of them has no result yet"
    wire.do(m.GiveToolOutput(second.call, "noon", last=True), m.GiveToolOutput(second.call, "again", last=True))
    assert wire.kinds()[-3:] == ["response.item.create", "response.item.create", "response.create"]
    assert wire.last("response.item.create")["item"]["call_id"] == "c2"


def test_results_that_come_early_wait_for_the_end_of_the_response() -> None:
    wire = LiveWire()
    backend(wire, "response.created")
    (_, asked) = call(wire, "c1")
    assert isinstance(asked, m.ToolAsked)
    wire.do(m.GiveToolOutput(asked.call, "noon", last=True))
    assert "response.create" not in wire.kinds()
    cached = {"input_tokens": 1_000_000, "input_tokens_details": {"cached_tokens": 1_000_000}}
    backend(wire, "response.completed", response={"model": "gpt-6-luna", "usage": cached})
    assert wire.kinds()[-1] == "response.create"
    assert wire.charged[-1].usd == pytest.approx(0.1)


def test_a_response_without_calls_or_usage_leaves_nothing_behind() -> None:
    wire = LiveWire()
    assert backend(wire, "response.created") == []
    assert backend(wire, "response.output_text.delta") == []
    assert backend(wire, "response.output_item.done", item={"type": "reasoning"}) == []
    assert backend(wire, "response.failed") == []
    assert backend(wire, "response.incomplete", response={}) == []
    assert wire.kinds() == ["session.start"]


def test_while_something_is_worked_on_no_answer_is_missed() -> None:
    wire = LiveWire()
    wire.words("input", "What time is it?", 0, 400)
    wire.hear(1_500)
    backend(wire, "response.created")
    wire.hear(9_000)
    assert not any(isinstance(event, m.ReplyEnded) for event in wire.events)
    backend(wire, "response.completed")
    wire.hear(7_000)
    assert any(isinstance(event, m.ReplyEnded) for event in wire.events)


def test_a_task_is_told_and_its_result_is_said_once_in_pieces() -> None:
    wire = LiveWire(worker="")
    wire.server("session.delegation.created", delegation={"id": "d1", "target": "client", "type": "delegation"})
    wire.server("session.delegation.created", delegation={"id": "", "target": "client"})
    assert wire.tasks == ["d1"]
    wire.live.report("d1", "It is noon. " * 200)
    wire.live.report("d1", "Again.")
    wire.drain()
    said = [body for body in wire.sent if body["type"] == "session.commentary.append"]
    assert len(said) > 1
    assert {body["delegation_id"] for body in said} == {"d1"}


def hand_over(wire: LiveWire, task: str) -> None:
    wire.server("session.delegation.created", delegation={"id": task, "target": "client"})


def test_a_task_that_is_told_twice_is_done_once() -> None:
    wire = LiveWire(worker="")
    hand_over(wire, "d1")
    hand_over(wire, "d1")
    wire.live.report("d1", "It is noon.")
    hand_over(wire, "d1")
    assert wire.tasks == ["d1"]


def test_more_tasks_than_are_done_at_once_are_declined_in_words() -> None:
    wire = LiveWire(worker="")
    for number in range(MOST_TASKS + 1):
        hand_over(wire, f"d{number}")
    assert wire.tasks == [f"d{number}" for number in range(MOST_TASKS)]
    said = wire.last("session.commentary.append")
    assert (said["delegation_id"], said["content"]) == (f"d{MOST_TASKS}", TOO_MANY)
    wire.live.report("d0", "It is noon.")
    hand_over(wire, "later")
    assert wire.tasks[-1] == "later"


def test_whoever_works_on_a_task_can_have_functions_run() -> None:
    wire = LiveWire(worker="")
    began, first, ended = wire.live.ask_tools([(m.CallId("task-1"), "clock", "{}")])
    assert isinstance(began, m.ReplyBegan)
    assert first == m.ToolAsked(began.reply, m.CallId("task-1"), "clock", "{}")
    assert ended == m.ReplyEnded(began.reply, m.Outcome.DONE)
    assert wire.do(m.GiveToolOutput(m.CallId("task-1"), "noon", last=True)) == []
    assert wire.kinds() == ["session.start"], "it is none of the service's"


def test_what_was_said_is_remembered_as_far_as_it_was_heard() -> None:
    before = Message(ItemId("1"), Speaker.USER, 1.0, "My name is Anna.", MessageState.DONE)
    memory = TalkMemory((before,))
    reply, turn = m.ReplyId("r1"), m.TurnId("t1")
    memory.on_event(m.TurnWords(turn, "Where", final=False))
    memory.on_event(m.TurnWords(turn, "Where is the tea?", final=True))
    memory.on_event(m.ReplyWords(reply, "In the"))
    memory.on_event(m.ReplyWords(reply, " tin."))
    memory.on_event(m.ReplySpoken(reply))
    memory.on_command(m.TruncateReply(reply, 100, "In the"))
    memory.on_command(m.TruncateReply(m.ReplyId("r2"), 100, "Unknown"))
    memory.on_command(m.SendText(m.TurnId("t2"), "Thanks."))
    said = [item.text for item in memory.items if isinstance(item, Message)]
    assert said == ["My name is Anna.", "Where is the tea?", "In the", "Thanks."]

"""What stands on the card of a tool's call: nothing that is asked may hide behind a question."""

import json
from dataclasses import replace
from datetime import date

import pytest

from voiceapp.core.ringing import WaitingAlarm
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.tool_cards import LONGEST_IN_A_QUESTION, line_of, question_of, set_by
from voiceapp.core.transcript import ItemId, ToolCall, ToolState
from voiceapp.core.wishes import ToolCard

TIMER = ToolCard(
    questions=(
        Sentence("Set a timer for {length}, called “{label}”?", length="", label=""),
        Sentence("Set a timer for {length}?", length=""),
    ),
    done=(Sentence("Timer · {length} · {label}", length="", label=""), Sentence("Timer · {length}", length="")),
)
LINK = ToolCard(questions=(Sentence("Open {url}?", url=""),), done=(Sentence("Opened {url}", url=""),))
REMINDER = ToolCard(
    questions=(
        Sentence("Remind you of “{text}” on {day} at {time}?", text="", day="", time=""),
        Sentence("Remind you of “{text}” at {at}?", text="", at=""),
    )
)
SERVED = ToolCard(
    names_it=Sentence("Let {server} use its tool “{tool}”?", server="files", tool="read.it"),
    named_done=Sentence("{server} · {tool}", server="files", tool="read.it"),
)
COPY = ToolCard(questions=(Sentence("Copy “{text}”?", text=""), Sentence("Copy this?")))


def asked(card: ToolCard | None, **arguments: object) -> tuple[str, bool]:
    question = question_of("some_tool", json.dumps(arguments), card)
    return str(question.sentence), question.says_all


@pytest.mark.parametrize(
    ("card", "arguments", "question", "says_all"),
    [
        (TIMER, {"minutes": 1}, "Set a timer for 1 min?", True),
        (TIMER, {"hours": 0, "minutes": 90, "label": ""}, "Set a timer for 1 h 30 min?", True),
        (TIMER, {"minutes": 4, "label": "tea"}, "Set a timer for 4 min, called “tea”?", True),
        (TIMER, {"minutes": 4, "volume": 3}, "Set a timer for 4 min?", False),
        (TIMER, {"minutes": 0.001}, "Use Some tool?", False),
        (TIMER, {"minutes": "soon"}, "Use Some tool?", False),
        (TIMER, {"minutes": 1e999}, "Use Some tool?", False),
        (TIMER, {}, "Use Some tool?", True),
        (None, {"room": "kitchen"}, "Use Some tool?", False),
        (None, {}, "Use Some tool?", True),
        (SERVED, {}, "Let files use its tool “read.it”?", True),
        (SERVED, {"path": "/etc"}, "Let files use its tool “read.it”?", False),
        (LINK, {"url": "https://a.example/" + "x" * 1_900}, "Open https://a.example/" + "x" * 1_900 + "?", True),
        (LINK, {"url": "x" * (LONGEST_IN_A_QUESTION + 1)}, "Use Some tool?", False),
        (COPY, {"text": "two words"}, "Copy “two words”?", True),
        (COPY, {"text": "rm -rf\n~"}, "Copy “rm -rf ~”?", False),
        (COPY, {"text": "x" * 3_000}, "Copy this?", False),
        (COPY, {"text": "a\u202eb"}, "Copy “a\\u202eb”?", True),
    ],
)
def test_a_question_stands_alone_only_where_it_says_all(
    card: ToolCard | None, arguments: dict[str, object], question: str, *, says_all: bool
) -> None:
    assert asked(card, **arguments) == (question, says_all)


def test_a_moment_of_the_persons_own_is_a_day_and_a_time() -> None:
    question = question_of("remind", '{"at": "2026-11-30T09:00", "text": "call Anna"}', REMINDER)
    assert question.says_all
    assert dict(question.sentence.values) == {"text": "call Anna", "day": date(2026, 11, 30), "time": "09:00"}


@pytest.mark.parametrize("at", ["2026-11-30T09:00+05:00", "2026-11-30T09:00:30", "tomorrow"])
def test_any_other_moment_stands_there_as_it_was_asked(at: str) -> None:
    assert asked(REMINDER, at=at, text="tea") == (f"Remind you of “tea” at {at}?", True)


def test_what_a_gap_holds_is_never_a_gap_itself() -> None:
    assert asked(COPY, text="{text} {url}") == ("Copy “{text} {url}”?", True)
    assert str(question_of("{tool}", "{}", None).sentence) == "Use {tool}?"


def test_arguments_that_are_no_object_are_never_hidden() -> None:
    question = question_of("some_tool", "[1]", LINK)
    assert (str(question.sentence), question.says_all) == ("Use Some tool?", False)


def test_what_was_done_is_one_line_of_what_was_asked_and_what_came_out() -> None:
    assert str(line_of('{"minutes": 4}', '{"number": 1}', TIMER)) == "Timer · 4 min"
    sums = ToolCard(done=(Sentence("Worked out · {expression} = {result}", expression="", result=""),))
    assert str(line_of('{"expression": "6*7"}', '{"result": "42"}', sums)) == "Worked out · 6*7 = 42"
    assert line_of('{"expression": "6*7"}', "no JSON", sums) is None
    assert line_of("{}", "{}", None) is None
    (cut,) = dict(line_of(json.dumps({"url": "x" * 200}), "{}", LINK).values).values()  # type: ignore[union-attr]
    assert cut == "x" * 79 + "…"


SET = ToolCall(
    ItemId("t"), 100.0, "set_timer", '{"minutes": 1}', '{"number": 2}', ToolState.DONE, call_id="c", ended_at=103.0
)
WAITS = WaitingAlarm(2, 162.0, 102.0)


@pytest.mark.parametrize(
    ("call", "waiting", "found"),
    [
        (SET, (WaitingAlarm(1, 150.0, 90.0), WAITS), WAITS),
        (SET, (), None),
        (SET, (WaitingAlarm(1, 150.0, 102.0),), None),
        (SET, (replace(WAITS, set_at=9_000.0),), None),
        (SET, (replace(WAITS, set_at=0.0),), None),
        (replace(SET, state=ToolState.FAILED), (WAITS,), None),
        (replace(SET, ended_at=None), (WAITS,), None),
        (replace(SET, output="no JSON"), (WAITS,), None),
    ],
    ids=[
        "it waits",
        "none",
        "another",
        "one of that number, later",
        "one of unknown age",
        "failed",
        "runs",
        "no number",
    ],
)
def test_a_call_knows_the_alarm_that_it_set(
    call: ToolCall, waiting: tuple[WaitingAlarm, ...], found: WaitingAlarm | None
) -> None:
    assert set_by(call, waiting) == found


def test_a_tool_whose_arguments_nobody_knew_beforehand_is_named_when_it_is_done() -> None:
    assert str(line_of('{"path": "/etc"}', "root", SERVED)) == "files · read.it"

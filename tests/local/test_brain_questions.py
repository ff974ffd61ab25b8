"""The questions that language models are measured by, and their judge."""

import pytest

from benchmarks._judge import Verdict, judged
from benchmarks.brain import KINDS, questions_of, specs
from voiceapp.local.tool_cues import perhaps_meant


def test_there_are_150_questions_and_60_of_them_are_calls() -> None:
    assert sum(len(questions_of(kind)) for kind in KINDS) == 150
    calls = questions_of("tools")
    assert len(calls) == 60
    assert sum(call.get("language") == "de" for call in calls) == 20


def test_each_call_is_of_a_tool_that_may_be_meant() -> None:
    """A word of the tool has to stand in the question, or the model is never asked for it."""
    for question in questions_of("tools"):
        meant = perhaps_meant(specs(), str(question["ask"]), str(question.get("language", "")))
        assert question["tool"] in {"", *(tool.name for tool in meant)}, question["ask"]


def test_most_questions_of_fact_are_for_no_tool() -> None:
    facts = questions_of("facts")
    meant = [
        question
        for question in facts
        if any(tool.name != "read_talk" for tool in perhaps_meant(specs(), str(question["ask"])))
    ]
    assert len(meant) <= len(facts) // 10


CALLS: list[tuple[tuple[str, dict[str, object]], Verdict]] = [
    (("set_timer", {"minutes": 10}), Verdict.RIGHT),
    (("set_timer", {"minutes": 10.0, "label": "tea"}), Verdict.RIGHT),
    (("set_timer", {"hours": 10, "minutes": 10}), Verdict.PARTLY),
    (("set_timer", {}), Verdict.PARTLY),
    (("list_alarms", {}), Verdict.WRONG),
    (("", {}), Verdict.WRONG),
]


@pytest.mark.parametrize(("called", "verdict"), CALLS)
def test_a_call_is_right_with_its_arguments(called: tuple[str, dict[str, object]], verdict: Verdict) -> None:
    assert judged("tools", {"tool": "set_timer", "arguments": {"minutes": 10}}, "", called) is verdict


@pytest.mark.parametrize(
    ("kind", "said", "verdict"),
    [
        ("rewriting", "We meet at ten.", Verdict.RIGHT),
        ("rewriting", "we meet, at ten", Verdict.RIGHT),
        ("rewriting", "We meet at ten today.", Verdict.PARTLY),
        ("rewriting", "Sure! We meet at ten.", Verdict.PARTLY),
        ("rewriting", "Here it is: We meet at ten.", Verdict.WRONG),
        ("summaries", "Karen moves to Leeds in March.", Verdict.RIGHT),
        ("summaries", "She moves to Leeds.", Verdict.PARTLY),
        ("summaries", "She moves to Leeds in March or April.", Verdict.WRONG),
        ("summaries", "She moves to Leeds in March, " + "and on it goes " * 20, Verdict.PARTLY),
        ("summaries", "Nothing.", Verdict.WRONG),
    ],
)
def test_words_are_judged_by_their_rules(kind: str, said: str, verdict: Verdict) -> None:
    question: dict[str, object] = {
        "wanted": ["We meet at ten."],
        "all": ["leeds", "march"],
        "never": ["april"],
        "longest": 20,
    }
    assert judged(kind, question, said, ("", {})) is verdict

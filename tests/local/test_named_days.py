"""A reminder is for the day that the person named."""

import json
from datetime import date

import pytest

from voiceapp.local.named_days import named_day, on_named_day
from voiceapp.local.tool_prompt import CalledTool

TODAY = date(2026, 11, 28)


def reminder(at: str) -> CalledTool:
    return CalledTool("set_reminder", json.dumps({"at": at, "text": "Müll"}, ensure_ascii=False))


@pytest.mark.parametrize(
    ("asked", "at", "set_for"),
    [
        ("Remind me tomorrow at nine to call the dentist.", "2026-11-28T09:00", "2026-11-29T09:00"),
        ("Remind me tomorrow at nine to call the dentist.", "2026-11-29T09:00", "2026-11-29T09:00"),
        ("Remind me the day after tomorrow at nine.", "2026-11-29T09:00", "2026-11-30T09:00"),
        ("Erinnere mich morgen um acht Uhr früh an den Müll.", "2026-11-28T08:00", "2026-11-29T08:00"),
        ("Erinnere mich übermorgen um acht an den Müll.", "2026-11-28T08:00", "2026-11-30T08:00"),
        ("Remind me tonight at eight.", "2026-11-29T20:00", "2026-11-28T20:00"),
        ("Erinnere mich am Morgen des vierten Mai.", "2027-05-04T08:00", "2027-05-04T08:00"),
        ("Remind me on Friday at five.", "2026-12-04T17:00", "2026-12-04T17:00"),
        ("Remind me today that the exam is tomorrow.", "2026-11-28T17:00", "2026-11-28T17:00"),
        ("Remind me tomorrow.", "soon", "soon"),
        ("Remind me tomorrow at nine.", "2026-11-28T09:00:00+01:00", "2026-11-29T09:00+01:00"),
    ],
)
def test_it_is_put_on_the_day_that_was_named(asked: str, at: str, set_for: str) -> None:
    assert on_named_day(reminder(at), asked, TODAY) == reminder(set_for)


def test_other_calls_stay_as_they_are() -> None:
    call = CalledTool("search_talks", '{"since": "2026-11-28"}')
    assert on_named_day(call, "What did I say tomorrow?", TODAY) is call


@pytest.mark.parametrize("asked", ["Guten Morgen!", "heute Morgen oder morgen", "next week", ""])
def test_no_single_day_is_none(asked: str) -> None:
    assert named_day(asked, TODAY) is None

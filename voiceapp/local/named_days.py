"""Puts a reminder on the day that the person named, where a small model took another one."""

import json
import re
from datetime import date, datetime, timedelta
from typing import cast

from voiceapp.local.tool_prompt import CalledTool

REMINDER = "set_reminder"
_DAYS = (
    (2, re.compile(r"\bday after tomorrow\b|\bübermorgen\b", re.IGNORECASE)),
    (1, re.compile(r"\btomorrow\b|(?<!\bam )(?<!\bheute )(?<!\bjeden )(?<!\bguten )\bmorgen\b", re.IGNORECASE)),
    (0, re.compile(r"\btoday\b|\btonight\b|\bheute\b", re.IGNORECASE)),
)
"""The days from today on, and the words for them. The first that fit say which: "tomorrow" is part of "day after tomorrow"."""


def on_named_day(call: CalledTool, asked: str, today: date) -> CalledTool:
    """Return the call with the day that was asked for. One that names two days, or none, stays as it is."""
    named = named_day(asked, today)
    if call.name != REMINDER or named is None:
        return call
    wanted = cast("dict[str, object]", json.loads(call.arguments))
    try:
        at = datetime.fromisoformat(str(wanted.get("at", "")))
    except ValueError:
        return call
    if at.date() == named:
        return call
    moved = datetime.combine(named, at.timetz())
    return CalledTool(call.name, json.dumps({**wanted, "at": moved.isoformat(timespec="minutes")}, ensure_ascii=False))


def named_day(asked: str, today: date) -> date | None:
    """Return the one day that the words name. None: there is none, or more than one."""
    left, found = asked, set[int]()
    for days, words in _DAYS:
        if words.search(left):
            found.add(days)
            left = words.sub(" ", left)
    return today + timedelta(days=found.pop()) if len(found) == 1 else None

"""Lists the timers and reminders that still wait."""

import re
from datetime import datetime
from typing import cast

from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.wishes import Permission
from voiceapp.tools.parts.function import Function, NoArguments, answer
from voiceapp.tools.parts.times import length, moment, spoken_length
from voiceapp.tools.parts.tool_context import ToolContext


async def _tell(context: ToolContext, _: NoArguments) -> str:
    now = context.now()
    return answer(
        waiting=[
            {
                "number": alarm.id,
                "kind": alarm.kind,
                "text": alarm.text,
                "at": moment(datetime.fromtimestamp(alarm.due, now.tzinfo)),
                "rings_in": length(alarm.due - now.timestamp()),
            }
            for alarm in context.alarms.waiting
        ]
    )


_ASKED = re.compile(
    r"(?:what|which|list|show|tell me|how (?:long|much time))\b.*\b(?:timers?|alarms?|reminders?)\b.*", re.IGNORECASE
)


def _asked(words: str) -> Fields | None:
    return {} if _ASKED.fullmatch(words) else None


def alarms_in(answered: Fields) -> list[Fields]:
    """Returns what an answer of this tool lists; empty for any other text."""
    waiting = answered.get("waiting")
    listed = cast("list[object]", waiting) if isinstance(waiting, list) else []
    return [cast("Fields", each) for each in listed if isinstance(each, dict)]


def _said(answered: Fields) -> str:
    alarms = alarms_in(answered)
    if not alarms:
        return "No timer is running."
    told = "; ".join(
        f"number {alarm.get('number')}, {alarm.get('text')}, rings in {spoken_length(alarm.get('rings_in'))}"
        for alarm in alarms
    )
    return f"{told[:1].upper()}{told[1:]}."


TOOL = Function(
    "list_alarms",
    "The timers and reminders that have not rung yet.",
    NoArguments,
    _tell,
    Permission.ALWAYS,
    handed_over=True,
    phrasing=Phrasing(_asked, _said),
)

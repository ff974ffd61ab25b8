"""Cancels one timer or one reminder."""

import re
from typing import Annotated

from msgspec import Meta

from voiceapp.core.phrasing import Fields, OtherToolFirst, Phrasing
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools import list_alarms
from voiceapp.tools.parts.alarms import AlarmError
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.tool_context import ToolContext


class AlarmArguments(ToolArguments, frozen=True):
    number: Annotated[int, Meta(description="As set_timer, set_reminder or list_alarms told it.")]


async def _cancel(context: ToolContext, which: AlarmArguments) -> str:
    try:
        alarm = context.alarms.cancel(which.number)
    except AlarmError as error:
        raise ToolError(told_by(error)) from error
    if alarm is None:
        numbers = ", ".join(str(each.id) for each in context.alarms.waiting) or "none"
        raise ToolError(
            Sentence("There's no timer or reminder with that number. Known numbers: {numbers}.", numbers=numbers)
        )
    return answer(cancelled=alarm.id, kind=alarm.kind, text=alarm.text)


_ASKED = re.compile(
    r"(?:cancel|stop|delete|remove|turn off)\b.*\b(?:timers?|alarms?|reminders?)\b(?:.*?(\d+))?.*", re.IGNORECASE
)


def _asked(words: str) -> Fields | OtherToolFirst | None:
    match = _ASKED.fullmatch(words)
    if match is None:
        return None
    return {"number": int(match[1])} if match[1] else OtherToolFirst(list_alarms.TOOL.name, _the_only_one)


def _the_only_one(listed: Fields) -> Fields | None:
    alarms = list_alarms.alarms_in(listed)
    number = alarms[0].get("number") if len(alarms) == 1 else None
    return {"number": number} if isinstance(number, int) else None


def _said(answered: Fields) -> str:
    return f"The {answered.get('kind', 'timer')} is cancelled."


TOOL = Function(
    "cancel_alarm",
    "Cancels a timer or a reminder.",
    AlarmArguments,
    _cancel,
    Permission.ALWAYS,
    handed_over=True,
    card=ToolCard(
        questions=(Sentence("Cancel timer or reminder number {number}?", number=""),),
        done=(Sentence("Cancelled · {text}", text=""), Sentence("Cancelled")),
    ),
    phrasing=Phrasing(_asked, _said, refused="Okay, I won't cancel it."),
)

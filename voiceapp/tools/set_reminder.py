"""Sets a reminder for a moment."""

from datetime import datetime, timedelta
from typing import Annotated

from msgspec import Meta

from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools.parts import german
from voiceapp.tools.parts.alarms import AlarmError
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.times import length, moment, moment_in
from voiceapp.tools.parts.tool_context import ToolContext

FARTHEST = timedelta(days=3660)


class ReminderArguments(ToolArguments, frozen=True):
    at: Annotated[str, Meta(description="Local date and time in ISO form, such as 2026-11-30T09:00.")]
    text: Annotated[str, Meta(description="What to remind of.")]


async def _remind(context: ToolContext, wanted: ReminderArguments) -> str:
    now = context.now()
    try:
        # A time without a zone is the person's own, summer time included.
        at = datetime.fromisoformat(wanted.at.strip()).astimezone()
    except (ValueError, OverflowError, OSError):
        raise ToolError(Sentence("That isn't a date and time. It's {moment} now.", moment=moment(now))) from None
    if not now < at < now + FARTHEST:
        raise ToolError(Sentence("Reminders work up to ten years ahead. It's {moment} now.", moment=moment(now)))
    try:
        alarm = context.alarms.add("reminder", at.timestamp(), wanted.text)
    except AlarmError as error:
        raise ToolError(told_by(error)) from error
    return answer(number=alarm.id, at=moment(at), rings_in=length((at - now).total_seconds()))


def _said(answered: Fields) -> str:
    """Tells the day and time that are set, as a small model may have understood others."""
    at = moment_in(answered.get("at"))
    return (
        "Your reminder is set." if at is None else f"Your reminder comes on {at:%A}, {at:%B} {at.day}, at {at:%H:%M}."
    )


TOOL = Function(
    "set_reminder",
    "Sets a reminder for a date and time. Ask date_and_time first where the day is not certain. "
    "It rings and stands in the transcript, also after a restart of the app.",
    ReminderArguments,
    _remind,
    Permission.ALWAYS,
    handed_over=True,
    card=ToolCard(
        questions=(
            Sentence("Remind you of “{text}” on {day} at {time}?", text="", day="", time=""),
            Sentence("Remind you of “{text}” at {at}?", text="", at=""),
        ),
        done=(
            Sentence("Reminder · {text} · {day}, {time}", text="", day="", time=""),
            Sentence("Reminder · {text}", text=""),
        ),
    ),
    phrasing=Phrasing(lambda _: None, _said, refused="Okay, I won't set the reminder.", german=german.reminders()),
)

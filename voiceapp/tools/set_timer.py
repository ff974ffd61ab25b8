"""Sets a timer that rings after a while."""

from typing import Annotated

from msgspec import Meta

from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.wishes import Permission
from voiceapp.tools.parts.alarms import AlarmError
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.times import length
from voiceapp.tools.parts.tool_context import ToolContext

LONGEST = 30 * 86_400.0


class TimerArguments(ToolArguments, frozen=True):
    hours: float = 0
    minutes: float = 0
    seconds: float = 0
    label: Annotated[str, Meta(description="What it is for, such as tea; shown when it rings.")] = ""


def tool(around: ToolContext) -> Tool:
    async def start(wanted: TimerArguments) -> str:
        seconds = wanted.hours * 3600 + wanted.minutes * 60 + wanted.seconds
        if not 1 <= seconds <= LONGEST:
            raise ToolError("A timer runs for one second up to 30 days: say how long.")
        now = around.now()
        try:
            alarm = around.alarms.add("timer", now.timestamp() + seconds, wanted.label or length(seconds))
        except AlarmError as error:
            raise ToolError(str(error)) from error
        return answer(number=alarm.id, rings_in=length(seconds))

    return Function(
        "set_timer",
        "Starts a timer. It rings and stands in the transcript when the time is up, also after a restart of the app.",
        TimerArguments,
        start,
        Permission.ALWAYS,
    )

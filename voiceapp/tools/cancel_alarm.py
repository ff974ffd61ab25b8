"""Cancels one timer or one reminder."""

from typing import Annotated

from msgspec import Meta

from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.wishes import Permission
from voiceapp.tools.parts.alarms import AlarmError
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.tool_context import ToolContext


class AlarmNumber(ToolArguments, frozen=True):
    number: Annotated[int, Meta(description="As set_timer, set_reminder or list_alarms told it.")]


def tool(around: ToolContext) -> Tool:
    async def cancel(which: AlarmNumber) -> str:
        try:
            alarm = around.alarms.cancel(which.number)
        except AlarmError as error:
            raise ToolError(str(error)) from error
        if alarm is None:
            numbers = ", ".join(str(each.id) for each in around.alarms.waiting) or "none"
            raise ToolError(f"There is no timer or reminder of that number; there are: {numbers}.")
        return answer(cancelled=alarm.id, kind=alarm.kind, text=alarm.text)

    return Function("cancel_alarm", "Cancels a timer or a reminder.", AlarmNumber, cancel, Permission.ALWAYS)

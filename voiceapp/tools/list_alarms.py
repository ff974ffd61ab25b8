"""Lists the timers and reminders that still wait."""

from datetime import datetime

from voiceapp.core.ports import Tool
from voiceapp.core.wishes import Permission
from voiceapp.tools.parts.function import Function, NoArguments, answer
from voiceapp.tools.parts.times import length, moment
from voiceapp.tools.parts.tool_context import ToolContext


def tool(around: ToolContext) -> Tool:
    async def tell(_: NoArguments) -> str:
        now = around.now()
        return answer(
            waiting=[
                {
                    "number": alarm.id,
                    "kind": alarm.kind,
                    "text": alarm.text,
                    "at": moment(datetime.fromtimestamp(alarm.due, now.tzinfo)),
                    "rings_in": length(alarm.due - now.timestamp()),
                }
                for alarm in around.alarms.waiting
            ]
        )

    return Function(
        "list_alarms", "The timers and reminders that have not rung yet.", NoArguments, tell, Permission.ALWAYS
    )

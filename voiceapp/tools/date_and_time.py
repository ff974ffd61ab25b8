"""Tells the date and the time, here or elsewhere."""

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Meta

from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.wishes import Permission
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.times import moment
from voiceapp.tools.parts.tool_context import ToolContext


class Where(ToolArguments, frozen=True):
    zone: Annotated[str, Meta(description="IANA time zone such as Asia/Tokyo; empty: where the person is.")] = ""


def tool(around: ToolContext) -> Tool:
    async def tell(where: Where) -> str:
        now = around.now()
        if where.zone:
            try:
                now = now.astimezone(ZoneInfo(where.zone))
            except (ZoneInfoNotFoundError, ValueError, OSError):
                raise ToolError(f'There is no time zone "{where.zone[:60]}": name one such as Asia/Tokyo.') from None
        return answer(now=moment(now), zone=where.zone or now.tzname(), week=now.isocalendar().week)

    return Function(
        "date_and_time",
        "The date, day of the week and time, here or in another time zone.",
        Where,
        tell,
        Permission.ALWAYS,
    )

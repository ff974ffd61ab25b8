"""Works out a sum exactly: models guess at large ones."""

from typing import Annotated

from msgspec import Meta

from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.wishes import Permission
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.sums import SumError, reckon
from voiceapp.tools.parts.tool_context import ToolContext


class Sum(ToolArguments, frozen=True):
    expression: Annotated[str, Meta(description="Such as (12.5 + 3) * 4^2, 15% of 80, sqrt(2), sin(30°), 7!")]


def tool(around: ToolContext) -> Tool:
    del around

    async def work_out(wanted: Sum) -> str:
        try:
            return answer(result=reckon(wanted.expression))
        except SumError as error:
            raise ToolError(str(error)) from error

    return Function(
        "calculate",
        "Works out a sum exactly. Use it for anything beyond small whole numbers.",
        Sum,
        work_out,
        Permission.ALWAYS,
    )

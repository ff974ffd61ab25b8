"""Converts a measure from one unit to another."""

import math
from typing import Annotated

from msgspec import Meta

from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.wishes import Permission
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.tool_context import ToolContext
from voiceapp.tools.parts.units import UnitError, convert


class Measure(ToolArguments, frozen=True):
    value: float
    source: Annotated[str, Meta(description="Such as km/h, °F, cup, lb, GiB, mpg.")]
    target: Annotated[str, Meta(description="Such as mph, °C, ml, kg, GB, l/100km.")]


def tool(around: ToolContext) -> Tool:
    del around

    async def turn(measure: Measure) -> str:
        try:
            result = convert(measure.value, measure.source, measure.target)
        except (UnitError, OverflowError) as error:
            raise ToolError(str(error) if isinstance(error, UnitError) else "The result is too large.") from error
        if not math.isfinite(result):
            raise ToolError("The result is too large.")
        return answer(result=f"{result:.10g} {measure.target}")

    return Function(
        "convert_units",
        "Converts lengths, masses, times, areas, volumes, speeds, temperatures, pressures, energies, powers, "
        "angles, amounts of data and fuel economy. No currencies.",
        Measure,
        turn,
        Permission.ALWAYS,
    )

"""Converts a measure from one unit to another."""

import math
import re
from typing import Annotated

from msgspec import Meta

from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools.parts import german
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.tool_context import ToolContext
from voiceapp.tools.parts.units import UnitError, convert
from voiceapp.tools.parts.wording import NUMBER

TOO_LARGE = Sentence("The result is too large.")


class ConversionArguments(ToolArguments, frozen=True):
    value: float
    source: Annotated[str, Meta(description="Such as km/h, °F, cup, lb, GiB, mpg.")]
    target: Annotated[str, Meta(description="Such as mph, °C, ml, kg, GB, l/100km.")]


async def _turn(_: ToolContext, measure: ConversionArguments) -> str:
    try:
        result = convert(measure.value, measure.source, measure.target)
    except (UnitError, OverflowError) as error:
        raise ToolError(told_by(error) if isinstance(error, UnitError) else TOO_LARGE) from error
    if not math.isfinite(result):
        raise ToolError(TOO_LARGE)
    return answer(result=f"{result:.10g} {measure.target}")


_ASKED = re.compile(
    rf"(?:(?:convert|change|turn) {NUMBER} (?P<a>[\w°/ ]+?) (?:to|into|in) (?P<b>[\w°/ ]+)|how (?:many|much) (?P<b2>[\w°/ ]+?) (?:is|are|in|make|are in|is in|are there in) {NUMBER} ?(?P<a2>[\w°/ ]+)|(?:what(?:'s| is) )?{NUMBER} (?P<a3>[\w°/ ]+?) (?:in|to|into) (?P<b3>[\w°/ ]+))",
    re.IGNORECASE,
)
_UNIT_WORDS = {
    "degrees fahrenheit": "°F", "fahrenheit": "°F", "degrees celsius": "°C", "celsius": "°C", "centigrade": "°C",
    "degrees centigrade": "°C", "kilometers per hour": "km/h", "kilometres per hour": "km/h", "miles per hour": "mph",
    "meters per second": "m/s", "metres per second": "m/s", "pounds": "lb", "pound": "lb", "inches": "in", "feet": "ft",
}  # fmt: skip


def _asked(words: str) -> Fields | None:
    match = _ASKED.fullmatch(words)
    if match is None:
        return None
    number = next(group for group in (match[1], match[5], match[7]) if group)
    source = _unit(match["a"] or match["a2"] or match["a3"])
    target = _unit(match["b"] or match["b2"] or match["b3"])
    if match["a3"] and not _can_become(source, target):
        return None  # "Twenty minutes to go" asks for nothing
    return {"value": float(number), "source": source, "target": target}


def _can_become(source: str, target: str) -> bool:
    try:
        convert(1.0, source, target)
    except UnitError:
        return False
    return True


def _unit(words: str) -> str:
    plain = words.strip().lower()
    return _UNIT_WORDS.get(plain, plain.replace(" ", "_"))


def _said(answered: Fields) -> str:
    return f"That is {str(answered.get('result', '')).replace('_', ' ')}."


TOOL = Function(
    "convert_units",
    "Converts lengths, masses, times, areas, volumes, speeds, temperatures, pressures, energies, powers, "
    "angles, amounts of data and fuel economy. No currencies.",
    ConversionArguments,
    _turn,
    Permission.ALWAYS,
    alone=True,
    card=ToolCard(
        questions=(Sentence("Convert {value} {source} to {target}?", value="", source="", target=""),),
        done=(Sentence("Converted · {value} {source} = {result}", value="", source="", result=""),),
    ),
    phrasing=Phrasing(_asked, _said, german=german.measures()),
)

"""Tells the date and the time, here or elsewhere."""

import re
from datetime import datetime
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from msgspec import Meta

from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools.parts import german
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.times import moment
from voiceapp.tools.parts.tool_context import ToolContext
from voiceapp.tools.parts.wording import OPENING


class DateTimeArguments(ToolArguments, frozen=True):
    zone: Annotated[str, Meta(description="IANA time zone such as Asia/Tokyo; empty: where the person is.")] = ""


async def _tell(context: ToolContext, where: DateTimeArguments) -> str:
    now = context.now()
    if where.zone:
        try:
            now = now.astimezone(ZoneInfo(where.zone))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ToolError(
                Sentence('There\'s no time zone "{name}". Name one such as Asia/Tokyo.', name=where.zone[:60])
            ) from None
    return answer(now=moment(now), zone=where.zone or now.tzname(), week=now.isocalendar().week)


_TIME_ASKED = re.compile(
    rf"{OPENING}(?:what(?:'s| is)? (?:the )?(?:current )?time(?: is it)?|what time (?:is it|it is)|the time|how late is it)(?: now)?(?: (?:in|at) (?P<place>[\w .'-]+))?",
    re.IGNORECASE,
)
_DATE_ASKED = re.compile(
    rf"{OPENING}(?:what(?:'s| is)? (?:the |today's )?(?:date|day)(?: of the week)?(?: is it| is today)?(?: today)?|what day is (?:it|today)(?: today)?|(?:the |today's )date)(?: today)?",
    re.IGNORECASE,
)


def _asked(words: str) -> Fields | None:
    match = _TIME_ASKED.fullmatch(words)
    if match is None:
        return {} if _DATE_ASKED.fullmatch(words) else None
    if not match["place"]:
        return {}
    zone = zone_of(match["place"])
    return {"zone": zone} if zone else None


@cache
def _zones() -> dict[str, str]:
    return {zone.rsplit("/", 1)[-1].replace("_", " ").lower(): zone for zone in sorted(available_timezones())}


def zone_of(place: str) -> str:
    """The time zone of a city; empty where none is named after it."""
    return _zones().get(place.strip().lower().removeprefix("the "), "")


def _said(answered: Fields) -> str:
    told = str(answered.get("now", ""))
    try:
        now = datetime.fromisoformat(told.rsplit(" ", maxsplit=1)[-1])
    except ValueError:
        return told
    return f"It is {now:%H:%M} on {now:%A}, {now:%B} {now.day}, {now.year}."


TOOL = Function(
    "date_and_time",
    "The date, day of the week and time, here or in another time zone.",
    DateTimeArguments,
    _tell,
    Permission.ALWAYS,
    alone=True,
    card=ToolCard(
        questions=(Sentence("Look at the clock in {zone}?", zone=""), Sentence("Look at the clock?")),
        done=(Sentence("Looked at the clock · {zone}", zone=""), Sentence("Looked at the clock")),
    ),
    phrasing=Phrasing(_asked, _said, german=german.clock(_asked)),
)

"""Asks the service for the costs of an organization, day by day. Only an admin key may."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from voiceapp.core.costs.bill import Billed
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.openai.http import FormField, Server
from voiceapp.openai.json_fields import fields_in, list_in, text_in

CALL = "organization/costs"
MOST_PAGES = 40
"""A service whose list never ends is not read for ever."""
MOST_DAYS = 180
"""As many as one page may have."""
LONGEST_NAME = 80


async def billed(server: Server, days: int, today: datetime, project: str = "") -> tuple[Billed, ...]:
    """Returns what is on the bill of the last days, in UTC. Raises EngineError."""
    begin = datetime(today.year, today.month, today.day, tzinfo=UTC) - timedelta(days=days - 1)
    asked: list[FormField] = [
        ("start_time", str(int(begin.timestamp()))),
        ("bucket_width", "1d"),
        ("group_by[]", "line_item"),
        ("limit", str(min(days + 1, MOST_DAYS))),
        *([("project_ids[]", project)] if project else []),
    ]
    found: list[Billed] = []
    page = ""
    for _ in range(MOST_PAGES):
        answer = await server.get(CALL, [*asked, *([("page", page)] if page else [])])
        fields = fields_in({"answer": answer}, "answer")
        for bucket in list_in(fields, "data"):
            found += _in_bucket(bucket)
        page = text_in(fields, "next_page")
        if not page or fields.get("has_more") is False:
            break
    return tuple(found)


def _in_bucket(bucket: Mapping[str, object]) -> Sequence[Billed]:
    began = _number(bucket.get("start_time"))
    try:
        day = datetime.fromtimestamp(began, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ()
    return [
        Billed(day, _name(text_in(result, "line_item")), _number(fields_in(result, "amount").get("value")))
        for result in list_in(bucket, "results")
    ]


def _name(line_item: str) -> str:
    return in_one_line(clean(line_item))[:LONGEST_NAME].strip() or "?"


def _number(value: object) -> float:
    """Some services write amounts as texts."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0.0
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return 0.0
    return number if abs(number) < 1e12 else 0.0

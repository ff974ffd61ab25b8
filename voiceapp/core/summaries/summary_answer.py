"""Reads what a model wrote as a summary. Nothing in it is trusted: it is bounded, cleaned, and names only lines that there are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from voiceapp.core.ids import ItemId
from voiceapp.core.summaries.source_lines import SourceLine
from voiceapp.core.summaries.summary import Point, Section, Summary
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.text.loose_json import object_in

MOST_POINTS = 60
"""Points of each kind."""
MOST_LINES = 12
"""Lines that a point names."""
LONGEST_POINT = 600
LONGEST_TITLE = 120
LONGEST_NAME = 60
MOST_TAGS = 12
LONGEST_TAG = 40
_NOTHING = frozenset(
    {"", "-", "–", "—", "?", "none", "null", "n/a", "na", "nil", "unknown", "unspecified", "not specified", "not mentioned",
     "tbd", "keine", "kein", "unbekannt", "nicht genannt", "nicht angegeben", "string"}
)  # fmt: skip
"""What models write where there is nothing to say."""


def read_summary(answer: str, lines: Sequence[SourceLine]) -> Summary | None:
    """Return the summary in an answer about these lines. None: there is nothing to read."""
    fields = object_in(answer)
    if fields is None:
        return None
    points = (
        *_points(fields, Section.KEY, lines),
        *_points(fields, Section.DECISION, lines),
        *_points(fields, Section.TASK, lines),
        *_points(fields, Section.QUESTION, lines),
        *_points(fields, Section.CHAPTER, lines),
    )
    tags = dict.fromkeys(_tags(fields.get("tags")))
    summary = Summary(text_of(fields.get("title"), LONGEST_TITLE), points, tuple(tags)[:MOST_TAGS])
    return None if summary.is_empty else summary


def text_of(value: object, most: int) -> str:
    """Return a text on one line, without what acts. Empty: it is no text, or says nothing."""
    if not isinstance(value, str):
        return ""
    text = " ".join(in_one_line(clean(value[: 2 * most])).split())
    if text.strip(" .").casefold() in _NOTHING:
        return ""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _points(fields: Mapping[str, object], section: Section, lines: Sequence[SourceLine]) -> Iterator[Point]:
    value = fields.get(section.value)
    if isinstance(value, str):
        value = [value]
    several = cast("list[object]", value) if isinstance(value, list) else []
    seen = set[str]()
    for each in several[:MOST_POINTS]:
        point = _point(each, section, lines)
        if point is not None and point.text.casefold() not in seen:
            seen.add(point.text.casefold())
            yield point


def _point(value: object, section: Section, lines: Sequence[SourceLine]) -> Point | None:
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, dict):
        return None
    fields = cast("dict[str, object]", value)
    text = text_of(fields.get("text"), LONGEST_POINT) or text_of(fields.get("title"), LONGEST_POINT)
    if not text:
        return None
    if section is Section.CHAPTER:
        return Point(section, text, _sources([fields.get("first_line", fields.get("lines"))], lines)[:1])
    sources = _sources(fields.get("lines"), lines)
    if section is not Section.TASK:
        return Point(section, text, sources)
    owner, due = text_of(fields.get("owner"), LONGEST_NAME), text_of(fields.get("due"), LONGEST_NAME)
    return Point(section, text, sources, owner, due)


def _sources(value: object, lines: Sequence[SourceLine]) -> tuple[ItemId, ...]:
    """Return the lines of the talk behind the numbers that a model named. Others are dropped."""
    found = dict[ItemId, None]()
    for number in _numbers(value):
        if 1 <= number <= len(lines):
            found |= dict.fromkeys(lines[number - 1].sources)
    return tuple(found)[:MOST_LINES]


def _numbers(value: object) -> Iterator[int]:
    several = cast("list[object]", value)[: 4 * MOST_LINES] if isinstance(value, list) else [value]
    for each in several:
        # Some write a list of lists.
        first = next(iter(cast("list[object]", each)), None) if isinstance(each, list) else each
        if isinstance(first, int) and not isinstance(first, bool):
            yield first
        elif isinstance(first, str) and len(first) < MOST_LINES and first.strip(" []").isdecimal():
            yield int(first.strip(" []"))


def _tags(value: object) -> Iterator[str]:
    for each in cast("list[object]", value)[: 2 * MOST_TAGS] if isinstance(value, list) else []:
        tag = text_of(each, LONGEST_TAG).lstrip("#").strip()
        if tag:
            yield tag

"""What a model writes is read with care: it is bounded and cleaned, and names only lines that there are."""

import json

import pytest

from voiceapp.core.ids import ItemId
from voiceapp.core.summaries.answer_schema import SchemaBounds, summary_schema
from voiceapp.core.summaries.source_lines import SourceLine
from voiceapp.core.summaries.summary import Point, Section, Summary
from voiceapp.core.summaries.summary_answer import LONGEST_POINT, MOST_LINES, MOST_POINTS, MOST_TAGS, read_summary
from voiceapp.core.text.loose_json import object_in

LINES = tuple(SourceLine(f"Line {number}.", (ItemId(f"i{number}"),)) for number in range(1, 6))
ONE, TWO, THREE = ItemId("i1"), ItemId("i2"), ItemId("i3")


def read(**fields: object) -> Summary | None:
    return read_summary(json.dumps(fields), LINES)


def points(section: Section, *values: object) -> tuple[Point, ...]:
    found = read(title="T", **{section.value: list(values)})
    assert found is not None
    return found.of(section)


def test_everything_that_was_asked_for_is_read() -> None:
    found = read(
        summary=[{"text": "The printer is broken.", "lines": [1]}],
        decisions=[{"text": "A new one is bought.", "lines": [2, 3]}],
        tasks=[{"text": "Order it.", "owner": "Ben", "due": "2026-12-04", "lines": [2]}],
        questions=[{"text": "Who pays?", "lines": [3]}],
        chapters=[{"title": "The printer", "first_line": 1}],
        title="A new printer",
        tags=["printer", "#office", "printer"],
    )
    assert found == Summary(
        "A new printer",
        (
            Point(Section.KEY, "The printer is broken.", (ONE,)),
            Point(Section.DECISION, "A new one is bought.", (TWO, THREE)),
            Point(Section.TASK, "Order it.", (TWO,), "Ben", "2026-12-04"),
            Point(Section.QUESTION, "Who pays?", (THREE,)),
            Point(Section.CHAPTER, "The printer", (ONE,)),
        ),
        ("printer", "office"),
    )


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ([1, 99, 0, -3, 2], (ONE, TWO)),
        (["1", "[2]", "x", "9" * 5000, ""], (ONE, TWO)),
        ([True, 1.0, None, {"a": 1}], ()),
        ([[1], [], [[2]]], (ONE,)),
        (3, (THREE,)),
        ("2", (TWO,)),
        (None, ()),
        ([1] * 500, (ONE,)),
        ([10**30], ()),
    ],
)
def test_only_lines_that_there_are_are_named(named: object, meant: tuple[ItemId, ...]) -> None:
    assert points(Section.DECISION, {"text": "So.", "lines": named}) == (Point(Section.DECISION, "So.", meant),)


def test_a_chapter_has_one_line_whatever_its_field_is_called() -> None:
    found = points(Section.CHAPTER, {"title": "A", "first_line": 2}, {"text": "B", "lines": [3, 1]}, "C")
    assert [(point.text, point.lines) for point in found] == [("A", (TWO,)), ("B", (THREE,)), ("C", ())]


def test_points_may_be_bare_texts_and_whatever_is_none_is_dropped() -> None:
    assert points(
        Section.QUESTION, "Why?", 3, None, [], {"text": ["no"]}, {"title": "How?"}, "none", "N/A.", "why?"
    ) == (
        Point(Section.QUESTION, "Why?"),
        Point(Section.QUESTION, "How?"),
    )
    assert points(Section.TASK, {"text": "Go.", "owner": "none", "due": 7}) == (Point(Section.TASK, "Go."),)
    found = read(title="T", summary="All of it in one text.", tags="x")
    assert found == Summary("T", (Point(Section.KEY, "All of it in one text."),))


def test_what_is_too_much_is_cut() -> None:
    found = read(
        title="t" * 500,
        summary=[{"text": f"{number} {'long ' * 200}", "lines": list(range(200))} for number in range(200)],
        tags=[f"tag {number} {'x' * 90}" for number in range(300)] + [5],
    )
    assert found is not None
    assert len(found.title) < 200
    assert found.title.endswith("…")
    assert len(found.points) == MOST_POINTS
    assert all(len(point.text) <= LONGEST_POINT and len(point.lines) <= MOST_LINES for point in found.points)
    assert len(found.tags) == MOST_TAGS


def test_nothing_in_it_acts() -> None:
    (point,) = points(Section.KEY, {"text": "\x1b[2J\u202eSay\r\nthis\u2028now \ud800."})
    assert point.text == "[2JSay this now \ufffd."


@pytest.mark.parametrize(
    "text", ["", "No JSON here.", "[1, 2]", "{}", '{"title": ""}', '{"title": 3, "tags": [" # "]}', "{" * 5000]
)
def test_what_says_nothing_is_no_summary(text: str) -> None:
    assert read_summary(text, LINES) is None


# --- finding the object


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Here: {"a": 1} and so on', {"a": 1}),
        ('```json\n{"a": {"b": [1]}}\n```', {"a": {"b": [1]}}),
        ('Use {braces}: {"a": 1}', {"a": 1}),
        ('{"a": [{"b": 1}, {"b": 2, "c": "cut off he', {"a": [{"b": 1}]}),
        ('{"a": "x\\"}", "b": [1, 2], "c', {"a": 'x"}', "b": [1, 2]}),
        ('{"a": [1, 2]', {"a": [1, 2]}),
        ('{"a": 1]}', None),
        ("{" + '"a": [' * 40 + '"x"', None),
        ("{", None),
        ("{}", None),
        ("{x} " * 100 + '{"a": 1}', None),
        ('{"a": ' + "[" * 100_000, None),
    ],
)
def test_the_first_object_is_found_and_closed(text: str, found: object) -> None:
    assert object_in(text) == found


# --- the schema


def _everywhere(schema: dict[str, object]) -> list[dict[str, object]]:
    inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]  # type: ignore[attr-defined]
    return [schema, *(found for each in inner for found in _everywhere(each))]


def test_the_schema_is_strict_throughout() -> None:
    every = _everywhere(json.loads(summary_schema(4).text))
    objects = [each for each in every if each["type"] == "object"]
    assert len(objects) == 6
    assert all(each["additionalProperties"] is False for each in objects)
    assert all(each["required"] == list(each["properties"]) for each in objects)  # type: ignore[call-overload]
    assert not any({"maxLength", "maxItems", "minimum"} & each.keys() for each in every)


def test_a_small_model_is_bounded_in_all_it_writes() -> None:
    every = _everywhere(json.loads(summary_schema(4, bounds=SchemaBounds(3, 100)).text))
    assert all("maxLength" in each for each in every if each["type"] == "string")
    assert {each["maxItems"] for each in every if each["type"] == "array"} == {3}
    assert {(each["minimum"], each["maximum"]) for each in every if each["type"] == "integer"} == {(1, 4)}


def test_of_a_summary_of_summaries_only_the_head_is_asked() -> None:
    assert list(json.loads(summary_schema(4, merging=True).text)["properties"]) == ["summary", "title", "tags"]


# --- what is kept


def test_points_are_changed_and_taken_out_one_by_one() -> None:
    one, two = Point(Section.TASK, "One."), Point(Section.DECISION, "Two.")
    summary = Summary("T", (one, two), ("a", "b"))
    assert summary.with_point(1, one).points == (one, one)
    assert summary.without_point(0).points == (two,)
    assert summary.without_tag("a").tags == ("b",)
    assert [section for section, _ in summary.sections()] == [Section.DECISION, Section.TASK]


def test_a_day_is_known_only_where_it_is_one() -> None:
    assert str(Point(Section.TASK, "x", due="2026-12-04").day) == "2026-12-04"
    assert Point(Section.TASK, "x", due="next week").day is None
    assert Point(Section.TASK, "x").day is None

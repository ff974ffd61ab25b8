"""What was written about a talk is in every file that has room for it, and tasks are in calendars and lists."""

import io
import json
import re
import unicodedata
from dataclasses import replace

import jsonschema
import pypdf
import pytest

from tests.exports.rich import RICH
from tests.exports.test_readers import SCHEMA, rendered
from tests.talks import NASTY, said, talk_of
from voiceapp.core.history import ExportWishes
from voiceapp.core.summaries.summary import Point, PromptedText, Section, Summaries, Summary
from voiceapp.core.transcript import ItemId
from voiceapp.exports import FORMATS
from voiceapp.exports.errors import ExportError
from voiceapp.exports.summary_text import summary_markdown
from voiceapp.imports import read

OF_SUMMARIES = [name for name, each in FORMATS.items() if each.format.needs_tasks or "summary" in each.format.choices]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("name", OF_SUMMARIES)
def test_no_text_of_a_summary_breaks_a_format(name: str, text: str) -> None:
    task = Point(Section.TASK, text, (ItemId(text),), text, "2026-12-04")
    key = Point(Section.KEY, text, (ItemId("talk-0001"),))
    summary = Summary(text, (key, task), (text, "tag"), 1.0, text)
    about = Summaries(summary, (PromptedText(text, text, text, 1.0, text),))
    content = rendered(name, talk_of(said(text), title=text, summaries=about), ExportWishes(time_zone="UTC"))
    if name == "json":
        talk = json.loads(content)["talks"][0]
        jsonschema.validate(json.loads(content), SCHEMA)
        assert talk["summaries"]["summary"]["points"][1]["due"] == "2026-12-04"
    if name.endswith("ics"):
        assert_calendar(content)
    if name == "html":
        assert b"<script" not in content


def assert_calendar(content: bytes) -> list[tuple[str, str]]:
    """Holds it to RFC 5545: lines of at most 75 octets that end in CRLF, whole components with what they must have."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    raw = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in raw)
    for line in raw:
        line.decode()  # folded between characters
    properties = [(name, value) for name, _, value in (line.partition(":") for line in unfolded(content))]
    open_ones: list[str] = []
    seen: set[str] = set()
    for name, value in properties:
        assert re.fullmatch(r"[A-Z0-9-]+(;[A-Z-]+=[A-Z-]+)*", name), name
        if name == "BEGIN":
            open_ones.append(value)
            seen = set()
        elif name == "END":
            assert open_ones.pop() == value
            assert value == "VCALENDAR" or {"UID", "DTSTAMP", "SUMMARY"} <= seen
        else:
            assert not any(unicodedata.category(sign) == "Cc" for sign in value)
            seen.add(name.split(";")[0])
    assert open_ones == []
    return properties


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_tasks_are_to_dos_of_a_calendar() -> None:
    properties = assert_calendar(rendered("ics", RICH, ExportWishes(language="de")))
    assert [value for name, value in properties if name == "BEGIN"] == ["VCALENDAR", "VTODO", "VTODO", "VTODO"]
    assert ("SUMMARY", r"Pack the coat\, the hat\; and *gloves*\\scarf") in properties
    assert ("DUE;VALUE=DATE", "20251011") in properties
    assert [value for name, value in properties if name == "STATUS"] == ["NEEDS-ACTION", "NEEDS-ACTION", "COMPLETED"]
    assert ("CONTACT", "Anna") in properties
    assert ("CATEGORIES", "weather,travel") in properties
    assert len({value for name, value in properties if name == "UID"}) == 3
    assert any(name == "DESCRIPTION" and r"\nFällig: next week" in value for name, value in properties)


def test_dated_tasks_are_events_of_a_whole_day() -> None:
    properties = assert_calendar(rendered("events.ics", RICH))
    assert [value for name, value in properties if name == "BEGIN"] == ["VCALENDAR", "VEVENT"]
    assert ("DTSTART;VALUE=DATE", "20251011") in properties
    assert ("DTEND;VALUE=DATE", "20251012") in properties
    last = Summary("", (Point(Section.TASK, "x", due="9999-12-31"),))
    assert not any(
        name.startswith("DTEND")
        for name, _ in assert_calendar(rendered("events.ics", replace(RICH, summaries=Summaries(last))))
    )
    undated = Summaries(Summary("", (Point(Section.TASK, "x"),)))
    with pytest.raises(ExportError, match="day on which"):
        rendered("events.ics", replace(RICH, summaries=undated))


def test_a_day_of_a_short_year_has_eight_digits() -> None:
    early = replace(RICH, summaries=Summaries(Summary("", (Point(Section.TASK, "x", due="0001-02-03"),))))
    assert ("DUE;VALUE=DATE", "00010203") in assert_calendar(rendered("ics", early))
    event = assert_calendar(rendered("events.ics", early))
    assert {("DTSTART;VALUE=DATE", "00010203"), ("DTEND;VALUE=DATE", "00010204")} <= set(event)


@pytest.mark.parametrize("name", ["ics", "events.ics", "tasks.md"])
@pytest.mark.parametrize("about", [Summaries(), Summaries(Summary("T", (Point(Section.KEY, "x"),)))])
def test_without_tasks_there_is_no_list_of_them(name: str, about: Summaries) -> None:
    with pytest.raises(ExportError, match="no tasks"):
        rendered(name, replace(RICH, summaries=about))


def test_tasks_are_a_list_that_can_be_ticked_off() -> None:
    rows = rendered("tasks.md", RICH, ExportWishes(time_zone="UTC")).decode().splitlines()
    assert rows[2] == r"- [ ] Pack the coat, the hat; and \*gloves\*\\scarf (Anna, due 2025-10-11, 08:53:20)"
    assert rows[4] == "- [x] Book the flight"


def test_a_summary_alone_has_its_own_title() -> None:
    assert summary_markdown(RICH).startswith("# A weekend in Reykjavík\n\n## Summary\n\n- It stays dry")
    texts = replace(RICH, summaries=Summaries(None, RICH.summaries.texts))
    assert summary_markdown(texts, "de").startswith("# Weather, cherry blossoms")


def test_a_summary_comes_back_from_json_without_loss() -> None:
    (talk,) = read(rendered("json", RICH)).talks
    assert talk.summaries == RICH.summaries
    (without,) = read(rendered("json", RICH, ExportWishes(summary=False))).talks
    assert not without.summaries


def test_without_tags_no_export_speaks_of_them() -> None:
    about = Summaries(Summary("T", (Point(Section.KEY, "Tea is out."),)))
    assert "Tags" not in summary_markdown(replace(RICH, summaries=about))
    assert "Tags" in summary_markdown(replace(RICH, summaries=Summaries(Summary("T", tags=("tea",)))))


def test_no_heading_of_a_summary_stands_alone_at_the_foot_of_a_page() -> None:
    pages = 0
    for count in range(28, 48, 2):
        points = (*[Point(Section.KEY, f"Point {number}") for number in range(count)], Point(Section.DECISION, "Go on"))
        content = rendered("pdf", replace(RICH, summaries=Summaries(Summary("T", points))))
        for page in pypdf.PdfReader(io.BytesIO(content)).pages:
            lines = page.extract_text().splitlines()
            pages += 1
            assert "Decisions" not in lines[-2:], "a line and the page's number follow it at least"
    assert pages > 20

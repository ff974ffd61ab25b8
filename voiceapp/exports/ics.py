"""Writes a talk's tasks for calendars (RFC 5545): as to-dos, or those with a day as events of a whole day."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, timedelta

from voiceapp.core.history import ExportWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.summary import Point
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import SoundId, Talk
from voiceapp.exports.errors import ExportError
from voiceapp.exports.export_lines import heading, in_words, moment
from voiceapp.exports.summary_lines import NO_DATES, tasks_of

LONGEST = 75
"""Octets of a line, without its end."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> bytes:
    """Write each task as a to-do."""
    del sounds
    return _calendar(
        line for number, task in enumerate(tasks_of(talk), 1) for line in _to_do(talk, task, number, wishes)
    )


def render_events(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> bytes:
    """Write each task that has a day as an event, for calendars that know no to-dos."""
    del sounds
    dated = [(number, task, task.day) for number, task in enumerate(tasks_of(talk), 1) if task.day is not None]
    if not dated:
        raise ExportError(NO_DATES)
    return _calendar(line for number, task, day in dated for line in _event(talk, task, number, day, wishes))


def _calendar(components: Iterator[str]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//voiceapp//tasks//EN", *components, "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _to_do(talk: Talk, task: Point, number: int, wishes: ExportWishes) -> Iterator[str]:
    yield "BEGIN:VTODO"
    yield from _common(talk, task, f"task-{number}", wishes)
    if task.day is not None:
        yield f"DUE;VALUE=DATE:{_date(task.day)}"
    yield f"STATUS:{'COMPLETED' if task.done else 'NEEDS-ACTION'}"
    yield "END:VTODO"


def _event(talk: Talk, task: Point, number: int, day: date, wishes: ExportWishes) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield from _common(talk, task, f"event-{number}", wishes)
    yield f"DTSTART;VALUE=DATE:{_date(day)}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{_date(day + timedelta(days=1))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _common(talk: Talk, task: Point, name: str, wishes: ExportWishes) -> Iterator[str]:
    summary = talk.summaries.summary
    assert summary is not None, "it has the tasks"
    yield f"UID:{_text(f'{talk.id}-{name}@voiceapp')}"
    yield f"DTSTAMP:{moment(summary.at or talk.started_at, UTC):%Y%m%dT%H%M%SZ}"
    yield f"SUMMARY:{_text(task.text)}"
    told = [in_words(Sentence("From: {title}", title=heading(talk, wishes)), wishes)]
    if task.due and task.day is None:
        told.append(in_words(Sentence("Due: {when}", when=task.due), wishes))
    yield f"DESCRIPTION:{_text(chr(10).join(told))}"
    if task.owner:
        yield f"CONTACT:{_text(task.owner)}"
    if summary.tags:
        yield f"CATEGORIES:{','.join(_text(tag) for tag in summary.tags)}"


def _date(day: date) -> str:
    """Return a day in eight digits, also one of a year that has fewer than four, as models make them up."""
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    """Return a value in which nothing ends the line or the value."""
    return clean(text).replace("\t", " ").encode("utf-8", "replace").decode().translate(_ESCAPED)


def _folded(line: str) -> str:
    """Cut a line that is too long between characters, as the format wants it."""
    pieces: list[str] = [""]
    left = LONGEST
    for sign in line:
        size = len(sign.encode())
        if size > left:
            pieces.append(" ")
            left = LONGEST - 1
        pieces[-1] += sign
        left -= size
    return "\r\n".join(pieces)

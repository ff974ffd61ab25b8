"""Writes notes and lists into a file: as Markdown, text, JSON, to-dos for calendars, or in the format of todo.txt."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from voiceapp.core.history import ExportWishes
from voiceapp.core.notes.book import KeptNote, Notes, grouped
from voiceapp.core.summaries.summary import Point, Section, Summaries, Summary
from voiceapp.core.text.clean_text import in_one_line
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.exports import ics
from voiceapp.exports.markdown_text import escaped

_NO_TO_DOS = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//voiceapp//tasks//EN\r\nEND:VCALENDAR\r\n"


def _markdown(notes: Notes, heading: str) -> str:
    lines = [f"# {escaped(heading)}"]
    for name, of_list in grouped(notes):
        lines += ["", *([f"## {escaped(name)}", ""] if name else [])]
        lines += [f"- [{'x' if note.done else ' '}] {escaped(in_one_line(note.text))}" for note in of_list]
    return "\n".join(lines) + "\n"


def _text(notes: Notes, heading: str) -> str:
    lines = [heading]
    for name, of_list in grouped(notes):
        lines += ["", *([f"{name}:"] if name else [])]
        lines += [f"{'✓' if note.done else '-'} {in_one_line(note.text)}" for note in of_list]
    return "\n".join(lines) + "\n"


def _json(notes: Notes, heading: str) -> str:
    del heading
    told = [
        {"text": note.text, "list": note.list, "done": note.done, "at": note.at, "time": _time(note.at)}
        for note in notes
    ]
    return json.dumps({"format": "voiceapp-notes", "version": 1, "notes": told}, ensure_ascii=False, indent=2) + "\n"


def _todo_txt(notes: Notes, heading: str) -> str:
    """Each list becomes a project, whose name has no spaces in that format."""
    del heading
    return "".join(f"{_todo(note)}\n" for note in notes)


def _todo(note: KeptNote) -> str:
    project = f" +{'-'.join(note.list.split())}" if note.list else ""
    return f"{'x ' if note.done else ''}{_time(note.at)[:10]} {in_one_line(note.text)}{project}"


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _calendar(notes: Notes, heading: str) -> bytes:
    """Go the way of the tasks that a summary finds."""
    if not notes:
        return _NO_TO_DOS
    points = tuple(Point(Section.TASK, note.text, done=note.done) for note in notes)
    made = max((note.at for note in notes), default=0.0)
    talk = Talk(TalkId("notes"), made, title=heading, summaries=Summaries(Summary(points=points, at=made)))
    return ics.render(talk, ExportWishes(), {})


NOTE_FORMATS: Mapping[str, Callable[[Notes, str], str | bytes]] = {
    "md": _markdown,
    "txt": _text,
    "json": _json,
    "ics": _calendar,
    "todo.txt": _todo_txt,
}


def notes_file(notes: Notes, name: str, heading: str) -> bytes | None:
    """Return what a file of this name holds. None: its name tells no format that is known."""
    lower = name.lower()
    form = "todo.txt" if lower.endswith("todo.txt") else lower.rpartition(".")[2]
    render = NOTE_FORMATS.get(form)
    if render is None:
        return None
    content = render(notes, heading)
    return content if isinstance(content, bytes) else content.encode()

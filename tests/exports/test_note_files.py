"""Notes go out of the app in every format that their file's name tells."""

import json

import pytest

from voiceapp.core.notes.book import KeptNote
from voiceapp.exports.note_files import NOTE_FORMATS, notes_file

NOTES = (
    KeptNote(1, "Ask *Ben*\nabout the boat", at=1_790_000_000.0),
    KeptNote(2, "milk; bread", "To do", at=1_790_000_000.0),
    KeptNote(3, "eggs", "To do", done=True, at=1_790_000_000.0),
)


def text(name: str) -> str:
    content = notes_file(NOTES, name, "Notes")
    assert content is not None
    return content.decode()


def test_markdown_and_text() -> None:
    assert text("a.MD") == (
        "# Notes\n\n- [ ] Ask \\*Ben\\* about the boat\n\n## To do\n\n- [ ] milk; bread\n- [x] eggs\n"
    )
    assert text("a.txt") == "Notes\n\n- Ask *Ben* about the boat\n\nTo do:\n- milk; bread\n✓ eggs\n"


def test_json_and_todo_txt() -> None:
    told = json.loads(text("notes.json"))
    assert told["format"] == "voiceapp-notes"
    assert told["notes"][2] == {
        "text": "eggs", "list": "To do", "done": True, "at": 1_790_000_000.0, "time": "2026-09-21T14:13:20Z",
    }  # fmt: skip
    assert text("todo.txt").splitlines() == [
        "2026-09-21 Ask *Ben* about the boat",
        "2026-09-21 milk; bread +To-do",
        "x 2026-09-21 eggs +To-do",
    ]


def test_to_dos_for_calendars() -> None:
    calendar = text("notes.ics")
    assert calendar.count("BEGIN:VTODO") == 3
    assert "SUMMARY:milk\\; bread" in calendar
    assert "STATUS:COMPLETED" in calendar


@pytest.mark.parametrize("name", ["notes", "notes.pdf", ""])
def test_a_name_that_tells_no_format_is_refused(name: str) -> None:
    assert notes_file(NOTES, name, "Notes") is None


def test_no_notes_are_a_whole_file_too() -> None:
    for name in NOTE_FORMATS:
        assert notes_file((), f"x.{name}", "Notes") is not None

"""Keeps notes in a file of their own that only the person can read: whole or not at all, and set aside where it is damaged."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from voiceapp.core.notes.book import KeptNote, Notes, NotesEdit, applied, tidied
from voiceapp.settings.atomic import replace_file

log = logging.getLogger(__name__)

NOTES_FILE = "notes.json"
MEMORY_FILE = "memory.json"


class _NoteRow(msgspec.Struct, frozen=True, omit_defaults=True):
    id: int
    text: str
    list: str = ""
    done: bool = False
    at: float = 0.0


class _NoteRows(msgspec.Struct, frozen=True):
    about: str
    notes: list[_NoteRow]


ABOUT = "Notes of voiceapp. Close it before you change them here."


class NoteStore:
    """Meets `core.notes.access.NoteKeeper`. The file is read when it is first asked for, and again where it has changed."""

    def __init__(self, path: Path, changed: Callable[[Notes], object] = lambda _: None) -> None:
        """`changed`: told after each edit, by whoever made it."""
        self._path = path
        self._changed = changed
        self._lock = threading.RLock()
        self._notes: Notes = ()
        self._read: tuple[int, int] | None = None
        """Which state of the file was read."""

    @property
    def notes(self) -> Notes:
        with self._lock:
            self._look()
            return self._notes

    def edit(self, make: Callable[[Notes], NotesEdit]) -> NotesEdit:
        with self._lock:
            self._look()
            edit = make(self._notes)
            if edit.before or edit.after:
                self._write(applied(self._notes, edit))
        if edit.before or edit.after:
            self._changed(self.notes)
        return edit

    def delete_all(self) -> None:
        """Raises OSError."""
        with self._lock:
            self._path.unlink(missing_ok=True)
            for damaged in self._path.parent.glob(f"{self._path.stem}.damaged*"):
                damaged.unlink(missing_ok=True)
            self._notes, self._read = (), None
        self._changed(())

    def _look(self) -> None:
        """A restored backup, or another program of ours, may have written it."""
        state = self._state()
        if state != self._read:
            self._notes = read_notes(self._path)
            self._read = state

    def _state(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def _write(self, notes: Notes) -> None:
        replace_file(self._path, content_of(notes))
        self._notes, self._read = notes, self._state()

    @property
    def _damaged(self) -> Path:
        return self._path.with_suffix(".damaged")


def content_of(notes: Notes) -> bytes:
    rows = [_NoteRow(note.id, note.text, note.list, note.done, note.at) for note in notes]
    return msgspec.json.format(msgspec.json.encode(_NoteRows(ABOUT, rows)), indent=1)


def notes_in(content: bytes) -> Notes:
    """Raises msgspec.MsgspecError, UnicodeError."""
    rows = msgspec.json.decode(content, type=_NoteRows).notes
    kept = {row.id: KeptNote(row.id, text, row.list, row.done, row.at) for row in rows if (text := tidied(row.text))}
    return tuple(kept[number] for number in sorted(kept))


def read_notes(path: Path) -> Notes:
    """Return what is in a file. What cannot be understood is set aside, so that nothing is written over it."""
    try:
        return notes_in(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.MsgspecError, UnicodeError) as error:
        log.error("a file of notes cannot be read: %s", type(error).__name__)  # noqa: TRY400
        aside = path.with_suffix(".damaged")
        with contextlib.suppress(OSError):
            if not aside.exists():
                path.replace(aside)
            else:
                path.replace(path.with_suffix(f".damaged-{int(time.time())}"))
        return ()

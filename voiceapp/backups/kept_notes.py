"""Takes notes and what is remembered along in backups, and brings back what is not here yet."""

import zipfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec

from voiceapp.backups.manifest import BackupError
from voiceapp.backups.opened_backup import DAMAGED, OpenedBackup
from voiceapp.core.failures import FailureKind
from voiceapp.core.notes.book import MOST, Notes, NotesEdit
from voiceapp.storage.note_store import MEMORY_FILE, NOTES_FILE, NoteStore, notes_in

NOTE_FILES = (NOTES_FILE, MEMORY_FILE)


def note_stores(data: Path) -> Mapping[str, NoteStore]:
    """Return what keeps notes where no app runs, by the names of the files."""
    return {name: NoteStore(data / name) for name in NOTE_FILES}


def write_notes(archive: zipfile.ZipFile, data: Path) -> None:
    for name in NOTE_FILES:
        file = data / name
        if file.is_file():
            archive.write(file, name)


def brought_notes(backup: OpenedBackup) -> Mapping[str, Notes]:
    """Raises BackupError. Backups of earlier versions have none."""
    try:
        return {name: notes_in(backup.small_file(name)) for name in NOTE_FILES if backup.has(name)}
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BackupError(FailureKind.BAD_FILE, DAMAGED) from error


def bring_in_notes(stores: Mapping[str, NoteStore], brought: Mapping[str, Notes], undo: ExitStack) -> None:
    """Raises OSError; what was brought in until then goes again with `undo`."""
    for name, notes in brought.items():
        edit = stores[name].edit(partial(_missing_of, notes))
        undo.callback(stores[name].edit, partial(_back, edit))


def _missing_of(brought: Notes, here: Notes) -> NotesEdit:
    return missing(here, brought)


def _back(edit: NotesEdit, here: Notes) -> NotesEdit:
    del here
    return edit.inverse


def missing(here: Notes, brought: Notes) -> NotesEdit:
    """Add what is not here, in the order in which it was noted."""
    known = {(note.list, note.text) for note in here}
    new = [note for note in brought if (note.list, note.text) not in known][: max(0, MOST - len(here))]
    first = max((note.id for note in here), default=0) + 1
    return NotesEdit(after=tuple(replace(note, id=first + at) for at, note in enumerate(new)))

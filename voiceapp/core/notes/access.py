"""Defines how notes are reached: by a front end, which sees and edits all of them, and by tools."""

from collections.abc import Callable
from typing import Protocol

from voiceapp.core.answers import Answer
from voiceapp.core.notes.book import Notes, NotesEdit, applied


class NotesAccess(Protocol):
    """Gives access to what is kept as notes, or to what is remembered."""

    def watch(self, show: Callable[[Notes], None]) -> Callable[[], None]:
        """Show all of them, now and whenever they change. Return a function that stops it."""
        ...

    def change(self, make: Callable[[Notes], NotesEdit], then: Answer[NotesEdit]) -> None:
        """Carry out an edit. The answer is what was really changed."""
        ...

    def export(self, path: str, then: Answer[str]) -> None:
        """Write all of them into a file, in the format that its name tells. The answer is where it is."""
        ...


class NoteKeeper(Protocol):
    """Keeps notes; may be used from any thread, and may take a moment."""

    @property
    def notes(self) -> Notes: ...
    def edit(self, make: Callable[[Notes], NotesEdit]) -> NotesEdit:
        """Carry out an edit of the notes as they are now. Raises NotesError, OSError; then nothing has changed."""
        ...


class LooseNotes:
    """Keeps notes for as long as it lives. Meets `NoteKeeper`."""

    def __init__(self, notes: Notes = ()) -> None:
        self.notes = notes

    def edit(self, make: Callable[[Notes], NotesEdit]) -> NotesEdit:
        edit = make(self.notes)
        self.notes = applied(self.notes, edit)
        return edit

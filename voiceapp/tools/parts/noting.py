"""Carries out an edit for the tools for notes and memory, and says why one cannot be."""

import asyncio
from collections.abc import Callable

from voiceapp.core.notes.access import NoteKeeper
from voiceapp.core.notes.book import KeptNote, Notes, NotesEdit, NotesError, in_list, meant
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence, told_by

NO_SUCH = Sentence("There's no such note. Say it in the words that stand there.")


async def edited(keeper: NoteKeeper, make: Callable[[Notes], NotesEdit]) -> NotesEdit:
    """Raises ToolError."""
    try:
        return await asyncio.to_thread(keeper.edit, make)
    except NotesError as error:
        raise ToolError(told_by(error)) from error
    except OSError as error:
        raise ToolError(
            Sentence("The notes couldn't be saved ({why}). Free some space and try again.", why=error.strerror or "")
        ) from error


def the_meant(notes: Notes, words: str, name: str = "") -> Notes:
    """Return the notes that words mean, in a list if one is named. Raises ToolError where there are none."""
    found = meant(in_list(notes, name), words)
    if not found:
        raise ToolError(NO_SUCH)
    return found


def told(notes: Notes) -> list[dict[str, object]]:
    return [_told(note) for note in notes]


def _told(note: KeptNote) -> dict[str, object]:
    told: dict[str, object] = {"text": note.text}
    if note.list:
        told["list"] = note.list
    if note.done:
        told["done"] = True
    return told

"""Stands in for notes, and for what is remembered, while the app behind the window is loading."""

from collections.abc import Callable

from voiceapp.core.answers import Answer
from voiceapp.core.desk import Desk
from voiceapp.core.notes.access import NotesAccess
from voiceapp.core.notes.book import Notes, NotesEdit
from voiceapp.gui.pending_work import PendingWork, Stop


class LateNotes:
    """Meets `core.notes.access.NotesAccess`."""

    def __init__(self, arrival: PendingWork, of: Callable[[Desk], NotesAccess]) -> None:
        self._arrival = arrival
        self._of = of

    def watch(self, show: Callable[[Notes], None]) -> Stop:
        return self._arrival.begin(lambda desk: self._of(desk).watch(show))

    def change(self, make: Callable[[Notes], NotesEdit], then: Answer[NotesEdit]) -> None:
        self._arrival.do(lambda desk: self._of(desk).change(make, then))

    def export(self, path: str, then: Answer[str]) -> None:
        self._arrival.do(lambda desk: self._of(desk).export(path, then))

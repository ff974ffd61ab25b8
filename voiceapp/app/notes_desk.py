"""Serves notes, and what is remembered, to the front ends and to tools."""

from collections.abc import Callable
from pathlib import Path

from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.notes.book import Notes, NotesEdit, NotesError
from voiceapp.core.notes.remembered import facts_of
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.exports.note_files import notes_file
from voiceapp.runtime.watchers import Watchers
from voiceapp.settings.atomic import replace_file
from voiceapp.storage.note_store import MEMORY_FILE, NOTES_FILE, NoteStore

NO_FORMAT = Sentence("Name the file .md, .txt, .json, .ics or todo.txt.")


class NotesDesk:
    """Meets `core.notes.access.NotesAccess`. May be used from any thread."""

    def __init__(self, path: Path, workers: WorkerPool, heading: Sentence) -> None:
        self._workers = workers
        self._heading = heading
        self.watchers: Watchers[Notes] = Watchers()
        self.store = NoteStore(path, self.watchers.notify)

    def watch(self, show: Callable[[Notes], None]) -> Callable[[], None]:
        stop = self.watchers.add(show)
        self._workers.beside(lambda: show(self.store.notes))
        return stop

    def change(self, make: Callable[[Notes], NotesEdit], then: Answer[NotesEdit]) -> None:
        def work() -> None:
            try:
                then(self.store.edit(make))
            except NotesError as error:
                then(Failure(FailureKind.REJECTED, told_by(error)))
            except OSError as error:
                then(not_saved(error))

        self._workers.work(work, then)

    def export(self, path: str, then: Answer[str]) -> None:
        def work() -> None:
            content = notes_file(self.store.notes, Path(path).name, str(self._heading))
            if content is None:
                then(Failure(FailureKind.REJECTED, NO_FORMAT))
                return
            try:
                replace_file(Path(path), content)
            except OSError as error:
                then(not_saved(error))
            else:
                then(path)

        self._workers.work(work, then)


class NotesDesks:
    """Holds both: notes and lists, and what the person asked to remember."""

    def __init__(self, data: Path, workers: WorkerPool) -> None:
        self.notes = NotesDesk(data / NOTES_FILE, workers, Sentence("Notes"))
        self.memory = NotesDesk(data / MEMORY_FILE, workers, Sentence("Memory"))
        self.stores = {NOTES_FILE: self.notes.store, MEMORY_FILE: self.memory.store}

    def facts(self) -> tuple[str, ...]:
        """Return what is remembered, as models are told it."""
        return facts_of(self.memory.store.notes)

    def when_remembered(self, changed: Callable[[], None]) -> None:
        self.memory.watchers.add(lambda _: changed())

    def delete_everything(self) -> None:
        """Raises OSError."""
        for store in self.stores.values():
            store.delete_all()


def notes_desks(data: Path, workers: WorkerPool) -> tuple[NotesDesks, NotesDesk, NotesDesk]:
    """Return both together, then that of notes and that of what is remembered."""
    both = NotesDesks(data, workers)
    return both, both.notes, both.memory


def not_saved(error: OSError) -> Failure:
    sentence = Sentence("The notes couldn't be saved ({why}). Free some space and try again.", why=error.strerror or "")
    return Failure(FailureKind.DISK_BROKEN, sentence)

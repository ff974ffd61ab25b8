"""Answers questions about everything that is stored on this device, and deletes it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from voiceapp.app.backup_desk import BackupDesk
from voiceapp.app.folder_copies import FolderCopies
from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.notes_desk import NotesDesks
from voiceapp.app.talk_desk import TalkDesk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure
from voiceapp.core.history import DiskUsage
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.folder_history import rebuild
from voiceapp.settings.paths import Paths
from voiceapp.settings.wishes_from_settings import folder_wishes
from voiceapp.storage.kept_history import ArchiveError
from voiceapp.storage.store import Store
from voiceapp.storage.unsaved import UnsavedTalks

LEDGER = "folder-files.json"
"""Notes in the data folder what was put into the person's own."""


class KeptData:
    """Meets `core.desk.KeptAccess`."""

    def __init__(
        self,
        paths: Paths,
        store: Store,
        unsaved: UnsavedTalks,
        workers: WorkerPool,
        talk: TalkDesk,
        settings: LiveSettings,
        fail: Callable[[Failure], None],
        notes: NotesDesks,
    ) -> None:
        self.backups = BackupDesk(paths, store, settings, workers, RecordingFiles, notes.stores)
        self._notes = notes
        self._forget_jobs: Callable[[], None] = lambda: None
        self._settings = settings
        self._copies = FolderCopies(store, lambda: folder_wishes(settings()), paths.data / LEDGER, fail)
        self._paths = paths
        self._store = store
        self._unsaved = unsaved
        self._workers = workers
        self._talk = talk

    def start(self, forget_jobs: Callable[[], None]) -> None:
        """Begin to save in the person's folder. `forget_jobs` ends what is being written down of recordings."""
        self._forget_jobs = forget_jobs
        self._settings.listen(self._follow)
        self._copies.start()

    def close(self) -> None:
        self.backups.close()
        self._copies.close()

    def _follow(self, changes: Mapping[str, object]) -> None:
        if any(name.startswith(("folder.", "privacy.", "appearance.language")) for name in changes):
            self._copies.wake()

    def save_all(self, then: Answer[int]) -> None:
        self._copies.save_all(then)

    def rebuild_from(self, folder: str, then: Answer[Sentence]) -> None:
        def bring_back() -> None:
            try:
                rebuilt, found = rebuild(self._paths.data, Path(folder))
                self._copies.adopt(found)
            except ArchiveError as error:
                then(error.failure)
            else:
                then(rebuilt.told)

        self._workers.work(bring_back, then)

    def folder(self, name: str) -> str:
        return str(self._paths.folders[name])

    def room(self, then: Answer[DiskUsage]) -> None:
        self._store.room(then)

    def delete_everything(self, then: Answer[DiskUsage]) -> None:
        self._talk.begin()

        def delete_copies() -> None:
            self._notes.delete_everything()
            self._forget_jobs()
            self._unsaved.delete()

        def copies_are_gone(gone: Failure | None) -> None:
            self._store.delete_everything(then if gone is None else lambda _: then(gone))

        self._workers.ask(delete_copies, copies_are_gone)

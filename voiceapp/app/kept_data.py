"""Answers questions about everything that is stored on this device, and deletes it."""

from collections.abc import Callable

from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.desk import Answer
from voiceapp.core.failures import Failure
from voiceapp.core.history import DiskUsage
from voiceapp.settings.paths import Paths
from voiceapp.storage.store import Store
from voiceapp.storage.unsaved import UnsavedTalks


class KeptData:
    """Meets `core.desk.KeptAccess`."""

    def __init__(
        self,
        paths: Paths,
        store: Store,
        unsaved: UnsavedTalks,
        workers: WorkerPool,
        begin_talk: Callable[[], None],
    ) -> None:
        self.forget_jobs: Callable[[], None] = lambda: None
        """Ends what is being written down of recordings."""
        self._paths = paths
        self._store = store
        self._unsaved = unsaved
        self._workers = workers
        self._begin_talk = begin_talk

    def folder(self, name: str) -> str:
        return str(self._paths.folders[name])

    def room(self, then: Answer[DiskUsage]) -> None:
        self._store.room(then)

    def delete_everything(self, then: Answer[DiskUsage]) -> None:
        self._begin_talk()

        def delete_copies() -> None:
            self.forget_jobs()
            self._unsaved.delete()

        def copies_are_gone(gone: Failure | None) -> None:
            self._store.delete_everything(then if gone is None else lambda _: then(gone))

        self._workers.ask(delete_copies, copies_are_gone)

"""Makes backups of the running app, and restores them into it."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.worker_pool import BUG, WorkerPool
from voiceapp.backups.manifest import BackupError, Stopped, file_name
from voiceapp.core.answers import Answer
from voiceapp.core.backup_access import (
    BackupContents,
    BackupDone,
    BackupState,
    BackupWishes,
    BackupWork,
    Progress,
    RestoreWishes,
)
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import SoundFiles
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import TalkId
from voiceapp.runtime.watchers import Watchers
from voiceapp.settings.kinds import Entries, Value
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
from voiceapp.storage.backed_up_talks import BackedUpTalk
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import StoreRefusedError
from voiceapp.storage.kept_history import ArchiveError
from voiceapp.storage.note_store import NoteStore
from voiceapp.storage.restored_talks import LearntRow, bring_in, known_talks, move_staged
from voiceapp.storage.store import Store

log = logging.getLogger(__name__)

SPENT = "spent"
NOT_A_STEP = 0.01
"""A change of the share that nobody would see."""
Work = Callable[[Progress, Stopped], BackupDone]


class BackupDesk:
    """Meets `core.backup_access.BackupAccess`. May be used from any thread."""

    def __init__(
        self,
        paths: Paths,
        store: Store,
        settings: LiveSettings,
        workers: WorkerPool,
        files: Callable[[], SoundFiles],
        notes: Mapping[str, NoteStore],
    ) -> None:
        self._paths = paths
        self._store = store
        self._settings = settings
        self._workers = workers
        self._files = files
        self._notes = notes
        self._lock = threading.Lock()
        self._state = BackupState()
        self._stopped = threading.Event()
        self._watchers: Watchers[BackupState] = Watchers()

    def name(self) -> str:
        return file_name(time.time())

    def watch(self, show: Callable[[BackupState], None]) -> Callable[[], None]:
        stop = self._watchers.add(show)
        show(self._state)
        return stop

    def look(self, path: str, then: Answer[BackupContents]) -> None:
        from voiceapp.backups.restoring import look  # noqa: PLC0415  (the start needs none of it)

        def answer() -> None:
            try:
                then(look(Path(path)))
            except (BackupError, OSError) as error:
                then(_failure(error, path))

        self._workers.work(answer, then)

    def make(self, path: str, wishes: BackupWishes) -> None:
        from voiceapp.backups.making import BackupSources, make  # noqa: PLC0415  (the start needs none of it)

        def work(progress: Progress, stopped: Stopped) -> BackupDone:
            self._store.settle()
            sources = BackupSources(self._paths.data, self._paths.data / SPENT, self._settings(), self._files)
            return make(sources, Path(path), wishes, progress, stopped)

        self._begin(BackupWork.MAKING, path, work)

    def restore(self, path: str, wishes: RestoreWishes) -> None:
        from voiceapp.backups.restoring import restore  # noqa: PLC0415  (the start needs none of it)

        target = _RunningApp(self._store, self._settings, self._paths.data / SPENT, self._notes)
        self._begin(
            BackupWork.RESTORING,
            path,
            lambda progress, stopped: restore(Path(path), target, wishes, progress, stopped),
        )

    def stop(self) -> None:
        self._stopped.set()

    close = stop

    def _begin(self, what: BackupWork, path: str, work: Work) -> None:
        with self._lock:
            if self._state.work is not BackupWork.NOTHING:
                return
            stopped = self._stopped = threading.Event()
            self._state = BackupState(what)
        self._watchers.notify(self._state)

        def show(share: float) -> None:
            if share - self._state.share >= NOT_A_STEP:
                self._show(BackupState(what, share))

        def run() -> None:
            try:
                ended: BackupDone | Failure = work(show, stopped.is_set)
            except (BackupError, ArchiveError, OSError) as error:
                ended = _failure(error, path)
            except Exception:  # the worker's boundary: the person is told
                log.exception("a backup could not be made or restored in a way that it should not")
                ended = BUG
            restored = what is BackupWork.RESTORING and isinstance(ended, BackupDone)
            self._show(BackupState(ended=ended, restored=restored))

        self._workers.beside(run)

    def _show(self, state: BackupState) -> None:
        self._state = state
        self._watchers.notify(state)


def _failure(error: BackupError | ArchiveError | OSError, path: str) -> Failure:
    if isinstance(error, BackupError | ArchiveError | StoreRefusedError):
        return error.failure
    why = error.strerror or str(error)
    sentence = Sentence("{path} can't be used ({why}). Choose another place.", path=path, why=why)
    return Failure(FailureKind.DISK_BROKEN, sentence)


class _RunningApp:
    """Meets `restoring.RestoreTarget` by way of the store's writing thread and the settings that hold now."""

    def __init__(self, store: Store, settings: LiveSettings, spending: Path, notes: Mapping[str, NoteStore]) -> None:
        self._store = store
        self._settings = settings
        self.spending = spending
        self.notes = notes
        self.recordings = store.recordings

    def known_talks(self) -> Mapping[TalkId, bool]:
        recordings = self.recordings

        def known(database: Database) -> Mapping[TalkId, bool]:
            move_staged(database, recordings)
            return known_talks(database)

        return self._store.taking_in.wait_for(known)

    def bring_in(self, talks: Iterable[BackedUpTalk], back: Sequence[TalkId], words: Sequence[LearntRow]) -> None:
        recordings = self.recordings
        self._store.taking_in.wait_for(lambda database: bring_in(database, recordings, talks, back, words))

    def settings(self) -> Settings:
        return self._settings()

    def put_settings(self, changes: Mapping[str, Value]) -> None:
        before = {key: self._settings().value(key) for key in changes}
        for key, value in changes.items():
            failed = self._settings.change(key, dict(value) if isinstance(value, Entries) else value)
            if failed is not None and failed.kind is not FailureKind.REJECTED:
                for again, old in before.items():
                    self._settings.change(again, dict(old) if isinstance(old, Entries) else old)
                raise OSError(failed.sentence)

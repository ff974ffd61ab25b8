"""Guards the one way to the database for whoever writes: it is sound, and nobody else has it."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from voiceapp.storage import damaged_database
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import ALREADY_OPEN, StoreRefusedError
from voiceapp.storage.instance_lock import InstanceLock

MENDED_AT_MOST = 3
"""Times in one run: what is damaged again at once lies on a disk that is dying, and copies would only fill it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OpenedDatabase:
    database: Database
    damaged: Path | None
    """Where a damaged database was put, in whose place this one is."""


class WriterAccess:
    def __init__(self, path: Path, lock: InstanceLock, now: Callable[[], float]) -> None:
        self._path = path
        self._lock = lock
        self._now = now
        self._looked = False
        self._mended = 0
        self.broken = False
        """The database said of itself that it is damaged."""

    def open(self) -> OpenedDatabase:
        """Bring the database up to date, a new one in the place of one that is damaged. Raises as the disk does.

        Raises StoreRefusedError where another copy of the app has it by now: a folder that could not be written at the
        start had no lock either.
        """
        if not self._lock.acquire():
            raise StoreRefusedError(ALREADY_OPEN)
        unclean = _has_log(self._path)
        damaged = damaged_database.finish(self._path, self._now())
        if damaged is None and self._is_damaged():
            self._mended += 1
            damaged = damaged_database.mend(self._path, self._now())
            log.info("a damaged history was put aside")
        with ExitStack() as undo:
            database = Database(self._path)
            undo.callback(database.close)
            database.migrate()
            undo.pop_all()
        # Whoever was killed may not have come to write the index anew.
        database.index.has_replaced = unclean
        self.broken = False
        return OpenedDatabase(database, damaged)

    def _is_damaged(self) -> bool:
        if not self._path.exists() or self._mended >= MENDED_AT_MOST:
            return False
        # Looking through all of it takes long: once, and where it was not closed properly.
        doubtful = not self._looked and _has_log(self._path)
        sound = damaged_database.is_database(self._path, thoroughly=doubtful)
        self._looked = True
        return self.broken or not sound

    def complained(self, error: Exception) -> bool:
        """Take note of an error. True: it says that the database is damaged."""
        found = damaged_database.is_corrupt(error)
        self.broken = self.broken or found
        return found


def _has_log(path: Path) -> bool:
    log_file = path.with_name(path.name + "-wal")
    return log_file.exists() and log_file.stat().st_size > 0

"""Reads the history as it is at one moment, while the app goes on writing it."""

import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import SoundFiles
from voiceapp.storage.backed_up_talks import BackedUpTalk, numbers_to_back_up, talks_to_back_up
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import NO_HISTORY
from voiceapp.storage.kept_history import ArchiveError, KeptHistory
from voiceapp.storage.restored_talks import LearntRow, learnt_rows
from voiceapp.storage.store import DATABASE


class HistorySnapshot:
    """Answers everything as of one moment. Made by `snapshot`."""

    def __init__(self, database: Database | None) -> None:
        self._database = database
        self._numbers = [] if database is None else numbers_to_back_up(database)

    @property
    def count(self) -> int:
        return len(self._numbers)

    def talks(self) -> Iterator[BackedUpTalk]:
        if self._database is not None:
            yield from talks_to_back_up(self._database, self._numbers)

    def learnt_words(self) -> list[LearntRow]:
        return [] if self._database is None else learnt_rows(self._database)


@contextmanager
def snapshot(folder: Path, files: Callable[[], SoundFiles]) -> Generator[HistorySnapshot]:
    """Raises ArchiveError, OSError."""
    if not (folder / DATABASE).exists():
        yield HistorySnapshot(None)
        return
    with closing(KeptHistory(folder, files).opened()) as database:
        try:
            # Whoever writes meanwhile writes beside what this sees.
            database.db.execute("BEGIN")
            yield HistorySnapshot(database)
        except (sqlite3.Error, ValueError) as error:
            kind = type(error).__name__
            raise ArchiveError(Failure(FailureKind.DISK_BROKEN, NO_HISTORY.sentence, kind)) from error

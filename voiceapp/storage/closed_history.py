"""Opens the history to be written while the app does not run."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from voiceapp.core.ports import SoundFiles
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import ALREADY_OPEN, StoreRefusedError, failure_of
from voiceapp.storage.instance_lock import InstanceLock
from voiceapp.storage.recordings import Recordings
from voiceapp.storage.store import DATABASE, SOUNDS


@contextmanager
def closed_history(folder: Path, files: SoundFiles) -> Generator[tuple[Database, Recordings]]:
    """Raises OSError; StoreRefusedError where the app has it open, or it takes nothing."""
    lock = InstanceLock(folder)
    try:
        if not lock.acquire():
            raise StoreRefusedError(ALREADY_OPEN)
        recordings = Recordings(folder / SOUNDS, files)
        recordings.prepare()
        with closing(Database(folder / DATABASE)) as database:
            database.migrate()
            yield database, recordings
    except sqlite3.Error as error:
        raise StoreRefusedError(failure_of(error, folder)) from error
    finally:
        lock.release()

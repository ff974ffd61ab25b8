"""How the database is opened: to be written by one, to be read by any."""

import os
import sqlite3
from contextlib import ExitStack
from pathlib import Path

PATIENCE = 5.0
"""Seconds to wait for another copy of the app, or a command, that is writing."""


def open_to_write(path: Path) -> sqlite3.Connection:
    # Made by us, for SQLite would let others read it; its log takes over the rights of the file.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    with ExitStack() as undo:
        undo.callback(db.close)
        db.execute("PRAGMA journal_mode = WAL")
        # Each commit reaches the disk: a power cut must not take the last minute with it.
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA cache_size = -16000")
        # What is deleted is overwritten.
        db.execute("PRAGMA secure_delete = ON")
        undo.pop_all()
    return db


def open_to_read(path: Path) -> sqlite3.Connection:
    address = path.resolve().as_uri()
    db = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        db.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        # On a disk that cannot be written SQLite cannot set up its log; nobody else writes there either.
        db.close()
        db = sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None)
    return db

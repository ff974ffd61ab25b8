"""Opens the database: one process may write, any may read."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

PATIENCE = 5.0
"""Seconds to wait for another copy of the app, or a command, that is writing."""
_TEXT: Callable[[bytes], str] = partial(str, encoding="utf-8", errors="replace")
"""Damaged characters become a mark, because SQLite's own error would carry the text into the log."""


class DamagedError(sqlite3.DatabaseError):
    """The file is damaged in a way that SQLite does not report."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


def open_to_write(path: Path) -> sqlite3.Connection:
    # We create the file, because SQLite would let others read it. The log inherits the file's permissions.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return _opened(lambda: sqlite3.connect(path, timeout=PATIENCE, isolation_level=None), _prepare_writing)


def open_to_read(path: Path) -> sqlite3.Connection:
    address = path.resolve().as_uri()
    try:
        return _opened(
            lambda: sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None), _look
        )
    except sqlite3.OperationalError:
        # SQLite cannot set up its log on a read-only disk, but nobody else writes there either.
        return _opened(lambda: sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None), _look)


def _opened(
    connect: Callable[[], sqlite3.Connection], prepare: Callable[[sqlite3.Connection], None]
) -> sqlite3.Connection:
    """Makes the connection ready, or closes it again."""
    with ExitStack() as undo:
        db = connect()
        undo.callback(db.close)
        db.text_factory = _TEXT
        try:
            prepare(db)
        except UnicodeDecodeError as error:
            # The schema is so damaged that not even the error about it can be decoded.
            raise DamagedError("malformed database schema") from error
        undo.pop_all()
    return db


def _prepare_writing(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    # Each commit reaches the disk, because a power cut must not lose the last minute.
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA cache_size = -16000")
    # Overwrite whatever is deleted.
    db.execute("PRAGMA secure_delete = ON")
    _look(db)


def _look(db: sqlite3.Connection) -> None:
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()

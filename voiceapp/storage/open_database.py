"""Opens the database: to be written by one, to be read by any."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

PATIENCE = 5.0
"""Seconds to wait for another copy of the app, or a command, that is writing."""
_TEXT: Callable[[bytes], str] = partial(str, encoding="utf-8", errors="replace")
"""A damaged letter becomes a mark. SQLite's own error for it would carry the text with it, into the log."""


class DamagedError(sqlite3.DatabaseError):
    """The file is broken, and SQLite has no words for it."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


def open_to_write(path: Path) -> sqlite3.Connection:
    # Made by us, for SQLite would let others read it; its log takes over the rights of the file.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return _opened(lambda: sqlite3.connect(path, timeout=PATIENCE, isolation_level=None), _prepare_writing)


def open_to_read(path: Path) -> sqlite3.Connection:
    address = path.resolve().as_uri()
    try:
        return _opened(
            lambda: sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None), _look
        )
    except sqlite3.OperationalError:
        # On a disk that cannot be written SQLite cannot set up its log; nobody else writes there either.
        return _opened(lambda: sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None), _look)


def _opened(
    connect: Callable[[], sqlite3.Connection], prepare: Callable[[sqlite3.Connection], None]
) -> sqlite3.Connection:
    """Ready, or closed again."""
    with ExitStack() as undo:
        db = connect()
        undo.callback(db.close)
        db.text_factory = _TEXT
        try:
            prepare(db)
        except UnicodeDecodeError as error:
            # Of what the schema became: not even the complaint about it can be read.
            raise DamagedError("malformed database schema") from error
        undo.pop_all()
    return db


def _prepare_writing(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    # Each commit reaches the disk: a power cut must not take the last minute with it.
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA cache_size = -16000")
    # What is deleted is overwritten.
    db.execute("PRAGMA secure_delete = ON")
    _look(db)


def _look(db: sqlite3.Connection) -> None:
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()

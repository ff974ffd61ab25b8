"""Replaces a damaged database with a new one that holds everything still readable."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from voiceapp.storage.database import Database
from voiceapp.storage.recently_deleted import mark_item
from voiceapp.storage.schema import NewerFileError, refuse_newer

if TYPE_CHECKING:
    from voiceapp.storage.row_salvage import SalvagedTalk

AT_ONCE = 100
"""Talks written in one transaction."""
_PARTS = ("-wal", "-shm", "")
"""The endings of a database's files. The log is moved first, because it would be taken for the log of a new database
beside it.
"""


def is_database(path: Path, *, thoroughly: bool) -> bool:
    """Says whether a file can be trusted, before anything in it is touched. If in doubt, all of it is checked."""
    if path.stat().st_size == 0:
        return True
    try:
        with closing(sqlite3.connect(path)) as db:
            refuse_newer(db)
            return not thoroughly or _is_whole(db)
    except NewerFileError:
        raise
    except sqlite3.OperationalError:
        # It cannot be read now, which says nothing about its content.
        return True
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        # With a damaged schema, not even SQLite's error message is always valid text.
        return False


def _is_whole(db: sqlite3.Connection) -> bool:
    # Some versions of SQLite (3.40) wrongly report a NULL in sound tables without row numbers, so check a second time.
    looks = ("quick_check(1)", "integrity_check(1)")
    if not any(db.execute(f"PRAGMA {look}").fetchone() == ("ok",) for look in looks):
        return False
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'").fetchall():
        # Neither check looks inside the word indexes.
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # noqa: S608
    return True


def is_corrupt(error: Exception) -> bool:
    """Says whether the file is damaged, rather than the disk failing."""
    if isinstance(error, ValueError):
        # The content is nothing that we would write.
        return True
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def mend(path: Path, now: float) -> Path:
    """Put a new database in the place of a damaged one. Returns where the damaged one is now.

    If the app is killed midway, the next start begins again or goes on with `finish`, because the new one gets its name
    only when it is complete.
    """
    unfinished, whole = _beside(path)
    _remove(unfinished)
    with closing(Database(unfinished)) as database:
        database.migrate()
        # A partial copy is worthless, so only the complete one has to reach the disk.
        database.db.execute("PRAGMA synchronous = NORMAL")
        take_over(path, database)
        database.checkpoint()
    unfinished.replace(whole)
    return finish(path, now) or path


def finish(path: Path, now: float) -> Path | None:
    """Let a complete new database take its place. Returns where the damaged one is now, or None if there is none."""
    _, whole = _beside(path)
    if not whole.exists():
        return None
    away = set_aside(path, now)
    whole.replace(path)
    return away


def set_aside(path: Path, now: float) -> Path:
    """Move a damaged database, with its log, out of the way. Nothing is thrown away."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(now))
    names = (f"{path.stem}{_DAMAGED}{stamp}{f'-{number}' if number > 1 else ''}{path.suffix}" for number in count(1))
    away = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    for ending in _PARTS:
        part = _part(path, ending)
        if part.exists():
            part.replace(_part(away, ending))
            # Its age counts from here on, however long ago the app was used last.
            os.utime(_part(away, ending), (now, now))
    return away


_DAMAGED = "-damaged-"


def damaged_ones(path: Path) -> Iterator[Path]:
    """Returns all files of this database that were set aside so far."""
    yield from path.parent.glob(f"{path.stem}{_DAMAGED}*")


def take_over(damaged: Path, database: Database) -> None:
    """Copy everything that can still be read, and the person's decisions about it."""
    # Few databases are ever damaged.
    from voiceapp.storage.queue_salvage import take_over_queue  # noqa: PLC0415
    from voiceapp.storage.row_salvage import Salvage  # noqa: PLC0415

    with closing(Salvage(damaged)) as old:
        talks = old.talks()
        while some := list(islice(talks, AT_ONCE)):
            with database.writing():
                for found in some:
                    _put(database, found)
        with database.writing():
            for bill in old.bills():
                database.put_bill(bill.at, bill.spent)
            clock = old.clock()
            if clock is not None:
                database.set_clock(clock)
        take_over_queue(old.pages, database)


def _put(database: Database, found: "SalvagedTalk") -> None:
    talk = found.talk
    database.put_whole(talk)
    if found.named:
        database.rename(talk.id, talk.title)
    if found.passing:
        number = database.number_of(talk.id)
        assert number is not None, "it was just put"
        database.mark_passing(number)
    for item, at in found.deleted_items:
        mark_item(database, talk.id, item, at)
    # This comes last, because adding an item to a deleted talk restores it.
    database.mark_deleted(talk.id, found.deleted_at)


def _beside(path: Path) -> tuple[Path, Path]:
    """The names of a new database, before and after it is complete."""
    return path.with_name(f"{path.stem}-mending{path.suffix}"), path.with_name(f"{path.stem}-mended{path.suffix}")


def _part(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _remove(path: Path) -> None:
    for ending in _PARTS:
        _part(path, ending).unlink(missing_ok=True)

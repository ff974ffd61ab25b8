"""When the database itself is broken: it is put aside, and what can still be read of it is taken over."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from voiceapp.core.transcript import Item, Talk, TalkId
from voiceapp.storage.book import Book
from voiceapp.storage.schema import PLACES, NewerFileError, refuse_newer

T = TypeVar("T")
GAP = 500
"""Items that cannot be read in a row, after which no more are looked for."""


def is_database(path: Path, *, thoroughly: bool) -> bool:
    """Whether a file can be trusted, before anything in it is touched; looked through as a whole where the app did not end properly."""
    if path.stat().st_size == 0:
        return True
    try:
        with closing(sqlite3.connect(path)) as db:
            refuse_newer(db)
            # The quick look of some SQLites (3.40) finds a NULL in sound tables without row numbers: a no is asked twice.
            looks = ("quick_check(1)", "integrity_check(1)")
            return not thoroughly or any(db.execute(f"PRAGMA {look}").fetchone() == ("ok",) for look in looks)
    except NewerFileError:
        raise
    except sqlite3.OperationalError:
        # Not readable now, which says nothing about what is in it.
        return True
    except sqlite3.DatabaseError:
        return False


def set_aside(path: Path, now: float) -> Path:
    """Move a damaged database, with its log, out of the way. Nothing is thrown away."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(now))
    away = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(away.with_name(away.name + ending))
    return away


def take_over(damaged: Path, book: Book) -> int:
    """Copy everything that can still be read. Answers how many talks there were."""
    taken = 0
    try:
        old = Book(damaged, read_only=True)
    except sqlite3.DatabaseError:
        return 0
    with closing(old):
        for talk in _readable(old):
            with book.writing():
                book.put_whole(talk)
            taken += 1
    return taken


def _readable(old: Book) -> Iterator[Talk]:
    last = _attempt(old.last_number) or 0
    for number in range(1, last + 1):
        talk = _attempt(partial(old.talk, number)) or Talk(TalkId(f"saved-{number}"), 0.0)
        items = _attempt(partial(old.items, number))
        if items is None:
            items = tuple(_one_by_one(old, number))
        if items:
            yield replace(talk, started_at=talk.started_at or items[0].at, items=items)


def _one_by_one(old: Book, number: int) -> Iterator[Item]:
    """The items of a talk of which a part cannot be read."""
    misses = 0
    for place in range(1 << PLACES):
        found = _attempt(partial(old.item, (number << PLACES) + place))
        if found is not None:
            misses = 0
            yield found
        else:
            misses += 1
        if misses > GAP:
            return


def _attempt(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except (sqlite3.DatabaseError, ValueError):
        return None

"""Reads the tables of another program's SQLite file as plain values. The file is neither changed nor believed."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

from voiceapp.imports.bundle import Row

MAGIC = b"SQLite format 3\x00"
MOST = 1024**3
"""Characters; more is no history of words."""


class ForeignDatabaseError(OSError):
    """It is damaged, or holds more than words."""


def is_database(path: Path) -> bool:
    """Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def tables_in(path: Path, wanted: Iterable[str]) -> dict[str, list[Row]]:
    """Returns those of these tables that it has. Raises ForeignDatabaseError."""
    try:
        with closing(_opened(path)) as db:
            db.row_factory = sqlite3.Row
            # Views, and whatever else could run something, are none.
            found = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
            there = {str(name) for (name,) in found}
            left = MOST
            tables: dict[str, list[Row]] = {}
            for name in sorted(there.intersection(wanted)):
                tables[name] = []
                for row in db.execute(f'SELECT * FROM "{name}" ORDER BY rowid'):  # noqa: S608  (one of ours)
                    tables[name].append(_plain(row))
                    left -= sum(len(value) for value in tables[name][-1].values() if isinstance(value, str))
                    if left < 0:
                        raise ForeignDatabaseError("too large")
            return tables
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        raise ForeignDatabaseError(str(error)) from error


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5.0)
    db.text_factory = partial(str, encoding="utf-8", errors="replace")
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA query_only = ON")
    return db


def _plain(row: sqlite3.Row) -> Row:
    return {key: row[key] for key in row.keys() if not isinstance(row[key], bytes)}  # noqa: SIM118  (sqlite3.Row)

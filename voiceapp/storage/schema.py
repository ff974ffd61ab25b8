"""Defines the shape of the database, as a list of steps that only ever grows at its end.

`PRAGMA user_version` counts the steps a file has been through. A released step never changes, because people's files
already have it.
"""

import sqlite3
from collections.abc import Callable

from voiceapp.storage.similar_words import keep_indexed_words

Step = Callable[[sqlite3.Connection], None]

PLACES = 20
"""Bits of an item's number that count it within its talk; the rest is the talk's number.

This keeps the items of a talk together and in order, and the word index, which knows only numbers, tells the talk of a
hit without a lookup.
"""


class NewerFileError(sqlite3.DatabaseError):
    """The file was written by a later version of the app."""


def _create(db: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE talks (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            started_at REAL NOT NULL,
            ended_at REAL,
            kind TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            named INTEGER NOT NULL DEFAULT 0,
            pinned INTEGER NOT NULL DEFAULT 0,
            deleted_at REAL,
            first_words TEXT NOT NULL DEFAULT '',
            items INTEGER NOT NULL DEFAULT 0,
            sound_ms INTEGER NOT NULL DEFAULT 0
        )""",
        """CREATE INDEX talks_listed ON talks (pinned DESC, started_at DESC, number DESC)
            WHERE deleted_at IS NULL AND items > 0""",
        """CREATE TABLE items (
            number INTEGER PRIMARY KEY,
            talk INTEGER NOT NULL REFERENCES talks (number) ON DELETE CASCADE,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            at REAL NOT NULL,
            state TEXT NOT NULL DEFAULT '',
            speaker TEXT NOT NULL DEFAULT '',
            text TEXT NOT NULL DEFAULT '',
            sound TEXT,
            sound_ms INTEGER NOT NULL DEFAULT 0,
            engine TEXT,
            rest TEXT NOT NULL DEFAULT '{}',
            UNIQUE (talk, id)
        )""",
        "CREATE INDEX items_with_sound ON items (sound) WHERE sound IS NOT NULL",
        "CREATE INDEX items_open ON items (state) WHERE state IN ('growing', 'asked', 'running')",
        """CREATE TABLE images (
            item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            media_type TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (item, place)
        )""",
        # The bill outlives the talk, because deleting words does not undo this month's spending.
        """CREATE TABLE spent (
            item INTEGER REFERENCES items (number) ON DELETE SET NULL,
            place INTEGER NOT NULL,
            at REAL NOT NULL,
            model TEXT NOT NULL,
            usd REAL,
            usage TEXT NOT NULL
        )""",
        "CREATE INDEX spent_by_item ON spent (item, place)",
        "CREATE INDEX spent_by_time ON spent (at)",
        """CREATE TABLE engines (
            talk INTEGER NOT NULL REFERENCES talks (number) ON DELETE CASCADE,
            name TEXT NOT NULL,
            PRIMARY KEY (name, talk)
        ) WITHOUT ROWID""",
        "CREATE INDEX engines_by_talk ON engines (talk)",
        # Words arrive already split and folded (search_words.py), so the index must only split at spaces.
        "CREATE VIRTUAL TABLE lines USING fts5 (words, tokenize = 'ascii', prefix = '2 3')",
        "CREATE VIRTUAL TABLE titles USING fts5 (words, tokenize = 'ascii')",
    ):
        db.execute(statement)


def _add_passing(db: sqlite3.Connection) -> None:
    # Talks of people who want none kept. They are on disk only so that a crash loses nothing while they last.
    db.execute("ALTER TABLE talks ADD COLUMN passing INTEGER NOT NULL DEFAULT 0")


def _list_passing(db: sqlite3.Connection) -> None:
    # Stored a second time, so that damage to one page does not bring back what was not to be kept.
    db.execute("CREATE INDEX talks_passing ON talks (number) WHERE passing")


def _add_clock(db: sqlite3.Connection) -> None:
    # One row, with the time at which the app last ran, so that a clock that has leapt is not believed.
    db.execute(
        """CREATE TABLE clock (
            only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
            at REAL NOT NULL,
            doubted_since REAL,
            doubted_last REAL
        )"""
    )


def _add_deleted_items(db: sqlite3.Connection) -> None:
    # The index stores it a second time, so that a damaged row does not bring back what was deleted.
    db.execute("ALTER TABLE items ADD COLUMN deleted_at REAL")
    db.execute("CREATE INDEX items_deleted ON items (deleted_at) WHERE deleted_at IS NOT NULL")


def _add_words(db: sqlite3.Connection) -> None:
    # Each word once, and also reversed, so that a misspelt one is found by the half that is right.
    db.execute("CREATE TABLE words (term TEXT PRIMARY KEY, backwards TEXT NOT NULL) WITHOUT ROWID")
    db.execute("CREATE INDEX words_backwards ON words (backwards)")
    keep_indexed_words(db)


def _add_meanings(db: sqlite3.Connection) -> None:
    # The numbers only ever grow, so that who has read some knows which are new.
    for statement in (
        """CREATE TABLE meanings (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            item INTEGER NOT NULL UNIQUE REFERENCES items (number) ON DELETE CASCADE,
            scale REAL NOT NULL,
            levels BLOB NOT NULL
        )""",
        """CREATE TABLE meanings_due (
            item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE
        )""",
        """CREATE TABLE meaning_model (
            only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
            name TEXT NOT NULL
        )""",
        """INSERT INTO meanings_due (item)
           SELECT number FROM items WHERE kind = 'message' AND deleted_at IS NULL AND trim(text) <> ''""",
    ):
        db.execute(statement)


def _add_learnt_words(db: sqlite3.Connection) -> None:
    # Words that the person corrected.
    db.execute(
        """CREATE TABLE learnt_words (
            heard TEXT NOT NULL COLLATE NOCASE,
            written TEXT NOT NULL,
            times INTEGER NOT NULL,
            state TEXT NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (heard, written)
        ) WITHOUT ROWID"""
    )


def _add_second_looks(db: sqlite3.Connection) -> None:
    db.execute(
        """CREATE TABLE second_looks (
            item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE,
            rank INTEGER NOT NULL
        )"""
    )


def _add_recording_jobs(db: sqlite3.Connection) -> None:
    # Sound files that are written down, and which of a watched folder were taken already.
    db.execute(
        "CREATE TABLE recording_jobs (id TEXT PRIMARY KEY, open INTEGER NOT NULL, job TEXT NOT NULL) WITHOUT ROWID"
    )
    db.execute("CREATE TABLE taken_files (mark TEXT PRIMARY KEY) WITHOUT ROWID")


def _add_more_sounds(db: sqlite3.Connection) -> None:
    # Lines that were merged have more recordings than the one in their row.
    db.execute(
        """CREATE TABLE more_sounds (
            item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
            sound TEXT NOT NULL,
            PRIMARY KEY (item, sound)
        ) WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX more_sounds_by_sound ON more_sounds (sound)")


def _add_profiles_of_words(db: sqlite3.Connection) -> None:
    # The profile that held where a word was corrected last.
    db.execute("ALTER TABLE learnt_words ADD COLUMN profile TEXT NOT NULL DEFAULT ''")


def _add_summaries(db: sqlite3.Connection) -> None:
    # What was written about talks, and which wait to be summarised. After damage to the file they are made anew.
    db.execute(
        """CREATE TABLE summaries (
            talk INTEGER PRIMARY KEY REFERENCES talks (number) ON DELETE CASCADE,
            kept TEXT NOT NULL
        )"""
    )
    db.execute(
        """CREATE TABLE summaries_due (
            talk INTEGER PRIMARY KEY REFERENCES talks (number) ON DELETE CASCADE,
            tries INTEGER NOT NULL DEFAULT 0
        )"""
    )


STEPS: tuple[Step, ...] = (
    _create,
    _add_passing,
    _list_passing,
    _add_clock,
    _add_deleted_items,
    _add_words,
    _add_meanings,
    _add_learnt_words,
    _add_second_looks,
    _add_recording_jobs,
    _add_more_sounds,
    _add_profiles_of_words,
    _add_summaries,
)


def version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def refuse_newer(db: sqlite3.Connection, steps: tuple[Step, ...] = STEPS) -> None:
    if version(db) > len(steps):
        raise NewerFileError


def migrate(db: sqlite3.Connection, steps: tuple[Step, ...] = STEPS) -> int:
    """Bring the file to the newest shape, each step whole or not at all. Returns the number of steps taken."""
    refuse_newer(db, steps)
    seen = version(db)
    for number, step in enumerate(steps[seen:], seen + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            if version(db) < number:  # another copy of the app may have been quicker
                step(db)
                db.execute(f"PRAGMA user_version = {number}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise
    return len(steps) - seen

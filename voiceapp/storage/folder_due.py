"""Keeps in the database which talks have changed since they were saved in the person's folder.

The database does it by itself, in the same transaction as the change, whoever made it: so nothing is forgotten after a
crash, or while the folder is away. The table and what fills it are made when they are wanted, and go when they are not.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from voiceapp.core.talk.titles import shortened
from voiceapp.core.transcript import TalkId, TalkKind

_OF_ITEM = (
    "DELETE FROM folder_due WHERE talk = (SELECT id FROM talks WHERE number = {0}.talk);"
    "INSERT INTO folder_due (talk) SELECT id FROM talks WHERE number = {0}.talk;"
)
_OF_TALK = "DELETE FROM folder_due WHERE talk = {0}.id; INSERT INTO folder_due (talk) VALUES ({0}.id);"
_TRIGGERS = {
    "folder_item_new": "AFTER INSERT ON items BEGIN " + _OF_ITEM.format("NEW") + " END",
    "folder_item_changed": "AFTER UPDATE ON items BEGIN " + _OF_ITEM.format("NEW") + " END",
    "folder_item_gone": "AFTER DELETE ON items BEGIN " + _OF_ITEM.format("OLD") + " END",
    "folder_summary_new": "AFTER INSERT ON summaries BEGIN " + _OF_ITEM.format("NEW") + " END",
    "folder_summary_gone": "AFTER DELETE ON summaries BEGIN " + _OF_ITEM.format("OLD") + " END",
    "folder_talk_changed": "AFTER UPDATE ON talks BEGIN " + _OF_TALK.format("NEW") + " END",
    "folder_talk_gone": "AFTER DELETE ON talks BEGIN " + _OF_TALK.format("OLD") + " END",
}
"""Nothing in them can fail: how a statement settles conflicts holds for what it sets off as well, so there must be none."""


@dataclass(frozen=True, slots=True)
class DueTalk:
    """Holds a talk that has changed, and the number of its newest change."""

    talk: TalkId
    turn: int
    kind: TalkKind | None = None
    """None: it is gone for good, or was never to be kept."""
    deleted: bool = False
    """It can still be restored."""
    title: str = ""
    """What it is called. Empty: it is gone, or nothing was said yet."""


def note_changes(db: sqlite3.Connection, known: Iterable[str] = ()) -> None:
    """Note every change from here on. `known`: talks that were saved before, which may have changed where none was noted."""
    noted = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'folder_due'").fetchone()[0]
    db.execute("CREATE TABLE IF NOT EXISTS folder_due (turn INTEGER PRIMARY KEY AUTOINCREMENT, talk TEXT NOT NULL)")
    db.execute("CREATE INDEX IF NOT EXISTS folder_due_by_talk ON folder_due (talk)")
    for name, what in _TRIGGERS.items():
        db.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {what}")
    if not noted:
        due_again(db, known)


def note_no_changes(db: sqlite3.Connection) -> None:
    """Note none any more, and forget those that were noted."""
    for name in _TRIGGERS:
        db.execute(f"DROP TRIGGER IF EXISTS {name}")
    db.execute("DROP TABLE IF EXISTS folder_due")


def due_talks(db: sqlite3.Connection) -> tuple[DueTalk, ...]:
    """Return the talks that have changed, the longest ago first. Raises sqlite3.Error where no changes are noted."""
    found = db.execute(
        """SELECT folder_due.talk, turn, kind, passing, deleted_at, title, first_words FROM folder_due
           LEFT JOIN talks ON talks.id = folder_due.talk ORDER BY turn"""
    )
    return tuple(
        DueTalk(
            TalkId(talk),
            turn,
            None if kind is None or passing else TalkKind(kind),
            deleted=deleted_at is not None,
            title=title or shortened(first_words or ""),
        )
        for talk, turn, kind, passing, deleted_at, title, first_words in found
    )


def done(db: sqlite3.Connection, due: DueTalk) -> None:
    """Forget a change, unless the talk has changed again."""
    db.execute("DELETE FROM folder_due WHERE turn = ?", (due.turn,))


def all_due(db: sqlite3.Connection) -> int:
    """Take every talk that is kept for changed. Return how many that are."""
    kept = db.execute("SELECT id FROM talks WHERE NOT passing AND deleted_at IS NULL ORDER BY number").fetchall()
    note_changes(db)
    due_again(db, [talk for (talk,) in kept])
    return len(kept)


def due_again(db: sqlite3.Connection, talks: Iterable[str]) -> None:
    """Take these talks for changed."""
    for talk in talks:
        db.execute("DELETE FROM folder_due WHERE talk = ?", (talk,))
        db.execute("INSERT INTO folder_due (talk) VALUES (?)", (talk,))

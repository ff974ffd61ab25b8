"""Keeps what was written about talks with them, and which talks wait to be summarised."""

import json
import sqlite3

import msgspec

from voiceapp.core.summaries.summary import NO_SUMMARIES, Summaries
from voiceapp.storage.rows import clean

MOST_TRIES = 3
"""How often a talk is summarised in vain before it is left."""


def put_summaries(db: sqlite3.Connection, number: int, summaries: Summaries) -> None:
    """Replace what is kept about the talk of that number."""
    if not summaries:
        db.execute("DELETE FROM summaries WHERE talk = ?", (number,))
        return
    text = clean(json.dumps(msgspec.to_builtins(summaries), ensure_ascii=False))
    db.execute("INSERT OR REPLACE INTO summaries (talk, kept) VALUES (?, ?)", (number, text))


def summaries_of(db: sqlite3.Connection, number: int) -> Summaries:
    found = db.execute("SELECT kept FROM summaries WHERE talk = ?", (number,)).fetchone()
    if found is None:
        return NO_SUMMARIES
    try:
        return msgspec.json.decode(found[0], type=Summaries)
    except msgspec.MsgspecError:
        return NO_SUMMARIES


def put_due(db: sqlite3.Connection, number: int) -> None:
    """Note that a talk is to be summarised."""
    db.execute("INSERT OR IGNORE INTO summaries_due (talk) VALUES (?)", (number,))


def next_due(db: sqlite3.Connection) -> str:
    """Return the name of the oldest talk that waits to be summarised. Empty: none does."""
    found = db.execute(
        """SELECT talks.id FROM summaries_due JOIN talks ON talks.number = summaries_due.talk
           WHERE talks.deleted_at IS NULL AND NOT talks.passing AND summaries_due.tries < ?
           ORDER BY summaries_due.tries, summaries_due.talk LIMIT 1""",
        (MOST_TRIES,),
    ).fetchone()
    return "" if found is None else str(found[0])


def settle_due(db: sqlite3.Connection, number: int, *, done: bool) -> None:
    """Note that a talk was summarised, or that it was tried once more in vain."""
    if done:
        db.execute("DELETE FROM summaries_due WHERE talk = ?", (number,))
    else:
        db.execute("UPDATE summaries_due SET tries = tries + 1 WHERE talk = ?", (number,))

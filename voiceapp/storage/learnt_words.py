"""Keeps the words that the person corrected, and how often, until they say what should become of them."""

import sqlite3
from collections.abc import Iterable

from voiceapp.core.dictation.vocabulary_access import Learnt, LearntWord, WordChange

FORGOTTEN_AFTER = 180 * 86_400.0
"""Seconds after which a correction that was not made again says nothing any more."""


def count(db: sqlite3.Connection, changes: Iterable[WordChange], at: float, profile: str = "") -> None:
    """Note that these words were corrected once more. `profile`: the name of the one that held there."""
    db.execute(
        "DELETE FROM learnt_words WHERE state = ? AND at < ?",
        (Learnt.COUNTED.value, at - FORGOTTEN_AFTER),
    )
    db.executemany(
        """INSERT INTO learnt_words (heard, written, times, state, at, profile) VALUES (?, ?, 1, ?, ?, ?)
           ON CONFLICT (heard, written)
           DO UPDATE SET times = times + 1, at = excluded.at, profile = excluded.profile""",
        [(change.heard, change.written, Learnt.COUNTED.value, at, profile) for change in changes],
    )


def discount(db: sqlite3.Connection, changes: Iterable[WordChange]) -> None:
    """Take back that they were corrected once more."""
    db.executemany(
        "UPDATE learnt_words SET times = times - 1 WHERE heard = ? AND written = ? AND times > 0",
        [(change.heard, change.written) for change in changes],
    )


def settle(db: sqlite3.Connection, change: WordChange, state: Learnt) -> None:
    """Note what the person said of a word. Counted: it begins anew."""
    db.execute(
        "UPDATE learnt_words SET state = ?, times = 0 WHERE heard = ? AND written = ?",
        (state.value, change.heard, change.written),
    )


def learnt_words(db: sqlite3.Connection) -> tuple[LearntWord, ...]:
    """All words, the latest first."""
    rows = db.execute("SELECT heard, written, times, state, profile FROM learnt_words ORDER BY at DESC, heard")
    return tuple(
        LearntWord(WordChange(str(heard), str(written)), int(times), Learnt(state), str(profile))
        for heard, written, times, state, profile in rows
    )

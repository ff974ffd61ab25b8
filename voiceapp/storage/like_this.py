"""Finds the lines that mean nearly the same as one that is kept, or as a whole talk, by what is known of it already."""

import json
import sqlite3
from dataclasses import replace

import numpy as np

from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.transcript import TalkId
from voiceapp.storage.nearest_lines import NearestLines
from voiceapp.storage.schema import PLACES
from voiceapp.storage.search import find_talks, talks_within


def find_like(db: sqlite3.Connection, lines: NearestLines, model: str, query: Query) -> HistoryPage | None:
    """Return one page of what is like it. None: nothing of that name is kept, or it has not been read yet."""
    places = places_named(db, query.like)
    meaning = _mean(db, places)
    if meaning is None:
        return None
    near = lines.find(db, model, meaning, talks_within(db, replace(query, words="")), frozenset(places))
    if not near:
        return HistoryPage(query, (), 0, ranked=True)
    return replace(find_talks(db, replace(query, words=""), near), query=query)


def places_named(db: sqlite3.Connection, name: str) -> tuple[int, ...]:
    """The numbers of the lines that a name stands for: one line, or all of a talk."""
    talk = db.execute("SELECT number FROM talks WHERE id = ? AND deleted_at IS NULL", (TalkId(name),)).fetchone()
    if talk is not None:
        first = int(talk[0]) << PLACES
        found = db.execute(
            "SELECT number FROM items WHERE number BETWEEN ? AND ? AND deleted_at IS NULL",
            (first, first + (1 << PLACES) - 1),
        )
    else:
        found = db.execute("SELECT number FROM items WHERE id = ? AND deleted_at IS NULL", (name,))
    return tuple(int(number) for (number,) in found)


def _mean(db: sqlite3.Connection, places: tuple[int, ...]) -> bytes | None:
    """What these lines mean together, as a vector of length 1."""
    rows = db.execute(
        "SELECT scale, levels FROM meanings WHERE item IN (SELECT value FROM json_each(?))", (json.dumps(places),)
    ).fetchall()
    if not rows:
        return None
    total = np.sum([np.frombuffer(levels, np.int8).astype(np.float32) * scale for scale, levels in rows], axis=0)
    length = float(np.linalg.norm(total))
    return np.asarray(total / length, "<f4").tobytes() if length else None

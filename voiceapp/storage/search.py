"""Finding talks: by day, by words, by what kind they are."""

import sqlite3
from collections.abc import Sequence

from voiceapp.core.history import HistoryPage, Hit, Query, TalkSummary
from voiceapp.core.titles import title_from
from voiceapp.core.transcript import ItemId, SoundId, TalkId, TalkKind
from voiceapp.storage.rows import Row, item_of, searchable
from voiceapp.storage.schema import PLACES
from voiceapp.storage.words import Wanted, as_match, snippet, wanted

HITS = 3
"""Lines shown of a talk in which words were found."""


def find_talks(db: sqlite3.Connection, query: Query) -> HistoryPage:
    """One page of what was asked for, newest first, pinned on top."""
    parts = wanted(query.words)
    if query.words.strip() and not parts:
        return HistoryPage(query, (), 0)
    where, values = _conditions(query, parts)
    (total,) = db.execute(f"SELECT count(*) FROM talks WHERE {where}", values).fetchone()  # noqa: S608
    rows = db.execute(
        f"""SELECT number, id, title, first_words, started_at, ended_at, kind, pinned, items, sound_ms
            FROM talks WHERE {where}
            ORDER BY pinned DESC, started_at DESC, number DESC LIMIT ? OFFSET ?""",  # noqa: S608
        (*values, query.count, query.offset),
    ).fetchall()
    numbers = [row[0] for row in rows]
    engines = _engines(db, numbers)
    talks = tuple(
        TalkSummary(
            id=TalkId(name),
            title=title or title_from(first_words, TalkKind(kind)),
            started_at=started_at,
            ended_at=ended_at,
            kind=TalkKind(kind),
            pinned=bool(pinned),
            items=items,
            engines=tuple(engines.get(number, ())),
            sound_ms=sound_ms,
            hits=_hits(db, number, parts),
        )
        for number, name, title, first_words, started_at, ended_at, kind, pinned, items, sound_ms in rows
    )
    return HistoryPage(query, talks, int(total))


def _conditions(query: Query, parts: tuple[Wanted, ...]) -> tuple[str, list[str | float]]:
    conditions = ["deleted_at IS NULL", "items > 0"]
    values: list[str | float] = []

    def add(condition: str, *value: str | float) -> None:
        conditions.append(condition)
        values.extend(value)

    if query.since is not None:
        add("started_at >= ?", query.since)
    if query.until is not None:
        add("started_at < ?", query.until)
    if query.kind is not None:
        add("kind = ?", query.kind.value)
    if query.pinned:
        add("pinned")
    if query.engine:
        add("number IN (SELECT talk FROM engines WHERE name = ?)", query.engine)
    if parts:
        match = as_match(parts)
        add(
            f"""number IN (SELECT rowid >> {PLACES} FROM lines WHERE lines MATCH ?
                UNION SELECT rowid FROM titles WHERE titles MATCH ?)""",  # noqa: S608
            match,
            match,
        )
    return " AND ".join(conditions), values


def _engines(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    marks = ", ".join("?" * len(numbers))
    for talk, name in db.execute(f"SELECT talk, name FROM engines WHERE talk IN ({marks}) ORDER BY name", numbers):  # noqa: S608
        found.setdefault(talk, []).append(name)
    return found


def _hits(db: sqlite3.Connection, number: int, parts: tuple[Wanted, ...]) -> tuple[Hit, ...]:
    if not parts:
        return ()
    rows = db.execute(
        f"""SELECT items.{", items.".join(Row._fields)}
           FROM lines JOIN items ON items.number = lines.rowid
           WHERE lines MATCH ? AND lines.rowid BETWEEN ? AND ? ORDER BY lines.rowid LIMIT ?""",  # noqa: S608
        (as_match(parts), number << PLACES, (number + 1 << PLACES) - 1, HITS),
    )
    hits: list[Hit] = []
    for row in map(Row._make, rows):
        piece, spans = snippet(searchable(item_of(row)), parts)
        sound = SoundId(row.sound) if row.sound else None
        hits.append(Hit(ItemId(row.id), row.at, row.speaker or row.kind, piece, spans, sound))
    return tuple(hits)

"""Finds talks by day, words and kind."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from voiceapp.core.history import HistoryPage, Hit, Query, TalkSummary
from voiceapp.core.talk.titles import title_from
from voiceapp.core.transcript import ItemId, SoundId, TalkId, TalkKind
from voiceapp.storage.rows import COLUMNS, Row, item_of, searchable
from voiceapp.storage.schema import PLACES
from voiceapp.storage.search_words import SearchPhrase, as_match, snippet, wanted
from voiceapp.storage.similar_words import with_similar

HITS = 3
"""Lines shown of a talk that matches."""


def find_talks(db: sqlite3.Connection, query: Query) -> HistoryPage:
    """Finds one page of matches, newest first, pinned on top. If nobody said the words, similar ones are looked for."""
    parts = wanted(query.words)
    if query.words.strip() and not parts:
        return HistoryPage(query, (), 0)
    page = _find(db, query, parts)
    if page.total or not parts:
        return page
    forgiving = with_similar(db, parts)
    similar = tuple(word for part in forgiving for word in part.similar)
    return replace(_find(db, query, forgiving), similar=similar) if similar else page


def _find(db: sqlite3.Connection, query: Query, parts: tuple[SearchPhrase, ...]) -> HistoryPage:
    where, values = _conditions(query, parts)
    # Both need the words looked up, so do it once: counting too costs little even if there are many.
    counted = "count(*) OVER ()" if parts else "NULL"
    rows = db.execute(
        f"""SELECT number, id, title, first_words, started_at, ended_at, kind, pinned, items, sound_ms, named, {counted}
            FROM talks WHERE {where}
            ORDER BY pinned DESC, started_at DESC, number DESC LIMIT ? OFFSET ?""",  # noqa: S608
        (*values, query.count, query.offset),
    ).fetchall()
    if rows and parts:
        total = rows[0][-1]
    else:
        (total,) = db.execute(f"SELECT count(*) FROM talks WHERE {where}", values).fetchone()  # noqa: S608
    numbers = [row[0] for row in rows]
    engines = _engines(db, numbers)
    hits = _hits(db, numbers, parts)
    talks = tuple(
        TalkSummary(
            id=TalkId(name),
            title=title or title_from(first_words, TalkKind(kind)),
            started_at=started_at,
            ended_at=ended_at,
            kind=TalkKind(kind),
            pinned=bool(pinned),
            items=items,
            named=bool(named),
            engines=tuple(engines.get(number, ())),
            sound_ms=sound_ms,
            hits=tuple(hits.get(number, ())),
        )
        for number, name, title, first_words, started_at, ended_at, kind, pinned, items, sound_ms, named, _ in rows
    )
    return HistoryPage(query, talks, int(total))


def _conditions(query: Query, parts: tuple[SearchPhrase, ...]) -> tuple[str, list[str | float]]:
    conditions = ["deleted_at IS NULL", "items > 0", "NOT passing"]
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
    for talk, name in db.execute(
        "SELECT talk, name FROM engines WHERE talk IN (SELECT value FROM json_each(?)) ORDER BY name",
        (json.dumps(numbers),),
    ):
        found.setdefault(talk, []).append(name)
    return found


def _hits(db: sqlite3.Connection, numbers: Sequence[int], parts: tuple[SearchPhrase, ...]) -> dict[int, list[Hit]]:
    """The first lines of each of these talks in which the words occur."""
    if not parts or not numbers:
        return {}
    places: dict[int, list[int]] = {}
    # Walk over all matches once, because looking up an unfinished word is costly and looking up many talks is not.
    for (place,) in db.execute(
        f"SELECT rowid FROM lines WHERE lines MATCH ? AND rowid >> {PLACES} IN (SELECT value FROM json_each(?)) ORDER BY rowid",  # noqa: S608
        (as_match(parts), json.dumps(numbers)),
    ):
        found = places.setdefault(place >> PLACES, [])
        if len(found) < HITS:
            found.append(place)
    wanted_places = [place for found in places.values() for place in found]
    hits: dict[int, list[Hit]] = {}
    for place, *columns in db.execute(
        f"SELECT number, {COLUMNS} FROM items WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",  # noqa: S608
        (json.dumps(wanted_places),),
    ):
        hits.setdefault(place >> PLACES, []).append(_hit(Row(*columns), parts))
    return hits


def _hit(row: Row, parts: tuple[SearchPhrase, ...]) -> Hit:
    piece, spans = snippet(searchable(item_of(row)), parts)
    sound = SoundId(row.sound) if row.sound else None
    return Hit(ItemId(row.id), row.at, row.speaker or row.kind, piece, spans, sound)

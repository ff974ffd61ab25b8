"""Finds talks by day, words, meaning and kind."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from voiceapp.core.history import HistoryPage, Hit, Query, TalkSummary
from voiceapp.core.rank_fusion import fused
from voiceapp.core.talk.titles import shortened
from voiceapp.core.talk.tool_arguments import told
from voiceapp.core.transcript import Item, ItemId, SoundId, TalkId, TalkKind, ToolCall
from voiceapp.storage.rows import COLUMNS, Row, item_of, searchable
from voiceapp.storage.schema import PLACES
from voiceapp.storage.search_words import SearchPhrase, as_match, snippet, wanted
from voiceapp.storage.similar_words import with_similar

HITS = 3
"""Lines shown of a talk that matches."""
NEAR_HITS = 2
"""Lines shown of a talk because of what they mean."""
GAP = 1000
"""Talks that are walked over rather than looked past by another lookup: each costs as much as some hundred lines."""

_SEEN = "deleted_at IS NULL AND items > 0 AND NOT passing"
"""What holds of the talks in the history."""


def find_talks(db: sqlite3.Connection, query: Query, near: Sequence[int] = ()) -> HistoryPage:
    """Finds one page of matches, newest first, pinned on top. If nobody said the words, similar ones are looked for.

    `near`: the numbers of lines that mean what is searched for, the nearest first. With these, the best match comes first.
    """
    parts = wanted(query.words)
    if near:
        return _find_ranked(db, query, parts, near)
    if query.words.strip() and not parts:
        return HistoryPage(query, (), 0)
    page = _find(db, query, parts)
    if page.total or not parts:
        return page
    forgiving = _forgiving(db, parts)
    return replace(_find(db, query, forgiving), similar=similar) if (similar := _similar(forgiving)) else page


def talks_within(db: sqlite3.Connection, query: Query) -> frozenset[int] | None:
    """The numbers of the talks that a query is about, whatever is said in them. None: all that are seen."""
    where, values = _conditions(query, ())
    if where == _SEEN:
        return None
    return frozenset(number for (number,) in db.execute(f"SELECT number FROM talks WHERE {where}", values))  # noqa: S608


def _forgiving(db: sqlite3.Connection, parts: tuple[SearchPhrase, ...]) -> tuple[SearchPhrase, ...]:
    return with_similar(db, parts, partial(_is_said, db))


def _similar(parts: tuple[SearchPhrase, ...]) -> tuple[str, ...]:
    return tuple(word for part in parts for word in part.similar)


def _find(db: sqlite3.Connection, query: Query, parts: tuple[SearchPhrase, ...]) -> HistoryPage:
    numbers, total = _numbers(db, query, parts)
    return _page(db, query, numbers, total, _hits(db, numbers, parts))


def _find_ranked(
    db: sqlite3.Connection, query: Query, parts: tuple[SearchPhrase, ...], near: Sequence[int]
) -> HistoryPage:
    """Finds one page of matches, the best first, by both ways of searching."""
    similar: tuple[str, ...] = ()
    said = _said(db, query, parts)
    if parts and not said:
        parts = _forgiving(db, parts)
        said = _said(db, query, parts) if _similar(parts) else []
        similar = _similar(parts) if said else ()
    ranked = fused(said, _seen_of(db, query, near))
    numbers = ranked[query.offset : query.offset + query.count]
    hits = _hits(db, numbers, parts)
    _add_near(db, hits, [place for place in near if place >> PLACES in set(numbers)])
    return replace(_page(db, query, numbers, len(ranked), hits), similar=similar, ranked=True)


def _said(db: sqlite3.Connection, query: Query, parts: tuple[SearchPhrase, ...]) -> list[int]:
    """The talks in which the words occur, the newest first."""
    if not parts:
        return []
    where, values = _conditions(query, parts)
    found = db.execute(
        f"SELECT number FROM talks WHERE {where} ORDER BY started_at DESC, number DESC",  # noqa: S608
        values,
    )
    return [number for (number,) in found]


def _seen_of(db: sqlite3.Connection, query: Query, places: Sequence[int]) -> list[int]:
    """The talks of these lines that a query is about, in the order of the lines."""
    where, values = _conditions(query, ())
    talks = [place >> PLACES for place in places]
    found = db.execute(
        f"SELECT number FROM talks WHERE number IN (SELECT value FROM json_each(?)) AND {where}",  # noqa: S608
        (json.dumps(talks), *values),
    )
    seen = {number for (number,) in found}
    return [number for number in talks if number in seen]


def _page(
    db: sqlite3.Connection, query: Query, numbers: Sequence[int], total: int, hits: Mapping[int, Sequence[Hit]]
) -> HistoryPage:
    engines = _engines(db, numbers)
    talks = {
        number: TalkSummary(
            id=TalkId(name),
            title=title or shortened(first_words),
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
        for number, name, title, first_words, started_at, ended_at, kind, pinned, items, sound_ms, named in db.execute(
            """SELECT number, id, title, first_words, started_at, ended_at, kind, pinned, items, sound_ms, named
               FROM talks WHERE number IN (SELECT value FROM json_each(?))""",
            (json.dumps(numbers),),
        )
    }
    return HistoryPage(query, tuple(talks[number] for number in numbers), total)


def _numbers(db: sqlite3.Connection, query: Query, parts: tuple[SearchPhrase, ...]) -> tuple[list[int], int]:
    """The talks of one page, in its order, and how many there are in all."""
    where, values = _conditions(query, parts)
    # A word said in most talks is looked up once, both for the page and for the count; the rest of a talk is read only
    # for the page.
    source, counted = "talks WHERE " + where, "NULL"
    found = ""
    if parts:
        found = f"WITH found AS MATERIALIZED (SELECT number, pinned, started_at FROM {source})"  # noqa: S608
        source, counted = "found", "(SELECT count(*) FROM found)"
    rows = db.execute(
        f"""{found} SELECT number, {counted} FROM {source}
            ORDER BY pinned DESC, started_at DESC, number DESC LIMIT ? OFFSET ?""",  # noqa: S608
        (*values, query.count, query.offset),
    ).fetchall()
    if rows and parts:
        total = rows[0][1]
    else:
        (total,) = db.execute(f"SELECT count(*) FROM talks WHERE {where}", values).fetchone()  # noqa: S608
    return [number for number, _ in rows], int(total)


def _conditions(query: Query, parts: tuple[SearchPhrase, ...]) -> tuple[str, list[str | float]]:
    conditions = [_SEEN]
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


def _is_said(db: sqlite3.Connection, term: str) -> bool:
    return any(
        db.execute(
            f"SELECT 1 FROM {table} JOIN talks ON number = {talk} WHERE {table} MATCH ? AND {_SEEN} LIMIT 1",  # noqa: S608
            (f'"{term}"',),
        ).fetchone()
        is not None
        for table, talk in (("lines", f"lines.rowid >> {PLACES}"), ("titles", "titles.rowid"))
    )


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
    # Walk over the matches of many talks at once, because looking up an unfinished word is costly; but only over those
    # near the page, because a common word is nearly everywhere.
    for first, last in _stretches(numbers):
        for (place,) in db.execute(
            f"""SELECT rowid FROM lines WHERE lines MATCH ? AND rowid BETWEEN ? AND ?
                AND rowid >> {PLACES} IN (SELECT value FROM json_each(?)) ORDER BY rowid""",  # noqa: S608
            (as_match(parts), first << PLACES, (last + 1 << PLACES) - 1, json.dumps(numbers)),
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


def _add_near(db: sqlite3.Connection, hits: dict[int, list[Hit]], places: Sequence[int]) -> None:
    """Adds the lines that mean what is searched for, in the order of their talk, where their words didn't find them."""
    nearest: dict[int, list[int]] = {}
    for place in places:
        of_talk = nearest.setdefault(place >> PLACES, [])
        if len(of_talk) < NEAR_HITS:
            of_talk.append(place)
    chosen = [place for of_talk in nearest.values() for place in of_talk]
    for place, *columns in db.execute(
        f"""SELECT number, {COLUMNS} FROM items
            WHERE number IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL""",  # noqa: S608
        (json.dumps(chosen),),
    ):
        row = Row(*columns)
        known = hits.setdefault(place >> PLACES, [])
        if all(hit.item != row.id for hit in known):
            known.append(replace(_hit(row, ()), by_meaning=True))
            known.sort(key=lambda hit: hit.at)


def _stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last number of each stretch without a large gap."""
    ordered = sorted(numbers)
    begins = [number for before, number in pairwise(ordered) if number - before > GAP]
    ends = [before for before, number in pairwise(ordered) if number - before > GAP]
    return list(zip([ordered[0], *begins], [*ends, ordered[-1]], strict=True))


def _hit(row: Row, parts: tuple[SearchPhrase, ...]) -> Hit:
    item = item_of(row)
    piece, spans = snippet(_shown(item), parts)
    if not spans:
        piece, spans = snippet(searchable(item), parts)
    sound = SoundId(row.sound) if row.sound else None
    return Hit(ItemId(row.id), row.at, row.speaker or row.kind, piece, spans, sound)


def _shown(item: Item) -> str:
    """The text of an item as it is read: what a tool was asked and answered is shown without the punctuation of JSON."""
    if not isinstance(item, ToolCall):
        return searchable(item)
    fields = (*told(item.arguments), *told(item.output))
    return ", ".join(f"{name}: {value}" if name else value for name, value in fields if value)

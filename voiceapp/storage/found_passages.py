"""Finds the lines that a question is about, by its words and by what it means, with the lines around them."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from voiceapp.core.rank_fusion import fused
from voiceapp.core.talk.titles import shortened
from voiceapp.core.talk_questions.passages import FoundPassage, PassageLine
from voiceapp.core.talk_questions.question_words import question_words
from voiceapp.core.transcript import ItemId, Message, Speaker, TalkId, TalkKind
from voiceapp.storage.rows import COLUMNS, Row, item_of
from voiceapp.storage.schema import PLACES
from voiceapp.storage.search_words import terms

BY_WORDS = 40
"""Lines that are taken of those with the words, the best ones."""
MOST = 16
"""Passages that are read."""
EVERYWHERE = 3_000
"""Lines with a word from which on it tells nothing."""
AROUND = 3
"""Lines before and after the one that was found."""


def find_passages(db: sqlite3.Connection, question: str, near: Sequence[int] = ()) -> tuple[FoundPassage, ...]:
    """Returns the best first. `near`: the numbers of lines that mean what is asked, the nearest first."""
    places = fused(_with_words(db, question), near)
    talks = _talks_of(db, places)
    seen = [place for place in places if place >> PLACES in talks][: 2 * MOST]
    found = (_passage(db, place, talks[place >> PLACES]) for place in seen)
    return tuple(passage for passage in found if passage is not None)[:MOST]


def _with_words(db: sqlite3.Connection, question: str) -> list[int]:
    """The lines in which some of the words occur, those with most and the rarest first."""
    words = [[term.text for term in terms(word)] for word in question_words(question)]
    parts = [f'"{" ".join(signs)}"{" *" if len(signs[0]) > 2 else ""}' for signs in words if signs]
    telling = [part for part in parts if not _is_everywhere(db, part)]
    match = " OR ".join(telling) if telling else " AND ".join(parts)
    if not match:
        return []
    # Weighing tens of thousands of lines takes long, and words that are in all of them tell nothing.
    order = "rank" if telling else "rowid DESC"
    found = db.execute(f"SELECT rowid FROM lines WHERE lines MATCH ? ORDER BY {order} LIMIT ?", (match, BY_WORDS))  # noqa: S608
    return [place for (place,) in found]


def _is_everywhere(db: sqlite3.Connection, part: str) -> bool:
    (count,) = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM lines WHERE lines MATCH ? LIMIT ?)", (part, EVERYWHERE)
    ).fetchone()
    return int(count) == EVERYWHERE


@dataclass(frozen=True, slots=True)
class _Heading:
    id: TalkId
    title: str
    kind: TalkKind
    started_at: float


def _talks_of(db: sqlite3.Connection, places: Sequence[int]) -> dict[int, _Heading]:
    """The talks of these lines that are in the history."""
    numbers = sorted({place >> PLACES for place in places})
    return {
        number: _Heading(TalkId(name), title or shortened(first_words), TalkKind(kind), started_at)
        for number, name, title, first_words, kind, started_at in db.execute(
            """SELECT number, id, title, first_words, kind, started_at FROM talks
               WHERE number IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL AND NOT passing""",
            (json.dumps(numbers),),
        )
    }


def _passage(db: sqlite3.Connection, place: int, talk: _Heading) -> FoundPassage | None:
    lines = [
        line
        for number, *columns in db.execute(
            f"""SELECT number, {COLUMNS} FROM items
                WHERE number BETWEEN ? AND ? AND kind = 'message' AND deleted_at IS NULL ORDER BY number""",  # noqa: S608
            (max(place - AROUND, place >> PLACES << PLACES), place + AROUND),
        )
        if number >> PLACES == place >> PLACES and (line := _line(number, Row(*columns))) is not None
    ]
    found = next((line for line in lines if line.number == place), None)
    if found is None:
        return None
    return FoundPassage(
        talk.id,
        talk.title,
        talk.kind,
        talk.started_at,
        found,
        tuple(line for line in lines if line.number < place),
        tuple(line for line in lines if line.number > place),
    )


def _line(number: int, row: Row) -> PassageLine | None:
    item = item_of(row)
    if not isinstance(item, Message) or not item.heard_text.strip():
        return None
    speaker = item.voice or ("User" if item.speaker is Speaker.USER else "Assistant")
    return PassageLine(number, ItemId(row.id), speaker, row.at, item.heard_text)

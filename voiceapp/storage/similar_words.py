"""Finds words of the history that resemble those of a query: "brooklin" finds "Brooklyn"."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace

from voiceapp.core.text.likeness import SHORTEST, slips, slips_forgiven
from voiceapp.storage.search_words import SearchPhrase

AFTER_ANY = "\U0010ffff"
LONGEST = 40
"""The most letters of a word kept for this, since nobody types longer ones by heart."""
MOST = 12
"""The most words that stand in for one of the query."""


def kept_words(indexed: str) -> set[str]:
    """Those words of an indexed text that a query might misspell."""
    return {word for word in indexed.split() if SHORTEST - 1 <= len(word) <= LONGEST and word.isalpha()}


def keep_words(db: sqlite3.Connection, words: set[str]) -> None:
    db.executemany(
        "INSERT OR IGNORE INTO words (term, backwards) VALUES (?, ?)", [(word, word[::-1]) for word in words]
    )


def keep_indexed_words(db: sqlite3.Connection) -> None:
    """Keeps exactly the words that the index has, so that deleted ones go. Call this in a transaction."""
    indexed: set[str] = set()
    for table in ("lines", "titles"):
        db.execute(f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, {table}, row)")
        try:
            indexed |= kept_words(" ".join(term for (term,) in db.execute("SELECT term FROM vocabulary")))
        finally:
            db.execute("DROP TABLE temp.vocabulary")
    kept = {str(term) for (term,) in db.execute("SELECT term FROM words")}
    db.executemany("DELETE FROM words WHERE term = ?", [(word,) for word in kept - indexed])
    keep_words(db, indexed - kept)


def with_similar(
    db: sqlite3.Connection, parts: tuple[SearchPhrase, ...], is_said: Callable[[str], bool]
) -> tuple[SearchPhrase, ...]:
    """The parts of a query, each with the words that it may mean instead. `is_said`: a search would find that word,
    while a kept one may have been replaced since, or be said only in what was deleted.
    """
    return tuple(replace(part, similar=_similar(db, part, is_said)) for part in parts)


def _similar(db: sqlite3.Connection, part: SearchPhrase, is_said: Callable[[str], bool]) -> tuple[str, ...]:
    if len(part.terms) != 1:
        return ()
    (typed,) = part.terms
    most = slips_forgiven(typed)
    if not most:
        return ()
    found: list[tuple[int, str]] = []
    for term in set(_candidates(db, typed, most, unfinished=part.unfinished)):
        wrong = slips(typed, term, most, unfinished=part.unfinished)
        if wrong:
            found.append((wrong, term))
    said = [(wrong, term) for wrong, term in sorted(found) if is_said(term)]
    return tuple(term for wrong, term in said if wrong == said[0][0])[:MOST]


def _candidates(db: sqlite3.Connection, typed: str, most: int, *, unfinished: bool) -> Iterator[str]:
    """Finds words that begin or end like the typed one, since hardly anybody gets both wrong."""
    share = max(2, len(typed) // 3)
    longest = LONGEST if unfinished else len(typed) + most
    for column, piece in (("term", typed[:share]), ("backwards", typed[: -share - 1 : -1])):
        for (term,) in db.execute(
            f"SELECT term FROM words WHERE {column} >= ? AND {column} < ? AND length(term) BETWEEN ? AND ?",  # noqa: S608
            (piece, piece + AFTER_ANY, len(typed) - most, longest),
        ):
            yield str(term)

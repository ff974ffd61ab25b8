"""Keeps the word indexes of lines and titles in step with the database.

Words that are removed stay in the file, marked as gone, until the index is rewritten (`scrub`). SQLite's own remedy
(`secure-delete`, from 3.42 on) makes a file that earlier versions refuse.
"""

import sqlite3

from voiceapp.storage.search_words import indexed
from voiceapp.storage.similar_words import keep_indexed_words, keep_words, kept_words

TABLES = ("lines", "titles")


class WordIndex:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.has_deleted = False
        """The person removed words that are still in the file, so they must go at once."""
        self.has_replaced = False
        """Words were replaced, as by a recogniser while it listens; the old ones can wait."""

    def put_line(self, place: int, text: str, before: str | None) -> None:
        """`before` is the old line, if there was one."""
        if before is not None:
            self._db.execute("DELETE FROM lines WHERE rowid = ?", (place,))
            self.has_replaced = self.has_replaced or not text.startswith(before)
        words = indexed(text)
        if words:
            self._db.execute("INSERT INTO lines (rowid, words) VALUES (?, ?)", (place, words))
            keep_words(self._db, kept_words(words))

    def forget_line(self, place: int) -> None:
        self._forget("lines", place, place)

    def put_title(self, number: int, title: str, *, by_hand: bool) -> None:
        found = self._db.execute("SELECT words FROM titles WHERE rowid = ?", (number,)).fetchone()
        before, words = "" if found is None else str(found[0]), indexed(title)
        if before == words:
            return
        self._db.execute("DELETE FROM titles WHERE rowid = ?", (number,))
        if words:
            self._db.execute("INSERT INTO titles (rowid, words) VALUES (?, ?)", (number, words))
            keep_words(self._db, kept_words(words))
        if before and by_hand:
            self.has_deleted = True
        elif before:
            self.has_replaced = True

    def forget_talk(self, number: int, first: int, last: int) -> None:
        self._forget("lines", first, last)
        self._forget("titles", number, number)

    def _forget(self, table: str, first: int, last: int) -> None:
        between = "rowid BETWEEN ? AND ?"
        span = (first, last)
        if self._db.execute(f"SELECT 1 FROM {table} WHERE {between} LIMIT 1", span).fetchone() is not None:  # noqa: S608
            self._db.execute(f"DELETE FROM {table} WHERE {between}", span)  # noqa: S608
            self.has_deleted = True

    def clear(self) -> None:
        for table in TABLES:
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608
            self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608
        self._db.execute("DELETE FROM words")

    def scrub(self) -> None:
        """Rewrite it without the words that were removed. The log still has them until it is emptied."""
        for table in TABLES:
            self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
        keep_indexed_words(self._db)
        self.has_deleted = self.has_replaced = False

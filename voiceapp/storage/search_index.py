"""Keeps the word indexes of lines and titles in step with the database.

Words that are removed stay in the file, marked as gone, until the index is rewritten (`scrub`). SQLite's own remedy
(`secure-delete`, from 3.42 on) makes a file that earlier versions refuse.
"""

import sqlite3

from voiceapp.storage.search_words import indexed
from voiceapp.storage.similar_words import keep_indexed_words, keep_words, kept_words

TABLES = ("lines", "titles")
MOST_KNOWN = 20_000
"""Words that need not be kept again: a few megabytes. Nearly all that is said is said in fewer."""


class WordIndex:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.has_deleted = False
        """The person removed words that are still in the file, so they must go at once."""
        self.has_replaced = False
        """Words were replaced, as by a recogniser while it listens, or can still be restored; the old ones can wait."""
        self._known: set[str] = set()
        """Words of which the file has each already, for asking it costs more than all else about a line."""

    def put_line(self, place: int, text: str, before: str | None) -> None:
        """`before` is the old line, if there was one."""
        if before is not None:
            self._db.execute("DELETE FROM lines WHERE rowid = ?", (place,))
            self.has_replaced = self.has_replaced or not text.startswith(before)
        words = indexed(text)
        if words:
            self._db.execute("INSERT INTO lines (rowid, words) VALUES (?, ?)", (place, words))
            self._keep_words(words)

    def forget_line(self, place: int) -> None:
        """Forget a line that was never said, or that can be restored. Who takes it away for good scrubs."""
        self.has_replaced = self._forget("lines", place, place) or self.has_replaced

    def put_title(self, number: int, title: str, *, by_hand: bool) -> None:
        found = self._db.execute("SELECT words FROM titles WHERE rowid = ?", (number,)).fetchone()
        before, words = "" if found is None else str(found[0]), indexed(title)
        if before == words:
            return
        self._db.execute("DELETE FROM titles WHERE rowid = ?", (number,))
        if words:
            self._db.execute("INSERT INTO titles (rowid, words) VALUES (?, ?)", (number, words))
            self._keep_words(words)
        if before and by_hand:
            self.has_deleted = True
        elif before:
            self.has_replaced = True

    def forget_talk(self, number: int, first: int, last: int) -> None:
        lines, title = self._forget("lines", first, last), self._forget("titles", number, number)
        self.has_deleted = self.has_deleted or lines or title

    def _forget(self, table: str, first: int, last: int) -> bool:
        """False: there was nothing to forget."""
        between = "rowid BETWEEN ? AND ?"
        span = (first, last)
        if self._db.execute(f"SELECT 1 FROM {table} WHERE {between} LIMIT 1", span).fetchone() is None:  # noqa: S608
            return False
        self._db.execute(f"DELETE FROM {table} WHERE {between}", span)  # noqa: S608
        return True

    def clear(self) -> None:
        for table in TABLES:
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608
            self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608
        self._db.execute("DELETE FROM words")
        self.know_nothing()

    def scrub(self) -> None:
        """Rewrite it without the words that were removed, in a transaction. The log still has them until it is
        emptied.
        """
        for table in TABLES:
            self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
        keep_indexed_words(self._db)
        self.know_nothing()

    def know_nothing(self) -> None:
        """Forget which words the file has: they may have been taken away, or never have reached it."""
        self._known.clear()

    def _keep_words(self, words: str) -> None:
        new = kept_words(words) - self._known
        keep_words(self._db, new)
        if len(self._known) + len(new) > MOST_KNOWN:
            self._known.clear()
        self._known |= new

"""Keeps beside each message a vector that says what it means, in step with the message.

A message whose text changes, or that is hidden, loses its vector in the same transaction. Those that still need one stand
in a list of their own, so that making them can go on at any time.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

MESSAGES = "kind = 'message' AND deleted_at IS NULL AND trim(text) <> ''"


@dataclass(frozen=True, slots=True)
class DueText:
    """Holds a text that needs a vector, and the number of its item."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class PackedVector:
    """Holds a vector as it's kept: whole numbers from -127 to 127, to be multiplied with `scale`."""

    scale: float
    levels: bytes


class Meanings:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def outdate(self, place: int, *, due: bool) -> None:
        """The text of an item is another one now (`due`), or is hidden or gone."""
        self._db.execute("DELETE FROM meanings WHERE item = ?", (place,))
        if due:
            self._db.execute("INSERT OR IGNORE INTO meanings_due (item) VALUES (?)", (place,))
        else:
            self._db.execute("DELETE FROM meanings_due WHERE item = ?", (place,))

    def turn(self, span: tuple[int, int], *, seen: bool) -> None:
        """The items between these numbers are hidden, or seen again."""
        if seen:
            self._db.execute(
                f"""INSERT OR IGNORE INTO meanings_due (item)
                    SELECT number FROM items WHERE number BETWEEN ? AND ? AND {MESSAGES}""",  # noqa: S608
                span,
            )
            return
        for table in ("meanings", "meanings_due"):
            self._db.execute(f"DELETE FROM {table} WHERE item BETWEEN ? AND ?", span)  # noqa: S608

    @property
    def model(self) -> str:
        """The model that made the vectors. Empty: none did."""
        found = self._db.execute("SELECT name FROM meaning_model").fetchone()
        return "" if found is None else str(found[0])

    def use_model(self, name: str) -> None:
        """Another model makes the vectors from now on, so those that are here are of no use. Empty: none does."""
        if name == self.model:
            return
        self._db.execute("INSERT OR REPLACE INTO meaning_model (only_one, name) VALUES (1, ?)", (name,))
        self._db.execute("DELETE FROM meanings")
        self._db.execute(
            f"""INSERT OR IGNORE INTO meanings_due (item)
                SELECT number FROM items WHERE {MESSAGES}"""  # noqa: S608
        )

    def due(self, most: int) -> tuple[DueText, ...]:
        """Returns texts that need a vector, the newest first: none that still grows, nor of a talk that isn't kept."""
        found = self._db.execute(
            """SELECT items.number, items.text FROM meanings_due
               JOIN items ON items.number = meanings_due.item JOIN talks ON talks.number = items.talk
               WHERE items.deleted_at IS NULL AND items.state <> 'growing' AND trim(items.text) <> ''
               AND talks.deleted_at IS NULL AND NOT talks.passing
               ORDER BY meanings_due.item DESC LIMIT ?""",
            (most,),
        )
        return tuple(DueText(int(place), str(text)) for place, text in found)

    def put(self, model: str, made: Iterable[tuple[DueText, PackedVector]]) -> None:
        """Keeps vectors of that model, each only if its text is still the same and still to be seen."""
        if model != self.model:
            return
        for text, vector in made:
            kept = self._db.execute(
                """INSERT OR REPLACE INTO meanings (item, scale, levels)
                   SELECT items.number, ?, ? FROM items JOIN talks ON talks.number = items.talk
                   WHERE items.number = ? AND items.text = ? AND items.deleted_at IS NULL
                   AND talks.deleted_at IS NULL AND NOT talks.passing""",
                (vector.scale, vector.levels, text.place, text.text),
            ).rowcount
            if kept:
                self._db.execute("DELETE FROM meanings_due WHERE item = ?", (text.place,))

"""Holds the database itself, with one plain call for each thing written or read.

A `Database` belongs to one thread: the writer's or, if opened with `read_only`, a reader's.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from voiceapp.core.recordings.line_edits import in_order
from voiceapp.core.talk.titles import shortened
from voiceapp.core.transcript import Image, Item, ItemId, Message, Note, Speaker, Spent, Talk, TalkId, TalkKind
from voiceapp.storage import schema
from voiceapp.storage.clock_trust import ClockHistory
from voiceapp.storage.item_parts import put_images, put_spent
from voiceapp.storage.meanings import Meanings
from voiceapp.storage.open_database import open_to_read, open_to_write
from voiceapp.storage.rows import (
    COLUMNS,
    MESSAGE,
    Row,
    clean,
    item_of,
    row_of,
    said_by,
    searchable,
    tells_else,
    usage_of,
    usage_text,
    voice_in,
)
from voiceapp.storage.saved_summaries import put_summaries, summaries_of
from voiceapp.storage.search_index import WordIndex
from voiceapp.storage.sound_references import put_sounds

FIRST_WORDS = 200
"""Characters of the first words that are kept for making a title."""


class Database:
    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.db = open_to_read(path) if read_only else open_to_write(path)
        self.index = WordIndex(self.db)
        self.meanings = Meanings(self.db)

    def migrate(self) -> int:
        return schema.migrate(self.db)

    def close(self) -> None:
        self.db.close()

    @contextmanager
    def writing(self) -> Generator[None]:
        """All of it or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            self.index.know_nothing()
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    # --- talks

    def put_talk(self, talk: Talk) -> int:
        """Save a talk itself; its items are put one by one. A title given by hand stays. Returns its number."""
        self.db.execute(
            """INSERT INTO talks (id, started_at, ended_at, kind, title, pinned) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at,
               kind = excluded.kind, title = CASE WHEN named OR excluded.title = '' THEN title ELSE excluded.title END""",
            (clean(talk.id), talk.started_at, talk.ended_at, talk.kind.value, clean(talk.title), talk.pinned),
        )
        number = self.number_of(talk.id)
        assert number is not None
        self._index_title(number, by_hand=False)
        return number

    def number_of(self, talk: TalkId) -> int | None:
        found = self.db.execute("SELECT number FROM talks WHERE id = ?", (clean(talk),)).fetchone()
        return None if found is None else int(found[0])

    def talks_with(self, item: ItemId) -> tuple[TalkId, ...]:
        """Return the talks that have an item of this name, as far as they aren't deleted."""
        found = self.db.execute(
            """SELECT talks.id FROM items JOIN talks ON talks.number = items.talk
               WHERE items.id = ? AND items.deleted_at IS NULL AND talks.deleted_at IS NULL""",
            (clean(item),),
        ).fetchall()
        return tuple(TalkId(name) for (name,) in found)

    def rename(self, talk: TalkId, title: str, *, by_hand: bool = True) -> None:
        """Without `by_hand` the title was made automatically, and may change again."""
        number = self.number_of(talk)
        if number is not None:
            given = clean(title).strip()
            named = bool(given) and by_hand
            if not by_hand and given == self._made_title(number):
                given = ""
            self.db.execute("UPDATE talks SET title = ?, named = ? WHERE number = ?", (given, named, number))
            self._index_title(number, by_hand=True)

    def pin(self, talk: TalkId, *, pinned: bool) -> None:
        self.db.execute("UPDATE talks SET pinned = ? WHERE id = ?", (pinned, clean(talk)))

    def mark_deleted(self, talk: TalkId, at: float | None) -> bool:
        """Hide it until it is restored (None) or purged. False: there is no such talk any more."""
        number = self.number_of(talk)
        if number is None:
            return False
        self.meanings.turn(places_of(number), seen=at is None)
        self.db.execute("UPDATE talks SET deleted_at = ? WHERE number = ?", (at, number))
        return True

    def talk_deleted_at(self, number: int) -> float | None:
        found = self.db.execute("SELECT deleted_at FROM talks WHERE number = ?", (number,)).fetchone()
        return None if found is None or found[0] is None else float(found[0])

    def deleted(self, before: float) -> list[int]:
        return self._numbers("deleted_at <= ?", before)

    def mark_passing(self, number: int) -> None:
        """Keep it out of the history, and purge it when it is over."""
        self.db.execute("UPDATE talks SET passing = 1 WHERE number = ?", (number,))

    def passing(self) -> list[int]:
        return self._numbers("passing")

    def old(self, before: float) -> list[int]:
        """Finds talks that ended before then, are not pinned, and have nothing in them that still waits."""
        return self._numbers(
            """NOT pinned AND coalesce(ended_at, started_at) < ? AND NOT EXISTS
               (SELECT 1 FROM items WHERE items.talk = talks.number AND deleted_at IS NULL AND state IN ('waiting', 'growing'))""",
            before,
        )

    def empty(self) -> list[int]:
        """Finds talks in which nothing was said after all."""
        return self._numbers("items = 0 AND NOT EXISTS (SELECT 1 FROM items WHERE items.talk = talks.number)")

    def _numbers(self, where: str, *values: float) -> list[int]:
        return [number for (number,) in self.db.execute(f"SELECT number FROM talks WHERE {where}", values)]  # noqa: S608

    def drop_talk(self, number: int) -> None:
        first, last = places_of(number)
        self.index.forget_talk(number, first, last)
        self.db.execute("DELETE FROM talks WHERE number = ?", (number,))

    def clear(self) -> None:
        """Delete everything but the bill, of which only the days stay."""
        self.index.clear()
        self.db.execute("DELETE FROM talks")
        self.db.execute("UPDATE spent SET at = cast(at / 86400 AS INTEGER) * 86400")

    def vacuum(self) -> None:
        self.db.execute("VACUUM")
        self.checkpoint()

    def scrub(self) -> None:
        """Remove deleted words from the index and the log as well."""
        with self.writing():
            self.index.scrub()
        self.index.has_deleted = False
        # Somebody who is reading the log makes this wait.
        self.index.has_replaced = not self.checkpoint()

    def checkpoint(self) -> bool:
        """Empty the log into the file. False if somebody else is reading it."""
        (busy, *_) = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def load(self, talk: TalkId) -> Talk | None:
        """Reads a whole talk. None if there is none of that name, or it was deleted."""
        number = self.number_of(talk)
        found = None if number is None else self.talk(number)
        return None if found is None or number is None else replace(found, items=self.items(number))

    def talk(self, number: int, *, deleted: bool = False) -> Talk | None:
        """Reads a talk without its items; with `deleted`, even one that was deleted and can be restored."""
        found = self.db.execute(
            "SELECT id, started_at, kind, title, pinned, ended_at, deleted_at FROM talks WHERE number = ?", (number,)
        ).fetchone()
        if found is None or (found[-1] is not None and not deleted):
            return None
        name, started_at, kind, title, pinned, ended_at, _ = found
        summaries = summaries_of(self.db, number)
        return Talk(TalkId(name), started_at, TalkKind(kind), title, bool(pinned), ended_at, summaries=summaries)

    def named_like(self, beginning: str) -> list[TalkId]:
        """Finds talks whose names begin that way."""
        found = self.db.execute(
            "SELECT id FROM talks WHERE deleted_at IS NULL AND substr(id, 1, length(?1)) = ?1", (clean(beginning),)
        )
        return [TalkId(name) for (name,) in found]

    def newest(self) -> TalkId | None:
        found = self.db.execute(
            """SELECT id FROM talks WHERE deleted_at IS NULL AND items > 0 AND NOT passing
               ORDER BY started_at DESC, number DESC LIMIT 1"""
        ).fetchone()
        return None if found is None else TalkId(found[0])

    def count(self) -> int:
        return int(self.db.execute("SELECT count(*) FROM talks WHERE deleted_at IS NULL").fetchone()[0])

    # --- items

    def items(self, number: int) -> tuple[Item, ...]:
        return self._items(*places_of(number))

    def item(self, place: int) -> Item | None:
        """Reads the item of that number, deleted or not."""
        return next(iter(self._items(place, place, deleted=True)), None)

    def _items(self, first: int, last: int, *, deleted: bool = False) -> tuple[Item, ...]:
        span = (first, last)
        seen = "" if deleted else "AND deleted_at IS NULL "
        images: dict[int, list[Image]] = {}
        for item, *rest in self.db.execute(
            """SELECT item, media_type, data, width, height FROM images
               WHERE item BETWEEN ? AND ? ORDER BY item, place""",
            span,
        ):
            images.setdefault(item, []).append(Image(*rest))
        spent: dict[int, list[Spent]] = {}
        for item, model, usage, usd in self.db.execute(
            "SELECT item, model, usage, usd FROM spent WHERE item BETWEEN ? AND ? ORDER BY item, place", span
        ):
            spent.setdefault(item, []).append(Spent(model, usage_of(usage), usd))
        rows = self.db.execute(
            f"SELECT number, {COLUMNS} FROM items WHERE number BETWEEN ? AND ? {seen}ORDER BY number",  # noqa: S608
            span,
        )
        return in_order([item_of(Row(*row), images.get(item, ()), spent.get(item, ())) for item, *row in rows])

    def put_item(self, number: int, item: Item, deleted_at: float | None = None) -> None:
        """Save an item of the talk of that number, replacing what was kept under its id.

        With `deleted_at` it exists only to be restored. Put without, it is restored.
        """
        row = row_of(item)
        found = self.db.execute(
            "SELECT number, kind, text, rest, deleted_at FROM items WHERE talk = ? AND id = ?", (number, row.id)
        ).fetchone()
        if found is None:
            place = self._next_place(number)
            self.db.execute(
                f"INSERT INTO items (number, talk, {COLUMNS}, deleted_at) VALUES (?, ?{', ?' * len(row)}, ?)",  # noqa: S608
                (place, number, *row, deleted_at),
            )
            if deleted_at is None and isinstance(item, Message) and item.speaker is Speaker.USER:
                # A talk that goes on is no longer meant to be deleted.
                back = self.db.execute(
                    "UPDATE talks SET deleted_at = NULL WHERE number = ? AND deleted_at IS NOT NULL", (number,)
                ).rowcount
                if back:
                    self.meanings.turn(places_of(number), seen=True)
        else:
            place = int(found[0])
            columns = ", ".join(f"{name} = ?" for name in (*Row._fields, "deleted_at"))
            self.db.execute(f"UPDATE items SET {columns} WHERE number = ?", (*row, deleted_at, place))  # noqa: S608
        before = None if found is None or found[4] is not None else found
        if isinstance(item, Message) and (deleted_at is not None or before is None or before[2] != row.text):
            self.meanings.outdate(place, due=deleted_at is None and bool(row.text.strip()))
        if deleted_at is not None:
            self.index.forget_line(place)
        elif before is None:
            self.index.put_line(place, searchable(item), None)
        elif before[1:3] != (row.kind, row.text) or tells_else(row, before[3]):
            spoken = said_by(voice_in(before[3]), before[2]) if row.kind == MESSAGE else str(before[2])
            self.index.put_line(place, searchable(item), spoken)
        if not isinstance(item, Note):
            put_images(self.db, place, item.images)
        if isinstance(item, Message):
            put_spent(self.db, place, item, known=found is not None)
            put_sounds(self.db, place, item)

    def forget_item(self, number: int, item: ItemId) -> None:
        found = self.db.execute("SELECT number FROM items WHERE talk = ? AND id = ?", (number, clean(item))).fetchone()
        if found is not None:
            self.index.forget_line(int(found[0]))
            self.db.execute("DELETE FROM items WHERE number = ?", found)

    def put_whole(self, talk: Talk) -> None:
        """Save a talk with all its items, replacing those it had."""
        number = self.put_talk(talk)
        self.pin(talk.id, pinned=talk.pinned)
        for item in talk.items:
            self.put_item(number, item)
        put_summaries(self.db, number, talk.summaries)
        self.sum_up(number)

    def sum_up(self, number: int) -> None:
        """Bring what the list of talks shows in line with a talk's items. Call this after every change to them."""
        span = places_of(number)
        said = self.db.execute(
            """SELECT text FROM items
               WHERE number BETWEEN ? AND ? AND deleted_at IS NULL AND kind = ? AND trim(text) <> ''
               ORDER BY speaker <> ?, number LIMIT 1""",
            (*span, MESSAGE, Speaker.USER.value),
        ).fetchone()
        self.db.execute(
            """UPDATE talks SET first_words = ?,
               (items, sound_ms) = (SELECT count(*), coalesce(sum(sound_ms), 0) FROM items
               WHERE number BETWEEN ? AND ? AND deleted_at IS NULL)
               WHERE number = ?""",
            (shortened(said[0], FIRST_WORDS) if said else "", *span, number),
        )
        self.db.execute(
            """DELETE FROM engines WHERE talk = ? AND name NOT IN
               (SELECT engine FROM items WHERE number BETWEEN ? AND ? AND deleted_at IS NULL AND engine <> '')""",
            (number, *span),
        )
        self.db.execute(
            """INSERT OR IGNORE INTO engines (talk, name)
               SELECT DISTINCT ?, engine FROM items
               WHERE number BETWEEN ? AND ? AND deleted_at IS NULL AND engine <> ''""",
            (number, *span),
        )

    # --- money

    def spent_since(self, at: float) -> list[tuple[float, Spent]]:
        """Reads every line of the bill from then on, including talks that were deleted since."""
        return [
            (when, Spent(model, usage_of(usage), usd))
            for when, model, usage, usd in self.db.execute(
                "SELECT at, model, usage, usd FROM spent WHERE at >= ? ORDER BY at", (at,)
            )
        ]

    def put_bill(self, at: float, spent: Spent) -> None:
        """Add a line of the bill whose item is not here."""
        self.db.execute(
            "INSERT INTO spent (item, place, at, model, usd, usage) VALUES (NULL, 0, ?, ?, ?, ?)",
            (at, clean(spent.model), spent.usd, usage_text(spent.usage)),
        )

    # --- the time

    def clock(self) -> ClockHistory | None:
        """Returns what was known about the time when it was last checked."""
        found = self.db.execute("SELECT at, doubted_since, doubted_last FROM clock").fetchone()
        return None if found is None else ClockHistory(*found)

    def set_clock(self, seen: ClockHistory) -> None:
        self.db.execute(
            "INSERT OR REPLACE INTO clock (only_one, at, doubted_since, doubted_last) VALUES (1, ?, ?, ?)",
            (seen.at, seen.doubted_since, seen.doubted_last),
        )

    def latest(self) -> float | None:
        """Returns the time of the latest talk."""
        found = self.db.execute("SELECT max(max(started_at, coalesce(ended_at, 0))) FROM talks").fetchone()
        return None if found[0] is None else float(found[0])

    # --- parts of putting an item

    def _next_place(self, number: int) -> int:
        first, last = places_of(number)
        (highest,) = self.db.execute(
            "SELECT max(number) FROM items WHERE number BETWEEN ? AND ?", (first, last)
        ).fetchone()
        return first if highest is None else int(highest) + 1

    def _made_title(self, number: int) -> str:
        (first,) = self.db.execute("SELECT first_words FROM talks WHERE number = ?", (number,)).fetchone()
        return shortened(first)

    def _index_title(self, number: int, *, by_hand: bool) -> None:
        (title,) = self.db.execute("SELECT title FROM talks WHERE number = ?", (number,)).fetchone()
        self.index.put_title(number, title, by_hand=by_hand)


def places_of(number: int) -> tuple[int, int]:
    """The lowest and the highest number that an item of this talk can have."""
    return number << schema.PLACES, (number + 1 << schema.PLACES) - 1

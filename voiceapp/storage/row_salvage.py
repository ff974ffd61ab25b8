"""Finds what can still be read of a damaged database: every row on a sound page, even if the trees are broken."""

import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from voiceapp.core.transcript import (
    Image,
    Item,
    ItemId,
    MessageState,
    Speaker,
    Spent,
    Talk,
    TalkId,
    TalkKind,
    ToolState,
    Usage,
)
from voiceapp.storage.clock_trust import ClockHistory
from voiceapp.storage.open_database import open_to_read
from voiceapp.storage.rows import MESSAGE, NOTE, TOOL, Row, item_of, usage_of
from voiceapp.storage.schema import PLACES
from voiceapp.storage.sqlite_pages import Pages, RowPlace, StoredRow, Value, page_sizes

LATEST = 1e11
"""Seconds; a value later than this is not a time."""
SAMPLE = 4 * 1024 * 1024
"""Bytes in which page sizes are tried out if the file does not name its own."""
DELETED_AT = 12
"""Its place among the values of an item's row."""
_KINDS = frozenset(kind.value for kind in TalkKind)


@dataclass(frozen=True, slots=True)
class SalvagedTalk:
    """Holds a talk with what else the database says about it."""

    talk: Talk
    named: bool = False
    deleted_at: float | None = None
    passing: bool = False
    deleted_items: tuple[tuple[ItemId, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Bill:
    """Holds a line of the bill whose item is gone."""

    at: float
    spent: Spent


@dataclass(slots=True)
class _Found:
    """Holds all rows by kind; pictures only by their places, because they are large."""

    talks: dict[int, StoredRow] = field(default_factory=dict[int, StoredRow])
    items: dict[int, dict[int, StoredRow]] = field(default_factory=dict[int, dict[int, StoredRow]])
    images: dict[int, dict[int, RowPlace]] = field(default_factory=dict[int, dict[int, RowPlace]])
    spent: dict[int | None, list[StoredRow]] = field(default_factory=dict[int | None, list[StoredRow]])
    clock: StoredRow | None = None

    def __len__(self) -> int:
        return len(self.talks) + sum(map(len, self.items.values()))

    @property
    def numbers(self) -> list[int]:
        return sorted(self.talks.keys() | self.items.keys())


@dataclass(frozen=True, slots=True)
class _Lists:
    """Holds what the indexes say about talks whose own rows are gone. None if the indexes cannot be read in full
    either.
    """

    seen: dict[int, tuple[bool, float]] | None
    """Talks that are not deleted, with whether they are pinned and when they began."""
    passing: frozenset[int] | None
    deleted_items: dict[int, float]
    """Deleted items, as far as the index can be read, and when they were deleted."""


class Salvage:
    """Scans the file once, then returns one thing after another. The caller closes the file."""

    def __init__(self, path: Path) -> None:
        self._lists = _lists(path)
        self._pages, self._found = _looked_through(path)

    def close(self) -> None:
        self._pages.close()

    def talks(self) -> Iterator[SalvagedTalk]:
        for number in self._found.numbers:
            placed = tuple(self._items(number))
            items = tuple(item for _, item in placed)
            row = self._found.talks.get(number)
            talk = self._unnamed(number, items) if row is None else _talk(row)
            deleted = tuple(self._deleted(number, placed))
            yield replace(talk, talk=replace(talk.talk, items=items), deleted_items=deleted)

    def bills(self) -> Iterator[Bill]:
        """Returns what was spent on items that were deleted or lost."""
        for item, rows in self._found.spent.items():
            if item is None or item not in self._found.items.get(item >> PLACES, {}):
                yield from (Bill(_time(row.values[2]), _spent(row)) for row in rows)

    @property
    def pages(self) -> Pages:
        return self._pages

    def clock(self) -> ClockHistory | None:
        """Returns what was known about the time."""
        row = self._found.clock
        if row is None:
            return None
        _, at, since, last = row.values
        return ClockHistory(_time(at), *(None if moment is None else _time(moment) for moment in (since, last)))

    def _deleted(self, number: int, placed: Sequence[tuple[int, Item]]) -> Iterator[tuple[ItemId, float]]:
        """Looks in both places that say so: the end of the item's row, which may be cut off, and the index."""
        for place, item in placed:
            said = self._found.items[number][place].values[DELETED_AT : DELETED_AT + 1]
            at = said[0] if said and said[0] is not None else self._lists.deleted_items.get(place)
            if at is not None:
                yield item.id, _time(at)

    def _items(self, number: int) -> Iterator[tuple[int, Item]]:
        for place, row in sorted(self._found.items.get(number, {}).items()):
            bill = sorted(self._found.spent.get(place, ()), key=lambda line: _whole(line.values[1]))
            item = _item(row, tuple(self._images(place)), tuple(map(_spent, bill)))
            if item is not None:
                yield place, item

    def _images(self, item: int) -> Iterator[Image]:
        for _, place in sorted(self._found.images.get(item, {}).items()):
            row = self._pages.row(place)
            if row is not None:
                _, _, media_type, width, height, data = row.values
                if isinstance(data, bytes):
                    yield Image(str(media_type), data, _whole(width), _whole(height))

    def _unnamed(self, number: int, items: Sequence[Item]) -> SalvagedTalk:
        """Rebuilds a talk whose row is lost: its items tell its name, and the indexes what the person did with it."""
        name = items[0].id.rpartition("-")[0] if items else ""
        seen, passing = self._lists.seen, self._lists.passing
        pinned, began = (seen or {}).get(number, (False, 0.0))
        return SalvagedTalk(
            Talk(TalkId(name or f"saved-{number}"), began or (items[0].at if items else 0.0), pinned=pinned),
            deleted_at=items[0].at if items and seen is not None and number not in seen else None,
            passing=passing is not None and number in passing,
        )


def _looked_through(path: Path) -> tuple[Pages, _Found]:
    """Reads with the page size that yields most rows, if the file does not name its own."""
    sizes = page_sizes(path)
    size = sizes[0] if len(sizes) == 1 else max(sizes, key=lambda size: _found_with(path, size))
    with ExitStack() as undo:
        pages = undo.enter_context(Pages(path, size))
        found = _sorted(pages.rows())
        undo.pop_all()
    return pages, found


def _found_with(path: Path, size: int) -> int:
    with Pages(path, size) as pages:
        return len(_sorted(pages.rows(SAMPLE)))


def _sorted(rows: Iterable[StoredRow]) -> _Found:
    """Sorts rows by their shape, because no page says which table it belongs to."""
    found = _Found()
    for row in rows:
        match row.values:
            case (None, int(talk), str(), str(kind), *_) if (
                kind in (MESSAGE, TOOL, NOTE) and row.number >> PLACES == talk
            ):
                found.items.setdefault(talk, {})[row.number] = row
            case (None, str(), int() | float(), int() | float() | None, str(kind), *_) if kind in _KINDS:
                found.talks[row.number] = row
            case (int(item), int(number), str(), int(), int(), bytes()) if row.whole:
                found.images.setdefault(item, {})[number] = row.place
            case (int() | None as item, int(), int() | float(), str(), int() | float() | None, str()):
                found.spent.setdefault(item, []).append(row)
            case (None, int() | float(), int() | float() | None, int() | float() | None) if row.number == 1:
                found.clock = row
            case _:
                pass
    return found


def _lists(path: Path) -> _Lists:
    try:
        db = open_to_read(path)
    except sqlite3.Error:
        return _Lists(None, None, {})
    with closing(db):
        seen = _listed(
            db,
            """SELECT number, pinned, started_at FROM talks INDEXED BY talks_listed
               WHERE deleted_at IS NULL AND items > 0""",
        )
        passing = _listed(db, "SELECT number, 1, 0 FROM talks INDEXED BY talks_passing WHERE passing")
        deleted = _listed(
            db, "SELECT number, 1, deleted_at FROM items INDEXED BY items_deleted WHERE deleted_at IS NOT NULL"
        )
        gone = {place: at for place, (_, at) in (deleted or {}).items()}
        return _Lists(seen, None if passing is None else frozenset(passing), gone)


def _listed(db: sqlite3.Connection, question: str) -> dict[int, tuple[bool, float]] | None:
    try:
        return {int(number): (bool(pinned), _time(at)) for number, pinned, at in db.execute(question)}
    except (sqlite3.Error, TypeError, ValueError):
        return None


# --- rows, of which anything may be missing


def _talk(row: StoredRow) -> SalvagedTalk:
    missing: tuple[Value, ...] = (None,) * 13
    _, name, started, ended, kind, title, named, pinned, deleted, _, _, _, passing = (*row.values, *missing)[:13]
    talk = Talk(
        TalkId(str(name)),
        _time(started),
        TalkKind(kind),
        title if isinstance(title, str) else "",
        bool(pinned),
        None if ended is None else _time(ended),
    )
    return SalvagedTalk(talk, bool(named), None if deleted is None else _time(deleted), bool(passing))


def _item(row: StoredRow, images: Sequence[Image], spent: Sequence[Spent]) -> Item | None:
    missing: tuple[Value, ...] = (None,) * 12
    _, _, name, kind, at, state, speaker, text, sound, sound_ms, engine, rest = (*row.values, *missing)[:12]
    stored = Row(
        str(name),
        str(kind),
        _time(at),
        _state(kind, state),
        speaker if speaker in (Speaker.USER.value, Speaker.ASSISTANT.value) else Speaker.USER.value,
        text if isinstance(text, str) else "",
        sound if isinstance(sound, str) else None,
        _whole(sound_ms),
        engine if isinstance(engine, str) else None,
        rest if isinstance(rest, str) else "{}",
    )
    try:
        return item_of(stored, images, spent)
    except ValueError:
        # Keep the words even if the data about them is lost.
        return item_of(stored._replace(rest="{}"), images, spent)


def _state(kind: Value, state: Value) -> str:
    known = [each.value for each in (ToolState if kind == TOOL else MessageState)]
    return str(state) if state in known else MessageState.DONE.value


def _spent(row: StoredRow) -> Spent:
    _, _, _, model, usd, usage = row.values
    try:
        took = usage_of(str(usage))
    except ValueError:
        took = Usage()
    return Spent(str(model), took, _finite(usd))


def _finite(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


def _time(value: object) -> float:
    known = isinstance(value, int | float) and math.isfinite(value) and 0 <= value < LATEST
    return float(value) if known and isinstance(value, int | float) else 0.0


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0

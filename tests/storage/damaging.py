"""A history with everything in it that a damage must not take along, and the ways to damage it."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.talks import answered, said, talk_of
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, Item, ItemId, Message, Note, Spent, Talk, TalkId, ToolCall, ToolState, Usage
from voiceapp.storage.clock_trust import ClockHistory
from voiceapp.storage.database import Database
from voiceapp.storage.recently_deleted import mark_item
from voiceapp.storage.sqlite_pages import Pages

SIZE = 1024
"""Bytes of a page: small ones, for a small history shall have trees of several levels."""
TALKS = 12
DELETED, PASSING, RENAMED, PINNED = 3, 11, 5, 7
"""Numbers of the talks with which something was done."""
DELETED_ITEM = ItemId("talk9-0006")
"""A long one: the end of its row, where that is said, lies on pages of its own."""
OLD_BILL = Spent("gone", Usage(text_in=1), 0.5)
"""Of a talk that was purged."""


@dataclass(frozen=True)
class History:
    path: Path
    talks: dict[TalkId, Talk]
    rows_on: dict[int, set[tuple[str, int]]]
    """Which talks and items have their row on a page."""


def make_history(path: Path) -> History:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA page_size = {SIZE}")
        db.execute("VACUUM")
    chance = random.Random(4)
    talks = [_talk(number, chance) for number in range(1, TALKS + 1)]
    with closing(Database(path)) as database:
        database.migrate()
        with database.writing():
            for talk in talks:
                database.put_whole(talk)
            database.rename(talks[RENAMED - 1].id, talks[RENAMED - 1].title)
            database.mark_deleted(talks[DELETED - 1].id, 5000.0)
            database.mark_passing(PASSING)
            mark_item(database, TalkId("talk9"), DELETED_ITEM, 6000.0)
            database.put_whole(talk_of(said("purged", talk="purged", spent=(OLD_BILL,)), name="purged"))
            database.drop_talk(TALKS + 1)
            database.set_clock(CLOCK)
        database.scrub()
    return History(path, {talk.id: talk for talk in talks}, _rows_on(path))


def _talk(number: int, chance: random.Random) -> Talk:
    name = f"talk{number}"
    items: list[Item] = []
    for place in range(1, chance.randrange(6, 24), 2):
        words = " ".join(f"w{chance.randrange(999)}" for _ in range(chance.randrange(1, 40)))
        image = (Image("image/png", chance.randbytes(2000), 3, 4),) if place == 3 and number % 5 == 0 else ()
        bill = (Spent("model", Usage(audio_in=place), 0.01),) if number % 2 else ()
        items += [
            said(words, place, talk=name, at=1000.0 * number + place, images=image),
            answered(words * (30 if place == 5 else 1), place + 1, talk=name, at=1000.0 * number + place, spent=bill),
        ]
    items.append(ToolCall(said("", 90, talk=name).id, 1.0, "look", "{}", "tea", ToolState.DONE))
    items.append(Note(said("", 91, talk=name).id, 1.0, Sentence("Another engine answered.")))
    title = "By hand" if number == RENAMED else ""
    return talk_of(*items, name=name, title=title, pinned=number == PINNED, ended_at=1000.0 * number + 99)


def _rows_on(path: Path) -> dict[int, set[tuple[str, int]]]:
    found: dict[int, set[tuple[str, int]]] = {}
    with Pages(path, SIZE) as pages, closing(sqlite3.connect(path)) as db:
        known = {("talks", *row) for row in db.execute("SELECT number, id FROM talks")} | {
            ("items", *row) for row in db.execute("SELECT number, id FROM items")
        }
        for row in pages.rows():
            for table, column in (("talks", 1), ("items", 2)):
                if len(row.values) >= 12 and (table, row.number, row.values[column]) in known:
                    found.setdefault(row.place.page, set()).add((table, row.number))
    assert sum(map(len, found.values())) == len(known)
    return found


CLOCK = ClockHistory(1_700_000_000.0, 1_900_000_000.0, 1_900_000_001.0)


Damage = Callable[[int, random.Random], bytes]
DAMAGES: tuple[Damage, ...] = (
    lambda size, _: bytes(size),
    lambda size, _: b"\xff" * size,
    lambda size, chance: chance.randbytes(size),
)


def root_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])


def overwrite(path: Path, page: int, content: bytes, start: int = 0) -> bytes:
    """Put that on a page, and on those after it as far as it goes. Answers what was there."""
    with path.open("r+b") as file:
        place = (page - 1) * SIZE + start
        file.seek(place)
        before = file.read(len(content))
        file.seek(place)
        file.write(content)
    return before


def after_a_power_cut(path: Path) -> None:
    """The log is still there, so the file is looked through."""
    path.with_name(path.name + "-wal").write_bytes(bytes(32))


def texts_of(talk: Talk) -> list[str]:
    return [item.text for item in talk.items if isinstance(item, Message)]

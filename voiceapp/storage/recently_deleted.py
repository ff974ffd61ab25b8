"""Finds what the person deleted and can still restore, marks it as deleted, and takes the mark away again."""

from voiceapp.core.history import DeletedEntry
from voiceapp.core.talk.titles import shortened
from voiceapp.core.transcript import ItemId, TalkId, TalkKind
from voiceapp.storage.database import Database
from voiceapp.storage.rows import clean

MOST = 1_000
"""Entries listed; older ones appear when these are gone."""


def find_deleted(database: Database) -> tuple[DeletedEntry, ...]:
    """Lists them, newest first. An item of a conversation that was deleted as a whole is not listed by itself."""
    talks = database.db.execute(
        """SELECT id, title, first_words, kind, deleted_at, items FROM talks
           WHERE deleted_at IS NOT NULL AND NOT passing ORDER BY deleted_at DESC LIMIT ?""",
        (MOST,),
    ).fetchall()
    items = database.db.execute(
        """SELECT items.number, talks.id, talks.title, talks.first_words, talks.kind, items.deleted_at
           FROM items INDEXED BY items_deleted JOIN talks ON talks.number = items.talk
           WHERE items.deleted_at IS NOT NULL AND talks.deleted_at IS NULL AND NOT talks.passing
           ORDER BY items.deleted_at DESC, items.number DESC LIMIT ?""",
        (MOST,),
    ).fetchall()
    found = [
        DeletedEntry(TalkId(name), title or shortened(first), at, items=count, kind=TalkKind(kind))
        for name, title, first, kind, at, count in talks
    ]
    found += [
        DeletedEntry(TalkId(name), title or shortened(first), at, item, kind=TalkKind(kind))
        for place, name, title, first, kind, at in items
        if (item := database.item(place)) is not None
    ]
    return tuple(sorted(found, key=lambda entry: -entry.deleted_at)[:MOST])


def mark_item(database: Database, talk: TalkId, item: ItemId, at: float | None) -> bool:
    """Hides it until it is restored (None) or purged. False: there is no such item any more."""
    number = database.number_of(talk)
    place = None if number is None else place_of(database, number, item)
    found = None if place is None else database.item(place)
    if number is None or found is None:
        return False
    database.put_item(number, found, at)
    database.sum_up(number)
    return True


def place_of(database: Database, number: int, item: ItemId, *, alive: bool = False) -> int | None:
    """The number of an item; with `alive`, only if it is not deleted."""
    found = database.db.execute(
        "SELECT number, deleted_at FROM items WHERE talk = ? AND id = ?", (number, clean(item))
    ).fetchone()
    return None if found is None or (alive and found[1] is not None) else int(found[0])


def items_deleted(database: Database, before: float) -> list[int]:
    """The numbers of items that were deleted by then."""
    found = database.db.execute("SELECT number FROM items INDEXED BY items_deleted WHERE deleted_at <= ?", (before,))
    return [int(place) for (place,) in found]

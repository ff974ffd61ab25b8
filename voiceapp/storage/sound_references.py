"""Knows which items refer to which recordings; a line that was merged refers to several, lines that were split to one."""

import sqlite3
from collections.abc import Collection

from voiceapp.core.transcript import ItemId, Message, SoundId
from voiceapp.storage.rows import clean
from voiceapp.storage.schema import PLACES


def put_sounds(db: sqlite3.Connection, place: int, message: Message) -> None:
    """Note the recordings of an item beside its first, which stands in its row."""
    more = {clean(part.sound) for part in message.parts if part.sound != message.sound}
    db.execute("DELETE FROM more_sounds WHERE item = ?", (place,))
    db.executemany("INSERT INTO more_sounds (item, sound) VALUES (?, ?)", [(place, sound) for sound in sorted(more)])


def sounds(db: sqlite3.Connection) -> list[SoundId]:
    """Finds every recording that an item refers to."""
    found = db.execute("SELECT sound FROM items WHERE sound IS NOT NULL UNION SELECT sound FROM more_sounds")
    return [SoundId(sound) for (sound,) in found]


def sounds_of_talk(db: sqlite3.Connection, number: int) -> list[SoundId]:
    return _sounds_between(db, number << PLACES, (number + 1 << PLACES) - 1)


def sounds_of_item(db: sqlite3.Connection, number: int, item: ItemId) -> list[SoundId]:
    found = db.execute("SELECT number FROM items WHERE talk = ? AND id = ?", (number, clean(item))).fetchone()
    return [] if found is None else _sounds_between(db, found[0], found[0])


def _sounds_between(db: sqlite3.Connection, first: int, last: int) -> list[SoundId]:
    found = db.execute(
        """SELECT sound FROM items WHERE number BETWEEN ?1 AND ?2 AND sound IS NOT NULL
           UNION SELECT sound FROM more_sounds WHERE item BETWEEN ?1 AND ?2""",
        (first, last),
    )
    return [SoundId(sound) for (sound,) in found]


def sounds_of_none_but(db: sqlite3.Connection, places: Collection[int]) -> list[SoundId]:
    """Finds the recordings that belong to these items alone, so that they can go with them."""
    mine = {sound for place in places for sound in _sounds_between(db, place, place)}
    return sorted(sound for sound in mine if all(item in places for item in _items_with(db, sound)))


def _items_with(db: sqlite3.Connection, sound: SoundId) -> list[int]:
    found = db.execute(
        "SELECT number FROM items WHERE sound = ?1 UNION SELECT item FROM more_sounds WHERE sound = ?1", (clean(sound),)
    )
    return [item for (item,) in found]


def old_sounds(db: sqlite3.Connection, before: float) -> list[SoundId]:
    """Finds recordings from before then, except those still waiting to be answered."""
    found = db.execute(
        """SELECT sound FROM items
           WHERE sound IS NOT NULL AND at < ?1 AND state NOT IN ('waiting', 'growing')
           UNION SELECT more_sounds.sound FROM more_sounds JOIN items ON items.number = more_sounds.item
           WHERE items.at < ?1""",
        (before,),
    )
    return [SoundId(sound) for (sound,) in found]


def forget_sound(db: sqlite3.Connection, sound: SoundId) -> None:
    """Forget a recording that is gone; the words and the lengths of its lines stay."""
    db.execute("UPDATE items SET sound = NULL WHERE sound = ?", (clean(sound),))
    db.execute("DELETE FROM more_sounds WHERE sound = ?", (clean(sound),))

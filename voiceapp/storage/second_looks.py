"""Remembers how good the recogniser was that heard a line last, so that only a better one hears it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from voiceapp.core.transcript import Message, TalkId
from voiceapp.storage.database import Database
from voiceapp.storage.schema import PLACES

NEVER = 1_000_000
"""A rank that no recogniser has: the person decided about these words, or somebody better heard them already."""
LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class KeptLine:
    """Holds a line that could be heard again, and the number of its item."""

    place: int
    talk: TalkId
    message: Message
    rank: int
    """That of the recogniser that heard it again last. 0: none did."""


def lines_to_hear(database: Database, below: int, but: TalkId) -> tuple[KeptLine, ...]:
    """Returns lines with sound that were last heard by a recogniser below this rank, the newest first.

    None of the talk `but`, which goes on; nor of any that isn't kept.
    """
    found = database.db.execute(
        """SELECT items.number, talks.id, coalesce(second_looks.rank, 0)
           FROM items INDEXED BY items_with_sound JOIN talks ON talks.number = items.talk
           LEFT JOIN second_looks ON second_looks.item = items.number
           WHERE items.sound IS NOT NULL AND items.kind = 'message' AND items.deleted_at IS NULL
           AND items.speaker = 'user' AND items.state = 'done'
           AND talks.deleted_at IS NULL AND NOT talks.passing AND talks.id <> ?
           AND coalesce(second_looks.rank, 0) < ?
           ORDER BY items.number DESC LIMIT ?""",
        (but, below, LOOKED_AT),
    ).fetchall()
    lines = ((place, talk, database.item(place), rank) for place, talk, rank in found)
    return tuple(
        KeptLine(place, TalkId(talk), message, rank)
        for place, talk, message, rank in lines
        if isinstance(message, Message)
    )


def look(database: Database, line: KeptLine, rank: int, change: Callable[[Message], Message | None]) -> None:
    """Notes who heard a line, and replaces it by what `change` makes of it, if it's as it was and still to be seen."""
    now = database.item(line.place)
    if now != line.message:
        return
    leave(database, {line.place: rank})
    changed = change(line.message)
    if changed is not None:
        database.put_item(line.place >> PLACES, changed)
        database.sum_up(line.place >> PLACES)


def leave(database: Database, ranks: Mapping[int, int]) -> None:
    """Lets only recognisers above these ranks hear these items again. Those that are gone are left out."""
    database.db.executemany(
        """INSERT OR REPLACE INTO second_looks (item, rank)
           SELECT number, ? FROM items WHERE number = ? AND deleted_at IS NULL""",
        [(rank, place) for place, rank in ranks.items()],
    )

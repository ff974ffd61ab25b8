"""Corrects messages of a conversation that is not going on, and writes what an editor made of its lines."""

from collections.abc import Callable
from dataclasses import replace

from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.transcript import ItemId, Message, TalkId
from voiceapp.storage.database import Database
from voiceapp.storage.recently_deleted import place_of
from voiceapp.storage.second_looks import NEVER, leave


def find_message(database: Database, talk: TalkId, item: ItemId) -> Message | None:
    """Return a message as it is now. None: it is gone, or deleted."""
    number = database.number_of(talk)
    place = None if number is None else place_of(database, number, item, alive=True)
    found = None if place is None else database.item(place)
    return found if isinstance(found, Message) else None


def change_message(database: Database, talk: TalkId, item: ItemId, change: Callable[[Message], Message]) -> None:
    """Replace a message by what `change` makes of it, if it exists and is not deleted. The person decided: no recogniser
    changes it any more.
    """
    number = database.number_of(talk)
    place = None if number is None else place_of(database, number, item, alive=True)
    found = None if place is None else database.item(place)
    if number is not None and place is not None and isinstance(found, Message):
        database.put_item(number, change(found))
        database.sum_up(number)
        leave(database, {place: NEVER})


def write_edit(database: Database, talk: TalkId, edit: LineEdit, at: float) -> None:
    """Write the lines of an edit; call it in one transaction. What it deletes can be restored, until it is purged."""
    number = database.number_of(talk)
    if number is None:
        return
    for item in edit.put:
        database.put_item(number, item)
    for gone in (*edit.deleted, *edit.absorbed):
        place = place_of(database, number, gone, alive=True)
        found = None if place is None else database.item(place)
        if isinstance(found, Message) and gone in edit.absorbed:
            # What it cost went into the other with its words, and is paid once.
            found = replace(found, spent=())
            database.put_item(number, found)
        if isinstance(found, Message) and found.follows is not None and gone in edit.absorbed:
            # Its words and its sound are in the line that it was split from.
            database.forget_item(number, gone)
        elif found is not None:
            database.put_item(number, found, at)
    places = (place_of(database, number, item.id) for item in edit.put)
    leave(database, {place: NEVER for place in places if place is not None})
    database.sum_up(number)

"""Corrects a message of a conversation that is not going on."""

from collections.abc import Callable

from voiceapp.core.transcript import ItemId, Message, TalkId
from voiceapp.storage.database import Database
from voiceapp.storage.recently_deleted import place_of
from voiceapp.storage.second_looks import NEVER, leave


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

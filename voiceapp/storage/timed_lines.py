"""Keeps when the words of a line sound, as it is found out later."""

from dataclasses import replace

from voiceapp.core.transcript import Message, TalkId, Word
from voiceapp.storage.database import Database
from voiceapp.storage.saved_corrections import find_message


def put_times(database: Database, talk: TalkId, timed: Message, words: tuple[Word, ...]) -> None:
    """Unless the line has other words or another sound by now, or is gone."""
    number = database.number_of(talk)
    now = find_message(database, talk, timed.id)
    if number is None or now is None or now.words:
        return
    if (now.text, now.sound_parts) == (timed.text, timed.sound_parts):
        database.put_item(number, replace(now, words=words))

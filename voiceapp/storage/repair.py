"""Repairs what a crash left open in the store, since nobody else would end it."""

import time
from collections.abc import Mapping
from dataclasses import replace

from voiceapp.core.history import Repaired
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import (
    Item,
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    Speaker,
    Talk,
    TalkId,
    ToolCall,
    ToolState,
)
from voiceapp.storage.database import Database, places_of
from voiceapp.storage.recording_rows import belongs_to, unfinished_talks
from voiceapp.storage.recordings import Recordings, sound_named
from voiceapp.storage.rows import clean
from voiceapp.storage.sound_references import sounds

INTERRUPTED = Sentence("voiceapp closed while you were speaking. Press “Ask again” for an answer.")
BROKEN_OFF = Sentence("voiceapp closed during this reply.")
FOUND = Sentence("This recording was recovered after a crash. Press “Ask again” for an answer.")
TOO_SHORT: Milliseconds = 200
"""A recording that belongs to nothing and is shorter than this was just a noise."""


def repair(database: Database, recordings: Recordings, now: float) -> Repaired:
    """Settle what was open, and give recordings back to their items. Only the process that owns the folder may call
    this.
    """
    salvaged = recordings.salvage()
    waiting = cut = 0
    for number, item, deleted_at in _unsettled(database):
        settled = _settled(item, salvaged, recordings, now, answered=_is_answered(database, number, item.id))
        with database.writing():
            if settled is None:
                database.forget_item(number, item.id)
            else:
                database.put_item(number, settled, deleted_at)
                if isinstance(settled, Message) and deleted_at is None:
                    waiting += settled.state is MessageState.WAITING
                    cut += settled.state is MessageState.CUT
            database.sum_up(number)
    adopted = _adopt(database, recordings, salvaged, now)
    with database.writing():
        # A talk that nobody ended was over with its last item.
        database.db.execute(
            """UPDATE talks SET ended_at = (SELECT max(at + sound_ms / 1000.0) FROM items WHERE talk = talks.number)
               WHERE ended_at IS NULL"""
        )
    return Repaired(waiting, cut, len(salvaged), adopted)


def _unsettled(database: Database) -> list[tuple[int, Item, float | None]]:
    """Items that were growing, running or on their way when the app ended, with their talks' numbers and when they were
    deleted.
    """
    rows = database.db.execute(
        "SELECT number, talk, deleted_at FROM items WHERE state IN ('growing', 'asked', 'running') ORDER BY number"
    ).fetchall()
    # Only in a talk that nobody ended: a look at all that ever waited would hold up the start.
    for (talk,) in database.db.execute("SELECT number FROM talks WHERE ended_at IS NULL").fetchall():
        rows += database.db.execute(
            "SELECT number, talk, deleted_at FROM items WHERE number BETWEEN ? AND ? AND state = 'waiting'",
            places_of(talk),
        ).fetchall()
    found = ((talk, database.item(place), deleted_at) for place, talk, deleted_at in rows)
    return [(talk, item, deleted_at) for talk, item, deleted_at in found if item is not None and not _says_why(item)]


def _says_why(item: Item) -> bool:
    """It waits, and the person was told what for."""
    return isinstance(item, Message) and item.state is MessageState.WAITING and item.failure is not None


def _is_answered(database: Database, number: int, item: ItemId) -> bool:
    """Says whether the assistant said anything after that item."""
    found = database.db.execute(
        """SELECT EXISTS (SELECT 1 FROM items AS later JOIN items AS this ON this.talk = ? AND this.id = ?
           WHERE later.number > this.number AND later.number <= ? AND later.speaker = ? AND later.text <> '')""",
        (number, clean(item), places_of(number)[1], Speaker.ASSISTANT.value),
    ).fetchone()
    return bool(found[0])


def _settled(
    item: Item, salvaged: Mapping[SoundId, Milliseconds], recordings: Recordings, now: float, *, answered: bool
) -> Item | None:
    match item:
        case ToolCall():
            return replace(
                item,
                state=ToolState.FAILED,
                output=item.output or str(BROKEN_OFF),
                ended_at=item.ended_at or now,
                told=None,
                failure=BROKEN_OFF,
            )
        case Note():
            return item
        case Message():
            return _settled_message(item, salvaged, recordings, answered=answered)


def _settled_message(
    message: Message, salvaged: Mapping[SoundId, Milliseconds], recordings: Recordings, *, answered: bool
) -> Message | None:
    sound = message.sound if message.sound is not None and recordings.has(message.sound) else None
    length = (
        0 if sound is None else salvaged.get(sound) or message.sound_ms or recordings.length(recordings.name_of(sound))
    )
    message = replace(message, sound=sound, sound_ms=length, spoken=None)
    if message.speaker is Speaker.USER:
        has_words = bool(message.text.strip() or message.images)
        if answered and has_words:
            return replace(message, state=MessageState.DONE)
        return replace(message, state=MessageState.WAITING, failure=INTERRUPTED) if sound or has_words else None
    if not message.text.strip() and sound is None:
        return None
    return replace(message, state=MessageState.CUT, failure=BROKEN_OFF)


def _adopt(database: Database, recordings: Recordings, salvaged: Mapping[SoundId, Milliseconds], now: float) -> int:
    """Adds recordings that nothing in the database refers to, as recordings that wait."""
    known = {recordings.name_of(sound) for sound in sounds(database.db)}
    orphans = sorted(recordings.names() - known)
    # Their files are read from there again, and what was heard is written down under the same name.
    unfinished = unfinished_talks(database)
    adopted: list[Message] = []
    for name in orphans:
        sound = sound_named(name)
        length = salvaged.get(sound) or recordings.length(name)
        if length < TOO_SHORT or belongs_to(sound, unfinished):
            recordings.remove(sound)
            continue
        at = min(recordings.written_at(name) - length / 1000, now)
        adopted.append(
            Message(
                ItemId(sound),
                Speaker.USER,
                at,
                state=MessageState.WAITING,
                sound=sound,
                sound_ms=length,
                failure=FOUND,
            )
        )
    if adopted:
        adopted.sort(key=lambda message: message.at)
        name = time.strftime("%Y%m%dT%H%M%S", time.gmtime(now))
        talk = Talk(
            TalkId(f"found-{name}"), adopted[0].at, title="Found recordings", ended_at=now, items=tuple(adopted)
        )
        with database.writing():
            database.put_whole(talk)
    return len(adopted)

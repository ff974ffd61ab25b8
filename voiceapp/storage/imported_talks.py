"""Takes in talks from a file. The same one is never added twice, and none replaces another."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from voiceapp.core.transcript import Item, ItemId, Message, SoundId, Talk, TalkId
from voiceapp.storage.database import Database
from voiceapp.storage.recordings import Recordings


def take_in(database: Database, recordings: Recordings, talk: Talk, sounds: Mapping[SoundId, bytes]) -> TalkId:
    """Returns the name under which the talk is here now."""
    name = talk.id
    for copy in itertools.count(2):
        there = _there(database, name)
        if there is None:
            break
        if _said(there.talk) == _said(talk):
            if not there.deleted:
                return name
            # This brings back what was deleted, as the file has it.
            break
        name = TalkId(f"{talk.id}-copy{copy}")
    _forget_deleted(database, recordings, name)
    own, kept = _under(name, talk, sounds)
    # Sound goes first, because an item must never refer to a recording that does not exist.
    for sound, pcm in kept.items():
        recordings.put(sound, pcm)
    with database.writing():
        database.put_whole(own)
    return name


@dataclass(frozen=True, slots=True)
class _There:
    talk: Talk
    deleted: bool


def _there(database: Database, name: TalkId) -> _There | None:
    """Finds a talk of that name, even a deleted one that can still be restored, as another must not replace it."""
    number = database.number_of(name)
    if number is None:
        return None
    alive = database.load(name)
    if alive is not None:
        return _There(alive, deleted=False)
    deleted = database.talk(number, deleted=True)
    return None if deleted is None else _There(replace(deleted, items=database.items(number)), deleted=True)


def _said(talk: Talk) -> Talk:
    """Returns what two talks have in common if they are the same, whatever they and their recordings are called here."""
    return replace(talk, id=TalkId(""), items=tuple(_nameless(item) for item in talk.items))


def _nameless(item: Item) -> Item:
    if isinstance(item, Message):
        return replace(item, id=ItemId(""), sound=None)
    return replace(item, id=ItemId(""))


def _under(name: TalkId, talk: Talk, sounds: Mapping[SoundId, bytes]) -> tuple[Talk, dict[SoundId, bytes]]:
    """The talk with new names for everything in it, and its recordings under those names."""
    kept: dict[SoundId, bytes] = {}
    items: list[Item] = []
    taken: set[ItemId] = set()
    for number, item in enumerate(talk.items, 1):
        own = item.id if name == talk.id and item.id and item.id not in taken else ItemId(f"{name}-i{number:04d}")
        taken.add(own)
        if isinstance(item, Message):
            pcm = sounds.get(item.sound, b"") if item.sound is not None else b""
            sound = SoundId(f"{name}-i{number:04d}") if pcm else None
            if sound is not None:
                kept[sound] = pcm
            items.append(replace(item, id=own, sound=sound))
        else:
            items.append(replace(item, id=own))
    return replace(talk, id=name, items=tuple(items)), kept


def _forget_deleted(database: Database, recordings: Recordings, name: TalkId) -> None:
    """Removes a deleted talk of that name."""
    number = database.number_of(name)
    if number is None:
        return
    for sound in database.sounds_of(number):
        recordings.end(sound, keep=False)
    with database.writing():
        database.drop_talk(number)

"""Takes in talks from a file. The same one is never added twice, and none replaces another."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from voiceapp.core.pcm import WIRE
from voiceapp.core.sound_stretch import stretch_in
from voiceapp.core.summaries.summary import NO_SUMMARIES
from voiceapp.core.transcript import Item, ItemId, Message, SoundId, Talk, TalkId
from voiceapp.imports.bundle import FROM_A_FILE, ImportOrigin
from voiceapp.storage.database import Database
from voiceapp.storage.recordings import Recordings
from voiceapp.storage.saved_summaries import put_summaries
from voiceapp.storage.sound_references import sounds_of_talk


def take_in(
    database: Database,
    recordings: Recordings,
    talk: Talk,
    sounds: Mapping[SoundId, bytes],
    origin: ImportOrigin = FROM_A_FILE,
) -> TalkId:
    """Returns the name under which the talk is here now."""
    name = talk.id
    for copy in itertools.count(2):
        there = _there(database, name)
        if there is None:
            break
        if origin.once or _said(there.talk) == _said(talk):
            if not there.deleted:
                _take_summaries(database, there.talk, talk)
                return name
            # This brings back what was deleted, as the file has it.
            break
        name = TalkId(f"{talk.id}-copy{copy}")
    _forget_deleted(database, recordings, name)
    own, kept = _under(name, talk, _with_files(recordings, talk, sounds, origin), _stretches(talk, origin))
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
    items = tuple(_nameless(item) for item in talk.items)
    return replace(talk, id=TalkId(""), items=items, summaries=NO_SUMMARIES)


def _take_summaries(database: Database, here: Talk, talk: Talk) -> None:
    """Keep what the file has about a talk that is here already, where nothing is."""
    number = database.number_of(here.id)
    if number is not None and talk.summaries and not here.summaries:
        owns = {theirs.id: mine.id for theirs, mine in zip(talk.items, here.items, strict=True)}
        with database.writing():
            put_summaries(database.db, number, talk.summaries.with_lines(owns))


def _nameless(item: Item) -> Item:
    if isinstance(item, Message):
        parts = tuple(replace(part, sound=SoundId("")) for part in item.parts)
        return replace(item, id=ItemId(""), sound=None, parts=parts, follows=None)
    return replace(item, id=ItemId(""))


def _with_files(
    recordings: Recordings, talk: Talk, sounds: Mapping[SoundId, bytes], origin: ImportOrigin
) -> Mapping[SoundId, bytes]:
    """The recordings, with those of files that are to be copied."""
    found = dict(sounds)
    for sound in _sounds_of(talk):
        if origin.files.get(sound):
            try:
                found[sound] = recordings.read(sound)
            except OSError:
                continue
    return found


def _stretches(talk: Talk, origin: ImportOrigin) -> dict[SoundId, SoundId]:
    """Stretches of files that lines go on referring to."""
    stretches = {sound: stretch_in(sound) for sound in _sounds_of(talk) if origin.files.get(sound) is False}
    return {sound: sound for sound, stretch in stretches.items() if stretch and Path(stretch.path).is_file()}


def _sounds_of(talk: Talk) -> list[SoundId]:
    return [part.sound for item in talk.items if isinstance(item, Message) for part in item.sound_parts]


def _under(
    name: TalkId, talk: Talk, sounds: Mapping[SoundId, bytes], stretches: Mapping[SoundId, SoundId]
) -> tuple[Talk, dict[SoundId, bytes]]:
    """The talk with new names for everything in it, and its recordings under those names."""
    here: dict[SoundId, SoundId] = dict(stretches)
    items: list[Item] = []
    owns: dict[ItemId, ItemId] = {}
    for number, item in enumerate(talk.items, 1):
        is_free = item.id and item.id not in owns.values()
        own = item.id if name == talk.id and is_free else ItemId(f"{name}-i{number:04d}")
        owns[item.id] = own
        if isinstance(item, Message):
            for place, part in enumerate(item.sound_parts):
                if sounds.get(part.sound):
                    here.setdefault(part.sound, SoundId(f"{name}-i{number:04d}" + (f"-{place}" if place else "")))
            items.append(_message_under(_measured(item, sounds), own, here, owns))
        else:
            items.append(replace(item, id=own))
    summaries = talk.summaries.with_lines(owns)
    return replace(talk, id=name, items=tuple(items), summaries=summaries), {
        own: sounds[sound] for sound, own in here.items() if sound not in stretches
    }


def _measured(message: Message, sounds: Mapping[SoundId, bytes]) -> Message:
    """A recording whose length nobody knew."""
    pcm = sounds.get(message.sound) if message.sound is not None and not message.sound_ms else None
    return message if not pcm else replace(message, sound_ms=WIRE.ms(len(pcm)))


def _message_under(
    message: Message, own: ItemId, here: Mapping[SoundId, SoundId], owns: Mapping[ItemId, ItemId]
) -> Message:
    sound = None if message.sound is None else here.get(message.sound)
    parts = tuple(replace(part, sound=here.get(part.sound, SoundId(""))) for part in message.parts)
    follows = None if message.follows is None else owns.get(message.follows)
    return replace(message, id=own, sound=sound, parts=parts if sound is not None else (), follows=follows)


def _forget_deleted(database: Database, recordings: Recordings, name: TalkId) -> None:
    """Removes a deleted talk of that name."""
    number = database.number_of(name)
    if number is None:
        return
    for sound in sounds_of_talk(database.db, number):
        recordings.end(sound, keep=False)
    with database.writing():
        database.drop_talk(number)

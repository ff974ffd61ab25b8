"""Rebuilds the history from the folder that talks were saved in: what the history lacks comes back, with its sound.

The JSON files are read, whatever they are called now. A talk that the history has stays as it is there, also one that was
deleted and can be restored; only recordings that it lost come back to it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from voiceapp.audio.joined_sound import read_joined
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.folder_wishes import JSON, MARKDOWN, SOUND
from voiceapp.core.history import ExportWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_stretch import stretch_in
from voiceapp.core.transcript import Item, ItemId, Message, SoundId, Talk, TalkId
from voiceapp.exports.folder_note import note
from voiceapp.imports import BadFileError, Bundle
from voiceapp.imports import read as read_import
from voiceapp.storage.kept_history import ArchiveError, KeptHistory

Places = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class FolderTalkFile:
    """Holds a talk that was found in the folder, and where its sound lies."""

    talk: Talk
    path: Path
    sound: Path | None
    places: Places

    def read_sound(self, sound: SoundId) -> bytes:
        """Empty: it is not there, or cannot be read."""
        place = self.places.get(sound)
        if self.sound is None or place is None:
            return b""
        try:
            return read_joined(self.sound, place)
        except OSError:
            return b""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Says what came of it."""

    new: int = 0
    known: int = 0
    """Talks that the history had already."""
    sounds: int = 0
    """Recordings that came back."""
    unread: int = 0
    """JSON files of ours that cannot be read."""

    @property
    def told(self) -> Sentence:
        return Sentence(
            "Conversations brought back: {new}; already there: {known}; recordings: {sounds}.",
            new=self.new,
            known=self.known,
            sounds=self.sounds,
        )


def rebuild(data: Path, folder: Path) -> tuple[Rebuilt, tuple[FolderTalkFile, ...]]:
    """Bring back what is in the folder and not in the history. Raises ArchiveError.

    Returns with it the files in which nothing stands that the history lacks, also after that.
    """
    found, unread = _talks_in(folder)
    if not found:
        raise ArchiveError(Failure(FailureKind.NOT_FOUND, _none(folder)))
    history = KeptHistory(data, RecordingFiles)
    new = known = sounds = 0
    same: list[FolderTalkFile] = []
    for file in found.values():
        if history.knows(file.talk.id):
            known += 1
            here = history.talk(file.talk.id)
            same += [file] if here is not None and _lines(here) == _lines(file.talk) else []
        else:
            whole = _with_sounds(file)
            given: list[SoundId] = []
            history.keep_new(whole, _recordings(whole, file, given))
            new += 1
            same.append(file)
            sounds += len(given)
        sounds += history.give_back_sounds(file.talk.id, file.read_sound)
    return Rebuilt(new, known, sounds, unread), tuple(same)


def _recordings(talk: Talk, file: FolderTalkFile, given: list[SoundId]) -> Iterator[tuple[SoundId, bytes]]:
    """Yield the recordings that are there, and note which."""
    parts = (part for item in talk.items if isinstance(item, Message) for part in item.sound_parts)
    for sound in dict.fromkeys(part.sound for part in parts):
        if pcm := file.read_sound(sound):
            given.append(sound)
            yield sound, pcm


def _lines(talk: Talk) -> list[tuple[ItemId, str]]:
    return [(item.id, item.text) for item in talk.items if isinstance(item, Message)]


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode("utf-8", "replace")
    except OSError:
        return False


def _none(folder: Path) -> Sentence:
    return Sentence(
        "There are no conversations of voiceapp in {folder}. Choose the folder that their JSON files are in.",
        folder=str(folder),
    )


def _talks_in(folder: Path) -> tuple[dict[TalkId, FolderTalkFile], int]:
    """Return the talks of a folder, of each the file that has most of it; and how many files cannot be read."""
    found: dict[TalkId, FolderTalkFile] = {}
    unread = 0
    for path in sorted(folder.rglob(f"*{JSON}")):
        try:
            content = path.read_bytes()
            bundle = read_import(content) if b'"voiceapp"' in content[:64] else Bundle((), {})
        except (OSError, BadFileError):
            unread += 1
            continue
        for file in _files_of(path, content, bundle):
            before = found.get(file.talk.id)
            if before is None or len(before.talk.items) < len(file.talk.items):
                found[file.talk.id] = file
    return found, unread


def _files_of(path: Path, content: bytes, bundle: Bundle) -> Iterator[FolderTalkFile]:
    if not bundle.talks:
        return
    name, places = _sound_file(content)
    beside = path.parent / name
    sound = beside if name and beside.name == name and beside.is_file() else None
    for talk in bundle.talks:
        yield FolderTalkFile(talk, path, sound, places)


def _sound_file(content: bytes) -> tuple[str, Places]:
    """Return the name of the file with the sound, and what lies where in it. Whoever changed that by hand gets none."""
    document = cast("object", json.loads(content))
    said = cast("dict[str, object]", document).get("sound_file") if isinstance(document, dict) else None
    if not isinstance(said, dict):
        return "", {}
    fields = cast("dict[str, object]", said)
    name, sounds = fields.get("name"), fields.get("sounds")
    if not isinstance(name, str) or not isinstance(sounds, dict):
        return "", {}
    places: dict[str, tuple[int, int]] = {}
    for sound, place in cast("dict[str, object]", sounds).items():
        match place:
            case [int() as first, int() as count] if first >= 0 and count >= 0:
                places[sound] = (first, count)
            case _:
                pass
    return name, places


def _with_sounds(file: FolderTalkFile) -> Talk:
    return replace(file.talk, items=tuple(_with_sound(item, file) for item in file.talk.items))


def _with_sound(item: Item, file: FolderTalkFile) -> Item:
    """A line refers to a recording that comes back, or that is a file of the person's own; to no other."""
    if not isinstance(item, Message):
        return item
    if item.sound is None:
        # The history kept it no longer, and the folder does.
        sound = SoundId(item.id)
        return replace(item, sound=sound) if file.sound is not None and sound in file.places else item
    there = all(stretch_in(part.sound) is not None or part.sound in file.places for part in item.sound_parts)
    return (
        item
        if there and (file.sound is not None or stretch_in(item.sound) is not None)
        else replace(item, sound=None, parts=())
    )


def files_beside(file: FolderTalkFile, wishes: ExportWishes) -> dict[str, Path]:
    """Return a talk's files in the folder that the person has not changed, by their suffixes."""
    beside = file.path.with_suffix(MARKDOWN)
    wanted = note(file.talk, wishes, "" if file.sound is None else file.sound.name)
    found = {JSON: file.path, **({MARKDOWN: beside} if _holds(beside, wanted) else {})}
    return {**found, SOUND: file.sound} if file.sound is not None else found

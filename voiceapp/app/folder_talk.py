"""Makes a talk's files in the person's folder: the note, our own JSON, and its sound."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from voiceapp.audio.joined_sound import Places, read_joined, write_joined
from voiceapp.core.folder_wishes import JSON, MARKDOWN, SOUND, FolderWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message, SoundId, Talk
from voiceapp.exports.folder_note import everything, note, place_of
from voiceapp.storage.folder_files import FolderFiles


class _NoSoundError(Exception):
    """None of a talk's recordings is there any more."""


class FolderTalk:
    def __init__(self, talk: Talk, files: FolderFiles, wishes: FolderWishes, sound: Callable[[SoundId], bytes]) -> None:
        """`sound` reads a recording. Empty: there is none (any more)."""
        self._talk = talk
        self._files = files
        self._wishes = wishes
        self._sound = sound
        self._base = place_of(talk, wishes.names, wishes.export)

    def save(self, *, sound: bool) -> Iterator[Sentence]:
        """Bring its files up to date, and yield what the person should know. Raises OSError. `sound`: write that, too."""
        says = any(_says_something(item) for item in self._talk.items if isinstance(item, Message))
        if not says and self._talk.id not in self._files.talks:
            return
        if sound and self._wishes.sound:
            yield from self._save_sound()
        name, places = self._files.sound_of(self._talk.id)
        if self._wishes.json:
            yield from self._save_text(JSON, everything(self._talk, name, places))
        if self._wishes.markdown:
            yield from self._save_text(MARKDOWN, note(self._talk, self._wishes.export, name))

    def _save_text(self, suffix: str, content: str) -> Iterator[Sentence]:
        data = content.encode("utf-8", "replace")

        def make(path: Path) -> None:
            path.write_bytes(data)

        put = self._files.put(self._talk.id, suffix, self._base, _digest(data), make)
        if put.remark is not None:
            yield put.remark

    def _save_sound(self) -> Iterator[Sentence]:
        """What is in the file already is taken from there, also what the history no longer has."""
        wanted = self._recordings
        before = self._files.place(self._talk.id, SOUND)
        _, had = self._files.sound_of(self._talk.id)
        stays = filter(self._stays, had) if before is not None else ()
        names = list(dict.fromkeys((*stays, *wanted)))
        if not names:
            self._files.take_out(self._talk.id, SOUND)
            return
        made: list[Places] = []

        def make(path: Path) -> None:
            places = write_joined(path, self._pieces(names, before, had))
            if not places:
                raise _NoSoundError
            made.append(places)

        mark = _digest("\n".join(names).encode("utf-8", "surrogatepass"))
        try:
            put = self._files.put(self._talk.id, SOUND, self._base, mark, make)
        except _NoSoundError:
            self._files.take_out(self._talk.id, SOUND)
            return
        for places in made:
            self._files.note_sound(self._talk.id, places)
        if put.remark is not None:
            yield put.remark

    def _stays(self, sound: str) -> bool:
        """Return whether a recording stays in the file: not that of a line that was taken back or deleted."""
        messages = [item for item in self._talk.items if isinstance(item, Message)]
        of_a_line = {name for each in messages for name in (each.id, each.sound, *(part.sound for part in each.parts))}
        return sound in of_a_line or not sound.startswith(f"{self._talk.id}-")

    @property
    def _recordings(self) -> list[str]:
        parts = (part for item in self._talk.items if isinstance(item, Message) for part in item.sound_parts)
        return [str(sound) for sound in dict.fromkeys(part.sound for part in parts)]

    def _pieces(
        self, names: list[str], before: Path | None, had: Mapping[str, tuple[int, int]]
    ) -> Iterator[tuple[str, bytes]]:
        for name in names:
            if before is not None and name in had:
                yield name, read_joined(before, had[name])
                continue
            pcm = self._sound(SoundId(name))
            if pcm:
                yield name, pcm


def _says_something(message: Message) -> bool:
    return bool(message.text.strip() or message.sound or message.images)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

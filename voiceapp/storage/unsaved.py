"""Saves what the disk did not take by the time the app ends: anywhere that takes it, and taken back at the next start.

A file stays until the store has written what is in it. Killed at any point, the next start reads it again: an item
that is there already is put in its own place.
"""

import hashlib
import logging
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voiceapp.core.failures import FailureKind
from voiceapp.core.history import ExportWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, SoundId, Speaker, Talk, TalkId
from voiceapp.exports import LOSSLESS
from voiceapp.imports import BadFileError, Bundle
from voiceapp.imports import read as read_import

log = logging.getLogger(__name__)

PREFIX = "voiceapp-unsaved-"
OWNER_ONLY = 0o600
RECORDINGS = TalkId("recordings")
"""No talk: so recordings are put aside, whose lines the disk may have taken."""


class RestoredTo(Protocol):
    """The part of the store that is needed to take talks back."""

    def keep_talk(self, talk: Talk) -> None: ...
    def keep_item(self, talk: TalkId, item: Item) -> None: ...
    def keep_whole_sound(self, sound: SoundId, pcm: bytes) -> None: ...


class SavedFrom(RestoredTo, Protocol):
    """And of one that writes."""

    def settle(self) -> bool: ...
    def unsaved(self) -> tuple[Talk, ...]: ...
    def unsaved_sounds(self) -> Mapping[SoundId, bytes]: ...


def _say_in_english(told: Sentence) -> None:
    print(told, file=sys.stderr)  # noqa: T201


class UnsavedTalks:
    """Takes unsaved talks back at the start and puts them aside at the end, for the one store."""

    def __init__(
        self, store: SavedFrom, places: "RescuePlaces", complain: Callable[[FailureKind, Sentence], None]
    ) -> None:
        self._store = store
        self._places = places
        self._complain = complain
        self.say_last: Callable[[Sentence], None] = _say_in_english
        """Tells the person in the terminal, because the window is gone."""
        self._taken: list[Path] = []
        """Handed to the store, which may not have written it yet."""

    def take_back(self) -> None:
        """Waits for the disk: to be called beside everything else."""
        for path in self._places.files():
            bundle = _bundle(path)
            if bundle is not None:
                take_back(self._store, bundle)
                self._taken.append(path)
        self.look_whether_written()

    def look_whether_written(self) -> None:
        """Once more, when a disk that took nothing does again. Waits for it, too."""
        taken = list(self._taken)
        if taken and self._store.settle():
            self._forget(taken)
            self._complain(FailureKind.DISK_FULL, Sentence("Everything the disk refused last time is saved now."))

    def put_aside(self) -> None:
        """After the store has closed."""
        # First said, then looked: what is handed over in between stays in its file.
        taken = list(self._taken)
        talks, sounds = self._store.unsaved(), self._store.unsaved_sounds()
        kept = save(talks, sounds, self._places)
        if kept is not None:
            self.say_last(
                Sentence(
                    "The disk did not take everything that was said; it is in {path}, and taken back at the next start.",
                    path=str(kept),
                )
            )
        if kept is not None or not (talks or sounds):
            self._forget(taken)

    def delete(self) -> None:
        """Nothing that was put aside shall be found any more. Raises OSError."""
        self._taken.clear()
        for path in self._places.files():
            if _is_mine(path.lstat()):
                path.unlink(missing_ok=True)

    def _forget(self, written: Sequence[Path]) -> None:
        for path in written:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                log.warning("what was taken back cannot be removed: %s", error.strerror)
            if path in self._taken:
                self._taken.remove(path)


@dataclass(frozen=True, slots=True)
class RescuePlaces:
    """The places where a file may still find room, the one that lasts longest first, and its name there."""

    folders: tuple[Path, ...]
    whose: str
    """The data folder's sign: another one of this person's must not take back, or delete, what belongs to this."""
    unsigned: bool = False
    """Also what an earlier version put aside, whose names had no sign."""

    @classmethod
    def of(cls, data: Path) -> "RescuePlaces":
        runtime = os.environ.get("XDG_RUNTIME_DIR")
        folders = (Path.home(), Path(tempfile.gettempdir()), *([Path(runtime)] if runtime else []))
        sign = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:8]
        return cls(folders, sign, unsigned="VOICEAPP_HOME" not in os.environ)

    def name(self) -> str:
        return f"{PREFIX}{self.whose}-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.json"

    def files(self) -> list[Path]:
        """Returns what an earlier run put aside. (Earlier versions called it taken back before the store had written
        it.)
        """
        names = [f"{PREFIX}{self.whose}-*.json"]
        if self.unsigned:
            stamp = f"{PREFIX}{'[0-9]' * 8}-{'[0-9]' * 6}-*.json"
            names += [stamp, f"{stamp}.taken-back"]
        return sorted(file for folder in self.folders for name in names for file in _listed(folder, name))


def _listed(folder: Path, name: str) -> list[Path]:
    try:
        return list(folder.glob(name))
    except OSError:
        return []


def save(talks: Sequence[Talk], sounds: Mapping[SoundId, bytes], places: RescuePlaces) -> Path | None:
    """Talks and recordings in one file, readable by their owner alone. None: there is nothing, or no place."""
    if sounds:
        whole = _written(_content([*talks, _holding(sounds)], sounds), places)
        if whole is not None:
            return whole
    # Words first: they need little room.
    return _written(_content(talks, {}), places) if talks else None


def _content(talks: Sequence[Talk], sounds: Mapping[SoundId, bytes]) -> bytes:
    return LOSSLESS.join([LOSSLESS.render(talk, ExportWishes(with_sound=True), sounds) for talk in talks])


def _holding(sounds: Mapping[SoundId, bytes]) -> Talk:
    lines = (Message(ItemId(sound), Speaker.USER, 0.0, state=MessageState.WAITING, sound=sound) for sound in sounds)
    return Talk(RECORDINGS, 0.0, items=tuple(lines))


def _written(content: bytes, places: RescuePlaces) -> Path | None:
    name = places.name()
    for folder in places.folders:
        path = folder / name
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _O_BINARY, OWNER_ONLY)
        except OSError as error:
            log.warning("what was not saved finds no place either in one folder: %s", error.strerror)
            continue
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            log.warning("what was not saved finds no room either in one folder: %s", error.strerror)
            path.unlink(missing_ok=True)
        else:
            return path
    return None


def take_back(keeper: RestoredTo, bundle: Bundle) -> None:
    """Hand what was put aside to the store again."""
    for sound, pcm in bundle.sounds.items():
        keeper.keep_whole_sound(sound, pcm)
    for talk in bundle.talks:
        if talk.id != RECORDINGS:
            keeper.keep_talk(talk)
            for item in talk.items:
                keeper.keep_item(talk.id, item)


_O_BINARY: int = getattr(os, "O_BINARY", 0)
_O_AS_IT_IS: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Neither where a link leads, nor to wait for whoever writes into a pipe."""


def _bundle(path: Path) -> Bundle | None:
    """Returns None where it is not ours, or cannot be read; then it stays."""
    try:
        content = _own_content(path)
        return None if content is None else read_import(content)
    except (OSError, BadFileError) as error:
        log.warning("a file of unsaved talks cannot be read, and stays: %s", type(error).__name__)
        return None


def _own_content(path: Path) -> bytes | None:
    """Reads a plain file that this person wrote: in the folder for temporary files others may put anything under any
    name.
    """
    handle = os.open(path, os.O_RDONLY | _O_BINARY | _O_AS_IT_IS)
    with os.fdopen(handle, "rb") as file:
        return file.read() if _is_own(os.fstat(file.fileno())) else None


def _is_own(file: os.stat_result) -> bool:
    """Nobody else can have written it, or given another file of this person its name."""
    return stat.S_ISREG(file.st_mode) and _is_mine(file) and not file.st_mode & _OTHERS_WRITE and file.st_nlink == 1


if sys.platform == "win32":
    # No such numbers there, and folders of one's own.
    _OTHERS_WRITE = 0

    def _is_mine(file: os.stat_result) -> bool:
        del file
        return True

else:
    _OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH

    def _is_mine(file: os.stat_result) -> bool:
        return file.st_uid == os.getuid()

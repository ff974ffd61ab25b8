"""Puts a talk's files into the person's folder, and never writes over what the person changed there.

What was put where is noted beside the database. A file that is as it was left is replaced whole, and renamed with its
talk. One that the person changed is theirs: what is new is written beside it. One that they moved or deleted is not made
again. Where the folder itself is gone, nothing is taken for deleted.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from voiceapp.core.folder_wishes import SOUND
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import TalkId
from voiceapp.settings.atomic import replace_file

SIGN = ".voiceapp-folder"
"""A file that says that the folder is there: an empty place where a disk belongs looks like a folder, too."""
_SIGN_TEXT = "voiceapp saves conversations in this folder, and goes by this file to know that it is there.\n"
OWNER_ONLY = 0o600
Make = Callable[[Path], None]
"""Writes the content of a file to a path."""


class FolderGoneError(OSError):
    """The folder is not there now, as one on a disk that was unplugged."""


class PutFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """Notes a file as it was left in the folder."""

    name: str
    """Its path in the folder."""
    base: str
    """What it was named after."""
    mark: str
    """Names what is in it."""
    sha256: str
    size: int
    changed_ns: int
    taken_away: bool = False
    """The person moved or deleted it."""
    places: dict[str, tuple[int, int]] = {}
    """Of a file with sound: where each recording lies, as its first sample and their number."""


@dataclass(frozen=True, slots=True)
class Put:
    """Says what became of a file."""

    name: str = ""
    """Its name, without the folders. Empty: there is none."""
    remark: Sentence | None = None


Ledger = dict[str, dict[str, dict[str, PutFile]]]
"""By folder, talk and suffix."""


class FolderFiles:
    """Belongs to one thread."""

    def __init__(self, folder: Path, ledger: Path) -> None:
        self.folder = folder
        self._ledger = ledger
        self._all = _read(ledger)
        self._talks = self._all.setdefault(str(folder), {})

    @property
    def talks(self) -> tuple[TalkId, ...]:
        return tuple(map(TalkId, self._talks))

    def open(self) -> None:
        """See whether the folder is there; the first time, make it. Raises FolderGoneError, and OSError."""
        if (self.folder / SIGN).exists():
            return
        if self._talks or not self.folder.parent.is_dir():
            raise FolderGoneError
        with suppress(FileExistsError):
            self.folder.mkdir(mode=0o700)
        replace_file(self.folder / SIGN, _SIGN_TEXT)

    def put(self, talk: TalkId, suffix: str, base: str, mark: str, make: Make) -> Put:
        """Bring a file up to date. `mark` names what shall be in it. Raises OSError."""
        before = self._talks.get(talk, {}).get(suffix)
        remark: Sentence | None = None
        if before is not None and before.taken_away:
            return Put()
        if before is not None and not self._path(before).exists():
            self._note(talk, suffix, msgspec.structs.replace(before, taken_away=True))
            return Put()
        if before is not None and not self._is_as_left(before):
            if before.mark == mark:
                return Put(Path(before.name).name)
            remark, before = _changed(before.name), None
        if before is not None and before.mark == mark and before.base == base:
            return Put(Path(before.name).name)
        target = self._target(before, suffix, base)
        if before is None or before.mark != mark:
            made = self._made(target, make, None if before is None else self._path(before))
            try:
                noted = self._placed(made, before, suffix, base, mark, target)
            except BaseException:
                made.unlink(missing_ok=True)
                raise
        else:
            noted = self._placed(self._path(before), before, suffix, base, mark, target)
        if before is not None:
            noted = msgspec.structs.replace(noted, places=before.places)
            if before.name != noted.name:
                self._path(before).unlink(missing_ok=True)
        self._note(talk, suffix, noted)
        return Put(Path(noted.name).name, remark)

    def _placed(self, made: Path, before: PutFile | None, suffix: str, base: str, mark: str, target: Path) -> PutFile:
        """Put what was made into its place, or into one beside it. Raises OSError."""
        # Noted before it is in its place, where the person may change it at once.
        noted = self._noted(made, base, mark)
        same = self.folder / f"{base}{suffix}"
        if before is None and same.is_file() and _sha256(same) == noted.sha256:
            # It was put there before a crash, or by a history that is lost.
            made.unlink()
            target = same
        elif before is not None and self._path(before) == target:
            made.replace(target)
        else:
            while not _moved(made, target):
                target = self._target(None, suffix, base)  # somebody was quicker
        return msgspec.structs.replace(noted, name=target.relative_to(self.folder).as_posix())

    def place(self, talk: TalkId, suffix: str) -> Path | None:
        """Return where a file lies. None: there is none that is as it was left."""
        there = self._talks.get(talk, {}).get(suffix)
        if there is None or there.taken_away or not self._path(there).exists() or not self._is_as_left(there):
            return None
        return self._path(there)

    def sound_of(self, talk: TalkId) -> tuple[str, Mapping[str, tuple[int, int]]]:
        """Return the name of the file with a talk's sound, and where each recording lies in it."""
        there = self._talks.get(talk, {}).get(SOUND)
        if there is None or there.taken_away:
            return "", {}
        return Path(there.name).name, there.places

    def note_sound(self, talk: TalkId, places: Mapping[str, tuple[int, int]]) -> None:
        there = self._talks[talk][SOUND]
        self._note(talk, SOUND, msgspec.structs.replace(there, places=dict(places)))

    def adopt(self, talk: TalkId, files: Mapping[str, Path], places: Mapping[str, tuple[int, int]]) -> None:
        """Take files for ours that lie in the folder already, by their suffixes. What is known of a talk already stays."""
        if talk in self._talks:
            return
        for suffix, path in files.items():
            base = path.resolve().relative_to(self.folder.resolve()).with_suffix("").as_posix()
            noted = self._noted(path, base, _sha256(path))
            noted = msgspec.structs.replace(noted, name=f"{base}{suffix}", places=dict(places))
            self._talks.setdefault(talk, {})[suffix] = noted
        self._write()

    def drop(self, talk: TalkId) -> None:
        """Delete a talk's files, those that are as they were left. Raises OSError."""
        for file in self._talks.get(talk, {}).values():
            if not file.taken_away and self._path(file).exists() and self._is_as_left(file):
                self._path(file).unlink()
        self.forget(talk)

    def take_out(self, talk: TalkId, suffix: str) -> None:
        """Delete one of a talk's files, if it is as it was left. Raises OSError."""
        place = self.place(talk, suffix)
        if place is not None:
            place.unlink()
            del self._talks[talk][suffix]
            self._write()

    def forget(self, talk: TalkId) -> None:
        """Leave a talk's files to the person."""
        if self._talks.pop(talk, None) is not None:
            self._write()

    # --- places

    def _path(self, file: PutFile) -> Path:
        return self.folder / file.name

    def _target(self, before: PutFile | None, suffix: str, base: str) -> Path:
        if before is not None and before.base == base:
            return self._path(before)
        wanted = self.folder / f"{base}{suffix}"
        for folder in reversed(wanted.relative_to(self.folder).parents[:-1]):
            with suppress(FileExistsError):
                (self.folder / folder).mkdir(mode=0o700)
        number = 1
        while os.path.lexists(wanted):
            number += 1
            wanted = self.folder / f"{base} ({number}){suffix}"
        return wanted

    def _made(self, target: Path, make: Make, rights: Path | None) -> Path:
        """Write it beside its place first. Whoever could read the file can read it still."""
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".voiceapp-", suffix=target.suffix)
        os.close(handle)
        made = Path(name)
        try:
            make(made)
            with made.open("rb+") as file:
                os.fsync(file.fileno())
            mode = OWNER_ONLY if rights is None else rights.stat().st_mode & 0o777
            if mode != OWNER_ONLY:
                made.chmod(mode)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
        return made

    # --- what is noted

    def _is_as_left(self, file: PutFile) -> bool:
        there = self._path(file).stat()
        if (there.st_size, there.st_mtime_ns) == (file.size, file.changed_ns):
            return True
        return there.st_size == file.size and _sha256(self._path(file)) == file.sha256

    def _noted(self, made: Path, base: str, mark: str) -> PutFile:
        there = made.stat()
        return PutFile(made.name, base, mark, _sha256(made), there.st_size, there.st_mtime_ns)

    def _note(self, talk: TalkId, suffix: str, file: PutFile) -> None:
        self._talks.setdefault(talk, {})[suffix] = file
        self._write()

    def _write(self) -> None:
        replace_file(self._ledger, msgspec.json.encode(self._all))


def _moved(made: Path, target: Path) -> bool:
    """Give a file its name, unless there is another of that name by now."""
    try:
        os.link(made, target)
    except FileExistsError:
        return False
    except OSError:
        # This kind of disk knows no links.
        if os.path.lexists(target):
            return False
        made.replace(target)
    else:
        made.unlink()
    return True


def _read(ledger: Path) -> Ledger:
    try:
        return msgspec.json.decode(ledger.read_bytes(), type=Ledger)
    except (OSError, msgspec.DecodeError):
        # Then nothing in the folder is known to be ours, and all of it is left alone.
        return {}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _changed(name: str) -> Sentence:
    return Sentence("You changed “{name}”. It stays as it is, and the newest version is saved beside it.", name=name)

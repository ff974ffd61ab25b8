"""Opens a backup of which nothing is believed: sizes are counted, names are never paths, and nothing is run."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TypeVar

import msgspec

from voiceapp.backups.manifest import (
    FORMAT,
    MANIFEST,
    SETTINGS,
    SOUNDS,
    SPENDING,
    TALKS,
    VERSION,
    WORDS,
    BackupError,
    BackupManifest,
)
from voiceapp.core.failures import FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.storage.backed_up_talks import BackedUpTalk, NoTalkError, talk_in
from voiceapp.storage.restored_talks import LearntRow

PACKED_AT_MOST = 300
"""Times by which words grow when they are unpacked; what grows more was made to fill the disk."""
SMALL = 16 * 1024**2
"""Bytes that may be packed as well as they like."""
LONGEST_TALK = 512 * 1024**2
"""Bytes of one talk, with the pictures in it."""
LONGEST_LIST = 48 * 1024**2
"""Bytes of the list of files in it: several hundred thousand recordings."""
_END, _END_64, _SEE_64 = b"PK\x05\x06", b"PK\x06\x06", 0xFFFFFFFF
_LONGEST_END = 65_536 + 22 + 20 + 56 + 1024

UNREADABLE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, struct.error, ValueError)
"""What a ZIP file raises that is damaged, locked or none."""
T = TypeVar("T")

DAMAGED = Sentence("This backup is damaged or incomplete. Nothing was changed. Choose another one.")
NONE = Sentence("This isn't a backup of voiceapp. Choose a file that voiceapp saved as a backup.")
NEWER = Sentence("This backup was made by a later version of voiceapp. Install that version to restore it.")


class OpenedBackup:
    """Reads one part after the other. Raises BackupError where a part is not what we would write."""

    def __init__(self, archive: zipfile.ZipFile, manifest: BackupManifest, size: int) -> None:
        self._archive = archive
        self.manifest = manifest
        self.size = size

    @property
    def size_of_talks(self) -> int:
        """Bytes. Raises BackupError where it says more than words can be."""
        try:
            entry = self._archive.getinfo(TALKS)
        except KeyError as error:
            raise BackupError(FailureKind.BAD_FILE, DAMAGED) from error
        if entry.file_size > _most(entry):
            raise BackupError(FailureKind.BAD_FILE, DAMAGED)
        return entry.file_size

    def talks(self) -> Iterator[BackedUpTalk]:
        with self._open(TALKS) as file:
            left = self.size_of_talks
            while line := _checked(lambda: file.readline(LONGEST_TALK)):
                left -= len(line)
                if left < 0 or not line.endswith(b"\n"):
                    raise BackupError(FailureKind.BAD_FILE, DAMAGED)
                try:
                    yield talk_in(line)
                except NoTalkError as error:
                    raise BackupError(FailureKind.BAD_FILE, DAMAGED) from error

    def learnt_words(self) -> list[LearntRow]:
        return self._decoded(WORDS, list[LearntRow])

    def settings(self) -> str:
        return self._whole(SETTINGS).decode("utf-8", "replace")

    def spending(self) -> Mapping[str, bytes]:
        """The months of the ledger, by the names of their files."""
        names = [name for name in self._archive.namelist() if name.startswith(SPENDING)]
        found = {PurePosixPath(name).name: name for name in names}
        return {short: self._whole(name) for short, name in found.items() if _is_month(short)}

    def has(self, name: str) -> bool:
        return name in self._archive.namelist()

    def small_file(self, name: str) -> bytes:
        return self._whole(name)

    def has_sound(self, file: str) -> bool:
        return self._sound(file) is not None

    def sound_size(self, file: str) -> int:
        entry = self._sound(file)
        return 0 if entry is None else entry.file_size

    def open_sound(self, file: str) -> IO[bytes]:
        return self._open(SOUNDS + file)

    def piece_of(self, file: IO[bytes], size: int) -> bytes:
        return _checked(lambda: file.read(size))

    def _sound(self, file: str) -> zipfile.ZipInfo | None:
        try:
            entry = self._archive.getinfo(SOUNDS + file)
        except KeyError:
            return None
        # Recordings are put in as they are; then none can be longer than the file that it is in.
        return entry if entry.compress_type == zipfile.ZIP_STORED and entry.file_size == entry.compress_size else None

    def _decoded(self, name: str, type: type[T]) -> T:
        try:
            return msgspec.json.decode(self._whole(name), type=type)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            raise BackupError(FailureKind.BAD_FILE, DAMAGED) from error

    def _whole(self, name: str) -> bytes:
        with self._open(name) as file:
            most = min(_most(self._archive.getinfo(name)), LONGEST_TALK)
            content = _checked(lambda: file.read(most + 1))
        if len(content) > most:
            raise BackupError(FailureKind.BAD_FILE, DAMAGED)
        return content

    def _open(self, name: str) -> IO[bytes]:
        try:
            return self._archive.open(name)
        except (*UNREADABLE, KeyError) as error:
            raise BackupError(FailureKind.BAD_FILE, DAMAGED) from error


def _checked(read: Callable[[], bytes]) -> bytes:
    try:
        return read()
    except UNREADABLE as error:
        raise BackupError(FailureKind.BAD_FILE, DAMAGED) from error


def _most(entry: zipfile.ZipInfo) -> int:
    return max(SMALL, entry.compress_size * PACKED_AT_MOST)


def _is_month(name: str) -> bool:
    stem, _, suffix = name.partition(".")
    year, _, month = stem.partition("-")
    is_month = year.isascii() and year.isdecimal() and month.isascii() and month.isdecimal() and len(stem) == 7
    return suffix == "jsonl" and (is_month or stem == "before")


@contextmanager
def opened(path: Path) -> Generator[OpenedBackup]:
    """Raises BackupError, OSError."""
    with ExitStack() as closing:
        file = closing.enter_context(path.open("rb"))
        if _length_of_list(file) > LONGEST_LIST:
            raise BackupError(FailureKind.BAD_FILE, DAMAGED)
        try:
            archive = closing.enter_context(zipfile.ZipFile(file))
        except UNREADABLE as error:
            raise BackupError(FailureKind.BAD_FILE, NONE) from error
        yield OpenedBackup(archive, _manifest(archive), path.stat().st_size)


def _length_of_list(file: IO[bytes]) -> int:
    """How long the archive says that its list of files is: all of it is read into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_END))
    end = file.read(_LONGEST_END)
    file.seek(0)
    at, at_64 = end.rfind(_END), end.rfind(_END_64)
    short = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    long = int.from_bytes(end[at_64 + 40 : at_64 + 48], "little") if at_64 >= 0 else 0
    return long if short == _SEE_64 else short


class _Head(msgspec.Struct):
    format: str
    version: int


def _manifest(archive: zipfile.ZipFile) -> BackupManifest:
    try:
        with archive.open(MANIFEST) as file:
            content = file.read(SMALL + 1)
        head = msgspec.json.decode(content[:SMALL], type=_Head)
        if head.format != FORMAT:
            raise BackupError(FailureKind.BAD_FILE, NONE)
        if head.version > VERSION:
            raise BackupError(FailureKind.NEWER_DATA, NEWER)
        return msgspec.json.decode(content, type=BackupManifest)
    except (*UNREADABLE, KeyError, RecursionError) as error:
        raise BackupError(FailureKind.BAD_FILE, NONE) from error

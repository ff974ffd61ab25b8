"""Keeps the recordings beside the database, each in a file of its own that grows while it is recorded.

The folder shows their state: files in `growing` have not been ended. When the disk fails or is full, a recording goes
on in memory from the last moment known to be safe, and is written in full when the disk works again. `Recordings`
belong to the store's writing thread.
"""

import contextlib
import glob
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.ports import SoundFiles, SoundWriter
from voiceapp.core.sound_stretch import stretch_in
from voiceapp.core.transcript import SoundId
from voiceapp.storage.peak_files import remove_peaks

LONGEST_NAME = 180
MEMORY = 256 * 1024 * 1024
"""Bytes of sound that may wait in memory for a disk that takes none: an hour and a half."""
SYNC_BYTES = WIRE.bytes(1000)
"""Bytes of sound that may be lost in a power cut."""
HELD_BACK = WIRE.bytes(1000)
"""Bytes; more than any encoder holds back."""


@dataclass(slots=True)
class _Recording:
    writer: SoundWriter | None = None
    path: Path | None = None
    """The file it grows in; each restart gets a new one."""
    beginnings: int = 0
    tail: bytearray = field(default_factory=bytearray)
    """The last moment, which may be only partly in the file, or all that the disk did not take."""
    unsynced: int = 0
    """Bytes since the last sync."""
    safe: int = 0
    """Bytes before the tail, which are certain to be in the file."""
    ended: bool = False


class Recordings:
    def __init__(self, folder: Path, files: SoundFiles) -> None:
        self.folder = folder
        self._growing = folder / "growing"
        self._files = files
        self._open: dict[SoundId, _Recording] = {}

    def prepare(self) -> None:
        for folder in (self.folder, self._growing):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    # --- one recording

    def append(self, sound: SoundId, pcm: bytes) -> None:
        """Add to a recording. Raises OSError if the disk did not take it; then it is kept in memory.

        Raises MemoryError if that is full as well, and the piece is lost.
        """
        recording = self._open.get(sound)
        if recording is None:
            recording = self._open[sound] = _Recording(tail=bytearray(pcm))
            self._begin(sound, recording)
            return
        if recording.writer is None:
            if self.in_memory + len(pcm) > MEMORY:
                raise MemoryError
            recording.tail += pcm
            return
        recording.tail += pcm
        self._write(recording, pcm)
        if recording.unsynced >= SYNC_BYTES:
            self._sync(recording)

    def end(self, sound: SoundId, *, keep: bool) -> None:
        """End a recording that is complete or unwanted. Raises OSError if it could not be put away; then it waits in
        memory.
        """
        recording = self._open.get(sound)
        if not keep:
            if recording is not None:
                self._let_go(recording)
                del self._open[sound]
            self.remove(sound)
            return
        if recording is None:
            return
        recording.ended = True
        if recording.writer is None:
            self._begin(sound, recording)
        self._put_away(sound, recording)

    def sync(self) -> None:
        """Bring what is being recorded onto the disk, all but the last second at most."""
        for recording in self._open.values():
            if recording.writer is not None and recording.unsynced:
                self._sync(recording)

    def retry(self) -> None:
        """Write what waits in memory. Raises OSError if the disk still does not take it."""
        self.prepare()
        for sound, recording in list(self._open.items()):
            if recording.writer is None:
                self._begin(sound, recording)
            if recording.ended:
                self._put_away(sound, recording)

    def close(self) -> None:
        """Complete, as far as possible, what is still open when the app ends."""
        for sound in list(self._open):
            with contextlib.suppress(OSError):
                self.end(sound, keep=True)

    @property
    def is_recording(self) -> bool:
        return bool(self._open)

    @property
    def in_memory(self) -> int:
        return sum(len(recording.tail) for recording in self._open.values() if recording.writer is None)

    def unwritten(self) -> dict[SoundId, bytes]:
        """Returns what the disk had not taken by the end, complete where possible."""
        found: dict[SoundId, bytes] = {}
        for sound, recording in self._open.items():
            try:
                before = self._safe_part(recording)
            except OSError:
                before = b""
            if recording.writer is None:
                found[sound] = before + bytes(recording.tail)
        return {sound: pcm for sound, pcm in found.items() if pcm}

    # --- reading and removing

    def read(self, sound: SoundId) -> bytes:
        """Reads all of a recording, even while it grows. Empty if there is none.

        Raises OSError, also where it's a stretch of a file of the person's own that can't be read any more.
        """
        recording = self._open.get(sound)
        stretch = stretch_in(sound)
        if stretch is not None:
            return self._files.read_stretch(stretch)
        if recording is None:
            path = self.path(sound)
            return self._files.read(str(path)) if path.exists() else b""
        return self._safe_part(recording) + bytes(recording.tail)

    def has(self, sound: SoundId) -> bool:
        return sound in self._open or stretch_in(sound) is not None or self.path(sound).exists()

    def remove(self, sound: SoundId) -> None:
        self.path(sound).unlink(missing_ok=True)
        remove_peaks(self.path(sound))
        for path in self._growing.glob(f"*~{glob.escape(self._name(sound))}"):
            path.unlink(missing_ok=True)

    def put(self, sound: SoundId, pcm: bytes) -> None:
        """Write a whole recording at once. Raises as `append` and `end` do."""
        try:
            self.append(sound, pcm)
        finally:
            self.end(sound, keep=True)

    def path(self, sound: SoundId) -> Path:
        return self.folder / self._name(sound)

    def names(self) -> set[str]:
        """The file names of all ended recordings, without the suffix."""
        return {path.stem for path in self.folder.glob(f"*{self._files.suffix}")}

    def name_of(self, sound: SoundId) -> str:
        return Path(self._name(sound)).stem

    def size(self) -> int:
        """Return the size in bytes."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    def stranded(self) -> list[Path]:
        """Files of recordings that a crash left and that could not be repaired."""
        growing = {recording.path for recording in self._open.values()}
        return [path for path in self._growing.glob("*") if path.is_file() and path not in growing]

    def clear(self) -> None:
        """Delete everything."""
        for recording in self._open.values():
            self._let_go(recording)
        self._open.clear()
        for path in self.folder.rglob("*"):
            if path.is_file():
                path.unlink(missing_ok=True)

    # --- after a crash

    def salvage(self) -> dict[SoundId, Milliseconds]:
        """Repair what was being recorded, and return how long each is. Files without sound are removed."""
        found: dict[SoundId, Milliseconds] = {}
        for path in sorted(self._growing.glob(f"*{self._files.suffix}")):
            try:
                length = self._files.salvage(str(path))
            except OSError:
                # Leave it there, as a person may still be able to rescue something.
                continue
            home = self.folder / path.name.partition("~")[2]
            sound = sound_named(home.stem)
            if length <= found.get(sound, 0) or home == self.folder:
                # It is empty, or a later restart of the same recording has more.
                path.unlink()
                continue
            path.replace(home)
            found[sound] = length
        return found

    def length(self, name: str) -> Milliseconds:
        try:
            return WIRE.ms(len(self._files.read(str(self.folder / f"{name}{self._files.suffix}"))))
        except OSError:
            return 0

    def written_at(self, name: str) -> float:
        return (self.folder / f"{name}{self._files.suffix}").stat().st_mtime

    # --- the parts of it

    def _name(self, sound: SoundId) -> str:
        name = quote(sound, safe=" ()+,;=@")
        if len(name) > LONGEST_NAME or not name.strip(". "):
            name = hashlib.sha256(sound.encode("utf-8", "surrogatepass")).hexdigest()
        return name + self._files.suffix

    def _begin(self, sound: SoundId, recording: _Recording) -> None:
        """Open a file and write into it what an earlier file has, and then what waits in memory."""
        whole = self._safe_part(recording) + bytes(recording.tail)
        earlier = recording.path
        recording.beginnings += 1
        path = self._growing / f"{recording.beginnings}~{self._name(sound)}"
        writer = self._files.create(str(path))
        try:
            path.chmod(0o600)
            writer.append(whole)
            writer.sync()
        except OSError:
            with contextlib.suppress(OSError):
                writer.close()
            path.unlink(missing_ok=True)
            raise
        recording.writer, recording.path, recording.unsynced = writer, path, 0
        recording.tail[:], recording.safe = whole, 0
        self._trim(recording)
        if earlier is not None:
            # Not earlier, because until now it was the only safe copy.
            earlier.unlink(missing_ok=True)

    def _write(self, recording: _Recording, pcm: bytes) -> None:
        assert recording.writer is not None
        try:
            recording.writer.append(pcm)
            recording.unsynced += len(pcm)
        except OSError:
            self._let_go(recording)
            raise

    def _sync(self, recording: _Recording) -> None:
        assert recording.writer is not None
        try:
            recording.writer.sync()
        except OSError:
            self._let_go(recording)
            raise
        recording.unsynced = 0
        self._trim(recording)

    def _trim(self, recording: _Recording) -> None:
        """Note after a sync that all but the last moment is in the file. Encoders hold back part of a block even then."""
        sure = max(len(recording.tail) - HELD_BACK, 0)
        del recording.tail[:sure]
        recording.safe += sure

    def _put_away(self, sound: SoundId, recording: _Recording) -> None:
        assert recording.writer is not None
        assert recording.path is not None
        try:
            recording.writer.sync()
            recording.writer.close()
            recording.path = recording.path.replace(self.path(sound))
            _sync_folder(self.folder)
        except OSError:
            recording.writer = None
            raise
        del self._open[sound]

    def _let_go(self, recording: _Recording) -> None:
        writer, recording.writer = recording.writer, None
        if writer is not None:
            with contextlib.suppress(OSError):
                writer.close()

    def _safe_part(self, recording: _Recording) -> bytes:
        if recording.path is None or not recording.safe:
            return b""
        return self._files.read(str(recording.path))[: recording.safe]


def sound_named(name: str) -> SoundId:
    """The sound that a file of this name (without suffix) holds."""
    return SoundId(unquote(name))


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

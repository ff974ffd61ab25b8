"""Takes the recordings that appear in watched folders, each one once, whatever it is called later."""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

from voiceapp.core.failures import Failure
from voiceapp.core.recordings.file_kinds import is_recording
from voiceapp.core.recordings.growing_files import GrowingFiles, SeenFile
from voiceapp.storage.recording_jobs import RecordingJobs

log = logging.getLogger(__name__)

LOOK_EVERY = 5.0
"""Seconds between two looks, and for which a file has to stay as it is."""
ANSWER_WITHIN = 30.0
COMPARED = 65_536
"""Bytes at either end by which a file is known again."""


class WatchedFolders:
    """Looks through them on a thread of its own."""

    def __init__(
        self,
        folders: Callable[[], tuple[str, ...]],
        kept: RecordingJobs,
        take: Callable[[tuple[str, ...]], None],
        look_every: float = LOOK_EVERY,
    ) -> None:
        """`take`: gets the files that are to be written down."""
        self._folders = folders
        self._kept = kept
        self._take = take
        self._every = look_every
        self._woken = threading.Event()
        self._closed = False
        self._growing = GrowingFiles()
        self._thread = threading.Thread(target=self._watch, name="watched-folders", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Look at once."""
        self._woken.set()

    def close(self) -> None:
        self._closed = True
        self._woken.set()

    def _watch(self) -> None:
        while not self._closed:
            self._woken.clear()
            folders = self._folders()
            try:
                if folders:
                    self.look(folders)
            except Exception:
                log.exception("the watched folders could not be looked through")
            self._woken.wait(self._every if folders else None)

    def look(self, folders: tuple[str, ...]) -> None:
        """Look through these folders once."""
        taken = self._taken()
        if taken is None:
            return
        for folder in folders:
            path = Path(folder).expanduser()
            if _folder_mark(path) not in taken and path.is_dir():
                # What was there before it was watched is left alone.
                self._kept.take([_folder_mark(path), *(file_mark(file) for file in _recordings_in(path))])
                return
        seen = {str(file): _seen(file) for folder in folders for file in _recordings_in(Path(folder).expanduser())}
        new = {path: file_mark(Path(path)) for path in self._growing.settled(seen)}
        wanted = {mark: path for path, mark in new.items() if mark not in taken}
        if wanted and not self._closed:
            self._take(tuple(sorted(wanted.values())))
            self._kept.take(wanted)

    def _taken(self) -> frozenset[str] | None:
        answered: Future[frozenset[str] | Failure] = Future()
        self._kept.taken(answered.set_result)
        found = answered.result(ANSWER_WITHIN)
        return None if isinstance(found, Failure) else found


def file_mark(path: Path) -> str:
    """Returns a name for what is in a file, so that it is known again wherever it lies."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            ends = file.read(COMPARED)
            file.seek(max(0, size - COMPARED))
            ends += file.read(COMPARED)
    except OSError:
        return ""
    return hashlib.sha256(f"{size}:".encode() + ends).hexdigest()


def _folder_mark(path: Path) -> str:
    return f"folder:{path.absolute()}"


def _recordings_in(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(file for file in folder.iterdir() if is_recording(file.name) and file.is_file())
    except OSError:
        return


def _seen(file: Path) -> SeenFile:
    try:
        found = file.stat()
    except OSError:
        return SeenFile(0, 0.0)
    return SeenFile(found.st_size, found.st_mtime)

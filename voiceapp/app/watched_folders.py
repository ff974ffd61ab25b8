"""Takes the recordings that appear in watched folders, each one once, whatever it is called later."""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.recordings.file_kinds import is_recording
from voiceapp.core.recordings.growing_files import GrowingFiles, SeenFile
from voiceapp.core.sentence import Sentence
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
        unreadable: Callable[[Failure], None] = lambda _: None,
    ) -> None:
        """`take`: gets the files that are to be written down. `unreadable`: told of each that can't be opened, once until
        it changes.
        """
        self._folders = folders
        self._kept = kept
        self._take = take
        self._every = look_every
        self._unreadable = unreadable
        self._known: dict[str, tuple[SeenFile, str]] = {}
        """What is in the files that were looked into, as they were then. Empty: they can't be opened."""
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
                there = filter(None, map(file_mark, _recordings_in(path)))
                self._kept.take([_folder_mark(path), *there])
                return
        seen = {str(file): _seen(file) for folder in folders for file in _recordings_in(Path(folder).expanduser())}
        settled = self._growing.settled(seen)
        self._known = {name: known for name, known in self._known.items() if seen.get(name) == known[0]}
        for name in settled:
            if name not in self._known:
                self._look_into(name, seen[name])
        marks = {name: self._known[name][1] for name in settled}
        wanted = {mark: name for name, mark in marks.items() if mark and mark not in taken}
        if wanted and not self._closed:
            self._take(tuple(sorted(wanted.values())))
            self._kept.take(wanted)

    def _look_into(self, path: str, seen: SeenFile) -> None:
        mark = file_mark(Path(path))
        self._known[path] = seen, mark
        if not mark:
            told = Sentence(
                "{name} in a watched folder can't be opened. Check whether you may read it; once it changes, it's tried again.",
                name=Path(path).name,
            )
            self._unreadable(Failure(FailureKind.BAD_FILE, told, path))

    def _taken(self) -> frozenset[str] | None:
        answered: Future[frozenset[str] | Failure] = Future()
        self._kept.taken(answered.set_result)
        found = answered.result(ANSWER_WITHIN)
        return None if isinstance(found, Failure) else found


def file_mark(path: Path) -> str:
    """Returns a name for what is in a file, so that it is known again wherever it lies. Empty: it can't be opened."""
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
    return SeenFile(found.st_size, found.st_mtime, found.st_ctime)

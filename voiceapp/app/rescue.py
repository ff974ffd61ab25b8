"""What the disk did not take by the time the app ends: put anywhere that takes it, and taken back at the next start."""

import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from voiceapp.app.takeaway import bundle_in
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import Item, Talk, TalkId
from voiceapp.exports import FORMATS

log = logging.getLogger(__name__)

PREFIX = "voiceapp-unsaved-"
OWNER_ONLY = 0o600


class KeepsLines(Protocol):
    """As much of the store as is needed here."""

    def keep_talk(self, talk: Talk) -> None: ...
    def keep_item(self, talk: TalkId, item: Item) -> None: ...


class Writes(KeepsLines, Protocol):
    """And of one that writes."""

    def settle(self) -> bool: ...
    def unsaved(self) -> tuple[Talk, ...]: ...


class Rescue:
    """For the one store: take back at the start, put aside at the end."""

    def __init__(self, store: Writes, folders: Sequence[Path], complain: Callable[[FailureKind, str], None]) -> None:
        self._store = store
        self._folders = folders
        self._complain = complain

    def take_back(self) -> None:
        """Waits for the disk: to be called beside everything else."""
        try:
            lines = take_back(self._store, self._folders)
            if lines and self._store.settle():
                forget_taken(self._folders)
                self._complain(
                    FailureKind.DISK_FULL, f"{lines} lines that the disk did not take last time are kept now."
                )
        except OSError:
            log.exception("what was put aside could not be taken back")

    def put_aside(self) -> None:
        """After the store has closed."""
        kept = save(self._store.unsaved(), self._folders)
        if kept is not None:
            print(  # noqa: T201  (the window is gone)
                f"The disk did not take everything that was said; it is in {kept}, and taken back at the next start.",
                file=sys.stderr,
            )


def places() -> Iterator[Path]:
    """Where a file may still find room, the place that lasts longest first."""
    yield Path.home()
    yield Path(tempfile.gettempdir())
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime:
        yield Path(runtime)


def save(talks: Sequence[Talk], folders: Sequence[Path]) -> Path | None:
    """The words of these talks in one file, readable by their owner alone. None: there is nothing, or no place."""
    if not talks:
        return None
    form = FORMATS["json"]
    content = form.join([form.render(talk, ExportWishes(), {}) for talk in talks])
    name = f"{PREFIX}{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.json"
    for folder in folders:
        path = folder / name
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            log.warning("what was not saved finds no place either in one folder: %s", error.strerror)
            path.unlink(missing_ok=True)
        else:
            return path
    return None


def take_back(keeper: KeepsLines, folders: Sequence[Path]) -> int:
    """Hand what was put aside to the store again; answers how many lines. A file that cannot be read stays."""
    lines = 0
    for path in sorted(file for folder in folders for file in _files_in(folder)):
        bundle = bundle_in(path)
        if isinstance(bundle, Failure):
            log.warning("a file of unsaved talks cannot be read, and stays")
            continue
        for talk in bundle.talks:
            keeper.keep_talk(talk)
            for item in talk.items:
                keeper.keep_item(talk.id, item)
                lines += 1
        path.rename(path.with_suffix(".json.taken-back"))
    return lines


def forget_taken(folders: Sequence[Path]) -> None:
    """The store has written it: what was put aside is not needed any more."""
    for folder in folders:
        for path in _files_in(folder, ".json.taken-back"):
            path.unlink(missing_ok=True)


def _own(file: Path) -> bool:
    """Nobody else put it there. (Windows has no such number, and folders of one's own.)"""
    return not hasattr(os, "getuid") or file.stat().st_uid == os.getuid()


def _files_in(folder: Path, ending: str = ".json") -> list[Path]:
    try:
        return [file for file in folder.glob(f"{PREFIX}*{ending}") if _own(file)]
    except OSError:
        return []

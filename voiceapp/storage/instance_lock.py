"""Lets only one copy of the app open a data folder; a second one learns where the first can be reached.

The lock is the operating system's own, so it ends with the process that holds it, however that ends.
"""

import contextlib
import errno
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

LOCK = "voiceapp.lock"
_GUARDED = 1 << 30
"""Where the lock lies in the file on Windows: beyond the content, because a locked part cannot be read there."""


@dataclass(frozen=True, slots=True)
class FolderHolder:
    """The copy that has the folder open."""

    pid: int
    address: str
    """Where it listens, as it wrote itself. Empty if nowhere, or not yet."""


class NoLocksError(OSError):
    """The disk cannot lock files, so there is no knowing whether another copy has the folder."""


class InstanceLock:
    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._file: IO[bytes] | None = None
        self._address = ""

    def acquire(self, address: str = "") -> bool:
        """Take the lock. False if another copy has it (see `holder`).

        Raises NoLocksError if files cannot be locked, and OSError if the folder cannot be written.
        """
        if self._file is not None:
            return True
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.fdopen(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600), "r+b")
        try:
            mine = _lock(file)
        except OSError as error:
            file.close()
            raise NoLocksError(error.errno, error.strerror) from error
        if not mine:
            file.close()
            return False
        self._file = file
        self.say_address(address or self._address)
        return True

    def say_address(self, address: str) -> None:
        """Tell other copies where this one listens. Only call this with the lock taken."""
        self._address = address
        if self._file is None:
            return
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{os.getpid()}\n{address}\n".encode())
        self._file.flush()

    def holder(self) -> FolderHolder | None:
        """Says who holds the folder. None if nobody does, or the holder has not said so yet."""
        try:
            with self._path.open("rb") as file:
                if self._file is None and _lock(file):
                    return None
                pid, address, *_ = file.read(4096).decode().split("\n")
            return FolderHolder(int(pid), address)
        except (OSError, ValueError):
            return None

    def release(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):
                file.seek(0)
                file.truncate()
            file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    _HELD = (errno.EACCES, errno.EDEADLK)

    def _lock(file: IO[bytes]) -> bool:
        place = file.tell()
        file.seek(_GUARDED)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            return False
        finally:
            file.seek(place)
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

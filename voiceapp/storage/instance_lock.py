"""Lets one copy of the app at a time have a data folder open; a second one learns where the first can be reached.

The lock is the operating system's own: it ends with the process that holds it, however that ends.
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
"""Where the lock lies in the file on Windows: beyond what is written, for a locked part cannot be read there."""


@dataclass(frozen=True, slots=True)
class FolderHolder:
    """The copy that has the folder open."""

    pid: int
    address: str
    """Where it listens, as it said itself; empty: nowhere, or not yet."""


class NoLocksError(OSError):
    """The disk locks no files: whether another copy has the folder cannot be known."""


class InstanceLock:
    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._file: IO[bytes] | None = None
        self._address = ""

    def acquire(self, address: str = "") -> bool:
        """Become the one. False: another copy is (see `holder`).

        Raises NoLocksError where no lock can be had, and OSError when the folder cannot be written.
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
        """Tell other copies where this one listens; once it is the one."""
        self._address = address
        if self._file is None:
            return
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{os.getpid()}\n{address}\n".encode())
        self._file.flush()

    def holder(self) -> FolderHolder | None:
        """Says who holds the folder. None: nobody does, or it has not said so yet."""
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

"""Replaces a file whole or not at all, and lets one writer at a time."""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

PATIENCE = 5.0
_PAUSE = 0.02


def replace_file(path: Path, text: str) -> None:
    """Write the text for the owner alone to read. After a crash the file is the old one or the new one.

    A link stays a link: what it points to is replaced. Raises OSError.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")  # 0600 from the start
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        written.replace(target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """The new name is on the disk too. Not every system can be asked for that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def one_writer(lock: Path, patience: float = PATIENCE) -> Generator[None]:
    """Hold the lock file while inside. Raises TimeoutError when another process does not let go of it."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        end = time.monotonic() + patience
        while not _taken(descriptor):
            if time.monotonic() > end:
                raise TimeoutError(f"{lock} is held by another program")
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _let_go(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

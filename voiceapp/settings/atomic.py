"""Replaces a file whole or not at all, and admits one writer at a time."""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import BinaryIO

PATIENCE = 20.0
"""Seconds; on a busy machine with a slow disk, several writers may be ahead of us."""
OWNER_ONLY = 0o600
LONGEST_NAME = 40
"""Characters of a file's name that the temporary file beside it takes over, as the length of names is limited."""
_PAUSE = 0.02


def replace_file(path: Path, content: str | bytes, *, keep_rights: bool = False) -> None:
    """Write a file as `replace_file_by` does."""
    replace_file_by(
        path,
        lambda file: file.write(content.encode() if isinstance(content, str) else content),
        keep_rights=keep_rights,
    )


def replace_file_by(path: Path, write: Callable[[BinaryIO], object], *, keep_rights: bool = False) -> None:
    """Write a file that only its owner can read. Whatever happens, either the old or the new file is there, whole.

    A link stays a link, and its target is replaced. With `keep_rights`, whoever could read the old file can read the
    new one. Raises OSError, and then leaves nothing behind.
    """
    target = path.resolve()
    mode = target.stat().st_mode & 0o777 if keep_rights and target.exists() else OWNER_ONLY
    # It is beside the file itself, because a rename is atomic only within one file system.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:LONGEST_NAME]}-")
    written = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        written.chmod(mode)
        written.replace(target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Brings the new name onto the disk too, if the system supports that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def one_writer(lock: Path, patience: float = PATIENCE) -> Generator[None]:
    """Hold the lock file while inside. Raises TimeoutError if another process does not release it."""
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

"""Keeps the peaks of recordings in small files beside them, which only their owner can read."""

import contextlib
import os
import tempfile
from pathlib import Path

SUFFIX = ".peaks"
OWNER_ONLY = 0o600


def peak_file(recording: Path) -> Path:
    return recording.with_name(recording.name + SUFFIX)


def read_peaks(recording: Path, *, beside: bool = True) -> bytes | None:
    """Read the peaks of a recording. None: there are none yet, or the recording has changed since.

    Not `beside`: it is a stretch of a file of the person's own, and only its peaks are here.
    """
    file = peak_file(recording)
    try:
        if beside and file.stat().st_mtime_ns < recording.stat().st_mtime_ns:
            return None
        return file.read_bytes()
    except OSError:
        return None


def write_peaks(recording: Path, peaks: bytes, *, beside: bool = True) -> None:
    """Write them whole or not at all. A disk that takes none costs only the time to find them again."""
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=recording.parent, prefix=".peaks-")
        with os.fdopen(handle, "wb") as file:
            file.write(peaks)
        Path(name).chmod(OWNER_ONLY)
        Path(name).replace(peak_file(recording))
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
    if beside and not recording.exists():
        # It was deleted meanwhile, and its peaks would tell of it.
        remove_peaks(recording)


def remove_peaks(recording: Path) -> None:
    peak_file(recording).unlink(missing_ok=True)

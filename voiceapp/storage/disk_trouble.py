"""Says what the person is told when the disk does not do its part."""

import errno
import shutil
import sqlite3
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.storage.instance_lock import NoLocksError
from voiceapp.storage.schema import NewerFileError

NEARLY_NOTHING = 1024 * 1024
"""Bytes: with less than this free a disk counts as full."""

FULL = Failure(
    FailureKind.DISK_FULL,
    Sentence("The disk is full: what is said now is kept in memory only; make room, and it is written by itself."),
)
READ_ONLY = Failure(
    FailureKind.DISK_BROKEN,
    Sentence(
        "The data folder cannot be written: what is said now is kept in memory only; "
        "make the folder writable, and it is written by itself."
    ),
)
BUSY = Failure(
    FailureKind.DISK_BROKEN,
    Sentence(
        "Another program keeps the history file busy: what is said now is kept in memory until it lets go; "
        "close programs that have the file open."
    ),
)
SLOW = Failure(
    FailureKind.DISK_BROKEN,
    Sentence(
        "The disk is too slow to keep up and memory for sound has run out: some sound is not recorded; "
        "the words are kept. Move the data folder to a faster disk."
    ),
)
DAMAGED = Failure(
    FailureKind.DISK_BROKEN,
    Sentence(
        "The history file is damaged: what is said now is kept in memory while what can be read is saved; "
        "if this stays, start the app again."
    ),
)
ALREADY_OPEN = Failure(
    FailureKind.ALREADY_OPEN, Sentence("voiceapp is open already: go on in its window, or close it and start again.")
)
NO_LOCKS = Failure(
    FailureKind.DISK_BROKEN,
    Sentence(
        "The disk of the data folder cannot lock files, so two copies of voiceapp could write over each other there: "
        "put the folder on a disk of this computer, or have the network disk lock files."
    ),
)
NEWER = Failure(
    FailureKind.NEWER_DATA,
    Sentence(
        "The history was written by a later version of voiceapp: install that version again, or choose another data folder."
    ),
)
GONE = Failure(FailureKind.NOT_FOUND, Sentence("That conversation is not in the history any more; choose another one."))
NOT_TAKEN_IN = Failure(
    FailureKind.BAD_FILE, Sentence("Something in this file cannot be kept in the history: export it again.")
)
NO_HISTORY = Failure(
    FailureKind.DISK_BROKEN,
    Sentence("The history cannot be read just now: look after the data folder, then try again."),
)


class StoreRefusedError(OSError):
    """The history must not be opened; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.sentence)
        self.failure = failure


def was_damaged(put_aside: Path) -> Failure:
    sentence = Sentence(
        "The history file was damaged: what could be read of it is saved, the rest is in {path}.",
        path=str(put_aside),
    )
    return Failure(FailureKind.DISK_FULL, sentence)


def clock_leapt(days: int) -> Failure:
    return Failure(
        FailureKind.CLOCK_WRONG,
        Sentence(
            "The clock of this computer has leapt ahead by {days} days: nothing is deleted for its age now. "
            "Set the clock right; if it is right, deleting goes on in a week.",
            days=days,
        ),
    )


def failure_of(error: Exception, folder: Path | None = None) -> Failure:
    """One sentence for whatever the disk or the database complained of."""
    if isinstance(error, StoreRefusedError):
        return error.failure
    detail = f"{type(error).__name__}: {error}"
    found = _kind(error)
    if found is READ_ONLY and folder is not None and _is_full(folder):
        # Libraries for sound say no more than that the system failed.
        found = FULL
    return Failure(found.kind, found.sentence, detail)


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < NEARLY_NOTHING
    except OSError:
        return False


def _kind(error: Exception) -> Failure:
    match error:
        case MemoryError():
            return SLOW
        case NewerFileError():
            return NEWER
        case NoLocksError():
            return NO_LOCKS
        case sqlite3.Error():
            return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, READ_ONLY)
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return FULL
        case _:
            return FULL if "no space" in str(error).casefold() else READ_ONLY


_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}

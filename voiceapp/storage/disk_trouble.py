"""Says what to tell the person when the disk fails."""

import errno
import shutil
import sqlite3
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.storage.instance_lock import NoLocksError
from voiceapp.storage.schema import NewerFileError

NEARLY_NOTHING = 1024 * 1024
"""Bytes; with less free than this, a disk counts as full."""

FULL = Failure(
    FailureKind.DISK_FULL,
    Sentence("The disk is full, so messages stay in memory. Free some space and they're saved automatically."),
)
READ_ONLY = Failure(
    FailureKind.DISK_BROKEN,
    Sentence(
        "The data folder isn't writable, so messages stay in memory. Make the folder writable "
        "and they're saved automatically."
    ),
)
BUSY = Failure(
    FailureKind.DISK_BROKEN,
    Sentence(
        "Another program is using the history file. Messages stay in memory until it's free. "
        "Close programs that have the file open."
    ),
)
SLOW = Failure(
    FailureKind.DISK_BROKEN,
    Sentence("The disk is too slow to record all audio. Your words are kept. Move the data folder to a faster disk."),
)
DAMAGED = Failure(
    FailureKind.DISK_BROKEN,
    Sentence(
        "The history file is damaged and being repaired. Messages stay in memory meanwhile. If "
        "this doesn't go away, restart voiceapp."
    ),
)
ALREADY_OPEN = Failure(
    FailureKind.ALREADY_OPEN, Sentence("voiceapp is already open. Continue in its window, or close it and start again.")
)
NO_LOCKS = Failure(
    FailureKind.DISK_BROKEN,
    Sentence(
        "The data folder's disk can't lock files, so two copies of voiceapp could overwrite each "
        "other. Put the folder on a local disk, or turn on file locking."
    ),
)
NEWER = Failure(
    FailureKind.NEWER_DATA,
    Sentence(
        "The history was written by a later version of voiceapp. Install that version again, or "
        "choose another data folder."
    ),
)
GONE = Failure(FailureKind.NOT_FOUND, Sentence("That conversation isn't in the history any more. Choose another one."))
NOT_RESTORED = Failure(
    FailureKind.NOT_FOUND,
    Sentence(
        "That's gone for good, so it can't be restored. You can keep deleted items longer in Settings, {page}.",
        page=SettingPlace("privacy.deleted_days"),
    ),
)
NOT_TAKEN_IN = Failure(FailureKind.BAD_FILE, Sentence("Part of this file can't be imported. Export it again."))
NO_HISTORY = Failure(
    FailureKind.DISK_BROKEN,
    Sentence("The history can't be read right now. Check the data folder, then try again."),
)

UNWRITABLE = (
    sqlite3.IntegrityError,
    sqlite3.ProgrammingError,
    sqlite3.InterfaceError,
    sqlite3.DataError,
    ValueError,
    TypeError,
    OverflowError,
)
"""What complains of a value, not of the disk."""


class StoreRefusedError(OSError):
    """The history must not be opened; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.sentence)
        self.failure = failure


def was_damaged(put_aside: Path) -> Failure:
    sentence = Sentence(
        "The history file was damaged. What was readable is saved, the rest is in {path}.",
        path=str(put_aside),
    )
    return Failure(FailureKind.DISK_FULL, sentence)


def clock_leapt(days: int) -> Failure:
    return Failure(
        FailureKind.CLOCK_WRONG,
        Sentence(
            "Your computer's clock jumped ahead by {days} days, so nothing is deleted for its age "
            "now. Set the clock. If it's right, deleting resumes in a week.",
            days=days,
        ),
    )


def failure_of(error: Exception, folder: Path | None = None) -> Failure:
    """One sentence for any error of the disk or the database."""
    if isinstance(error, StoreRefusedError):
        return error.failure
    detail = f"{type(error).__name__}: {error}"
    found = _kind(error)
    if found is READ_ONLY and folder is not None and _is_full(folder):
        # Sound libraries report only that the system failed.
        found = FULL
    return Failure(found.kind, found.sentence, detail)


def detail_of(error: Exception) -> str:
    kind = type(error).__name__
    # Of a value that makes no sense nobody knows what it once was: perhaps words.
    return kind if isinstance(error, ValueError) else f"{kind}: {error}"


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

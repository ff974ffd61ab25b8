"""Defines how a front end backs up all that is kept, and restores it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence

Progress = Callable[[float], None]
"""Gets how much is done, from 0 to 1, on any thread."""


@dataclass(frozen=True, slots=True)
class BackupWishes:
    sound: bool = True
    """The recordings come along."""


@dataclass(frozen=True, slots=True)
class RestoreWishes:
    settings: bool = False
    """The settings of the backup replace those that are here."""


@dataclass(frozen=True, slots=True)
class BackupDone:
    """Tells what a backup took, or what a restore brought."""

    path: str
    told: Sentence
    """The one sentence for the person."""


@dataclass(frozen=True, slots=True)
class BackupContents:
    """Tells what is in a backup, before anything is done with it."""

    made_at: float
    talks: int
    recordings: int
    sound: bool
    """Whether recordings came along when it was made."""


class BackupWork(Enum):
    """Names what is being done."""

    NOTHING = "nothing"
    MAKING = "making"
    RESTORING = "restoring"


@dataclass(frozen=True, slots=True)
class BackupState:
    """Tells what is being done, or how the last time ended."""

    work: BackupWork = BackupWork.NOTHING
    share: float = 0.0
    """How much of it is done, from 0 to 1."""
    ended: BackupDone | Failure | None = None
    restored: bool = False
    """It ended with something that was not here before."""


class BackupAccess(Protocol):
    """Makes backups and restores them, one at a time and beside everything else."""

    def name(self) -> str:
        """Return a file name for a backup that is made now."""
        ...

    def watch(self, show: Callable[[BackupState], None]) -> Callable[[], None]:
        """Show each state as it changes, beginning with the current one. Return a function that stops it."""
        ...

    def look(self, path: str, then: Answer[BackupContents]) -> None: ...
    def make(self, path: str, wishes: BackupWishes) -> None: ...
    def restore(self, path: str, wishes: RestoreWishes) -> None: ...
    def stop(self) -> None:
        """Stop what is being done. It leaves no trace."""
        ...

"""Defines how a front end uploads talks to be searched by a service, and sees and deletes what lies there."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from voiceapp.core.answers import Answer
from voiceapp.core.ids import TalkId

STAYS_DAYS = 30
"""After so many days the service deletes an upload by itself."""


class UploadState(Enum):
    READING = "reading"
    """The service reads it, so it's not found yet."""
    READY = "ready"
    FAILED = "failed"
    """The service couldn't read it, so it's never found."""


@dataclass(frozen=True, slots=True)
class UploadedTalk:
    """A talk as it lies at a service. Times are in seconds since 1970."""

    file: str
    """The service's name for it."""
    talk: TalkId
    title: str
    bytes: int
    at: float
    expires: float | None = None
    state: UploadState = UploadState.READY


class UploadsAccess(Protocol):
    """Asks the service each time, because others with the same key may upload and delete as well."""

    def uploaded(self, then: Answer[tuple[UploadedTalk, ...]]) -> None:
        """Tell what lies there, the newest first."""

    def upload(self, talk: TalkId, then: Answer[UploadedTalk]) -> None:
        """Upload the words of a talk as they are kept, in place of an earlier upload of it. Answer once it's found there."""

    def delete(self, files: tuple[str, ...] | None, then: Answer[int]) -> None:
        """Delete these uploads at the service. None: all. Answer with how many."""

"""Defines what is in a backup and where: a ZIP file with a manifest, a line for each talk, and the recordings."""

import time
from collections.abc import Callable

import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence

FORMAT, VERSION = "voiceapp-backup", 1
MANIFEST = "manifest.json"
TALKS = "talks.jsonl"
WORDS = "learnt-words.json"
SETTINGS = "settings.toml"
SPENDING = "spending/"
SOUNDS = "sounds/"
SUFFIX = ".zip"


class BackupManifest(msgspec.Struct, frozen=True):
    format: str
    version: int
    app: str
    made_at: float
    talks: int
    recordings: int
    sound: bool


class BackupError(Exception):
    """A backup cannot be made or restored; `failure` says why in one sentence."""

    def __init__(self, kind: FailureKind, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.failure = Failure(kind, sentence)


class StoppedError(BackupError):
    """The person stopped it."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(FailureKind.REJECTED, sentence)


Stopped = Callable[[], bool]


def never() -> bool:
    return False


def file_name(at: float) -> str:
    return f"voiceapp-backup-{time.strftime('%Y-%m-%d-%H%M', time.localtime(at))}{SUFFIX}"

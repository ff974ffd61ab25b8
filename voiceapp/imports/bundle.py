"""Defines what an imported file brings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import SoundId, Talk


@dataclass(frozen=True, slots=True)
class Bundle:
    talks: tuple[Talk, ...]
    sounds: Mapping[SoundId, bytes]
    """At the wire rate."""
    skipped: int = 0
    """Talks in the file that could not be read."""


class BadFileError(Exception):
    """The file is not what it should be; `failure` says so in one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.failure = Failure(FailureKind.BAD_FILE, sentence)


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A JSON file that somebody brings in."""

    content: bytes
    document: object
    """The same, parsed."""
    pictures: "Pictures"


Pictures = Callable[[str], tuple[str, bytes] | None]
"""Finds a picture that came with the file by the name that a message gives it: its type and content."""


def no_pictures(asset: str) -> tuple[str, bytes] | None:
    del asset
    return None

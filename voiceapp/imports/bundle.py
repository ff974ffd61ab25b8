"""Defines what an imported file brings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import SoundId, Talk


@dataclass(frozen=True, slots=True)
class ImportOrigin:
    """Says more of talks that another program on this computer has."""

    files: Mapping[SoundId, bool] = field(default_factory=dict[SoundId, bool])
    """Stretches of sound files that their lines refer to, and whether a copy is to be kept. Others aren't believed."""
    once: bool = False
    """A talk that is here under its name is the same, whatever became of it since."""


FROM_A_FILE = ImportOrigin()


@dataclass(frozen=True, slots=True)
class Bundle:
    talks: tuple[Talk, ...]
    sounds: Mapping[SoundId, bytes]
    """At the wire rate."""
    skipped: int = 0
    """Talks in the file that could not be read."""
    origin: ImportOrigin = FROM_A_FILE


class BadFileError(Exception):
    """The file is not what it should be; `failure` says so in one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.failure = Failure(FailureKind.BAD_FILE, sentence)


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that somebody brings in: JSON, or the database of another program."""

    content: bytes
    document: object
    """The same, parsed; of a database its `ForeignTables`."""
    pictures: "Pictures"


Row = dict[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class ForeignTables:
    """Holds what the database of another program says, and what lies beside it."""

    tables: Mapping[str, Sequence[Row]]
    folder: str = ""
    files: tuple[str, ...] = ()
    """The files in the folders beside it, such as audio/1.webm."""


Pictures = Callable[[str], tuple[str, bytes] | None]
"""Finds a picture that came with the file by the name that a message gives it: its type and content."""


def no_pictures(asset: str) -> tuple[str, bytes] | None:
    del asset
    return None

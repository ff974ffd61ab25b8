"""Defines what a front end may ask about the vocabulary, and about the words that it learns from corrections."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class WordChange:
    """Holds what a recogniser wrote, and what the person wrote in its place."""

    heard: str
    written: str


class Learnt(Enum):
    """Names what became of a word that was corrected."""

    COUNTED = "counted"
    TAKEN = "taken"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class LearntWord:
    change: WordChange
    times: int
    state: Learnt = Learnt.COUNTED
    profile: str = ""
    """The name of the profile that held where it was corrected last; empty: none."""


Proposals = tuple[LearntWord, ...]


class VocabularyAccess(Protocol):
    """Gives access to the words that were corrected, and to files of words."""

    def watch(self, show: Callable[[Proposals], None]) -> Callable[[], None]:
        """Show the words that may be learnt, now and whenever they change. Return a function that stops it."""
        ...

    def corrected(self, before: str, after: str, profile: str = "") -> None:
        """The person corrected a text that was recognised. `profile`: the name of the one that it was dictated with."""
        ...

    def correction_undone(self, before: str, after: str) -> None: ...
    def take(self, change: WordChange) -> None:
        """Write this word so from now on, and tell it to recognisers."""
        ...

    def never(self, change: WordChange) -> None:
        """Don't propose it again."""
        ...

    def only_here(self, change: WordChange) -> None:
        """It was right where it was corrected: write it so with the profile that held there, and begin to count anew."""
        ...

    def read_file(self, path: str, then: Callable[[Sentence | Failure], None]) -> None:
        """Add the words of a file. The answer says how many there were."""
        ...

    def write_file(self, path: str, then: Callable[[Sentence | Failure], None]) -> None:
        """Write all words into a file, in the format that its name tells."""
        ...

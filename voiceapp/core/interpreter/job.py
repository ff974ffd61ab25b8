"""Defines what whoever interprets is given and answers: one utterance in, its words, their translation and a voice out."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent


class Side(Enum):
    """Names the two people by where their words stand."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@dataclass(frozen=True, slots=True)
class Pair:
    """Holds the codes of the two languages."""

    left: str = "en"
    right: str = "de"

    def of(self, side: Side) -> str:
        return self.left if side is Side.LEFT else self.right

    def side_of(self, language: str) -> Side | None:
        """Return whose language that is. None: nobody's, or both's."""
        if self.left == self.right:
            return None
        return {self.left: Side.LEFT, self.right: Side.RIGHT}.get(language)

    @property
    def codes(self) -> tuple[str, str]:
        return self.left, self.right


USUAL_PAIR = Pair()


@dataclass(frozen=True, slots=True)
class InterpretJob:
    """Says how one utterance is to be interpreted."""

    pair: Pair
    side: Side | None = None
    """Who says it. None: that is to be found out by the language."""
    last: Side | None = None
    """Who spoke before."""
    spoken: bool = True
    """The translation is to be spoken, too."""


@dataclass(frozen=True, slots=True)
class WordsHeard:
    """All that was understood so far, in its own language."""

    text: str


@dataclass(frozen=True, slots=True)
class SideFound:
    side: Side


@dataclass(frozen=True, slots=True)
class WordsTranslated:
    """All of the translation so far."""

    text: str


@dataclass(frozen=True, slots=True)
class VoiceMade:
    """More of the translation, spoken, at the wire's rate."""

    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class JobDone:
    """Nothing more comes of it."""

    spent: tuple[Spent, ...] = ()


InterpretNews = WordsHeard | SideFound | WordsTranslated | VoiceMade | JobDone


class SoundToInterpret(Protocol):
    """Holds the sound of an utterance, which may still be growing."""

    def from_beginning(self) -> AsyncGenerator[bytes]: ...


class Interprets(Protocol):
    @property
    def leaves_machine(self) -> Sentence | None:
        """Return what leaves this device for it, and to whom. None: nothing does."""
        ...

    def interpret(self, sound: SoundToInterpret, job: InterpretJob) -> AsyncGenerator[InterpretNews]:
        """Interpret an utterance while it is said; the last answer is JobDone. Closing the iterator cancels. Raises
        EngineError.
        """
        ...

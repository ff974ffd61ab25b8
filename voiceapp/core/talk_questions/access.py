"""Defines what a front end may ask of the person's own talks, and what it's answered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk_questions.citations import ReadAnswer, read_answer, with_support
from voiceapp.core.talk_questions.passages import FoundPassage
from voiceapp.core.transcript import Spent

NOTHING_FOUND = Sentence("Nothing in your history is about this.")
NO_READER = Sentence("The language model on this device is too small to answer from your history. Get a larger one.")
NO_SOURCES = Sentence("The answer names no message that it comes from, so don't rely on it.")


class AnswerStage(Enum):
    LOOKING = "looking"
    """Fitting lines are looked for."""
    ANSWERING = "answering"
    """A model was given them, and its words come."""
    DONE = "done"
    LISTED = "listed"
    """Lines were found, but no model here is fit to answer from them."""
    NOTHING = "nothing"
    """No line fits, so nobody was asked."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TalkAnswer:
    """An answer from the person's own talks, as far as it has come."""

    question: str
    stage: AnswerStage = AnswerStage.LOOKING
    sources: tuple[FoundPassage, ...] = ()
    """Numbered from 1, as the answer names them."""
    written: str = ""
    by: Sentence | None = None
    """Who answers."""
    leaves: Sentence | None = None
    """What left this device for it. None: nothing did."""
    is_checked: bool = False
    """A source counts only for a sentence with which it shares a telling word."""
    failure: Failure | None = None
    spent: tuple[Spent, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.stage not in (AnswerStage.LOOKING, AnswerStage.ANSWERING)

    @property
    def read(self) -> ReadAnswer:
        """Return its words with the sources that they come from, each of which was given."""
        read = read_answer(self.written, len(self.sources), over=self.is_over)
        return with_support(read, [source.said for source in self.sources]) if self.is_checked else read

    @property
    def remark(self) -> Sentence | None:
        """Return what the person has to know of it."""
        if self.stage is AnswerStage.NOTHING:
            return NOTHING_FOUND
        if self.stage is AnswerStage.LISTED:
            return NO_READER
        if self.stage is AnswerStage.DONE and self.written.strip() and not self.read.cited:
            return NO_SOURCES
        return None

    def listed(self) -> Iterator[tuple[int, FoundPassage]]:
        """Yield the sources that are worth a look, each with its number: those that it names, else all it was given."""
        cited = self.read.cited
        for number, source in enumerate(self.sources, 1):
            if not cited or number in cited:
                yield number, source

    def more(self, text: str) -> "TalkAnswer":
        return replace(self, written=self.written + text)

    def failed(self, failure: Failure) -> "TalkAnswer":
        return replace(self, stage=AnswerStage.FAILED, failure=failure)


class TalkQuestions(Protocol):
    """Answers questions about the person's own talks. Every call returns at once."""

    def ask(self, question: str, show: Callable[[TalkAnswer], None]) -> Callable[[], None]:
        """Show the answer as it comes, on one of the app's threads, until it's over. Return a function that stops it."""
        ...

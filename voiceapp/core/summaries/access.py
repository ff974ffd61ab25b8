"""Defines how a front end has talks summarised, and changes what was written about them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.failures import Failure
from voiceapp.core.ids import TalkId
from voiceapp.core.summaries.summary import Summaries


@dataclass(frozen=True, slots=True)
class SummaryOffer:
    """Says who would summarise now."""

    whom: str = ""
    """Who gets the words. Empty: they stay on this device."""
    unsure: bool = False
    """It is a small model, whose findings are to be checked."""


@dataclass(frozen=True, slots=True)
class WritingState:
    """Says how far something is that is being written about a talk."""

    talk: TalkId
    prompt: str = ""
    """The name of the prompt. Empty: a summary is made."""
    done: int = 0
    of: int = 1
    """Pieces, as far as is known."""
    waits: bool = False
    """It goes on when nobody talks."""


class SummariesAccess(Protocol):
    """Gives access to what is written about talks. Answers come on one of the app's own threads."""

    def offer(self, then: Callable[[SummaryOffer | Failure], None]) -> None:
        """Tell who would summarise now. A Failure says what is missing."""
        ...

    def make(self, talk: TalkId, prompt: str, then: Callable[[Summaries | Failure], None]) -> None:
        """Have a summary made, or a text by the prompt of that name; it takes the place of the former one. Answer with
        all that is kept about the talk.
        """
        ...

    def cancel(self, talk: TalkId) -> None:
        """Stop what is being written about a talk."""
        ...

    def change(self, talk: TalkId, summaries: Summaries) -> None:
        """Keep this about a talk instead of what is kept now."""
        ...

    def watch(self, show: Callable[[tuple[WritingState, ...]], None]) -> Callable[[], None]:
        """Show what is being written, beginning with the current state. Return a function that stops it."""
        ...

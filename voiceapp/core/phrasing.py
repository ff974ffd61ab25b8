"""Says how a tool is asked for in a person's words, and what is said aloud of its answer.

A model that is too small to call tools is not asked then: `local/quick_answers.py` asks the tool itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Fields = Mapping[str, object]
"""A tool's arguments, or its answer."""
NOT_DONE = "Okay, I won't do that."


@dataclass(frozen=True, slots=True)
class OtherToolFirst:
    """The words ask for this tool, but only another one knows with which arguments."""

    tool: str
    then: Callable[[Fields], Fields | None]
    """The arguments, by that tool's answer; None: its answer is all that there is to say."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    asked: Callable[[str], Fields | OtherToolFirst | None]
    """What the words ask; None: something else. Courtesies are gone from them, and numbers are in digits."""
    said: Callable[[Fields], str]
    """One sentence for an answer."""
    refused: str = NOT_DONE
    """What is said when the person does not allow it."""

"""Says how people ask for a tool in their own words, and how its answer is spoken.

It serves models too small to call tools: `local/quick_answers.py` then calls the tool itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Fields = Mapping[str, object]
"""A tool's arguments, or its answer."""
NOT_DONE = "Okay, I won't do that."


@dataclass(frozen=True, slots=True)
class OtherToolFirst:
    """The words ask for this tool, but its arguments have to come from another one first."""

    tool: str
    then: Callable[[Fields], Fields | None]
    """Makes the arguments from that tool's answer. None: that answer is all there is to say."""
    arguments: Fields = field(default_factory=dict[str, object])
    """What that tool is asked."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    asked: Callable[[str], Fields | OtherToolFirst | None]
    """What the words ask for. None: something else. Courtesies are already removed, and numbers are in digits."""
    said: Callable[[Fields], str]
    """One sentence that speaks an answer."""
    refused: str = NOT_DONE
    """What is said if the person does not allow it."""
    failed: str = ""
    """What is said instead of the tool's own sentence when it could not do it. Empty: that sentence, in English."""
    goes_on: "Callable[[Fields], tuple[str, Fields] | None]" = lambda _: None
    """The tool that its answer leads to, and what that is asked. None: the answer is all there is."""
    german: "Phrasing | None" = None
    """The same for people who ask in German."""

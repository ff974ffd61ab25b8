"""Defines the tables of phrases for punctuation and commands.

A phrase is written in lower case. `marks` maps it to what is written and how it is spaced: "left" close to
the word before, "right" close to the word after, "both", or "apart".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Spacing(Enum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    APART = "apart"


class SpokenCommand(Enum):
    LINE = "line"
    PARAGRAPH = "paragraph"
    SCRATCH = "scratch"
    SCRATCH_WORD = "scratch-word"
    SCRATCH_ALL = "scratch-all"
    UPPER_NEXT = "upper-next"
    UPPER_ON = "upper-on"
    UPPER_OFF = "upper-off"
    CAPITAL_NEXT = "capital-next"
    LOWER_NEXT = "lower-next"
    NO_SPACE = "no-space"
    BULLET = "bullet"
    NUMBERED = "numbered"
    ITEM = "item"
    """The next entry of the list, of whatever kind it is."""
    END_LIST = "end-list"
    LITERAL = "literal"
    """The next word is no command."""


@dataclass(frozen=True, slots=True)
class SpokenMark:
    text: str
    stand: Spacing = Spacing.LEFT


@dataclass(frozen=True, slots=True)
class SpokenCommandTable:
    marks: Mapping[str, SpokenMark]
    commands: Mapping[str, SpokenCommand]
    doubtful: frozenset[str]
    """Phrases that are ordinary words too: they are not commands after `not_after` or before `not_before`."""
    not_after: frozenset[str]
    articles: frozenset[str]
    """These words make a doubtful phrase an ordinary one even from two words before it."""
    not_before: frozenset[str]
    small: frozenset[str]
    """Words that begin with a small letter inside a sentence, whatever the recogniser wrote."""
    in_lists: frozenset[str]
    """Phrases that are commands only in a list."""
    corrects: frozenset[str]
    """What one says, and nothing else, to correct the last insertion by hand."""
    undo: frozenset[str]
    """Phrases that take back what was inserted last, where nothing else is said."""
    stop: tuple[str, ...]
    """What one says at the end to end hands-free dictation. The first is what a person is told to say."""
    languages: Mapping[str, str]
    """What one says, and nothing else, to have the last insertion transcribed again in another language, by its code."""
    decimal: tuple[str, str]
    """What is said between the digits of a number, and what is written for it."""


def with_names(beginnings: str, names: str) -> Mapping[str, str]:
    """Returns phrases that end in the name of a language, by which they are mapped to its code."""
    named = dict(pair.split("=") for pair in names.split(","))
    return {f"{beginning} {name}": code for beginning in phrases(beginnings) for name, code in named.items()}


def phrases(listed: str) -> frozenset[str]:
    return frozenset(listed.split(","))

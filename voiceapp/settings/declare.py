"""Declares each setting by one field, from which its check, dialog row, flag and docs are made.

Each function here is the right-hand side of a dataclass field, and gives it its default and its description.
"""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field
from enum import Enum
from typing import TypeVar, cast

from voiceapp.core.sentence import Sentence
from voiceapp.settings.kinds import (
    A_TEXT,
    NAME_AND_VALUE,
    WORDS,
    ChoiceKind,
    Editor,
    Entries,
    EntryRule,
    Kind,
    NumberKind,
    OnOffKind,
    OrderKind,
    Profiles,
    Rule,
    TableKind,
    TextKind,
    Value,
    WholeNumberKind,
    WordsKind,
)
from voiceapp.settings.profile_kind import ProfilesKind

C = TypeVar("C", bound=str)

Choices = tuple[tuple[C, str], ...]
"""The words that may be chosen, each with what a person reads beside it."""

_MARK = "setting"


class Applies(Enum):
    """The moment at which a change takes effect."""

    AT_ONCE = "at once"
    NEW_SESSION = "with the next session"


@dataclass(frozen=True, slots=True)
class Guarded:
    """Says what holds for a setting that affects privacy or money while its value in the file cannot be read."""

    strictest: Value | None = None
    """None if no value of it is strict, so that others are closed instead."""
    closes: tuple[str, ...] = ()
    """Settings that also take their strictest value."""
    entry: str = ""
    """For a table: what holds for an entry that cannot be read."""


@dataclass(frozen=True, slots=True)
class Retired:
    """Describes a choice that is no longer offered."""

    word: str
    now: str
    """The choice that replaces it in old files."""
    why: Sentence
    """A clause without a full stop that continues "is gone"."""
    numbers: tuple[float, float] | None = None
    """It was no word, but any number from one to the other. What a switch was is a word: true or false."""

    def covers(self, raw: object) -> bool:
        """Tell whether a value in a file is this choice."""
        if self.numbers is None:
            return (str(raw).lower() if isinstance(raw, bool) else raw) == self.word
        low, high = self.numbers
        return isinstance(raw, int | float) and not isinstance(raw, bool) and low <= raw <= high


@dataclass(frozen=True, slots=True)
class Described:
    """Holds a field's description of itself."""

    label: str
    help: str
    kind: Kind
    applies: Applies = Applies.AT_ONCE
    advanced: bool = False
    """Shown only if the person asks for everything."""
    guarded: Guarded | None = None
    retired: tuple[Retired, ...] = ()


def description(declared: "Field[object]") -> Described:
    return cast("Described", declared.metadata[_MARK])


def _about(described: Described) -> Mapping[str, Described]:
    return {_MARK: described}


def switch(
    label: str,
    help: str,
    default: bool,
    *,
    applies: Applies = Applies.AT_ONCE,
    advanced: bool = False,
    guarded: Guarded | None = None,
) -> bool:
    return field(default=default, metadata=_about(Described(label, help, OnOffKind(), applies, advanced, guarded)))


def number(
    label: str,
    help: str,
    default: float,
    *,
    low: float,
    high: float,
    step: float,
    unit: str = "",
    zero_means: str = "",
    applies: Applies = Applies.AT_ONCE,
    advanced: bool = False,
    guarded: Guarded | None = None,
) -> float:
    kind = NumberKind(low, high, step, unit, zero_means)
    return field(default=default, metadata=_about(Described(label, help, kind, applies, advanced, guarded)))


def whole(
    label: str,
    help: str,
    default: int,
    *,
    low: int,
    high: int,
    step: int = 1,
    unit: str = "",
    zero_means: str = "",
    applies: Applies = Applies.AT_ONCE,
    advanced: bool = False,
    guarded: Guarded | None = None,
) -> int:
    kind = WholeNumberKind(low, high, step, unit, zero_means)
    return field(default=default, metadata=_about(Described(label, help, kind, applies, advanced, guarded)))


def choice(
    label: str,
    help: str,
    default: C,
    choices: Choices[C],
    *,
    applies: Applies = Applies.AT_ONCE,
    advanced: bool = False,
    guarded: Guarded | None = None,
    retired: tuple[Retired, ...] = (),
) -> C:
    kind = ChoiceKind(Entries(dict(choices)))
    return field(default=default, metadata=_about(Described(label, help, kind, applies, advanced, guarded, retired)))


def text(
    label: str,
    help: str,
    default: str = "",
    *,
    editor: Editor = "line",
    wanted: Sentence = A_TEXT,
    source: str = "",
    suggestions: tuple[str, ...] = (),
    longest: int = 500,
    rule: Rule | None = None,
    applies: Applies = Applies.AT_ONCE,
    advanced: bool = False,
    guarded: Guarded | None = None,
) -> str:
    kind = TextKind(editor, wanted, source, suggestions, longest, rule)
    return field(default=default, metadata=_about(Described(label, help, kind, applies, advanced, guarded)))


def words(
    label: str,
    help: str,
    default: tuple[str, ...] = (),
    *,
    wanted: Sentence = WORDS,
    most: int = 2000,
    rule: Rule | None = None,
    applies: Applies = Applies.AT_ONCE,
    advanced: bool = False,
    guarded: Guarded | None = None,
) -> tuple[str, ...]:
    kind = WordsKind(wanted, most, rule)
    return field(default=default, metadata=_about(Described(label, help, kind, applies, advanced, guarded)))


def profiles(label: str, help: str, default: Profiles, *, guarded: Guarded) -> Profiles:
    return field(default=default, metadata=_about(Described(label, help, ProfilesKind(), guarded=guarded)))


def order(
    label: str,
    help: str,
    default: tuple[C, ...],
    choices: Choices[C],
    *,
    applies: Applies = Applies.AT_ONCE,
    advanced: bool = False,
    guarded: Guarded | None = None,
) -> tuple[C, ...]:
    kind = OrderKind(Entries(dict(choices)))
    return field(default=default, metadata=_about(Described(label, help, kind, applies, advanced, guarded)))


def table(
    label: str,
    help: str,
    default: Mapping[str, str] | None = None,
    *,
    wanted: Sentence,
    choices: Choices[C] | None = None,
    longest: int = 4000,
    heads: tuple[Sentence, Sentence] = NAME_AND_VALUE,
    rule: Rule | None = None,
    entry_rule: EntryRule | None = None,
    applies: Applies = Applies.AT_ONCE,
    advanced: bool = False,
    guarded: Guarded | None = None,
) -> Entries:
    named = Entries(dict(choices)) if choices else None
    kind = TableKind(wanted, named, longest, heads=heads, rule=rule, entry_rule=entry_rule)
    return field(default=Entries(default), metadata=_about(Described(label, help, kind, applies, advanced, guarded)))

"""Defines the kinds of value that a setting can have, what each allows, and how to say so.

A kind turns what was written (in the file, the dialog or the terminal) into a checked value, or says in words what is
allowed. It knows nothing about files, windows or terminals.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, cast

from voiceapp.core.dictation.wishes import DictationProfile
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.settings.bounded_toml import NOT_READABLE, parsed


class Entries(Mapping[str, str]):
    """Holds a mapping that never changes, so that settings can be compared and shared between threads."""

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[str, str] | None = None) -> None:
        self._entries = dict(entries or {})

    def __getitem__(self, name: str) -> str:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __hash__(self) -> int:
        return hash(frozenset(self._entries.items()))

    def __repr__(self) -> str:
        return f"Entries({self._entries!r})"

    def with_entry(self, name: str, value: str) -> "Entries":
        return Entries({**self._entries, name: value})

    def without(self, name: str) -> "Entries":
        return Entries({known: value for known, value in self._entries.items() if known != name})


@dataclass(frozen=True, slots=True)
class Profiles:
    """Holds the profiles of dictation in the person's order."""

    all: tuple[DictationProfile, ...] = ()

    def __iter__(self) -> Iterator[DictationProfile]:
        return iter(self.all)


Value = bool | int | float | str | tuple[str, ...] | Entries | Profiles


class NotAllowedError(ValueError):
    """The kind does not allow this value. `why`, if any, adds to the kind's own words; it follows a colon, and ends
    with a full stop.
    """

    def __init__(self, why: Sentence | None = None) -> None:
        super().__init__(*(() if why is None else (why,)))
        self.why = why


class Kind(Protocol):
    """Defines what every kind can do."""

    @property
    def name(self) -> str:
        """Tells the dialog which editor to show."""
        ...

    @property
    def allowed(self) -> Sentence:
        """Returns what may be written, to be read after "allowed is"."""
        ...

    def checked(self, raw: object) -> Value:
        """The value, in its own type. Raises NotAllowedError."""
        ...

    def from_text(self, text: str) -> Value:
        """Reads the value that a person typed in a terminal. Raises NotAllowedError."""
        ...


@dataclass(frozen=True, slots=True)
class OnOffKind:
    name: str = "switch"

    @property
    def allowed(self) -> Sentence:
        return Sentence("true or false")

    def checked(self, raw: object) -> bool:
        if isinstance(raw, bool):
            return raw
        raise NotAllowedError

    def from_text(self, text: str) -> bool:
        word = text.strip().casefold()
        if word in {"true", "on", "yes", "1"}:
            return True
        if word in {"false", "off", "no", "0"}:
            return False
        raise NotAllowedError


def _with_unit(numbers: Sentence, unit: str, zero_means: str) -> Sentence:
    if unit:
        numbers = Sentence("{numbers} {unit}", numbers=numbers, unit=Sentence.restored(unit))
    if zero_means:
        numbers = Sentence("{numbers}, or 0 for {meaning}", numbers=numbers, meaning=Sentence.restored(zero_means))
    return numbers


@dataclass(frozen=True, slots=True)
class NumberKind:
    """Allows a number between two others, both included."""

    low: float
    high: float
    step: float
    """The step of the dialog's arrows; values in between are allowed too."""
    unit: str = ""
    zero_means: str = ""
    """What 0 stands for if it is not an amount, such as "no limit"."""
    name: str = "number"

    @property
    def allowed(self) -> Sentence:
        numbers = Sentence("a number from {low} to {high}", low=self.low, high=self.high)
        return _with_unit(numbers, self.unit, self.zero_means)

    def checked(self, raw: object) -> float:
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            raise NotAllowedError
        if not self.low <= raw <= self.high:  # NaN is in no range
            raise NotAllowedError
        return float(raw)

    def from_text(self, text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            raise NotAllowedError from None
        if not math.isfinite(number):
            raise NotAllowedError
        return self.checked(number)


@dataclass(frozen=True, slots=True)
class WholeNumberKind:
    """Allows a whole number between two others, both included. `zero_means` says what 0 stands for if it is outside
    them.
    """

    low: int
    high: int
    step: int = 1
    unit: str = ""
    zero_means: str = ""
    name: str = "whole"

    @property
    def allowed(self) -> Sentence:
        numbers = Sentence("a whole number from {low} to {high}", low=self.low, high=self.high)
        return _with_unit(numbers, self.unit, self.zero_means)

    def checked(self, raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise NotAllowedError
        if raw == 0 and self.zero_means:
            return raw
        if not self.low <= raw <= self.high:
            raise NotAllowedError
        return raw

    def from_text(self, text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise NotAllowedError from None
        return self.checked(number)


def _one_of(words: Mapping[str, str]) -> Sentence:
    *most, last = [f'"{word}"' for word in words]
    return Sentence("{most} or {last}", most=", ".join(most), last=last) if most else verbatim(last)


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """Allows one of a few words. `choices` gives each the text that a person reads beside it."""

    choices: Entries
    name: str = "choice"

    @property
    def allowed(self) -> Sentence:
        return _one_of(self.choices)

    def checked(self, raw: object) -> str:
        if isinstance(raw, str) and raw in self.choices:
            return raw
        raise NotAllowedError

    def from_text(self, text: str) -> str:
        """Read a choice. In a terminal, the beginning of a word will do if no other word begins that way."""
        word = text.strip()
        meant = [choice for choice in self.choices if choice.startswith(word)] if word else []
        return self.checked(meant[0] if word not in self.choices and len(meant) == 1 else word)


A_TEXT = Sentence("a text")
WORDS = Sentence("a list of words")

Editor = Literal[
    "line", "lines", "model", "device", "voice", "address", "path", "keys", "language", "profile", "prompt"
]
Rule = Callable[[str], str]
"""Returns a text in its normal form, or raises NotAllowedError with the reason."""
EntryRule = Callable[[str, str], None]
"""Raises NotAllowedError with the reason why a table may not have this name with this value."""


@dataclass(frozen=True, slots=True)
class TextKind:
    """Allows text. `rule` and `wanted` say what it must be like."""

    name: Editor = "line"
    wanted: Sentence = A_TEXT
    source: str = ""
    """Tells the dialog what to offer: "input", "output", or the role that a model plays."""
    suggestions: tuple[str, ...] = ()
    longest: int = 500
    rule: Rule | None = None

    @property
    def allowed(self) -> Sentence:
        return Sentence("{wanted} of at most {longest} characters", wanted=self.wanted, longest=self.longest)

    def checked(self, raw: object) -> str:
        if not isinstance(raw, str) or len(raw) > self.longest or "\0" in raw:
            raise NotAllowedError
        text = raw if self.name == "lines" else raw.strip()
        if self.name != "lines" and not text.isprintable():
            raise NotAllowedError(Sentence("it must be a single line without control characters."))
        return self.rule(text) if self.rule and text else text

    def from_text(self, text: str) -> str:
        return self.checked(text)


def _toml_value(text: str) -> object:
    try:
        return parsed(f"value = {text}")["value"]
    except NOT_READABLE:
        raise NotAllowedError(Sentence("it looks like a list or a table, but can't be read as one.")) from None


def _texts(raw: object) -> list[str]:
    if not isinstance(raw, list | tuple):
        raise NotAllowedError
    texts: list[str] = []
    for word in cast("list[object] | tuple[object, ...]", raw):
        if not isinstance(word, str) or not word.strip() or not word.isprintable():
            raise NotAllowedError
        texts.append(word.strip())
    return texts


@dataclass(frozen=True, slots=True)
class WordsKind:
    """Allows a list of words or phrases, each once, in the person's order."""

    wanted: Sentence = WORDS
    most: int = 2000
    rule: Rule | None = None
    name: str = "words"

    @property
    def allowed(self) -> Sentence:
        return Sentence("{wanted}, at most {most}", wanted=self.wanted, most=self.most)

    def checked(self, raw: object) -> tuple[str, ...]:
        words = _texts(raw)
        if self.rule:
            words = [self.rule(word) for word in words]
        once = tuple(dict.fromkeys(words))
        if len(once) > self.most:
            raise NotAllowedError
        return once

    def from_text(self, text: str) -> tuple[str, ...]:
        if text.lstrip().startswith("["):
            return self.checked(_toml_value(text))
        return self.checked([word for word in text.split(",") if word.strip()])


@dataclass(frozen=True, slots=True)
class OrderKind:
    """Allows some of a few words, at least one, each once; the first is tried first."""

    choices: Entries
    name: str = "order"

    @property
    def allowed(self) -> Sentence:
        return Sentence("a list with at least one of {choices}, each once", choices=_one_of(self.choices))

    def checked(self, raw: object) -> tuple[str, ...]:
        words = _texts(raw)
        if not words or len(set(words)) < len(words) or not self.choices.keys() >= set(words):
            raise NotAllowedError
        return tuple(words)

    def from_text(self, text: str) -> tuple[str, ...]:
        if text.lstrip().startswith("["):
            return self.checked(_toml_value(text))
        return self.checked([word for word in text.split(",") if word.strip()])


NAME_AND_VALUE = Sentence("Name"), Sentence("Value")
HEARD_AND_WRITTEN = Sentence("Heard"), Sentence("Written")


@dataclass(frozen=True, slots=True)
class TableKind:
    """Allows names with a value each. Any name will do, and any value unless `choices` lists them."""

    wanted: Sentence
    choices: Entries | None = None
    longest: int = 4000
    most: int = 2000
    name: str = "table"
    heads: tuple[Sentence, Sentence] = NAME_AND_VALUE
    """What stands above its two columns."""
    rule: Rule | None = None
    """The form of a value."""
    entry_rule: EntryRule | None = None

    @property
    def allowed(self) -> Sentence:
        if not self.choices:
            return self.wanted
        return Sentence("{wanted}, each {choices}", wanted=self.wanted, choices=_one_of(self.choices))

    def checked(self, raw: object) -> Entries:
        if not isinstance(raw, Mapping):
            raise NotAllowedError
        entries: dict[str, str] = {}
        for name, value in cast("Mapping[object, object]", raw).items():
            if not isinstance(name, str) or not name.strip() or not name.isprintable() or len(name) > 200:
                raise NotAllowedError
            entries[name] = self.checked_entry(value)
            if self.entry_rule:
                self.entry_rule(name, entries[name])
        if len(entries) > self.most:
            raise NotAllowedError
        return Entries(entries)

    def checked_entry(self, raw: object) -> str:
        if not isinstance(raw, str) or len(raw) > self.longest or "\0" in raw:
            raise NotAllowedError
        if self.choices and raw not in self.choices:
            raise NotAllowedError
        return self.rule(raw) if self.rule else raw

    def from_text(self, text: str) -> Entries:
        if not text.strip():
            return Entries()
        if text.lstrip().startswith("{"):
            return self.checked(_toml_value(text))
        raise NotAllowedError(
            Sentence("write it as {example}, or set one entry with GROUP.SETTING.NAME.", example='{name = "value"}')
        )

"""Describes what the app tells a person as data: a template that translators know, and the values for its gaps.

Nothing here is text yet. Each front end renders it in its own language (`FrontLanguage`), so that numbers, days, money
and the names of settings look as the person writes them. Code that decides anything compares sentences or their
templates, never rendered text.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import LiteralString, Protocol, TypeAlias

_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Dollars:
    """An amount of US dollars."""

    amount: float

    @property
    def digits(self) -> int:
        """Return the decimal places: cents, or as many as the amount has if it is below a dollar."""
        cents = self.amount * 100
        return 2 if self.amount >= 1 or abs(cents - round(cents)) < 0.005 else 4


@dataclass(frozen=True, slots=True)
class DataSize:
    """An amount of data."""

    bytes: int


@dataclass(frozen=True, slots=True)
class SettingPlace:
    """A page of the settings, given by one of its settings, such as `engines.allow_plain`."""

    key: str


Value: TypeAlias = "str | int | float | date | Dollars | DataSize | SettingPlace | Sentence"
"""A text is a name, a path or an address, which is the same in every language."""


@dataclass(frozen=True, slots=True, init=False)
class Sentence:
    """`Sentence("There is no file {path}.", path=path)`; `str` renders it in English.

    The template is written out where it is used: `scripts/translations.py` finds it there, and each of its gaps has an
    argument of its name.
    """

    template: str
    values: tuple[tuple[str, Value], ...]

    def __init__(self, template: LiteralString, /, **values: Value) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", tuple(values.items()))

    @classmethod
    def restored(cls, template: str, values: tuple[tuple[str, Value], ...] = ()) -> "Sentence":
        """Restore a sentence that was stored earlier, perhaps by another version of the app."""
        if not values and "{" in template:
            return verbatim(template)
        sentence = cls("")
        object.__setattr__(sentence, "template", template)
        object.__setattr__(sentence, "values", values)
        return sentence

    def __str__(self) -> str:
        return ENGLISH.render(self)


def verbatim(text: str) -> Sentence:
    """Return words that we did not write, such as an operating system's, to be shown as they are."""
    return Sentence("{text}", text=text)


def in_a_row(*sentences: Sentence) -> Sentence:
    """Join sentences into one, one after the other."""
    return _halved(sentences, lambda first, second: Sentence("{first} {second}", first=first, second=second))


def listed(*clauses: Sentence) -> Sentence:
    """Join parts of one sentence with commas."""
    return _halved(clauses, lambda first, second: Sentence("{first}, {second}", first=first, second=second))


def _halved(parts: Sequence[Sentence], joined: Callable[[Sentence, Sentence], Sentence]) -> Sentence:
    """Join the parts with minimal nesting, because hundreds of them must not exceed the renderer's recursion limit."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return joined(_halved(parts[:middle], joined), _halved(parts[middle:], joined))


def told_by(error: Exception) -> Sentence:
    """Return the sentence that an exception was raised with, or else its own words."""
    first = error.args[0] if error.args else None
    return first if isinstance(first, Sentence) else verbatim(str(error))


class FrontLanguage(Protocol):
    """A front end's way of writing the values in a sentence."""

    def template(self, template: str) -> str: ...
    def number(self, number: float) -> str: ...
    def day(self, day: date) -> str: ...
    def dollars(self, amount: Dollars) -> str: ...
    def size(self, count: int) -> str: ...
    def place(self, key: str) -> str: ...


def render(sentence: Sentence, language: FrontLanguage) -> str:
    values = dict(sentence.values)

    def filled(gap: re.Match[str]) -> str:
        return _written(values[gap[1]], language) if gap[1] in values else gap[0]

    return _GAP.sub(filled, language.template(sentence.template))


def _written(value: Value, language: FrontLanguage) -> str:
    match value:
        case str():
            return value
        case int() | float():
            return language.number(value)
        case date():
            return language.day(value)
        case Dollars():
            return language.dollars(value)
        case DataSize(count):
            return language.size(count)
        case SettingPlace(key):
            return language.place(key)
        case Sentence():
            return render(value, language)


_PAGES_CALLED_OTHERWISE = {"local": "Models"}


class English:
    """Implements `FrontLanguage`. A setting's page is called by its group's name here
    (`tests/settings/test_places.py`).
    """

    def render(self, sentence: Sentence) -> str:
        return render(sentence, self)

    def template(self, template: str) -> str:
        return template

    def number(self, number: float) -> str:
        return str(number) if isinstance(number, int) else f"{number:g}"

    def day(self, day: date) -> str:
        return day.isoformat()

    def dollars(self, amount: Dollars) -> str:
        return f"${amount.amount:,.{amount.digits}f}"

    def size(self, count: int) -> str:
        return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"

    def place(self, key: str) -> str:
        group = key.partition(".")[0]
        return _PAGES_CALLED_OTHERWISE.get(group, group.capitalize())


ENGLISH = English()

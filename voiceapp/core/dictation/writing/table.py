"""Defines what the tables of written forms hold: a table a language, whose rules are all that differs between them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class WritingRule(Enum):
    """Names the kinds of text that are written otherwise than they are said."""

    FILLERS = "fillers"
    NUMBERS = "numbers"
    DIGITS = "digits"
    """Rows of digits that are said one by one, such as those of a telephone number."""
    ORDINALS = "ordinals"
    FRACTIONS = "fractions"
    DATES = "dates"
    TIMES = "times"
    MONEY = "money"
    UNITS = "units"
    ADDRESSES = "addresses"
    SPELLING = "spelling"
    LISTS = "lists"


DEFAULT_RULES = frozenset(WritingRule) - {WritingRule.FRACTIONS}
"""Everything but "2/3", which many would rather read in words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as it was read from words."""

    value: int
    length: int
    """How many words it took."""
    decimals: str = ""
    scale: str = ""
    """The word for millions that stays beside the digits."""
    part: tuple[int, int] | None = None
    """The fraction after the whole, such as the half of "two and a half"."""
    digits: bool = False
    """It was in digits already."""
    round: bool = False
    """It is "a hundred" or the like, which often only means many."""
    one: bool = False
    """It is a word that may be an article."""

    @property
    def whole(self) -> bool:
        return not (self.decimals or self.scale or self.part)


@dataclass(frozen=True, slots=True)
class Place:
    """The words from a place on up to the next mark, and those before it."""

    words: Sequence[str]
    keys: Sequence[str]
    """The same in small letters."""
    before: Sequence[str]
    """The words between the mark before and this place, in small letters."""

    def key(self, at: int) -> str:
        return self.keys[at] if at < len(self.keys) else ""

    def phrase(self, at: int, phrases: Mapping[str, "WrittenUnit"]) -> "tuple[WrittenUnit, int] | None":
        """The longest of some phrases that begins there, with the number of its words."""
        for length in range(min(4, len(self.keys) - at), 0, -1):
            found = phrases.get(" ".join(self.keys[at : at + length]))
            if found is not None:
                return found, length
        return None


@dataclass(frozen=True, slots=True)
class Found:
    """Holds what is written for the next words."""

    text: str | None
    """None: they stay as they are."""
    length: int


def words(listed: str) -> list[str]:
    return listed.split()


ReadNumber = Callable[[Sequence[str], int], Reading | None]
LanguageRule = Callable[[Place], Found | None]
YearRule = Callable[[Place], Reading | None]


@dataclass(frozen=True, slots=True)
class WrittenUnit:
    sign: str
    close: bool = False
    """Written without a space between."""
    named: bool = False
    """The unit stays a word, so that small words beside it may stay words too."""
    before: bool = False
    """A currency whose sign stands before the number."""
    small: tuple[str, ...] = ()
    """The words for the hundredth of a currency."""
    halves: bool = False
    """A number after the unit counts its hundredths: "drei Meter fünfzig"."""


@dataclass(frozen=True, slots=True)
class AddressWords:
    at: frozenset[str]
    dots: frozenset[str]
    joins: Mapping[str, str]
    slashes: frozenset[str]
    colon: str
    cues: frozenset[str]
    """Words after which a name before "at" belongs to an address."""
    never_names: frozenset[str]
    """Words that are no part of an address although they stand before "at" or "dot"."""
    three_w: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SpellingWords:
    triggers: tuple[tuple[str, ...], ...]
    alphabet: Mapping[str, str]
    twice: frozenset[str]
    capital: frozenset[str]
    explains: tuple[tuple[str, ...], ...]
    """What stands between a letter and a word that begins with it."""
    joins: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WritingTable:
    fillers: frozenset[str]
    openers: frozenset[str]
    """Words that keep the comma after them when a filler goes."""
    read: ReadNumber
    digit: Mapping[str, str]
    repeats: Mapping[str, int]
    """What is said for a digit that comes twice or three times."""
    pairs: bool
    """Rows of digits may hold pairs as well."""
    point: str
    group: str
    grouped_from: int
    small: int
    """Numbers below it stay words where they stand alone."""
    ranges: frozenset[str]
    between: tuple[str, str]
    minus: str
    comma: str
    """What is said before decimals."""
    units: Mapping[str, WrittenUnit]
    currencies: Mapping[str, WrittenUnit]
    also: str
    """The word for "and" between a currency and its hundredths."""
    kept: frozenset[tuple[str, ...]]
    """Idioms that hold numbers and stay words."""
    counted: frozenset[str]
    """What is counted: a number before one of these is no part of the price, hour or year before it."""
    years: YearRule
    ordinals: LanguageRule
    fractions: LanguageRule
    dates: LanguageRule
    times: LanguageRule
    addresses: AddressWords
    spelling: SpellingWords
    compounds: Callable[[str], bool]
    """Says whether a piece between hyphens may be a number, so that the whole is taken apart."""

"""Writes numbers, rows of digits, percentages, units and money."""

from collections.abc import Sequence
from itertools import pairwise

from voiceapp.core.dictation.writing.table import Found, Place, Reading, WritingTable, WrittenUnit

_SHORTEST_ROW = 3
_YEARS = range(2001, 2100)
_VULGAR = {(1, 2): "½", (1, 4): "¼", (3, 4): "¾"}
_EXACT = {(1, 2): "5", (1, 4): "25", (3, 4): "75"}


def grouped(digits: str, table: WritingTable, least: int | None = None) -> str:
    """The digits of a whole number, in threes where it is long."""
    if len(digits) < (table.grouped_from if least is None else least):
        return digits
    head = len(digits) % 3 or 3
    return table.group.join([digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))])


def in_digits(reading: Reading, table: WritingTable, least: int | None = None) -> str:
    decimals = reading.decimals or (_EXACT[reading.part] if reading.part else "")
    number = grouped(str(reading.value), table, least)
    return f"{number}{table.point * bool(decimals)}{decimals}{' ' * bool(reading.scale)}{reading.scale}"


def _stays_a_word(reading: Reading, table: WritingTable) -> bool:
    return reading.round or (reading.whole and (reading.one or reading.value < table.small))


# --- numbers that stand alone


def numbers(place: Place, table: WritingTable) -> Found | None:
    year = table.years(place)
    if year is not None:
        return Found(str(year.value), year.length)
    reading = table.read(place.keys, 0)
    if reading is None:
        return None
    if table.read(place.keys, reading.length) is not None:
        return _side_by_side(place, reading, table)
    if table.compounds(place.key(reading.length)):
        return Found(None, reading.length + 1)  # An ordinal: "twenty first".
    if reading.part is not None or (_stays_a_word(reading, table) and not _beside_larger(place, reading, table)):
        return Found(None, reading.length)
    if reading.digits and reading.whole:
        return Found(None, reading.length)
    # Two thousand and eight may be a year.
    ungrouped = 5 if reading.whole and reading.value in _YEARS else None
    return Found(in_digits(reading, table, ungrouped), reading.length)


def _side_by_side(place: Place, reading: Reading, table: WritingTable) -> Found:
    """Nobody knows what two numbers in a row are, so they stay words."""
    length = reading.length
    while (following := table.read(place.keys, length)) is not None:
        length += following.length
    return Found(None, length)


def _beside_larger(place: Place, reading: Reading, table: WritingTable) -> bool:
    """Says whether a small number is the end of a span whose other end is written in digits."""
    if reading.one or reading.round:
        return False
    between, word = table.between
    spans = place.key(reading.length) in table.ranges or (
        place.key(reading.length) == word and place.before[-1:] == [between]
    )
    other = table.read(place.keys, reading.length + 1) if spans else None
    return other is not None and not _stays_a_word(other, table)


# --- rows of digits


def rows(place: Place, table: WritingTable) -> Found | None:
    """Digits that are said one after the other, unless somebody only counts."""
    plus = place.key(0) == "plus"
    digits, length, spoken = _row(place, int(plus), table)
    if len(spoken) < (_SHORTEST_ROW + 1 if plus else _SHORTEST_ROW) or _counts(spoken):
        return None
    return Found("+" * plus + digits, length)


def _row(place: Place, at: int, table: WritingTable) -> tuple[str, int, Sequence[str]]:
    spoken: list[str] = []
    pairs = table.pairs and (at == 1 or table.digit.get(place.key(at)) == "0")
    while True:
        times = table.repeats.get(place.key(at), 0)
        digit = table.digit.get(place.key(at + bool(times)))
        if digit is not None:
            spoken += [digit] * (times or 1)
            at += 1 + bool(times)
            continue
        pair = table.read(place.keys, at) if pairs else None
        if pair is None or not pair.whole or pair.value > 99:
            return "".join(spoken), at, spoken
        spoken.append(str(pair.value))
        at += pair.length


def _counts(spoken: Sequence[str]) -> bool:
    steps = {int(after) - int(before) for before, after in pairwise(spoken)}
    return steps in ({1}, {-1})


# --- units and percentages


def units(place: Place, table: WritingTable) -> Found | None:
    minus = place.key(0) == table.minus
    at = int(minus)
    reading = table.read(place.keys, at)
    if reading is None or place.before[-1:] == [table.comma]:
        return None
    at += reading.length
    span = _span(place, at, table)
    if span is not None:
        return _with_span(place, reading, span, table)
    found = place.phrase(at, table.units)
    if found is None or (minus and found[0].close):
        return None
    unit, length = found
    if unit.named and (reading.round or reading.value == 1) and reading.whole:
        return Found(None, at + length)
    cents = table.read(place.keys, at + length) if unit.halves and reading.whole else None
    if cents is not None and cents.whole and 10 <= cents.value < 100:
        reading = Reading(reading.value, 0, f"{cents.value:02}")
        length += cents.length
    return Found("-" * minus + _with_unit(in_digits(reading, table), unit, place.words[at : at + length]), at + length)


def _span(place: Place, at: int, table: WritingTable) -> Reading | None:
    return table.read(place.keys, at + 1) if place.key(at) in table.ranges else None


def _with_span(place: Place, first: Reading, other: Reading, table: WritingTable) -> Found | None:
    word = first.length
    found = place.phrase(word + 1 + other.length, table.units)
    if found is None or place.key(0) == table.minus:
        return None
    unit, length = found
    end = word + 1 + other.length
    last = _with_unit(in_digits(other, table), unit, place.words[end : end + length])
    return Found(f"{in_digits(first, table)} {place.words[word]} {last}", end + length)


def _with_unit(number: str, unit: WrittenUnit, said: Sequence[str]) -> str:
    if unit.named:
        return f"{number} {' '.join(said)}"
    return f"{number}{'' if unit.close else ' '}{unit.sign}"


# --- money


def money(place: Place, table: WritingTable) -> Found | None:
    reading = table.read(place.keys, 0)
    found = None if reading is None else place.phrase(reading.length, table.currencies)
    if reading is None or found is None or (reading.round and reading.scale):
        return None
    currency, length = found
    end = reading.length + length
    cents, more = _hundredths(place, end, currency, table) if reading.whole else ("", 0)
    return Found(_amount(reading, cents, currency, table), end + more)


def _hundredths(place: Place, at: int, currency: WrittenUnit, table: WritingTable) -> tuple[str, int]:
    linked = place.key(at) == table.also
    cents = table.read(place.keys, at + linked)
    if cents is None or not cents.whole or not 1 <= cents.value < 100:
        return "", 0
    named = place.key(at + linked + cents.length) in currency.small
    counts = place.key(at + linked + cents.length) in table.counted
    if not named and (linked or cents.value < 10 or counts):
        return "", 0
    return f"{cents.value:02}", linked + cents.length + named


def _amount(reading: Reading, cents: str, currency: WrittenUnit, table: WritingTable) -> str:
    decimals = cents or reading.decimals or (_EXACT[reading.part] if reading.part else "")
    if decimals and not reading.scale:
        decimals = decimals.ljust(2, "0")
    number = in_digits(Reading(reading.value, 0, decimals, reading.scale), table, 4)
    return f"{currency.sign}{number}" if currency.before else f"{number} {currency.sign}"


# --- fractions


def mixed_fraction(place: Place, table: WritingTable) -> Found | None:
    """ "Two and a half" is 2½ where fractions are written."""
    reading = table.read(place.keys, 0)
    if reading is None or reading.part is None:
        return None
    return Found(f"{reading.value}{_VULGAR[reading.part]}", reading.length)

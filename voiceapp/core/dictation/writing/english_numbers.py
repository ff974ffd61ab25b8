"""Reads English numbers, years, dates and times from words."""

import re
from collections.abc import Sequence

from voiceapp.core.dictation.writing.table import Found, Place, Reading, words

UNITS = {
    word: value
    for value, word in enumerate(
        words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
            "eighteen nineteen"
        )
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LARGE = frozenset(("million", "billion", "trillion"))
_ORDINAL_UNITS = {
    word: value
    for value, word in enumerate(
        words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
            "sixteenth seventeenth eighteenth nineteenth"
        ),
        start=1,
    )
}
_ORDINAL_TENS = {f"{word[:-1]}ieth": value for word, value in TENS.items()}
_DECADES = {f"{word[:-1]}ies": value for word, value in TENS.items()}
MONTHS = {
    month.lower(): month
    for month in (words("January February March April May June July August September October November December"))
}
_VERBS = frozenset(("may", "march"))
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3}){1,9}|\d{1,30})(?:\.(\d+))?")
_MIXED = {("half",): (1, 2), ("quarter",): (1, 4)}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "eighth": 8, "tenth": 10}
_CLOCK = frozenset(("at", "by", "until", "till", "from", "before", "after", "since", "around"))
_TELLING = _CLOCK | {"is", "was", "it's", "it’s"}
COUNTED = frozenset(
    words("people persons men women children kids guests visitors seconds minutes hours days weeks months years times")
)
_OF_A_YEAR = frozenset(words("in since by until till from to before after during of around year"))
_HALVES = {"am": "AM", "a.m": "AM", "pm": "PM", "p.m": "PM"}


def compounds(piece: str) -> bool:
    return any(piece in words for words in (UNITS, TENS, _SCALES, _ORDINAL_UNITS, _ORDINAL_TENS)) or piece == "hundred"


def read(words: Sequence[str], at: int) -> Reading | None:
    digits = _DIGITS.fullmatch(words[at]) if at < len(words) else None
    if digits:
        scale = words[at + 1] if at + 1 < len(words) and words[at + 1] in _LARGE else ""
        value = int(digits[1].replace(",", ""))
        return Reading(value, 1 + bool(scale), digits[2] or "", scale, digits=not scale)
    run = list(words[at : at + 16])
    article = run[:1] in (["a"], ["an"]) and run[1:2] != [] and _is_scale(run[1])
    bare = bool(run) and _is_scale(run[0])
    if article:
        run[0] = "one"
    elif bare:
        run.insert(0, "one")
    value, end = _whole(run)
    if not end:
        return None
    return _extended(run, value, end, round_=(article or bare) and end == 2, less=int(bare))


def _is_scale(word: str) -> bool:
    return word == "hundred" or word in _SCALES


def _extended(run: Sequence[str], value: int, end: int, *, round_: bool, less: int) -> Reading:
    """The number with what follows it: decimals, a half, millions."""
    decimals, after = _decimals(run, end)
    scale = run[after] if decimals and run[after : after + 1] and run[after] in _LARGE else ""
    if decimals:
        return Reading(value, after + bool(scale) - less, decimals, scale)
    for said, part in _MIXED.items():
        if tuple(run[end : end + 3]) == ("and", "a", *said):
            scaled = run[end + 3] if run[end + 3 : end + 4] and run[end + 3] in _LARGE else ""
            if scaled:
                return Reading(value, end + 4 - less, {2: "5", 4: "25"}[part[1]], scaled)
            return Reading(value, end + 3 - less, part=part)
    if tuple(run[end : end + 3]) == ("and", "three", "quarters"):
        return Reading(value, end + 3 - less, part=(3, 4))
    last = run[end - 1]
    if last in _LARGE and value % _SCALES[last] == 0 and value < 1000 * _SCALES[last]:
        return Reading(value // _SCALES[last], end - less, scale=last, round=round_)
    return Reading(value, end - less, round=round_)


def _whole(words: Sequence[str]) -> tuple[int, int]:
    """The value of the number at the beginning, and where it ends; 0 where none does."""
    total, end, limit = 0, 0, 10**15
    while True:
        begin = end + (end > 0 and words[end : end + 1] == ["and"])
        value, after = _below_thousand(words, begin)
        if after == begin or (value == 0 and end):
            return total, end
        scale = _SCALES.get(words[after], 0) if after < len(words) else 0
        if not scale:
            return total + value, after
        if scale >= limit:
            return total, end
        total, end, limit = total + value * scale, after + 1, scale


def _below_thousand(words: Sequence[str], at: int) -> tuple[int, int]:
    value, end = below_hundred(words, at)
    if end == at or words[end : end + 1] != ["hundred"] or value == 0:
        return value, end
    begin = end + 1 + (words[end + 1 : end + 2] == ["and"])
    rest, after = below_hundred(words, begin)
    following = words[after : after + 1] == ["hundred"]
    return (100 * value + rest, after) if rest and not following else (100 * value, end + 1)


def below_hundred(words: Sequence[str], at: int) -> tuple[int, int]:
    word = words[at] if at < len(words) else ""
    if word in UNITS:
        return UNITS[word], at + 1
    if word not in TENS:
        return 0, at
    unit = UNITS.get(words[at + 1], 0) if at + 1 < len(words) else 0
    return (TENS[word] + unit, at + 2) if 0 < unit < 10 else (TENS[word], at + 1)


def _decimals(words: Sequence[str], at: int) -> tuple[str, int]:
    if words[at : at + 1] != ["point"]:
        return "", at
    digits, end = "", at + 1
    while end < len(words):
        value, after = below_hundred(words, end)
        if after > end and (value < 10 or not digits):
            digits, end = f"{digits}{value}", after
        elif words[end] == "oh" or words[end].isdecimal():
            digits, end = digits + ("0" if words[end] == "oh" else words[end]), end + 1
        else:
            break
    return (digits, end) if digits else ("", at)


# --- years


def years(words: Sequence[str], at: int) -> Reading | None:
    """A year that is said in pairs: "nineteen eighty-four", "twenty oh six"."""
    century, end = below_hundred(words, at)
    if not 15 <= century <= 20:
        return None
    if words[end : end + 1] == ["oh"]:
        unit, after = below_hundred(words, end + 1)
        return Reading(100 * century + unit, after - at) if 0 < unit < 10 else None
    rest, after = below_hundred(words, end)
    if not 10 <= rest <= 99:
        return None
    return Reading(100 * century + rest, after - at)


def lone_year(place: Place) -> Reading | None:
    """A year in pairs, unless it is rather two counts: "there were twenty twenty five people"."""
    reading = years(place.keys, 0)
    if reading is None or place.key(reading.length) not in COUNTED:
        return reading
    return reading if place.before[-1:] and place.before[-1] in _OF_A_YEAR else None


def _year(words: Sequence[str], at: int) -> Reading | None:
    paired = years(words, at)
    if paired is not None:
        return paired
    reading = read(words, at)
    return reading if reading is not None and reading.whole and 1100 <= reading.value < 2100 else None


# --- ordinals and fractions


def _ordinal(keys: Sequence[str], at: int) -> tuple[int, int]:
    word = keys[at] if at < len(keys) else ""
    if word in _ORDINAL_UNITS:
        return _ORDINAL_UNITS[word], 1
    if word in _ORDINAL_TENS:
        return _ORDINAL_TENS[word], 1
    unit = _ORDINAL_UNITS.get(keys[at + 1], 10) if at + 1 < len(keys) else 10
    return (TENS[word] + unit, 2) if word in TENS and unit < 10 else (0, 0)


def _suffixed(value: int) -> str:
    suffix = "th" if 10 < value % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


def ordinals(place: Place) -> Found | None:
    value, length = _ordinal(place.keys, 0)
    last = place.before[-1:]
    if last == ["a"] and length == 2 and place.key(1) == "second":
        return Found(str(value - 2), 1)  # "A twenty second delay" is twenty seconds long.
    if value < 10 or (last in (["a"], ["one"]) and length == 1):
        return None
    return Found(_suffixed(value), length)


def fractions(place: Place) -> Found | None:
    """ "Two thirds" is 2/3."""
    value, end = below_hundred(place.keys, 0)
    name = place.key(end)
    parts = _PARTS.get("half" if name == "halves" else name.removesuffix("s"))
    if not 0 < value < 20 or parts is None or (value == 1) == name.endswith("s"):
        return None
    return None if parts == 10 and value > 9 else Found(f"{value}/{parts}", end + 1)


# --- dates


def dates(place: Place) -> Found | None:
    return _month_first(place) or _day_first(place) or _decade(place)


def _month(place: Place, at: int) -> str | None:
    """A month, unless it is rather a verb."""
    month = MONTHS.get(place.key(at))
    if month is None:
        return None
    doubtful = place.key(at) in _VERBS
    begins = at == 0 and not place.before
    return None if doubtful and (not place.words[at][:1].isupper() or begins) else month


def _month_first(place: Place) -> Found | None:
    month = _month(place, 0)
    if month is None and place.key(0) in _VERBS and _surely_date(place):
        month = MONTHS[place.key(0)]
    if month is None:
        return None
    year = _year(place.keys, 1)
    if year is not None:
        return Found(f"{month} {year.value}", 1 + year.length)
    day, end = _day(place, 1)
    if not day:
        return None
    year = _year(place.keys, end)
    return Found(f"{month} {day}, {year.value}", end + year.length) if year else Found(f"{month} {day}", end)


def _surely_date(place: Place) -> bool:
    """Says whether "march" or "may" is a month because of what follows."""
    day, end = _day(place, 1)
    alone = place.words[0][:1].isupper() and end == len(place.keys)
    return bool(day) and (alone or _year(place.keys, end) is not None)


def _day(place: Place, at: int) -> tuple[int, int]:
    value, length = _ordinal(place.keys, at)
    if not length:
        value, end = below_hundred(place.keys, at)
        length = end - at if place.key(end) != "of" else 0
    return (value, at + length) if length and 1 <= value <= 31 else (0, at)


def _day_first(place: Place) -> Found | None:
    value, length = _ordinal(place.keys, 0)
    if not 1 <= value <= 31 or place.key(length) != "of" or place.before[-1:] in (["a"], ["one"]):
        return None
    month = MONTHS.get(place.key(length + 1))
    if month is None:
        return None
    end = length + 2
    year = _year(place.keys, end)
    written = f"{_suffixed(value)} of {month}"
    return Found(f"{written} {year.value}", end + year.length) if year else Found(written, end)


def _decade(place: Place) -> Found | None:
    century, end = below_hundred(place.keys, 0)
    decade = _DECADES.get(place.key(end))
    return Found(f"{century}{decade}s", end + 1) if decade and 11 <= century <= 20 else None


# --- times


def times(place: Place) -> Found | None:
    if _once(place):
        return Found(None, 2)
    hour, end = below_hundred(place.keys, 0)
    given = place.words[0] if place.key(0).isdecimal() and len(place.words[0]) <= 2 else ""
    if given:
        hour, end = int(given), 1
    if not end or hour > 23:
        return None
    if place.key(end) in ("o'clock", "o’clock"):
        return Found(f"{hour} {place.words[end]}", end + 1) if hour <= 12 else None
    if place.key(end) == "hundred" and place.key(end + 1) == "hours":
        return Found(f"{hour}:00", end + 2)
    if place.key(end) in ("past", "to") and not given:
        return _told(place, hour, end)
    minute, after = _minute(place, end)
    half = _half(place, after)
    if half is not None and 1 <= hour <= 12:
        return Found(f"{hour}{minute and f':{minute}'} {half[0]}", after + half[1])
    latest = 23 if place.before[-1:] == ["at"] else 12
    if minute and place.before[-1:] and place.before[-1] in _CLOCK and hour <= latest:
        return Found(f"{hour}:{minute}", after)
    return None


def _once(place: Place) -> bool:
    """ "At one point five people left" is no decimal."""
    if place.before[-1:] != ["at"] or [place.key(0), place.key(1)] != ["one", "point"]:
        return False
    _, end = below_hundred(place.keys, 2)
    return end > 2 and place.key(end) in COUNTED


def _told(place: Place, minutes: int, at: int) -> Found | None:
    """ "Ten to five" stays as it is."""
    hour, end = below_hundred(place.keys, at + 1)
    timely = place.key(at) == "past" or (place.before[-1:] != [] and place.before[-1] in _TELLING)
    return Found(None, end) if timely and minutes in (5, 10, 20, 25) and 1 <= hour <= 12 else None


def _minute(place: Place, at: int) -> tuple[str, int]:
    if place.key(at) == "oh":
        value, end = below_hundred(place.keys, at + 1)
        return (f"0{value}", end) if 0 < value < 10 else ("", at)
    value, end = below_hundred(place.keys, at)
    return (str(value), end) if 10 <= value <= 59 else ("", at)


def _half(place: Place, at: int) -> tuple[str, int] | None:
    half = _HALVES.get(place.key(at))
    if half is not None:
        return None if place.key(at + 1) == "i" else (half, 1)
    if place.key(at) in ("a", "p") and place.key(at + 1) == "m":
        return f"{place.key(at).upper()}M", 2
    return None

"""Reads German numbers, years, dates and times from words."""

import re
from collections.abc import Sequence

from voiceapp.core.dictation.writing.table import Found, Place, Reading, words
from voiceapp.core.text.german_numbers import compound_number

DIGITS = {
    word: str(value) for value, word in enumerate(words("null eins zwei drei vier fünf sechs sieben acht neun"))
} | {"zwo": "2"}
_SCALES = {
    "million": 10**6,
    "millionen": 10**6,
    "milliarde": 10**9,
    "milliarden": 10**9,
    "billion": 10**12,
    "billionen": 10**12,
}
_ONE = frozenset(("ein", "eine", "einen", "einem", "einer"))
_WRITTEN = re.compile(r"(\d{1,3}(?:\.\d{3}){1,9}|\d{1,30})(?:,(\d+))?")
_HALF = re.compile(r"(\w+?)(?:und)?einhalb")
_ORDINAL = re.compile(r"(\w+?)(?:te|ste)[nrsm]?")
_IRREGULAR = {"ers": 1, "drit": 3, "sieb": 7, "ach": 8}
MONTHS = {
    month.lower(): month
    for month in words("Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember")
}
_DAYS = frozenset(("am", "vom", "zum", "den", "der", "dem"))
COUNTED = frozenset(
    words(
        "leute personen menschen männer frauen kinder gäste besucher sekunden minuten stunden tage wochen monate jahre mal"
    )
)
_TEENTH = 13
_PARTS = {"halbe": 2, "drittel": 3, "viertel": 4, "fünftel": 5, "achtel": 8, "zehntel": 10}


def compounds(piece: str) -> bool:
    return compound_number(piece) is not None


def read(words: Sequence[str], at: int) -> Reading | None:
    word = words[at] if at < len(words) else ""
    written = _WRITTEN.fullmatch(word)
    following = words[at + 1] if at + 1 < len(words) else ""
    if written:
        scale = following.capitalize() if following in _SCALES else ""
        value = int(written[1].replace(".", ""))
        return Reading(value, 1 + bool(scale), written[2] or "", scale, digits=not scale)
    mixed = _mixed(word)
    if mixed is not None:
        if following in _SCALES:
            return Reading(mixed, 2, "5", following.capitalize())
        return Reading(mixed, 1, part=(1, 2))
    if word in _ONE:
        if following in _SCALES:
            return Reading(1, 2, scale=following.capitalize(), round=word != "ein")
        return Reading(1, 1, one=True)
    counted = compound_number(word)
    return None if counted is None else _extended(words, at, counted)


def _mixed(word: str) -> int | None:
    """The whole of a number with a half in one word."""
    if word in ("anderthalb", "eineinhalb", "einundeinhalb"):
        return 1
    found = _HALF.fullmatch(word)
    return compound_number(found[1]) if found else None


def _extended(words: Sequence[str], at: int, value: int) -> Reading:
    decimals, end = _decimals(words, at + 1)
    scale = words[end] if end < len(words) and words[end] in _SCALES else ""
    if not scale:
        return Reading(value, end - at, decimals, round=words[at] in ("hundert", "tausend") and not decimals)
    if decimals:
        return Reading(value, end + 1 - at, decimals, scale.capitalize())
    rest = compound_number(words[end + 1]) if end + 1 < len(words) else None
    if rest is not None and rest >= 1000:
        return Reading(value * _SCALES[scale] + rest, end + 2 - at)
    return Reading(value, end + 1 - at, scale=scale.capitalize())


def _decimals(words: Sequence[str], at: int) -> tuple[str, int]:
    if at >= len(words) or words[at] != "komma":
        return "", at
    digits, end = "", at + 1
    while end < len(words):
        value = compound_number(words[end])
        if words[end].isdecimal():
            digits += words[end]
        elif value is not None and (value < 10 or (not digits and value < 100)):
            digits += str(value)
        else:
            break
        end += 1
    return (digits, end) if digits else ("", at)


def years(words: Sequence[str], at: int) -> Reading | None:
    """A year that a recogniser cut in two: "neunzehnhundert vierundachtzig"."""
    first = compound_number(words[at])
    second = compound_number(words[at + 1]) if at + 1 < len(words) else None
    if first is None or second is None or first % 100 or not 1100 <= first <= 2000 or not 0 < second < 100:
        return None
    return Reading(first + second, 2)


def _year(place: Place, at: int) -> tuple[str, int]:
    reading = (years(place.keys, at) or read(place.keys, at)) if at < len(place.keys) else None
    if reading is not None and reading.whole and 1100 <= reading.value < 2100:
        return str(reading.value), at + reading.length
    return "", at


# --- ordinals and fractions


def _ordinal(word: str) -> int:
    """The number of "einundzwanzigsten"; 0 where it is none."""
    found = _ORDINAL.fullmatch(word)
    if found is None:
        return 0
    stem = found[1]
    irregular = _IRREGULAR.get(stem) or _IRREGULAR.get(f"{stem}s")
    return irregular or compound_number(stem) or 0


def ordinals(place: Place) -> Found | None:
    value = _ordinal(place.key(0))
    plain = place.key(0).startswith(("hundert", "tausend")) and value % 100 == 0
    return Found(f"{value}.", 1) if value >= _TEENTH and not plain else None


def fractions(place: Place) -> Found | None:
    """ "Zwei Drittel" is 2/3."""
    reading = read(place.keys, 0)
    parts = _PARTS.get(place.key(1))
    if reading is None or parts is None or reading.length > 1 or not 0 < reading.value < 20:
        return None
    return Found(f"{reading.value}/{parts}", 2)


# --- dates and times


def dates(place: Place) -> Found | None:
    day = _ordinal(place.key(0))
    if not 1 <= day <= 31:
        return None
    month = MONTHS.get(place.key(1))
    if month is not None:
        year, end = _year(place, 2)
        return Found(f"{day}. {month}{year and f' {year}'}", end)
    number = _ordinal(place.key(1))
    if not 1 <= number <= 12 or place.before[-1:] == [] or place.before[-1] not in _DAYS:
        return None
    year, end = _year(place, 2)
    # Before a noun they only count: "die ersten zweiten Plätze".
    counted = not year and end < len(place.words) and place.words[end][:1].isupper()
    return None if counted else Found(f"{day}.{number}.{year}", end)


def times(place: Place) -> Found | None:
    reading = read(place.keys, 0)
    if reading is None or reading.length > 1 or not reading.whole or reading.value > 24 or place.key(1) != "uhr":
        return None
    if reading.one and place.key(0) != "ein":
        return None
    minutes = read(place.keys, 2)
    if minutes is None or not minutes.whole or minutes.one or not 1 <= minutes.value <= 59:
        return Found(f"{reading.value} Uhr", 2)
    if place.key(2 + minutes.length) in COUNTED:
        return Found(f"{reading.value} Uhr", 2)
    return Found(f"{reading.value}:{minutes.value:02} Uhr", 2 + minutes.length)

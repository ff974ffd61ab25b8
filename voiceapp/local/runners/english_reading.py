"""Writes out what English readers say of figures and abbreviations, where the phonemes' dictionaries would not.

They know cardinal and ordinal numbers, years, prices and most titles; this is about the rest.
"""

import re
from collections.abc import Iterator

FIRST_CLAUSE = 18
"""The fewest characters that sound like a clause of its own."""
LONG = 150
"""Characters from which a sentence is said clause by clause, so that it can be stopped, and none is waited for long."""

_WRITTEN_OUT = (
    (r"\be\.\s?g\.", "for example"),
    (r"\bi\.\s?e\.", "that is"),
    (r"\betc\.", "et cetera"),
    (r"\bvs\.?(?=\s)", "versus"),
    (r"\bapprox\.", "approximately"),
    (r"\bSt\.(?=\s+[A-Z])", "Saint"),
    (r"(?<=\w )St\.", "Street"),
    (r"\bAve\.", "Avenue"),
    (r"\bRd\.", "Road"),
    (r"\b[Nn]o\.(?=\s?\d)", "number"),
    (r"\bpp?\.(?=\s?\d)", "page"),
    (r"\bfig\.(?=\s?\d)", "figure"),
    (r"\bw/o\b", "without"),
    (r"\bProf\.", "Professor"),
    (r"\bDept\.", "Department"),
    (r"(?<=\w)\.(?=(?:com|org|net|io|dev|app|gov|edu|de|uk|eu)\b)", " dot "),
)
_UNITS = {
    "km/h": "kilometers per hour",
    "mph": "miles per hour",
    "m/s": "meters per second",
    "km": "kilometers",
    "cm": "centimeters",
    "mm": "millimeters",
    "kg": "kilograms",
    "mg": "milligrams",
    "g": "grams",
    "lb": "pounds",
    "lbs": "pounds",
    "oz": "ounces",
    "ft": "feet",
    "ml": "milliliters",
    "kB": "kilobytes",
    "MB": "megabytes",
    "GB": "gigabytes",
    "TB": "terabytes",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "Hz": "hertz",
    "kW": "kilowatts",
    "kWh": "kilowatt hours",
    "ms": "milliseconds",
    "°C": "degrees Celsius",
    "°F": "degrees Fahrenheit",
    "°": "degrees",
}
_UNIT = re.compile(
    r"(?<=\d)\s?(" + "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True)) + r")(?![\w/])"
)
_TIME = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?!\d)(\s?[ap]\.?m\b\.?)?", re.IGNORECASE)
_MINUS = re.compile(r"(?<![\w.,)])[-−](?=\d)")
_FRACTION = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_FRACTIONS = {
    (1, 2): "one half",
    (1, 3): "one third",
    (2, 3): "two thirds",
    (1, 4): "one quarter",
    (3, 4): "three quarters",
}
_RANGE = re.compile(r"(?<=\d)\s?[–—](?=\s?\d)")
_VERSION = re.compile(r"\bv(?=\d)")
_CLAUSE = re.compile(r"[,;:](?=\s)|\s[–—](?=\s)")


def in_words(text: str) -> str:
    said = text
    for pattern, words in _WRITTEN_OUT:
        said = re.sub(pattern, words, said)
    said = _TIME.sub(_spoken_time, said)
    said = _MINUS.sub("minus ", said)
    said = _UNIT.sub(lambda match: f" {_UNITS[match[1]]}", said)
    said = _FRACTION.sub(_spoken_fraction, said)
    said = _RANGE.sub(" to ", said)
    return _VERSION.sub("version ", said)


def clauses(sentence: str, *, first_alone: bool) -> Iterator[str]:
    """Yield a sentence in parts: whole if it's short, its first clause by itself where that is wanted."""
    begin = 0
    for mark in _CLAUSE.finditer(sentence):
        long_enough = mark.end() - begin >= FIRST_CLAUSE and len(sentence) - mark.end() >= FIRST_CLAUSE // 2
        if long_enough and (len(sentence) - begin > LONG or (first_alone and begin == 0)):
            yield sentence[begin : mark.end()]
            begin = mark.end()
    yield sentence[begin:]


def _spoken_time(match: re.Match[str]) -> str:
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").strip()
    if minute == 0 and not half:
        return f"{hour} o'clock" if 0 < hour <= 12 else f"{hour} hundred"
    said = f"{hour}" if minute == 0 else f"{hour} {f'oh {minute}' if minute < 10 else minute}"
    if not half:
        return said
    return f"{said} {half[0].lower()}.m."


def _spoken_fraction(match: re.Match[str]) -> str:
    return _FRACTIONS.get((int(match[1]), int(match[2])), f"{match[1]} over {match[2]}")

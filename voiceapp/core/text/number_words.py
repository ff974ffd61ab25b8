"""Turns numbers as people say them into digits: "twenty-five", "two and a half", "1,500", "vierundachtzig". Pure.

Digits that are said one by one stay digits ("five six seven" is 567), and what is said in pairs is read as pairs
("nineteen eighty-four" is 1984).
"""

import re
from collections.abc import Sequence

from voiceapp.core.text.german_numbers import german_in_digits, side_by_side, with_fraction

_UNITS = {
    name: value
    for value, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    name: value * 10
    for value, name in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WORD = "(?:" + "|".join([*_UNITS, *_TENS, "hundred", *_SCALES]) + r")\b"
_NEXT = rf"[\s-]+(?:(?:and|oh)\s+(?={_WORD}))?{_WORD}"
_SPOKEN = re.compile(rf"\b{_WORD}(?:{_NEXT})*(?:\s+point(?:[\s-]+{_WORD})+)?", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\b(\d+)\s+and\s+a\s+(half|quarter)\b", re.IGNORECASE)
_HALF_A = re.compile(r"\b(?:a\s+)?half\s+(?:of\s+)?an?\b|\bhalf\s+an?\b", re.IGNORECASE)
_A_FEW = re.compile(r"\ba\s+dozen\b", re.IGNORECASE)


def in_digits(text: str) -> str:
    """The text with its spoken numbers as digits."""
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    # German first: a "Million" is English as well, and would be taken away from its "eine".
    text = _SPOKEN.sub(lambda match: _value(match.group(0)), german_in_digits(text))
    text = _AND_A_HALF.sub(lambda match: f"{match.group(1)}.{'5' if match.group(2).lower() == 'half' else '25'}", text)
    return _A_FEW.sub("12", _HALF_A.sub("0.5", text))


def _value(said: str) -> str:
    whole, _, fraction = said.lower().partition("point")
    written = _whole(_words(whole))
    after = _words(fraction)
    if not after:
        return written
    return with_fraction(written, _numbers([word for word in after if word not in _SCALES]), _SCALES.get(after[-1], 1))


def _words(said: str) -> list[str]:
    return re.findall(r"[a-z]+", said)


def _whole(words: list[str]) -> str:
    parts: list[str] = []
    begin = 0
    for place, word in enumerate(words):
        # "One hundred and five" is one number, "five and six" are two.
        if word == "and" and words[place - 1] not in ("hundred", *_SCALES):
            parts.append(side_by_side(_numbers(words[begin:place])))
            begin = place + 1
    return " and ".join([*parts, side_by_side(_numbers(words[begin:]))])


def _numbers(words: Sequence[str]) -> list[int]:
    """Each number among consecutive words."""
    found: list[int] = []
    place = 0
    while place < len(words):
        value, place = _number(words, place)
        found.append(value)
    return found


def _number(words: Sequence[str], place: int) -> tuple[int, int]:
    """The number that begins here, and where it ends."""
    total, smallest, begin = 0, max(_SCALES.values()) + 1, place
    while place < len(words):
        value, after = _below_scales(words, place)
        scale = _SCALES.get(words[after], 0) if after < len(words) else 0
        if scale >= smallest:
            break
        if not scale:
            # Nothing may follow "thousand" that could not be a part of the number.
            return (total + value, after) if after > place and (value or place == begin) else (total, place)
        total += (value if after > place else 1) * scale
        smallest = scale
        place = _past_and(words, after + 1)
    return total, place


def _below_scales(words: Sequence[str], place: int) -> tuple[int, int]:
    value, after = _below_hundred(words, place)
    if after < len(words) and words[after] == "hundred":
        hundreds = (value if after > place else 1) * 100
        begin = _past_and(words, after + 1)
        rest, end = _below_hundred(words, begin)
        another = end < len(words) and words[end] == "hundred"
        return (hundreds + rest, end) if rest and not another else (hundreds, begin)
    return value, after


def _below_hundred(words: Sequence[str], place: int) -> tuple[int, int]:
    word = words[place] if place < len(words) else ""
    if word == "oh":
        return 0, place + 1
    if word in _UNITS:
        return _UNITS[word], place + 1
    if word not in _TENS:
        return 0, place
    unit = _UNITS.get(words[place + 1], 0) if place + 1 < len(words) else 0
    return (_TENS[word] + unit, place + 2) if 0 < unit < 10 else (_TENS[word], place + 1)


def _past_and(words: Sequence[str], place: int) -> int:
    return place + 1 if place < len(words) and words[place] == "and" else place

"""Turns numbers as people say them into digits: "twenty-five", "two and a half", "1,500". Pure."""

import re

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
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WORD = "|".join([*_UNITS, *_TENS, *_SCALES])
_SPOKEN = re.compile(
    rf"\b(?:(?:{_WORD})(?:[\s-]+(?:and\s+)?(?=(?:{_WORD})\b)|\b))+(?:\s+point(?:\s+(?:{_WORD}))+)?", re.IGNORECASE
)
_AND_A_HALF = re.compile(r"\b(\d+)\s+and\s+a\s+(half|quarter)\b", re.IGNORECASE)
_HALF_A = re.compile(r"\b(?:a\s+)?half\s+(?:of\s+)?an?\b|\bhalf\s+an?\b", re.IGNORECASE)
_A_FEW = re.compile(r"\ba\s+dozen\b", re.IGNORECASE)


def in_digits(text: str) -> str:
    """The text with its spoken numbers as digits."""
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = _SPOKEN.sub(lambda match: _value(match.group(0)), text)
    text = _AND_A_HALF.sub(lambda match: f"{match.group(1)}.{'5' if match.group(2).lower() == 'half' else '25'}", text)
    return _A_FEW.sub("12", _HALF_A.sub("0.5", text))


def _value(said: str) -> str:
    whole, _, fraction = said.lower().partition("point")
    total = _whole(whole)
    digits = "".join(str(_UNITS[word]) for word in re.findall(r"[a-z]+", fraction) if _UNITS.get(word, 10) < 10)
    return f"{total}.{digits}" if digits else str(total)


def _whole(said: str) -> int:
    total = group = 0
    for word in re.findall(r"[a-z]+", said):
        if word in _UNITS:
            group += _UNITS[word]
        elif word in _TENS:
            group += _TENS[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in _SCALES:
            total += max(group, 1) * _SCALES[word]
            group = 0
    return total + group

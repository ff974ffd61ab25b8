"""Turns German number words into digits: "vierundachtzig", "neunzehnhundertvierundachtzig", "drei Komma eins". Pure."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

_UNITS = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
_IN_COMPOUNDS = ["", "ein", *_UNITS[2:]]
_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_TEENS = ["dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
_NAMES = (
    {name: value for value, name in enumerate([*_UNITS, *_TEENS])}
    | {
        f"{_IN_COMPOUNDS[unit]}{'und' if unit else ''}{name}": ten * 10 + unit
        for ten, name in enumerate(_TENS, start=2)
        for unit in range(10)
    }
    | {"zwo": 2}
)
_BELOW_100 = _NAMES | {name.replace("ß", "ss"): value for name, value in _NAMES.items()}
_PART = (
    rf"(?:(?:(?:{'|'.join(_IN_COMPOUNDS[1:])})und)?(?:{'|'.join(_TENS).replace('ß', '(?:ß|ss)')})"
    rf"|{'|'.join(_TEENS)}|{'|'.join(reversed(_UNITS))}|zwo|ein)"
)
"""All names below a hundred. Written out, they would take a quarter of a second to compile."""
_HUNDREDS = rf"{_PART}?(?:hundert(?:und)?{_PART}?)?"
_MILLIONS = {"million": 1_000_000, "millionen": 1_000_000, "milliarde": 1_000_000_000, "milliarden": 1_000_000_000}
_COMPOUND = rf"{_HUNDREDS}(?:tausend(?:und)?{_HUNDREDS})?"
"""Matches nothing as well, so whoever uses it asks for a letter. Each way to say the same would cost its time when it is
compiled, many times over.
"""
_COUNTED = rf"(?!ein$|$){_COMPOUND}"
_LARGE = rf"\s+(?:{'|'.join(sorted(_MILLIONS, key=len, reverse=True))})"
_ONE = rf"\b(?=\w)(?!ein\b)(?:eine{_LARGE}|{_COMPOUND}(?<=\w)(?:{_LARGE})?)\b"
_SPOKEN = rf"{_ONE}(?:\s+{_ONE})*(?:\s+komma(?:\s+{_ONE})+)?"
_ENGLISH_AS_WELL = {"elf", "null"}
_MEASURED = (
    r"(?=(?:sekunde|minute|stunde|tage?|woche|monat|jahr|meter|kilometer|zentimeter|millimeter|meile|zoll|fuß|yard"
    r"|gramm|kilo|kilogramm|tonne|unze|liter|milliliter|gallone|tasse|grad|hektar)(?:[ens]|en)?\b)"
)
_ONE_OF = rf"\bein(?:e[nrm]?)?\s+{_MEASURED}"
_HALF_OF = rf"\b(?:ein(?:e[nrm]?)?\s+)?halbe?[nrs]?\s+{_MEASURED}"
_QUARTERS = r"\b(?:eine?[nr]?\s+)?(drei)?viertelstunden?\b"
_AND_A_HALF = rf"\b(?:(anderthalb)|({_PART})(?:und)?einhalb)\b"
_WITH_A_HALF = r"\b(\d+) und 0\.5\b"
_HAS_NUMBERS = re.compile(
    "ein|zw[eoö]|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|null|zig|hundert|tausend|halb|und 0", re.IGNORECASE
)
"""A text without these has no German number."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile when it is first needed: together these take 20 ms, and few starts of the app need any of them."""
    return re.compile(pattern, re.IGNORECASE)


def side_by_side(numbers: Sequence[int]) -> str:
    """Digits and pairs that follow each other form one number; hundreds and thousands do not."""
    return ("" if all(number < 100 for number in numbers) else " ").join(map(str, numbers))


def with_fraction(whole: str, digits: Sequence[int], scale: int) -> str:
    """ "2", [5] and a million are 2500000."""
    after = "".join(map(str, digits))
    shift = len(str(scale)) - 1
    before, space, last = (whole + after[:shift].ljust(shift, "0")).rpartition(" ")
    rest = after[shift:]
    return f"{before}{space}{last.lstrip('0') or '0'}{'.' * bool(rest)}{rest}"


def compound_number(word: str) -> int | None:
    """The number that one word in small letters is; None where it is none, or only an article."""
    return _compound(word) if _compiled(_COUNTED).fullmatch(word) else None


def german_in_digits(text: str) -> str:
    """The text with its German numbers as digits. "Ein" is one only of what is measured: "eine Minute"."""
    if _HAS_NUMBERS.search(text) is None:
        return text
    text = _compiled(_AND_A_HALF).sub(lambda match: f"{1 if match[1] else _below_hundred(match[2].lower())}.5", text)
    text = _compiled(_QUARTERS).sub(lambda match: f"{'0.75' if match[1] else '0.25'} Stunde", text)
    text = _compiled(_ONE_OF).sub("1 ", _compiled(_HALF_OF).sub("0.5 ", text))
    spoken = _compiled(_SPOKEN)
    if not all(match.group(0).lower() in _ENGLISH_AS_WELL for match in spoken.finditer(text)):
        text = spoken.sub(lambda match: _value(match.group(0).lower()), text)
    return _compiled(_WITH_A_HALF).sub(r"\1.5", text)


def _value(said: str) -> str:
    whole, _, fraction = said.partition("komma")
    written, after = side_by_side(_numbers(whole.split())), fraction.split()
    if not after:
        return written
    return with_fraction(
        written, _numbers([word for word in after if word not in _MILLIONS]), _MILLIONS.get(after[-1], 1)
    )


def _numbers(words: Sequence[str]) -> list[int]:
    """Each number among consecutive words."""
    found: list[int] = []
    smallest = 0
    for word, following in pairwise([*words, ""]):
        if word in _MILLIONS:
            continue
        scale = _MILLIONS.get(following, 1)
        if scale < smallest:
            found[-1] += _compound(word) * scale
        else:
            found.append(_compound(word) * scale)
        smallest = scale
    return found


def _compound(word: str) -> int:
    before, thousand, rest = word.rpartition("tausend")
    if thousand:
        return (_below_thousands(before) if before else 1) * 1000 + _below_thousands(rest)
    return _below_thousands(word)


def _below_thousands(word: str) -> int:
    before, hundred, rest = word.removeprefix("und").rpartition("hundert")
    if hundred:
        return (_below_hundred(before) if before else 1) * 100 + _below_hundred(rest.removeprefix("und"))
    return _below_hundred(rest)


def _below_hundred(word: str) -> int:
    return 1 if word in ("ein", "eine") else _BELOW_100.get(word, 0)

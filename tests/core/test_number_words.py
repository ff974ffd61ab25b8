"""Numbers as people say them become digits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.text.number_words import in_digits


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("a timer for twenty-five minutes", "a timer for 25 minutes"),
        ("one hundred and fifty plus seven", "150 plus 7"),
        ("twenty one million", "21000000"),
        ("one thousand two hundred and thirty four", "1234"),
        ("hundred times three", "100 times 3"),
        ("three point one four", "3.14"),
        ("two and a half cups", "2.5 cups"),
        ("one and a quarter hours", "1.25 hours"),
        ("half an hour", "0.5 hour"),
        ("a dozen miles", "12 miles"),
        ("1,500 plus two", "1500 plus 2"),
        ("no number at all", "no number at all"),
        ("two point five million", "2500000"),
        ("one point zero", "1.0"),
        ("three point twenty five", "3.25"),
        ("two point million", "2000000"),
        ("zero point five", "0.5"),
        ("zero point five million", "500000"),
        ("five six seven", "567"),
        ("five and six", "5 and 6"),
        ("five, six", "5, 6"),
        ("nineteen eighty four", "1984"),
        ("nineteen oh four", "1904"),
        ("nineteen hundred and four", "1904"),
        ("nineteen hundred", "1900"),
        ("twenty twenty-four", "2024"),
        ("one twenty", "120"),
        ("one hundred two hundred", "100 200"),
        ("one thousand two thousand", "1000 2000"),
        ("one thousand one million", "1000 1000000"),
        ("thousand and five", "1005"),
        ("one thousand zero", "1000 0"),
        ("a hundred", "a 100"),
        ("fünf plus drei", "5 plus 3"),
        ("fünf sechs sieben", "567"),
        ("vierundachtzig", "84"),
        ("neunzehnhundertvierundachtzig", "1984"),
        ("neunzehn vierundachtzig", "1984"),
        ("zwanzig vierundzwanzig", "2024"),
        ("Zweitausendvierundzwanzig", "2024"),
        ("eintausendzweihundertvierunddreißig", "1234"),
        ("dreissig minus zwo", "30 minus 2"),
        ("tausend hundert", "1000 100"),
        ("eine Milliarde zwei Millionen dreihunderttausend", "1002300000"),
        ("drei Komma eins vier", "3.14"),
        ("zwei Komma fünf Millionen", "2500000"),
        ("ein Haus", "ein Haus"),
        ("eine Minute", "1 Minute"),
        ("in einer Stunde und zwanzig Minuten", "in 1 Stunde und 20 Minuten"),
        ("ein Meter in Fuß", "1 Meter in Fuß"),
        ("eine halbe Stunde", "0.5 Stunde"),
        ("halbes Kilo", "0.5 Kilo"),
        ("zwei und eine halbe Stunde", "2.5 Stunde"),
        ("zweieinhalb Stunden", "2.5 Stunden"),
        ("anderthalb Stunden", "1.5 Stunden"),
        ("eine Viertelstunde", "0.25 Stunde"),
        ("dreiviertelstunde", "0.75 Stunde"),
        ("eine Million", "1000000"),
        ("ein Tagebuch", "ein Tagebuch"),
        ("nineteen eighty-four plus one", "1984 plus 1"),
        ("an elf", "an elf"),
        ("elf plus drei", "11 plus 3"),
    ],
)
def test_spoken_numbers_become_digits(said: str, written: str) -> None:
    assert in_digits(said) == written


UNITS = [
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
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
GERMAN_UNITS = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
GERMAN_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def spelled(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{UNITS[number // 100]} hundred" + (f" and {spelled(number % 100)}" if number % 100 else "")
    size, name = next((s, n) for s, n in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")) if number >= s)
    return f"{spelled(number // size)} {name}" + (f" {spelled(number % size)}" if number % size else "")


def buchstabiert(number: int) -> str:
    if number < 20:
        return GERMAN_UNITS[number]
    if number < 100:
        unit = re.sub("s$", "", GERMAN_UNITS[number % 10]) if number % 10 == 1 else GERMAN_UNITS[number % 10]
        return (f"{unit}und" if number % 10 else "") + GERMAN_TENS[number // 10 - 2]
    size, name = (100, "hundert") if number < 1000 else (1000, "tausend")
    before = re.sub("eins$", "ein", buchstabiert(number // size))
    return f"{before}{name}" + (buchstabiert(number % size) if number % size else "")


@given(st.integers(0, 10**12 - 1))
def test_any_number_that_is_spelled_out_is_read(number: int) -> None:
    assert in_digits(spelled(number)) == str(number)


@given(st.integers(0, 10**6 - 1))
def test_any_german_number_is_read(number: int) -> None:
    said = buchstabiert(number)
    assert in_digits(f"{said} plus drei") == f"{number} plus 3"


@given(st.lists(st.integers(0, 9), min_size=2, max_size=12), st.booleans())
def test_digits_said_one_by_one_stay_digits(digits: list[int], german: bool) -> None:
    said = " ".join((GERMAN_UNITS if german else UNITS)[digit] for digit in digits)
    assert in_digits(said) == "".join(map(str, digits))


@given(st.integers(11, 20), st.integers(1, 99), st.booleans())
def test_years_are_read_as_years(century: int, year: int, german: bool) -> None:
    if german:
        said = f"{buchstabiert(century)}hundert{buchstabiert(year)}"
    else:
        said = f"{spelled(century)} {'oh ' if year < 10 else ''}{spelled(year)}"
    assert in_digits(said) == f"{century}{year:02}"


@given(
    st.lists(
        st.sampled_from(
            [
                *UNITS,
                *TENS,
                "hundred",
                "thousand",
                "million",
                "and",
                "oh",
                "point",
                "a",
                "half",
                "elf",
                "eins",
                "Million",
                "hundert",
                "Komma",
            ]
        )
    ).map(" ".join)
)
def test_whatever_is_said_nothing_is_left_of_the_numbers(said: str) -> None:
    written = in_digits(said)
    assert not set(written.split()) & {*UNITS, *TENS, "hundred", "thousand"}

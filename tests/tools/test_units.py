"""Measures are converted as the tables say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.tools.parts.units import QUANTITIES, UnitError, convert, find


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        (100, "°C", "fahrenheit", 212),
        (-40, "F", "c", -40),
        (0, "celsius", "K", 273.15),
        (1, "mile", "kilometres", 1.609344),
        (60, "mph", "km/h", 96.56064),
        (5, "feet", "m", 1.524),
        (2, "cups", "ml", 473.176473),
        (30, "mpg", "l/100km", 7.840486111),
        (8, "l/100 km", "mpg", 29.40182292),
        (1, "GiB", "MB", 1073.741824),
        (180, "°", "rad", 3.141592653589793),
        (3, "square feet", "m2", 0.27870912),
        (2, "m²", "ft²", 21.527820833),
        (1, "kWh", "kj", 3600),
    ],
)
def test_a_measure_is_converted(value: float, source: str, target: str, result: float) -> None:
    assert convert(value, source, target) == pytest.approx(result, rel=1e-9)


@pytest.mark.parametrize(
    ("source", "target"), [("kg", "m"), ("furlong-ish", "m"), ("EUR", "USD"), ("", "m"), ("l/100km", "km")]
)
def test_what_cannot_be_converted_is_said_in_a_sentence(source: str, target: str) -> None:
    with pytest.raises(UnitError, match=r"\.$"):
        convert(1.0, source, target)


def test_nothing_cannot_be_turned_round() -> None:
    with pytest.raises(UnitError):
        convert(0, "mpg", "l/100km")


def test_a_megawatt_is_not_a_milliwatt_and_a_bit_is_not_a_byte() -> None:
    assert find("MW").factor == 1_000_000
    assert find("bit").factor * 8 == find("B").factor


@given(
    st.sampled_from(
        [
            (a, b)
            for lines in QUANTITIES.values()
            for _, names in lines
            for a in [names.split()[0].replace("_", " ")]
            for b in [lines[0][1].split()[0]]
        ]
    ),
    st.floats(0.001, 1e6),
)
def test_there_and_back_is_the_same(pair: tuple[str, str], value: float) -> None:
    there = convert(value, *pair)
    assert convert(there, pair[1], pair[0]) == pytest.approx(value, rel=1e-9)

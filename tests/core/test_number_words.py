"""Numbers as people say them become digits."""

import pytest

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
    ],
)
def test_spoken_numbers_become_digits(said: str, written: str) -> None:
    assert in_digits(said) == written

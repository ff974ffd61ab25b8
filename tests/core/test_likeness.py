"""Which words are taken for each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.text.likeness import slips, slips_forgiven

WORDS = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    ("word", "forgiven"), [("tea", 0), ("2026", 0), ("mp3s", 0), ("teas", 1), ("brookly", 1), ("brooklin", 2)]
)
def test_the_longer_a_word_the_more_is_forgiven(word: str, forgiven: int) -> None:
    assert slips_forgiven(word) == forgiven


@pytest.mark.parametrize(
    ("typed", "word", "found"),
    [
        ("brooklin", "brooklyn", 1),
        ("broklyn", "brooklyn", 1),
        ("brookklyn", "brooklyn", 1),
        ("borok", "brook", 1),
        ("hosue", "house", 1),
        ("rbooklin", "brooklyn", 2),
        ("brooklyn", "brooklyn", 0),
        ("mountain", "seaside", None),
        ("house", "hose", 1),
        ("ho", "house", None),
        ("houses", "ho", None),
        ("aabb", "bbaa", None),
        ("abcd", "badc", 2),
        ("abcdef", "abxyzf", None),
    ],
)
def test_slips_are_counted(typed: str, word: str, found: int | None) -> None:
    assert slips(typed, word, 2) == found


@pytest.mark.parametrize(
    ("typed", "word", "found"),
    [("brookli", "brooklyn", 1), ("bro", "brooklyn", 0), ("brok", "brooklyn", 1), ("xyzz", "brooklyn", None)],
)
def test_an_unfinished_word_may_go_on(typed: str, word: str, found: int | None) -> None:
    assert slips(typed, word, 1, unfinished=True) == found


@given(WORDS, WORDS)
def test_it_is_the_same_in_either_direction(one: str, other: str) -> None:
    assert slips(one, other, 6) == slips(other, one, 6)

"""Words that were corrected sound when the words sounded in whose place they stand."""

from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.text.word_times import carried, spread, spread_over
from voiceapp.core.transcript import Word

HEARD = (Word("Meet", 0, 200), Word("me", 200, 300, sure=0.4), Word("at", 400, 500), Word("ate.", 500, 900))


def times(words: tuple[Word, ...]) -> list[tuple[str, int, int]]:
    return [(word.text, word.start, word.end) for word in words]


def test_words_that_stay_keep_their_times_whatever_their_case() -> None:
    assert times(carried(HEARD, "meet ME at ate")) == [
        ("meet", 0, 200),
        ("ME", 200, 300),
        ("at", 400, 500),
        ("ate", 500, 900),
    ]
    assert carried(HEARD, "meet me at ate")[1].sure == 0.4


def test_a_word_takes_the_time_of_the_one_in_whose_place_it_stands() -> None:
    assert times(carried(HEARD, "Meet me at eight."))[-1] == ("eight.", 500, 900)
    assert carried(HEARD, "Meet you at ate.")[1] == Word("you", 200, 300)


def test_several_words_share_the_time_of_those_that_they_replace() -> None:
    assert times(carried(HEARD, "Meet me at a quarter"))[3:] == [("a", 500, 580), ("quarter", 580, 900)]
    assert times(carried(HEARD, "Meet ate."))[0:] == [("Meet", 0, 200), ("ate.", 500, 900)]


def test_a_new_word_sounds_in_the_pause() -> None:
    assert times(carried(HEARD, "Meet me there at ate."))[2] == ("there", 300, 400)
    assert times(carried(HEARD, "Please meet me at ate."))[0] == ("Please", 0, 0)
    assert times(carried(HEARD, "Meet me at ate. Thanks"))[-1] == ("Thanks", 900, 900)


def test_nothing_comes_of_nothing() -> None:
    assert carried((), "some words") == ()
    assert carried(HEARD, "  ") == ()
    assert times(carried((Word("–", 0, 10),), "–")) == [("–", 0, 10)]


def test_words_without_times_are_spread_by_their_length() -> None:
    assert times(tuple(spread(["a", "bcd"], 0, 600))) == [("a", 0, 200), ("bcd", 200, 600)]


def test_and_over_the_stretches_in_which_there_is_a_voice() -> None:
    voiced = [(1000, 1300), (2000, 2300)]
    assert times(spread_over(["a", "b", "c"], voiced)) == [("a", 1000, 1200), ("b", 1200, 2100), ("c", 2100, 2300)]
    assert spread_over(["a"], []) == ()
    assert times(spread_over(["one", "two"], [(0, 400), (900, 1300)])) == [("one", 0, 400), ("two", 900, 1300)]


@given(st.lists(st.sampled_from("abcde"), max_size=8), st.lists(st.sampled_from("abcde"), max_size=8))
def test_times_stay_in_order_and_inside(before: list[str], after: list[str]) -> None:
    words = tuple(Word(letter, 100 * number, 100 * number + 80) for number, letter in enumerate(before))
    found = carried(words, " ".join(after))
    assert [word.text for word in found] == (after if before else [])
    flat = [moment for word in found for moment in (word.start, word.end)]
    assert flat == sorted(flat)
    assert all(0 <= moment <= words[-1].end for moment in flat)

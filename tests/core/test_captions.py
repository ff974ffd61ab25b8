"""Which word of a reply is being spoken, and which ones were heard for certain."""

from voiceapp.core.talk.captions import Captions


def whole() -> Captions:
    """Two words in the first second of sound, two in the next."""
    captions = Captions()
    captions.add("One two ", 0)
    captions.add("three four", 1_000)
    captions.end(2_000)
    return captions


def test_words_stand_where_their_sound_came() -> None:
    places = [(word.text, word.start, word.end) for word in whole().words()]
    assert places == [("One", 0, 375), ("two", 500, 875), ("three", 1_000, 1_500), ("four", 1_600, 2_000)]


def test_the_word_that_is_being_spoken_counts_as_spoken_and_not_yet_as_heard() -> None:
    captions = whole()
    assert captions.text[: captions.spoken(600)] == "One two"
    assert captions.text[: captions.heard(600)] == "One"


def test_a_word_counts_as_heard_from_its_last_letter_on() -> None:
    captions = whole()
    assert captions.text[: captions.heard(375)] == "One"
    assert captions.heard(2_000) == len(captions.text)


def test_nothing_is_heard_before_the_sound_begins() -> None:
    assert (whole().spoken(0), whole().heard(0)) == (0, 0)

"""What words mean that are said while a reply sounds."""

import pytest

from voiceapp.core.text.backchannels import OverlapWords, expected_words, is_understood, meaning_of


@pytest.mark.parametrize(
    "text",
    [
        "Mhm.",
        "mm-hmm",
        "Hmmm",
        "Hm, hm.",
        "Oh wow",
        "Aha!",
        "I see.",
        "Ach so.",
        "Verstehe",
        "Haha",
        "hahahaha",
        "Ha ha!",
        "M-H-M",
        "Ähm",
        "Ach ja.",
        "(laughs) oh",
    ],
)
def test_who_hums_or_laughs_only_listens(text: str) -> None:
    assert meaning_of(text) is OverlapWords.LISTENING


@pytest.mark.parametrize(
    "text", ["Yes.", "Yeah, yeah, right.", "Okay", "okaaay", "Ja, genau.", "Alles klar", "Sure, of course."]
)
def test_some_of_it_would_also_be_an_answer(text: str) -> None:
    assert meaning_of(text) is OverlapWords.ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "Stop!",
        "Stopp.",
        "Okay, stop it please",
        "Wait",
        "Wait a second.",
        "Moment!",
        "Moment mal, bitte",
        "Nein, warte mal",
        "Das reicht jetzt",
        "Sei bitte still!",
        "Schluss jetzt",
        "Halt",
    ],
)
def test_a_command_to_be_silent_is_known_with_what_people_say_beside_it(text: str) -> None:
    assert meaning_of(text) is OverlapWords.STOP


@pytest.mark.parametrize(
    "text",
    [
        "No.",
        "Nein",
        "Why?",
        "Stop the timer",
        "Wait, what about Paris?",
        "Yes, but not today",
        "Warte auf mich am Bahnhof",
        "please",
        "Okay, und morgen?",
    ],
)
def test_anything_else_is_meant_for_the_assistant(text: str) -> None:
    assert meaning_of(text) is OverlapWords.SPEECH


@pytest.mark.parametrize("text", ["", " … ", "[music]", "(laughs)", "♪"])
def test_signs_without_a_word_say_nothing(text: str) -> None:
    assert meaning_of(text) is OverlapWords.NOTHING


def test_sentences_in_another_language_than_the_one_that_is_spoken_are_made_up() -> None:
    assert not is_understood("Go home.", "de", "en")
    for text, spoken, recognised in (("Go home.", "", "en"), ("Go home.", "en", "en"), ("Go home.", "de", "")):
        assert is_understood(text, spoken, recognised)
    assert is_understood("Stop.", "de", "en"), "that sounds alike"


def test_what_a_recogniser_is_told_to_expect_means_what_it_is_told_for() -> None:
    phrases = [phrase for phrase in expected_words("de").split(".") if phrase.strip()]
    assert len(phrases) == 5
    assert {meaning_of(phrase) for phrase in phrases} == {OverlapWords.LISTENING, OverlapWords.ANSWER}
    assert expected_words("fr") == ""

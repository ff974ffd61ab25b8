"""Who said something, by its language; and how a language model is asked."""

import pytest

from voiceapp.core.interpreter.job import InterpretJob, Pair, Side
from voiceapp.core.interpreter.prompt import translation_wishes
from voiceapp.core.interpreter.sides import early_side, likely_side, same_words, side_by_language

PAIR = Pair("en", "de")


def test_each_has_a_language_and_another() -> None:
    assert Side.LEFT.other is Side.RIGHT
    assert Side.RIGHT.other is Side.LEFT
    assert (PAIR.of(Side.LEFT), PAIR.of(Side.RIGHT), PAIR.codes) == ("en", "de", ("en", "de"))
    assert (PAIR.side_of("de"), PAIR.side_of("fr"), Pair("de", "de").side_of("de")) == (Side.RIGHT, None, None)


@pytest.mark.parametrize(
    ("text", "told", "side"),
    [
        ("Where is the station?", "", Side.LEFT),
        ("Wo ist der Bahnhof?", "", Side.RIGHT),
        ("Wo ist der Bahnhof?", "en", Side.LEFT),
        ("Wo ist der Bahnhof?", "fr", Side.RIGHT),
        ("Taxi", "", None),
    ],
)
def test_the_language_says_who_speaks(text: str, told: str, side: Side | None) -> None:
    assert side_by_language(PAIR, text, told) is side


def test_one_word_is_too_little_while_more_may_come() -> None:
    assert early_side(PAIR, "Where") is None
    assert early_side(PAIR, "Where is the") is Side.LEFT


def test_where_words_do_not_show_it_the_two_speak_by_turns() -> None:
    assert likely_side(InterpretJob(PAIR)) is Side.LEFT
    assert likely_side(InterpretJob(PAIR, last=Side.LEFT)) is Side.RIGHT
    assert likely_side(InterpretJob(PAIR, side=Side.LEFT, last=Side.LEFT)) is Side.LEFT


def test_how_much_two_texts_have_in_common() -> None:
    assert same_words("Wo ist er?", "wo ist er denn") == 1.0
    assert same_words("Wo", "hier") == same_words("", "hier") == 0.0


def test_a_model_is_asked_for_the_translation_alone_with_examples_where_there_are_some() -> None:
    wishes = translation_wishes("en", "de")
    assert "into German" in wishes.instructions
    assert wishes.side_job
    assert len(wishes.examples) == 3
    assert translation_wishes("en", "pl").examples == ()

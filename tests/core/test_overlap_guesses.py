"""What was probably said over a reply, of a recogniser's guesses."""

import pytest

from voiceapp.core.text.overlap_guesses import Guess, OverlapText, likely_text, sure_text


def guesses(*said: tuple[str, float]) -> list[Guess]:
    return [Guess(text, sureness) for text, sureness in said]


def test_what_is_likely_enough_is_believed_at_once() -> None:
    assert sure_text(guesses(("Where?", -0.5), ("We're", -2.0)), 0.1) == OverlapText("Where?")
    assert likely_text(guesses(("Where?", -0.5)), 0.1) == OverlapText("Where?")


def test_what_is_often_said_over_a_reply_is_believed_even_if_it_is_hardly_likely() -> None:
    for usual in ("Hang on.", "Mhm.", "Of course."):
        assert sure_text(guesses((usual, -1.9)), 0.1) == OverlapText(usual)
        assert sure_text(guesses((usual, -2.1)), 0.1) is None


def test_what_is_made_of_noise_is_nothing() -> None:
    assert sure_text(guesses(("You did well.", -0.95)), 0.57) == OverlapText("")


@pytest.mark.parametrize(
    ("said", "believed"),
    [
        ((("Mate.", -1.1), ("Great!", -1.6)), OverlapText("Great!")),
        ((("Showed up.", -1.4), ("Shut up.", -1.5)), OverlapText("Shut up.")),
        ((("Mate.", -1.1), ("Great!", -1.8)), OverlapText("Mate.", unsure=True)),
        ((("Mate.", -1.9), ("Great!", -2.1)), OverlapText("Mate.", unsure=True)),
        ((("I'm", -3.5), ("you", -4.2)), OverlapText("")),
    ],
)
def test_a_guess_gives_way_to_what_is_nearly_as_likely_and_often_said_there(
    said: tuple[tuple[str, float], ...], believed: OverlapText
) -> None:
    assert sure_text(guesses(*said), 0.4) is None
    assert likely_text(guesses(*said), 0.4) == believed


def test_a_guess_that_recognisers_make_of_silence_is_nothing() -> None:
    assert likely_text(guesses(("Thank you.", -1.3)), 0.1) == OverlapText("")
    assert likely_text(guesses(("Thank you.", -0.8)), 0.1) == OverlapText("Thank you."), "people say it as well"

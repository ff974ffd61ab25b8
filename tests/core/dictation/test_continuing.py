"""Going on where a text ends: when it is asked for, and how the two are joined."""

import pytest

from voiceapp.core.dictation.continuing import LONGEST_PROMPT, continued, prompt_of, wants_continuation


@pytest.mark.parametrize(
    "said",
    [
        "Continue.", "Please continue this text", "Go on!", "keep writing", "Continue my draft, please.", "write on",
        "Finish this sentence", "Schreib weiter.", "Bitte schreibe den Text weiter", "Mach weiter", "Setze das fort.",
        "weiterschreiben", "Schreiben Sie bitte weiter",
    ],
)  # fmt: skip
def test_more_of_it_is_asked_for(said: str) -> None:
    assert wants_continuation(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "shorter",
        "Continue in German",
        "as a list",
        "Go on a diet",
        "Schreib es auf Deutsch weiter um",
        "Finish him",
    ],
)
def test_something_else_is_asked_for(said: str) -> None:
    assert not wants_continuation(said)


@pytest.mark.parametrize(
    ("text", "more", "whole"),
    [
        ("The sun", " rose late.", "The sun rose late."),
        ("The sun", "rose late.", "The sun rose late."),
        ("The sun", ", which was late,", "The sun, which was late,"),
        ("The sun \n", " rose late. \n\n", "The sun rose late. \n"),
        ("One.", "\n\nTwo.", "One.\n\nTwo."),
        ("", "Once.", "Once."),
        ("The sun", "  ", ""),
    ],
)
def test_the_two_are_joined_as_they_belong(text: str, more: str, whole: str) -> None:
    assert continued(text, more) == whole


def test_of_a_long_text_the_end_is_given() -> None:
    assert prompt_of("a" * LONGEST_PROMPT + "b \n") == "a" * (LONGEST_PROMPT - 1) + "b"

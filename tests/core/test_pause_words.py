"""What is read from words about a pause: that somebody thinks aloud, and that they were asked for something in pieces."""

import pytest

from voiceapp.core.text.asked_details import asks_for_details
from voiceapp.core.text.thinking_aloud import asks_for_time


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Let me think.", "en"),
        ("Well, let me think…", "en"),
        ("I'd like the, hang on", "en"),
        ("One moment, please.", "en"),
        ("Lass mich überlegen", "de"),
        ("Also, lassen Sie mich kurz überlegen …", "de"),
        ("Einen Moment.", "de"),
        ("Einen Moment.", ""),
        ("Let me think.", ""),
        ("Let me think.", "fr"),
    ],
)
def test_who_thinks_aloud_asks_for_time(text: str, language: str) -> None:
    assert asks_for_time(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("…", ""),
        ("Let me think about Paris.", "en"),
        ("What did he say in that one moment of silence?", "en"),
        ("Im Moment nicht.", "de"),
        ("Let me think.", "de"),
        ("Wait.", "en"),
    ],
)
def test_anything_else_does_not(text: str, language: str) -> None:
    assert not asks_for_time(text, language)


def test_only_the_end_of_what_was_said_asks_for_time() -> None:
    assert asks_for_time("I said a lot before this. " * 2_000 + "Let me think.", "en")
    assert not asks_for_time("Let me think." + " I said a lot after that." * 2_000, "en")


@pytest.mark.parametrize(
    "reply",
    [
        "What's your phone number?",
        "Sure. Could you spell that for me?",
        "Please tell me your address.",
        "Which e-mail should I send it to?",
        "Wie lautet Ihre Telefonnummer?",
        "Gern. Wie wird das geschrieben?",
        "Bitte buchstabieren Sie Ihren Namen.",
        "An welche Lieferadresse soll es gehen?",
        "Nennen Sie mir bitte Ihre Postleitzahl.",
    ],
)
def test_what_is_said_in_pieces_was_asked_for(reply: str) -> None:
    assert asks_for_details(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "How are you?",
        "Your number is 5.",
        "What's your address? Never mind, I have it.",
        "I've saved the number. Anything else?",
        "Die Adresse ist gespeichert.",
        "Möchten Sie noch etwas wissen?",
    ],
)
def test_nothing_was_asked_that_takes_pieces(reply: str) -> None:
    assert not asks_for_details(reply)

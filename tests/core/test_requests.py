"""What wants an answer and what only tells something, by its words."""

import pytest

from voiceapp.core.text.requests import asks_for_something, is_order, wants_answer


@pytest.mark.parametrize(
    "said",
    [
        "Turn on the light.", "What is love?", "what is love", "I'd like a large latte with milk.", "Okay, brew a coffee.",
        "I went home. And then? Tell me more.", "Can you help me", "Mach das Licht an.", "Wie spät ist es", "Ich möchte einen Tee.",
        "Könntest du lauter sprechen", "Ich war in Berlin. Erzähl mir von der Stadt.",
    ],
)  # fmt: skip
def test_questions_orders_and_wishes_want_an_answer(said: str) -> None:
    assert wants_answer(said)


@pytest.mark.parametrize(
    "said",
    ["", "...", "I went home.", "Chapter 29.", "Can you help me? I lost my key.", "The people march.",
     "Ich bin heute früh aufgestanden.", "Kapitel drei.", "Hilfst du mir? Mein Schlüssel ist weg."],
)  # fmt: skip
def test_who_tells_something_last_wants_none_yet(said: str) -> None:
    assert not wants_answer(said)


def test_an_order_is_to_be_done_and_a_question_is_not() -> None:
    assert is_order("Open example.org and read it.")
    assert not is_order("When is the office open?")
    assert asks_for_something("When is the office open?")
    assert not asks_for_something("The office opens at nine.")

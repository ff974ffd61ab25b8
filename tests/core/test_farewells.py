"""Goodbye is goodbye only where nothing else was said."""

import pytest

from voiceapp.core.text.farewells import says_goodbye


@pytest.mark.parametrize(
    "text",
    [
        "Goodbye.",
        "Good bye!",
        "Bye-bye",
        "That's all.",
        "That’s all, thank you.",
        "Okay, thanks, that will be all for now. Bye!",
        "Auf Wiedersehen.",
        "Tschüß!",
        "Danke, das war's.",
        "Gut, das wäre alles für heute, vielen Dank. Tschüss.",
    ],
)
def test_goodbye_and_thanks_alone_say_goodbye(text: str) -> None:
    assert says_goodbye(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thanks.",
        "Danke.",
        "That's it.",
        "How do you say goodbye in French?",
        "Goodbye Lenin is a film, isn't it?",
        "That's all I know about it.",
        "Das war's wert.",
        "Was heißt auf Wiedersehen?",
    ],
)
def test_whoever_says_more_goes_on(text: str) -> None:
    assert not says_goodbye(text)


def test_a_recogniser_that_repeats_a_goodbye_without_end_is_judged_at_once() -> None:
    assert says_goodbye("bye " * 200)
    assert not says_goodbye("bye " * 200 + "now please")

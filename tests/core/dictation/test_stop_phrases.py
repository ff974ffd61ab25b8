"""The phrase that ends hands-free dictation."""

import pytest

from voiceapp.core.dictation.stop_phrases import stop_phrase, without_stop


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Stop dictation.", ""),
        ("stop dictation", ""),
        ("That's it for today. Stop dictation!", "That's it for today."),
        ("Milk, bread, stop dictation", "Milk, bread"),
        ('He said "no". "Stop dictation."', 'He said "no".'),
        ("Das war alles. Diktat beenden.", "Das war alles."),
        ("Das war alles – beende das Diktat", "Das war alles"),
        ("Stop dictation is what one says.", None),
        ("Stop. The dictation", None),
        ("", None),
        ("dictation", None),
    ],
)
def test_the_phrase_is_found_at_the_end_and_cut_off(said: str, left: str | None) -> None:
    assert without_stop(said, ()) == left


def test_a_phrase_of_ones_own_takes_the_place_of_the_usual_ones() -> None:
    own = ("That's all, folks", "Schluss jetzt", "…")
    assert without_stop("Two eggs. That’s all folks.", ("That’s all, folks",)) == "Two eggs."
    assert without_stop("Zwei Eier. Schluss jetzt!", own) == "Zwei Eier."
    assert without_stop("Two eggs. Stop dictation.", own) is None
    assert without_stop("Two eggs …", ("…",)) is None, "a phrase without a word is none"


def test_a_person_is_told_the_phrase_of_their_language() -> None:
    assert stop_phrase((), ("de", "en")) == "Diktat beenden"
    assert stop_phrase((), ("fr", "de-AT")) == "Diktat beenden"
    assert stop_phrase((), ("fr",)) == stop_phrase((), ()) == "stop dictation"
    assert stop_phrase(("Schluss jetzt",), ("en",)) == "Schluss jetzt"

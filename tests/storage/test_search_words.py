"""What is found by which words, and what of it is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.talks import NASTY, texts
from voiceapp.core.history import Span
from voiceapp.storage.search_words import as_match, indexed, matches, snippet, terms, wanted


def marked(text: str, question: str) -> list[str]:
    return [text[span.start : span.end] for span in matches(text, wanted(question))]


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("Where is the Tea, the teapot?", "tea", ["Tea", "tea" + "pot"]),
        ("Where is the Tea, the teapot?", "tea ", ["Tea"]),
        ("Crème brûlée", "creme bru", ["Crème", "brûlée"]),
        ("creme", "CRÈME ", ["creme"]),
        ("Die Straße", "strasse", ["Straße"]),
        ("東京タワーに行きたい", "東京タワー", ["東京タワー"]),
        ("東京タワーに行きたい", "東 京", ["東", "京"]),
        ("京東", "東京", []),
        ("한국어를 배워요", "한국어", ["한국어"]),
        ("สวัสดีครับ", "สวัสดี", ["สวัสดี"]),
        ("مَرْحَبًا بك", "مرحبا", ["مَرْحَبًا"]),
        ("שָׁלוֹם עולם", "שלום", ["שָׁלוֹם"]),
        ("हिन्दी में", "हिन्दी", ["हिन्दी"]),
        ("Привет, Ёлка", "елка", ["Ёлка"]),
        ("party 🎉 time", "🎉", ["🎉"]),
        ("it's 20°C", "20", ["20"]),
        ("ΣΊΣΥΦΟΣ", "σίσυφος", ["ΣΊΣΥΦΟΣ"]),
        ("ﬁne", "fine", ["ﬁne"]),
        ("no", "yes", []),
    ],
)
def test_words_are_found_in_any_script(text: str, question: str, found: list[str]) -> None:
    assert marked(text, question) == found


def test_a_question_without_words_asks_for_nothing() -> None:
    assert wanted(" ?!…  ") == ()


def test_the_index_is_asked_for_runs_as_they_were_typed() -> None:
    assert as_match(wanted('tea "東京" OR po')) == '"tea" AND "東 京" AND "or" AND "po" *'


def test_a_snippet_stands_around_the_first_match() -> None:
    text = "word " * 100 + "needle\nin the hay " + "word " * 100
    piece, spans = snippet(text, wanted("needle"))
    assert len(piece) < 200
    assert piece.startswith("…")
    assert piece.endswith("…")
    assert [piece[span.start : span.end] for span in spans] == ["needle"]
    assert "\n" not in piece


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("the needle", wanted("needle")) == ("the needle", (Span(4, 10),))


@given(st.text())
def test_terms_are_parts_of_the_text_in_order(text: str) -> None:
    place = 0
    for term in terms(text):
        assert place <= term.start < term.end <= len(text)
        place = term.end
        assert not any(sign.isspace() or sign in '"*\x00' for sign in term.text)


@given(texts)
def test_a_text_is_found_by_itself(text: str) -> None:
    parts = wanted(text)
    if parts:
        assert matches(text, parts)
        piece, spans = snippet(text, parts)
        assert spans
        assert all(0 <= span.start < span.end <= len(piece) for span in spans)


@given(texts, texts)
def test_snippets_mark_only_what_lies_in_them(text: str, question: str) -> None:
    piece, spans = snippet(text, wanted(question))
    assert all(0 <= span.start < span.end <= len(piece) for span in spans)


@pytest.mark.parametrize("text", NASTY)
def test_what_the_index_gets_is_words_and_spaces(text: str) -> None:
    assert indexed(text).replace(" ", "").isalnum() or not any(sign.isalnum() for sign in text)

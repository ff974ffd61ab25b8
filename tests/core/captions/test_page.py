"""Lines of captions stay where they are until the page moves on."""

from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.captions.flow import CaptionFlow, Said, Translated
from voiceapp.core.captions.page import (
    CaptionPage,
    CaptionRow,
    CaptionText,
    in_both_languages,
    in_second_language,
    in_their_own_words,
)
from voiceapp.core.sentence import Sentence, verbatim

WIDTH = 12
WORD = st.text("abc", min_size=1, max_size=17)
TEXT = st.lists(WORD, min_size=1, max_size=12).map(" ".join)


def fits(text: str) -> bool:
    return len(text) <= WIDTH


def page(rows: int = 2, *, named: bool = False) -> CaptionPage:
    return CaptionPage(fits, rows, str if named else None)


def texts(rows: tuple[CaptionRow, ...]) -> list[str]:
    return [row.text for row in rows]


def test_words_fill_lines_and_the_oldest_line_leaves() -> None:
    shown = page()
    assert texts(shown.show([CaptionText(1, "one two", 0.0)])) == ["one two"]
    assert texts(shown.show([CaptionText(1, "one two three four", 0.0)])) == ["one two", "three four"]
    assert texts(shown.show([CaptionText(1, "one two three four five", 0.0)])) == ["three four", "five"]


def test_it_never_goes_back() -> None:
    shown = page()
    shown.show([CaptionText(1, "one two three four five six", 0.0)])
    assert texts(shown.show([CaptionText(1, "one two three four", 0.0)])) == ["three four"]
    assert texts(shown.show([CaptionText(1, "one two three four nine", 0.0)])) == ["three four", "nine"]


def test_a_line_above_a_change_stays() -> None:
    shown = page(3)
    shown.show([CaptionText(1, "one two three four", 0.0)])
    # "a" would fit into the first line now.
    assert texts(shown.show([CaptionText(1, "one two a four", 0.0)])) == ["one two", "a four"]
    # A change within a line breaks it anew from there.
    assert texts(shown.show([CaptionText(1, "one extraordinary a", 0.0)])) == ["one", "extraordinar", "y a"]


def test_another_caption_begins_a_new_line_with_who_speaks() -> None:
    shown, anna = page(4, named=True), verbatim("Anna")
    one, two = CaptionText(1, "one", 0.0, anna), CaptionText(2, "two", 0.0, anna)
    three, four = CaptionText(3, "three", 0.0, Sentence("You")), CaptionText(4, "four", 0.0)
    assert texts(shown.show([one, two, three, four])) == ["Anna: one", "two", "You: three", "four"]
    # Who was named stays named, although the caption before is gone.
    assert texts(shown.show([two, three])) == ["two", "You: three"]


def test_what_is_stale_goes_and_never_comes_back() -> None:
    shown = page()
    old = CaptionText(1, "one two three", 1.0)
    assert texts(shown.show([old], stale=0.5)) == ["one two", "three"]
    assert texts(shown.show([old], stale=1.5)) == []
    grown = CaptionText(1, "one two three four five", 2.0)
    assert texts(shown.show([grown], stale=1.5)) == ["five"]


def test_a_long_word_is_cut_where_the_line_ends() -> None:
    assert texts(page(3).show([CaptionText(1, "你" * 15, 0.0)])) == ["你" * 12, "你" * 3]
    shown = page(3)
    shown.show([CaptionText(1, "a" * 14, 0.0)])
    assert texts(shown.show([CaptionText(1, "a" * 12, 0.0)])) == ["a" * 12]


def test_a_name_wider_than_a_line_still_shows_words() -> None:
    shown = page(20, named=True)
    rows = shown.show([CaptionText(1, "hi you", 0.0, verbatim("A very long name"))])
    assert "".join(texts(rows)).endswith("i you")


def test_the_languages_are_two_texts() -> None:
    flow = CaptionFlow()
    flow.take(Said("a", "Hello", final=True), 1.0)
    flow.take(Said("b", "Welt", final=True), 1.0)
    flow.take(Said("c", "and more"), 1.0)
    flow.take(Translated("a", "Hallo"), 1.0)
    flow.take(Translated("b", "Welt"), 1.0)
    assert [each.text for each in in_their_own_words(flow.captions)] == ["Hello", "Welt", "and more"]
    assert [each.text for each in in_second_language(flow.captions)] == ["Hallo", "Welt"]
    own, other = in_both_languages(flow.captions)
    assert [each.text for each in own] == ["Hello", "Welt", "and more"]
    assert [each.text for each in other] == ["Hallo"]


@given(st.lists(TEXT, min_size=1, max_size=12), st.integers(1, 4))
def test_at_most_so_many_lines_each_within_the_width_and_only_forward(steps: list[str], rows: int) -> None:
    shown = page(rows)
    top = (0, 0)
    for text in steps:
        now = shown.show([CaptionText(1, text, 0.0)])
        assert len(now) <= rows
        assert all(fits(row.text) and row.text for row in now)
        places = [(row.number, row.row) for row in now]
        assert places == sorted(places)
        if places:
            assert places[0] >= top
            top = places[0]


@given(TEXT, st.lists(WORD, max_size=10))
def test_words_that_come_move_no_word_and_change_no_finished_line(text: str, more: list[str]) -> None:
    shown = page(1000)
    before = texts(shown.show([CaptionText(1, text, 0.0)]))
    for word in more:
        text = f"{text} {word}"
        now = texts(shown.show([CaptionText(1, text, 0.0)]))
        assert now[: len(before) - 1] == before[:-1]
        assert now[len(before) - 1].startswith(before[-1])
        before = now


@given(TEXT, TEXT)
def test_every_word_is_shown_in_its_order(first: str, second: str) -> None:
    shown = page(1000)
    shown.show([CaptionText(1, first, 0.0)])
    assert "".join(texts(shown.show([CaptionText(1, second, 0.0)]))).replace(" ", "") == second.replace(" ", "")


@given(TEXT, TEXT)
def test_a_correction_keeps_all_lines_above_it(text: str, other: str) -> None:
    """Rows that hold only words before the first difference stand as they stood."""
    shown = page(1000)
    before = texts(shown.show([CaptionText(1, text, 0.0)]))
    now = texts(shown.show([CaptionText(1, other, 0.0)]))
    same = next((at for at, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))
    place = 0
    for row, words in enumerate(before[:-1]):
        place = text.index(words, place) + len(words)
        if place + 1 > same:
            break
        assert now[row] == words

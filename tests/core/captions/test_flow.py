"""What is said becomes captions that grow steadily."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.captions.flow import MOST, CaptionFlow, Said, Translated, Unsaid, steadied
from voiceapp.core.sentence import Sentence

YOU = Sentence("You")
WORDS = st.lists(st.sampled_from(["one", "Two", "three,", "four", "five.", "Straße", "6"]), max_size=8)


def test_a_caption_begins_with_its_first_word_and_ends_with_the_final_ones() -> None:
    flow = CaptionFlow()
    assert not flow.take(Said("a", "  "), 1.0)
    assert flow.take(Said("a", "hello", name=YOU), 2.0)
    assert flow.take(Said("a", "hello   there", final=True, language="en"), 3.0)
    (caption,) = flow.captions
    assert (caption.text, caption.final, caption.name, caption.began, caption.until, caption.language) == (
        "hello there", True, YOU, 2.0, 3.0, "en",
    )  # fmt: skip


def test_the_same_words_again_change_nothing() -> None:
    flow = CaptionFlow()
    flow.take(Said("a", "hello"), 1.0)
    assert not flow.take(Said("a", "hello"), 2.0)
    assert flow.take(Said("a", "hello", final=True), 3.0)
    assert flow.captions[0].until == 1.0


def test_a_source_may_know_when_it_began() -> None:
    flow = CaptionFlow()
    flow.take(Said("a", "hello", began=0.5), 1.0)
    assert flow.captions[0].began == 0.5


def test_what_nobody_said_goes_again() -> None:
    flow = CaptionFlow()
    flow.take(Said("a", "a noise"), 1.0)
    assert flow.take(Unsaid("a"), 2.0)
    assert not flow.take(Unsaid("a"), 2.0)
    flow.take(Said("b", "another"), 3.0)
    assert flow.take(Said("b", "", final=True), 4.0)
    assert flow.captions == ()


def test_captions_are_numbered_as_their_first_words_come() -> None:
    flow = CaptionFlow()
    for each in ("a", "b", "a"):
        flow.take(Said(each, f"{each} {len(flow.captions)}"), 1.0)
    assert [(each.id, each.number) for each in flow.captions] == [("a", 1), ("b", 2)]


def test_a_translation_comes_in_pieces() -> None:
    flow = CaptionFlow()
    assert not flow.take(Translated("a", "Hallo"), 1.0)
    flow.take(Said("a", "Hello. How are you?", final=True), 1.0)
    flow.take(Translated("a", "Hallo.", whole=False), 2.0)
    assert not flow.captions[0].is_translated
    flow.take(Translated("a", "Wie\ngeht's?"), 2.0)
    assert (flow.captions[0].translated, flow.captions[0].is_translated) == ("Hallo. Wie geht's?", True)


def test_only_the_last_captions_are_kept() -> None:
    flow = CaptionFlow()
    for number in range(MOST + 3):
        flow.take(Said(str(number), "words"), float(number))
    assert [each.id for each in flow.captions] == [str(number) for number in range(3, MOST + 3)]


@pytest.mark.parametrize(
    ("shown", "heard", "expected"),
    [
        ("", "hello", "hello"),
        ("hello how", "hello how are", "hello how are"),
        # What is only missing at the end stays.
        ("hello how are you", "Hello, how", "Hello, how are you"),
        ("hello how are you", "", "hello how are you"),
        # A word that is still on its way.
        ("hello how are you", "hello ho", "hello how are you"),
        # Other words take the place of what was shown.
        ("hello how are you", "yellow how", "yellow how"),
        ("hello how are you", "hello cow", "hello cow"),
        # Two words became three.
        ("recognise beach", "wreck a nice", "wreck a nice"),
        ("— one", "—", "— one"),
    ],
)
def test_words_that_are_not_final_are_steadied(shown: str, heard: str, expected: str) -> None:
    assert steadied(shown, heard) == expected


@given(WORDS, st.integers(0, 8))
def test_a_beginning_of_what_is_shown_changes_nothing(words: list[str], kept: int) -> None:
    shown = " ".join(words)
    assert steadied(shown, " ".join(words[:kept])) == shown


@given(WORDS, WORDS)
def test_more_words_are_shown_as_they_are_heard(shown: list[str], more: list[str]) -> None:
    whole = " ".join(shown + more)
    assert steadied(" ".join(shown), whole) == whole


@given(WORDS, WORDS)
def test_steadying_is_stable(shown: list[str], heard: list[str]) -> None:
    once = steadied(" ".join(shown), " ".join(heard))
    assert steadied(once, " ".join(heard)) == once


@given(st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=10))
def test_final_words_are_those_of_the_recogniser(steps: list[tuple[list[str], bool]]) -> None:
    flow = CaptionFlow()
    for now, (words, final) in enumerate(steps):
        flow.take(Said("a", " ".join(words), final), float(now))
    text = {each.id: each.text for each in flow.captions}.get("a", "")
    if steps[-1][1]:
        assert text == " ".join(steps[-1][0])

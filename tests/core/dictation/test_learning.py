"""What the person corrects is told apart from what they only put in other words, and proposed the second time."""

import pytest

from voiceapp.core.dictation.learning import misheard_words, proposals, taken, with_word
from voiceapp.core.dictation.vocabulary import Vocabulary
from voiceapp.core.dictation.vocabulary_access import Learnt, LearntWord, WordChange
from voiceapp.core.dictation.wishes import DictationProfile
from voiceapp.core.text import word_alignment
from voiceapp.core.text.word_alignment import Stretch, aligned
from voiceapp.core.transcript import TermUse

PYSIDE = WordChange("pie side", "PySide")


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("I use pie side for it", "I use PySide for it", [PYSIDE]),
        ("We met Meier, today.", "We met Mayer, today.", [WordChange("Meier", "Mayer")]),
        ("I like kubernetes.", "I like Kubernetes.", [WordChange("kubernetes", "Kubernetes")]),
        ("kubernetes is here", "Kubernetes is here", []),
        ("the postgress of Anna Lisa", "the Postgres of Anneliese",
         [WordChange("postgress", "Postgres"), WordChange("Anna Lisa", "Anneliese")]),
        ("pie side and pie side", "PySide and PySide", [PYSIDE]),
        ("see you on Monday", "see you on Tuesday", []),
        ("see you there", "see you their", []),
        ("see you at five", "see you at 5", []),
        ("see you soon", "see you ?!", []),
        ("see you", "see you soon", []),
        ("see you soon", "see you", []),
        ("one two three four five six", "completely other words than those before", []),
        ("say a b c d e then", "say abcde then", []),
    ],
)  # fmt: skip
def test_a_misheard_word_is_told_from_other_words(before: str, after: str, changes: list[WordChange]) -> None:
    assert list(misheard_words(before, after)) == changes


def test_a_word_is_proposed_when_it_was_corrected_twice() -> None:
    once, twice = LearntWord(WordChange("Meier", "Mayer"), 1), LearntWord(PYSIDE, 2)
    assert proposals([once, twice], (), {}) == [twice]
    for state in (Learnt.NEVER, Learnt.TAKEN):
        assert proposals([LearntWord(PYSIDE, 9, state)], (), {}) == []


def test_what_the_vocabulary_writes_already_or_what_goes_both_ways_is_not_proposed() -> None:
    twice = LearntWord(PYSIDE, 2)
    assert proposals([twice], ("PySide",), {}) == []
    there = LearntWord(WordChange("Meier", "Mayer"), 2)
    back = LearntWord(WordChange("Mayer", "Meier"), 3)
    assert proposals([there, back, twice], (), {}) == [twice]


def test_what_is_taken_is_a_term_and_a_replacement_only_where_its_sound_does_not_do() -> None:
    assert taken(PYSIDE, ("Qwen",), {"btw": "by the way"}) == (("Qwen", "PySide"), {"btw": "by the way"})
    change = WordChange("Joe", "Jo")
    assert taken(change, (), {}) == (("Jo",), {"Joe": "Jo"})


def test_texts_are_compared_word_by_word() -> None:
    assert aligned(["a", "b", "c", "d"], ["a", "x", "c", "d", "e"]) == [
        Stretch(("a",), ("a",)),
        Stretch(("b",), ("x",)),
        Stretch(("c", "d"), ("c", "d")),
        Stretch((), ("e",)),
    ]
    assert aligned([], []) == []
    assert aligned(["a", "b", "x"], ["b", "a", "y"])[-1].after[-1] == "y"


def test_long_texts_are_compared_only_where_they_begin_and_end_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_alignment, "MOST", 2)
    assert aligned(["a", "b", "c", "d", "z"], ["a", "x", "c", "y", "z"]) == [
        Stretch(("a",), ("a",)),
        Stretch(("b", "c", "d"), ("x", "c", "y")),
        Stretch(("z",), ("z",)),
    ]


def test_what_was_heard_is_remembered_where_the_vocabulary_changed_it() -> None:
    vocabulary = Vocabulary(("PySide", "Qwen"), (("btw", "by the way"), ("US", "United States"), ("a\\b", "c\\d")))
    text, uses = vocabulary.corrected("Btw, use pie side in the US with us and Qwen. Btw a\\b and BTW")
    assert text == "By the way, use PySide in the United States with us and Qwen. By the way c\\d and by the way"
    assert set(uses) == {
        TermUse("Btw", "By the way"),
        TermUse("BTW", "by the way"),
        TermUse("US", "United States"),
        TermUse("a\\b", "c\\d"),
        TermUse("pie side", "PySide"),
    }


def test_a_word_may_be_written_so_with_one_profile_only() -> None:
    profile = DictationProfile("m", "Mail", vocabulary=("Kowalska",), replacements=(("mfg", "Best"),))
    with_term = with_word(profile, WordChange("Kowalski", "Kowalska"))
    assert with_term.vocabulary == ("Kowalska",)
    with_both = with_word(profile, WordChange("btw", "Bundestagswahl"))
    assert with_both.vocabulary == ("Kowalska", "Bundestagswahl")
    assert with_both.replacements == (("mfg", "Best"), ("btw", "Bundestagswahl"))

"""What becomes of a line that a better recogniser hears again, and which words of it are others."""

from dataclasses import replace

import pytest

from tests.talks import answered, said
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.corrections import corrected, uncorrected
from voiceapp.core.talk.second_pass import LONGEST, first_version, improved, may_be_improved
from voiceapp.core.text.word_changes import WordSpan, word_changes
from voiceapp.core.transcript import BY_PERSON, Improvement, ItemId, Message, MessageState, Note, SoundId, Via, Word

LINE = said("I'd like to booked a table.", sound=SoundId("s"), sound_ms=2_000, words=(Word("I'd", 0, 300),))


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    found = word_changes(before, after)
    return [before[each.start : each.end] for each in found.removed], [
        after[each.start : each.end] for each in found.added
    ]


@pytest.mark.parametrize(
    ("before", "after", "removed", "added"),
    [
        ("one two three", "one two three", [], []),
        ("One, two -- three.", "one two three", [], []),
        ("I'd like to booked a table", "I'd like to book a table", ["booked"], ["book"]),
        ("a b c d e", "a x c y e", ["b", "d"], ["x", "y"]),
        ("a b c", "a c", ["b"], []),
        ("a c", "a b c", [], ["b"]),
        ("b c d a", "a b c d", ["a"], ["a"]),
        ("the cat sat", "the the cat sat", [], ["the"]),
        ("", "all new", [], ["all", "new"]),
        ("all gone", "", ["all", "gone"], []),
        ("Ich muss ins Büro", "Ich muss ins buero", ["Büro"], ["buero"]),
    ],
)
def test_words_that_differ_are_found(before: str, after: str, removed: list[str], added: list[str]) -> None:
    assert changed(before, after) == (removed, added)


def test_what_both_share_is_counted() -> None:
    assert word_changes("a b c d", "a x c d").same == 3
    assert word_changes("b a c", "a b c").same == 2
    assert word_changes("x one", "one y").removed == (WordSpan(0, 1),)


def test_texts_that_are_quite_different_are_not_compared_for_seconds() -> None:
    before, after = ([f"{word}{number}" for number in range(4_000)] for word in ("one", "two"))
    found = word_changes(" ".join(["so", *before, "it", "is"]), " ".join(["so", *after, "it", "is"]))
    assert (len(found.removed), len(found.added), found.same) == (4_000, 4_000, 3)


def test_a_line_gets_the_words_that_the_better_one_heard_and_keeps_the_first() -> None:
    found = improved(LINE, "I'd like to book a table.", "Whisper base")
    assert found == replace(
        LINE,
        text="I'd like to book a table.",
        words=(),
        improved=Improvement("Whisper base", "I'd like to booked a table."),
    )
    again = improved(found, "I'd like to book the table.", "Whisper small", (Word("I'd", 0, 200),))
    assert again is not None
    assert again.improved == Improvement("Whisper small", "I'd like to booked a table."), "the first is the first"
    assert again.words == (Word("I'd", 0, 200),)
    assert first_version(again) == replace(LINE, words=())
    assert first_version(LINE) is LINE


@pytest.mark.parametrize("heard", ["i'd like to booked a table", "Something else entirely was heard.", ""])
def test_the_same_words_and_quite_other_ones_change_nothing(heard: str) -> None:
    assert improved(LINE, heard, "Whisper base") is None


@pytest.mark.parametrize(
    "line",
    [
        answered("I'd like to book a table.", sound=SoundId("s")),
        replace(LINE, state=MessageState.WAITING),
        replace(LINE, via=Via.TEXT),
        replace(LINE, original="I'd like two"),
        replace(LINE, profile="letters"),
        replace(LINE, sound=None),
        replace(LINE, sound_ms=LONGEST + 1),
        replace(LINE, text=" "),
        Note(ItemId("n"), 1.0, Sentence("A note.")),
    ],
)
def test_lines_that_nobody_may_improve(line: Message | Note) -> None:
    assert not may_be_improved(line)
    assert may_be_improved(LINE)
    assert may_be_improved(replace(LINE, via=Via.DICTATION))
    assert may_be_improved(replace(LINE, improved=Improvement("Whisper base", "before")))
    assert not may_be_improved(replace(LINE, improved=Improvement(BY_PERSON, "before"))), "the person chose a language"


def test_a_correction_undone_brings_back_the_improved_words_and_the_first_version_the_first() -> None:
    better = improved(LINE, "I'd like to book a table.", "Whisper base")
    assert better is not None
    mine = corrected(better, "I booked a table.")
    assert uncorrected(mine, better) == better
    assert uncorrected(better, first_version(better)).text == LINE.text
    assert uncorrected(better, first_version(better)).improved is None
    assert uncorrected(first_version(better), better) == better

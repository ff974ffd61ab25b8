"""What several recognisers made of one sound, beside each other."""

from dataclasses import replace

from voiceapp.core.sentence import Sentence
from voiceapp.core.text.word_changes import ChangedPiece, PieceKind, difference
from voiceapp.core.transcript import (
    Improvement,
    ItemId,
    Message,
    MessageState,
    SoundId,
    Speaker,
    Spent,
    Usage,
    Version,
    Word,
)
from voiceapp.core.versions import MOST_VERSIONS, heard_again, own_version, using, with_version

LINE = Message(
    ItemId("1"),
    Speaker.USER,
    0.0,
    "We use pie side.",
    MessageState.DONE,
    words=(Word("We", 0, 100),),
    sound=SoundId("1"),
    language="en",
    original="we use pie side",
    improved=Improvement("Whisper base", "We juice pie side."),
)
OTHER = Version("We use PySide.", "Whisper small", "en")


def test_other_words_stand_beside_a_lines_own_which_stay() -> None:
    line = with_version(LINE, OTHER)
    assert replace(line, versions=()) == LINE
    assert line.versions == (OTHER,)


def test_who_hears_it_again_in_the_same_language_takes_its_own_place() -> None:
    newer, german = replace(OTHER, text="We use Pie Side."), replace(OTHER, text="Wir.", language="de")
    line = with_version(with_version(with_version(LINE, OTHER), german), newer)
    assert line.versions == (german, newer)


def test_the_oldest_of_many_versions_goes() -> None:
    line = LINE
    for number in range(MOST_VERSIONS + 2):
        line = with_version(line, Version("Words.", f"recogniser {number}"))
    assert [each.by for each in line.versions] == [f"recogniser {number}" for number in range(2, MOST_VERSIONS + 2)]


def test_the_one_that_is_used_and_the_former_one_change_places_without_loss() -> None:
    third = Version("Sie nutzen Pie.", "Whisper base", "")
    line = with_version(with_version(LINE, OTHER), third)
    used = using(line, OTHER)
    assert (used.text, used.heard_by, used.language, used.words, used.original) == (
        "We use PySide.",
        "Whisper small",
        "en",
        (),
        None,
    )
    assert used.versions == (own_version(LINE), third)
    assert using(used, own_version(line)) == line
    assert using(line, third).language is None


def test_a_version_that_is_gone_is_not_used() -> None:
    assert using(LINE, OTHER) == LINE


def test_what_is_heard_again_stands_beside_the_words_or_fills_in_for_them() -> None:
    words = (Word("Yes.", 0, 200),)
    bill = Spent("small", Usage(seconds=1.0), 0.01)
    again = Message(ItemId("again"), Speaker.USER, 9.0, "Yes.", MessageState.DONE, words=words, spent=(bill,))
    beside = heard_again(LINE, again)
    assert replace(beside, versions=(), spent=()) == LINE
    assert beside.versions == (Version("Yes.", "small", words=words),)
    assert beside.spent == (bill,)
    waits = replace(LINE, text="", state=MessageState.WAITING, failure=Sentence("The service broke."))
    filled = heard_again(waits, again)
    assert (filled.text, filled.words, filled.state, filled.failure) == ("Yes.", words, MessageState.DONE, None)
    assert (filled.id, filled.at, filled.sound, filled.versions) == (LINE.id, LINE.at, LINE.sound, ())
    assert (filled.improved, filled.original) == (None, None)


def test_the_difference_is_told_word_by_word() -> None:
    same, gone, new = PieceKind.SAME, PieceKind.REMOVED, PieceKind.ADDED
    assert difference("We use pie side, now.", "we use PySide now") == (
        ChangedPiece("we use", same),
        ChangedPiece("pie side,", gone),
        ChangedPiece("PySide", new),
        ChangedPiece("now", same),
    )
    assert difference("One two.", "One.") == (ChangedPiece("One.", same), ChangedPiece("two.", gone))
    assert difference("", "One.") == (ChangedPiece("One.", new),)
    assert difference("One.", "one!") == (ChangedPiece("one!", same),)

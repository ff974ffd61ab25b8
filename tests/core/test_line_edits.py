"""Lines are edited by values that can be taken back, and stand where they belong."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.talks import answered, said
from voiceapp.core.recordings import editing
from voiceapp.core.recordings.line_edits import Change, LineEdit, edited, in_order
from voiceapp.core.recordings.word_places import placed_words, word_at, word_sounding
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import (
    Improvement,
    Item,
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    SoundPart,
    Speaker,
    TermUse,
    Word,
)

NEW = ItemId("new")


def timed(text: str, number: int = 1, **more: object) -> Message:
    """A line with a sound, whose words sound one after another, 300 ms each after a pause of 100."""
    words = tuple(Word(word, 400 * place, 400 * place + 300) for place, word in enumerate(text.split()))
    fields: dict[str, object] = {
        "words": words,
        "sound": SoundId(f"sound-{number}"),
        "sound_ms": max(400 * len(words), 400),
        "at": 10.0 * number,
    }
    return replace(said(text, number), **{**fields, **more})  # type: ignore[arg-type]


def do(items: tuple[Item, ...], edit: LineEdit | None) -> tuple[Message, ...]:
    """The lines after an edit, which was possible and can be taken back."""
    assert edit is not None
    after = edited(items, edit)
    assert after is not None
    assert edited(after, edit.inverse) == items
    return tuple(item for item in after if isinstance(item, Message))


# --- where the words stand


def test_words_are_found_in_the_text() -> None:
    line = replace(
        timed("so so it is"), words=(Word("so", 0, 1), Word("so", 2, 3), Word("gone", 4, 5), Word("is", 6, 7))
    )
    placed = placed_words(line)
    assert [(each.start, each.end) for each in placed] == [(0, 2), (3, 5), (9, 11)]
    assert word_at(placed, 4) == placed[1]
    assert word_at(placed, 6) == placed[2]
    assert word_at(placed, 11) is None
    assert word_sounding(placed, 5) == placed[1]
    assert word_sounding(placed[1:], 1) is None
    assert placed_words(replace(line, words=(Word("", 0, 1),))) == ()


# --- splitting


def test_a_line_is_split_between_two_words() -> None:
    first, second = do(
        (timed("Good morning. How are you?"),),
        editing.split((timed("Good morning. How are you?"),), ItemId("talk-0001"), 14, NEW),
    )
    assert (first.text, second.text) == ("Good morning.", "How are you?")
    assert first.parts == (SoundPart(SoundId("sound-1"), 0, 750),)
    assert second.parts == (SoundPart(SoundId("sound-1"), 750, 1250),)
    assert (first.sound_ms, second.sound_ms, second.at) == (750, 1250, 10.75)
    assert second.words == (Word("How", 50, 350), Word("are", 450, 750), Word("you?", 850, 1150))
    assert (second.follows, second.id, second.sound) == (first.id, NEW, "sound-1")


def test_without_times_the_text_says_where_the_sound_is_cut() -> None:
    line = replace(timed("Tea. Milk."), words=(), sound_ms=1000)
    first, second = do((line,), editing.split((line,), line.id, 5, NEW))
    assert (first.sound_ms, second.sound_ms) == (400, 600)


def test_a_line_without_sound_is_split_too() -> None:
    line = said("Tea. Milk.")
    first, second = do((line,), editing.split((line,), line.id, 5, NEW))
    assert (first.text, second.text, second.sound, second.parts) == ("Tea.", "Milk.", None, ())
    assert second.at > first.at


def test_no_half_may_be_empty() -> None:
    line = timed("Tea")
    assert editing.split((line,), line.id, 0, NEW) is None
    assert editing.split((line,), line.id, 3, NEW) is None
    assert editing.split((line,), ItemId("other"), 1, NEW) is None
    growing = replace(timed("Tea. Milk."), state=MessageState.GROWING)
    assert editing.split((growing,), growing.id, 5, NEW) is None


@pytest.mark.parametrize(
    ("original", "text", "at", "halves"),
    [
        ("good mourning how are you", "good morning how are you", 13, ("good mourning", None)),
        ("good morning how our you", "good morning how are you", 13, (None, "how our you")),
        ("goodmorning how are you", "good morning how are you", 13, ("goodmorning", None)),
        ("um good morning how are you", "good morning how are you", 13, ("um good morning", None)),
    ],
)
def test_each_half_keeps_what_was_recognised_first(
    original: str, text: str, at: int, halves: tuple[str | None, str | None]
) -> None:
    line = replace(timed(text), original=original)
    first, second = do((line,), editing.split((line,), line.id, at, NEW))
    assert (first.original, second.original) == halves


def test_what_a_better_recogniser_replaced_is_kept_as_well() -> None:
    line = replace(
        timed("good morning"), improved=Improvement("someone", "good mourning"), term_uses=(TermUse("a", "good"),)
    )
    first, second = do((line,), editing.split((line,), line.id, 5, NEW))
    assert (first.original, second.original) == (None, "mourning")
    assert (first.improved, first.term_uses, second.term_uses) == (None, line.term_uses, ())


# --- merging


def test_merging_takes_back_a_split() -> None:
    line = timed("Good morning. How are you?")
    halves = do((line,), editing.split((line,), line.id, 14, NEW))
    (whole,) = do(halves, editing.merged(halves, line.id))
    assert replace(whole, parts=()) == line
    assert whole.parts == (SoundPart(SoundId("sound-1"), 0, 2000),)


def test_lines_with_recordings_of_their_own_become_one() -> None:
    lines = (timed("Tea", 1, sound_ms=400), timed("and milk", 2))
    (whole,) = do(lines, editing.merged(lines, lines[0].id))
    assert whole.text == "Tea and milk"
    assert whole.parts == (SoundPart(SoundId("sound-1"), 0, 400), SoundPart(SoundId("sound-2"), 0, 800, at=1400))
    assert whole.words[1] == Word("and", 1400, 1700)
    assert whole.sound_ms == 2200


def test_a_line_that_nobody_timed_leaves_none() -> None:
    lines = (timed("Tea", 1), said("and milk", 2))
    (whole,) = do(lines, editing.merged(lines, lines[0].id))
    assert (whole.words, whole.sound_ms, whole.sound) == ((), 400, "sound-1")


def test_what_was_recognised_first_is_merged_too() -> None:
    lines = (replace(said("Tea", 1), original="Tee"), replace(said("milk", 2), improved=Improvement("someone", "silk")))
    (whole,) = do(lines, editing.merged(lines, lines[0].id))
    assert (whole.text, whole.original, whole.improved) == ("Tea milk", "Tee silk", None)
    lines = (said("Tea", 1), said("", 2))
    (whole,) = do(lines, editing.merged(lines, lines[0].id))
    assert (whole.text, whole.original, whole.sound) == ("Tea", None, None)


def test_what_cannot_be_merged() -> None:
    cut = replace(answered("Well, I", 2), heard=4, state=MessageState.CUT)
    note = Note(ItemId("note"), 2.0, Sentence("A note."))
    assert editing.merged((said("Tea"), cut), ItemId("talk-0001")) is None
    assert editing.merged((said("Tea"), note), ItemId("talk-0001")) is None
    assert editing.merged((said("Tea"),), ItemId("talk-0001")) is None
    assert editing.merged((said("Tea"), note), ItemId("note")) is None


# --- words, deletion, times


def test_a_corrected_line_keeps_its_times_and_its_first_words() -> None:
    line = timed("meet me at ate")
    (after,) = do((line,), editing.retyped((line,), line.id, "meet me at eight"))
    assert (after.text, after.original, after.words[3]) == (
        "meet me at eight",
        "meet me at ate",
        Word("eight", 1200, 1500),
    )
    assert editing.retyped((line,), line.id, line.text) is None


def test_a_line_is_given_to_another_speaker() -> None:
    line = timed("one two")
    (after,) = do((line,), editing.given_to((line,), line.id, " Ada "))
    assert after.voice == "Ada"
    assert editing.given_to((after,), line.id, "Ada") is None


def test_a_deleted_line_comes_back_to_its_place() -> None:
    lines = (timed("one", 1), timed("two", 2), timed("three", 3))
    edit = editing.deleted(lines, lines[1].id)
    assert [line.text for line in do(lines, edit)] == ["one", "three"]
    assert [line.text for line in do(lines, editing.deleted(lines, lines[0].id))] == ["two", "three"]
    assert edit is not None
    assert (edit.deleted, edit.absorbed, edit.put) == ((lines[1].id,), (), ())
    assert editing.deleted(lines, ItemId("other")) is None


def test_the_times_of_a_line_are_moved_within_its_recording() -> None:
    line = timed("one two three")
    (after,) = do((line,), editing.moved((line,), line.id, 200, 900, longest=1200))
    assert (after.at, after.sound_ms, after.parts) == (10.2, 700, (SoundPart(SoundId("sound-1"), 200, 700),))
    assert after.words == (Word("one", 0, 100), Word("two", 200, 500), Word("three", 600, 700))
    (wide,) = do((after,), editing.moved((after,), line.id, -900, 5000, longest=1200))
    assert (wide.at, wide.sound_ms, wide.parts) == (10.0, 1200, (SoundPart(SoundId("sound-1"), 0, 1200),))


def test_a_line_is_left_where_nothing_would_be_left_of_it() -> None:
    line = timed("one two three")
    assert editing.moved((line,), line.id, 900, 900, longest=1200) is None
    assert editing.moved((line,), line.id, 0, 1200, longest=1200) is None
    assert editing.moved((said("typed"),), ItemId("talk-0001"), 0, 100, longest=1200) is None


# --- edits as values


def test_an_edit_says_what_is_to_be_written() -> None:
    line = timed("Good morning. How are you?")
    edit = editing.split((line,), line.id, 14, NEW)
    assert edit is not None
    assert [item.id for item in edit.put] == [line.id, NEW]
    assert (edit.deleted, edit.absorbed) == ((), ())
    assert edit.inverse.absorbed == (NEW,)
    assert [item.id for item in edit.inverse.put] == [line.id]


def test_an_edit_of_lines_that_changed_since_is_refused() -> None:
    line = timed("one")
    edit = editing.retyped((line,), line.id, "two")
    assert edit is not None
    assert edited((replace(line, text="three"),), edit) is None
    assert edited((), edit) is None
    assert edited((), LineEdit((Change(ItemId("gone"), (), (line,)),))) is None


# --- the order


def test_lines_that_were_split_off_stand_below_their_first() -> None:
    one, two = said("one", 1), said("two", 2)
    late = replace(said("late", 3), follows=one.id, at=1.8)
    early = replace(said("early", 4), follows=one.id, at=1.5)
    assert [item.id for item in in_order((one, two, late, early))] == [one.id, early.id, late.id, two.id]
    assert in_order((one, two)) == (one, two)


def test_lines_whose_first_is_gone_stand_by_their_time() -> None:
    one, two = said("one", 1), said("two", 2)
    lost = replace(said("lost", 3), follows=ItemId("gone"), at=1.5)
    last = replace(said("last", 4), follows=ItemId("gone"), at=9.0)
    assert in_order((one, two, lost, last)) == (one, lost, two, last)


def test_lines_of_a_file_that_follow_each_other_in_a_ring_are_all_there() -> None:
    one, two, three = said("one", 1), said("two", 2), said("three", 3)
    ring = replace(two, follows=three.id), replace(three, follows=two.id)
    assert set(in_order((one, *ring))) == {one, *ring}


@given(st.data())
def test_anything_that_is_done_can_be_taken_back(data: st.DataObject) -> None:
    texts = data.draw(st.lists(st.text("ab ", min_size=1, max_size=12), min_size=1, max_size=4))
    start: tuple[Item, ...] = tuple(timed(text, number) for number, text in enumerate(texts, 1))
    items = start
    done: list[LineEdit] = []
    for step in range(data.draw(st.integers(1, 6))):
        item = data.draw(st.sampled_from(items)).id
        at = data.draw(st.integers(0, 12))
        what = data.draw(st.sampled_from(("split", "merge", "retype", "move", "delete")))
        edit = (
            editing.split(items, item, at, ItemId(f"new-{step}"))
            if what == "split"
            else editing.merged(items, item)
            if what == "merge"
            else editing.retyped(items, item, data.draw(st.text("abc ", max_size=8)))
            if what == "retype"
            else editing.moved(items, item, at * 50, 2000 - at * 50, longest=2500)
            if what == "move"
            else editing.deleted(items, item)
            if len(items) > 1
            else None
        )
        if edit is not None:
            after = edited(items, edit)
            assert after is not None
            items = after
            done.append(edit)
            for line in items:
                assert isinstance(line, Message)
                assert line.speaker is Speaker.USER
                flat = [moment for word in line.words for moment in (word.start, word.end)]
                assert flat == sorted(flat)
                assert all(0 <= moment <= line.sound_ms for moment in flat)
    for edit in reversed(done):
        back = edited(items, edit.inverse)
        assert back is not None
        items = back
    assert items == start


# --- a name for all


def test_a_name_is_given_to_all_lines_of_one_who_speaks() -> None:
    items = (timed("one", 1, voice="Speaker 1"), timed("two", 2, voice="Ben"), timed("three", 3, voice="Speaker 1"))
    assert [line.voice for line in do(items, editing.renamed(items, "Speaker 1", " Ana "))] == ["Ana", "Ben", "Ana"]
    assert editing.renamed(items, "Ben", "Ben") is None
    assert editing.renamed(items, "Cleo", "Dora") is None

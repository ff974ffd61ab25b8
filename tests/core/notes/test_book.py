"""Notes are added, ticked off, reworded and deleted as edits with an inverse, and found by what people say."""

import pytest

from voiceapp.core.notes.access import LooseNotes
from voiceapp.core.notes.book import (
    LONGEST,
    MOST,
    KeptNote,
    Notes,
    NotesEdit,
    NotesError,
    added,
    applied,
    found,
    grouped,
    in_list,
    list_named,
    lists_of,
    meant,
    removed,
    reworded,
    ticked,
)

MILK = KeptNote(1, "Milk", "Shopping", at=5.0)
EGGS = KeptNote(2, "six eggs", "Shopping", done=True)
IDEA = KeptNote(3, "Ask Ben about the boat")
PACK = KeptNote(4, "passport", "Packliste")
ALL: Notes = (MILK, EGGS, IDEA, PACK)


@pytest.mark.parametrize(
    "edit",
    [
        added(ALL, ["bread", "  ", "butter\x1b"], "the shopping list", 9.0),
        ticked(ALL, {1, 2}, done=True),
        ticked(ALL, {2}, done=False),
        removed(ALL, {1, 3, 99}),
        reworded(ALL, 1, "oat milk"),
        reworded(ALL, 1, "  "),
        reworded(ALL, 99, "nothing"),
        NotesEdit(),
    ],
)
def test_each_edit_is_undone_by_its_inverse(edit: NotesEdit) -> None:
    after = applied(ALL, edit)
    assert applied(after, edit.inverse) == ALL
    assert [note.id for note in after] == sorted(note.id for note in after)


def test_what_is_added_goes_into_the_list_that_is_meant_cleaned_and_in_order() -> None:
    edit = added(ALL, ["bread", "", "butter\x1b[31m"], "my shopping list", 9.0)
    assert [(note.id, note.text, note.list, note.at) for note in edit.after] == [
        (5, "bread", "Shopping", 9.0),
        (6, "butter[31m", "Shopping", 9.0),
    ]
    assert added((), ["x" * 9_999], "", 0.0).after[0].text == "x" * LONGEST


def test_only_what_changes_is_ticked() -> None:
    assert ticked(ALL, {1, 2}, done=True) == NotesEdit((MILK,), (KeptNote(1, "Milk", "Shopping", True, 5.0),))


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(NotesError, match="nothing to note"):
        added((), ["  "], "", 0.0)
    many = tuple(KeptNote(number, "x") for number in range(MOST))
    with pytest.raises(NotesError, match="2000 notes already"):
        added(many, ["one more"], "", 0.0)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("shopping", "Shopping"),
        ("the Shopping list", "Shopping"),
        ("shoping", "Shopping"),
        ("packliste", "Packliste"),
        ("meine Packliste", "Packliste"),
        ("die Einkaufsliste", "Einkaufsliste"),
        ("my to do list", "To do"),
        ("books", "Books"),
        ("the books", "Books"),
        ("list", "List"),
        ("", ""),
        (" \x07 ", ""),
    ],
)
def test_a_list_is_known_by_what_people_call_it(asked: str, name: str) -> None:
    assert list_named(ALL, asked) == name


@pytest.mark.parametrize(
    ("words", "ids"),
    [("milk", [1]), ("eggs", [2]), ("the boat", [3]), ("Ben boat", [3]), ("passprot", [4]), ("bread", []), ("?!", [])],
)
def test_a_note_is_meant_by_its_words(words: str, ids: list[int]) -> None:
    assert [note.id for note in meant(ALL, words)] == ids


def test_the_very_same_words_go_before_those_that_contain_them() -> None:
    notes = (KeptNote(1, "milk"), KeptNote(2, "oat milk"))
    assert meant(notes, "Milk") == notes[:1]
    assert meant(notes, "oat") == notes[1:]


def test_a_search_takes_unfinished_words_and_the_names_of_lists() -> None:
    assert found(ALL, "sho mil") == (MILK,)
    assert found(ALL, "") == ALL
    assert in_list(ALL, "shopping list") == (MILK, EGGS)
    assert in_list(ALL, " ") == ALL
    assert lists_of(ALL) == ("Shopping", "Packliste")


def test_they_are_shown_by_list_what_is_open_first() -> None:
    shown = list(grouped((EGGS, MILK, IDEA)))
    assert shown == [("", (IDEA,)), ("Shopping", (MILK, EGGS))]
    assert list(grouped(())) == []


def test_they_are_kept_in_memory_where_nothing_else_keeps_them() -> None:
    keeper = LooseNotes()
    edit = keeper.edit(lambda notes: added(notes, ["tea"], "", 1.0))
    assert keeper.notes == edit.after

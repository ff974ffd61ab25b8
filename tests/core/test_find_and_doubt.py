"""Words are found and replaced in all lines, and those of which nobody was sure are found one after the other."""

from dataclasses import replace

from tests.talks import said
from voiceapp.core.recordings.doubt import Doubt, confirmed, doubts, moments, next_doubt
from voiceapp.core.recordings.find import Match, Wanted, matches, replaced, replaced_at
from voiceapp.core.recordings.line_edits import edited
from voiceapp.core.recordings.word_places import PlacedWord
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Note, Word

NOTE = Note(ItemId("note"), 1.5, Sentence("The tea note."))
LINES: tuple[Item, ...] = (
    said("Tea and steam, tea.", 1),
    NOTE,
    said("No tea?", 2),
    replace(said("tea", 3), state=MessageState.GROWING),
)


def places(wanted: Wanted) -> list[tuple[str, int]]:
    return [(match.item, match.start) for match in matches(LINES, wanted)]


def test_words_are_found_as_the_person_wishes() -> None:
    one, two = LINES[0].id, LINES[2].id
    assert places(Wanted("tea")) == [(one, 0), (one, 9), (one, 15), (two, 3)]
    assert places(Wanted("tea", case=True)) == [(one, 9), (one, 15), (two, 3)]
    assert places(Wanted("tea", whole=True)) == [(one, 0), (one, 15), (two, 3)]
    assert places(Wanted("tea.")) == [(one, 15)], "a point is a point"
    assert places(Wanted("")) == []


def test_all_are_replaced_at_once_and_come_back() -> None:
    edit = replaced(LINES, Wanted("tea", whole=True), r"\1 coffee")
    assert edit is not None
    after = edited(LINES, edit)
    assert after is not None
    assert [item.text for item in after if isinstance(item, Message)] == [
        r"\1 coffee and steam, \1 coffee.",
        r"No \1 coffee?",
        "tea",
    ]
    assert edited(after, edit.inverse) == LINES
    assert replaced(LINES, Wanted("milk"), "x") is None
    assert replaced(LINES, Wanted(""), "x") is None


def test_one_place_is_replaced() -> None:
    edit = replaced_at(LINES, Match(LINES[0].id, 15, 18), "milk")
    assert edit is not None
    after = edited(LINES, edit)
    assert after is not None
    assert isinstance(after[0], Message)
    assert after[0].text == "Tea and steam, milk."
    assert replaced_at(LINES, Match(LINES[0].id, 15, 18), "tea") is None


SURE = (Word("so", 0, 100, 0.9), Word("it", 200, 300, 0.2), Word("is", 400, 500), Word("wet", 600, 700, 0.4))
UNSURE = said("so it is wet", 1, words=SURE)
LATER = said("or dry", 3, words=(Word("or", 0, 100, 0.8), Word("dry", 200, 300, 0.1)))
ITEMS: tuple[Item, ...] = (UNSURE, NOTE, said("typed", 2), LATER)
IT, WET, DRY = PlacedWord(SURE[1], 3, 5), PlacedWord(SURE[3], 9, 12), PlacedWord(LATER.words[1], 3, 6)


def test_words_of_which_nobody_was_sure_are_found() -> None:
    assert doubts(UNSURE) == (IT, WET)
    assert doubts(said("typed")) == ()
    assert list(moments(UNSURE)) == [200, 600]


def test_one_goes_from_one_to_the_next_and_back() -> None:
    assert next_doubt(ITEMS, 0, -1) == Doubt(UNSURE.id, IT)
    assert next_doubt(ITEMS, 0, IT.start) == Doubt(UNSURE.id, WET)
    assert next_doubt(ITEMS, 0, WET.start) == Doubt(LATER.id, DRY)
    assert next_doubt(ITEMS, 3, DRY.start) is None
    assert next_doubt(ITEMS, 3, DRY.start, back=True) == Doubt(UNSURE.id, WET)
    assert next_doubt(ITEMS, 0, WET.start, back=True) == Doubt(UNSURE.id, IT)
    assert next_doubt(ITEMS, 0, IT.start, back=True) is None


def test_a_word_that_is_right_is_doubted_no_more() -> None:
    edit = confirmed(ITEMS, UNSURE.id, SURE[1])
    assert edit is not None
    after = edited(ITEMS, edit)
    assert after is not None
    assert isinstance(after[0], Message)
    assert doubts(after[0]) == (WET,)
    assert confirmed(ITEMS, UNSURE.id, SURE[2]) is None
    assert confirmed(ITEMS, LATER.id, LATER.words[1]) is not None

"""Notes and memory in the window: seen, searched, ticked, edited in place, deleted with undo, exported."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.notes.book import KeptNote
from voiceapp.gui.notes.page import NOTE, NotesPage
from voiceapp.gui.window import Window

NOTES = (
    KeptNote(1, "Ask Ben about the boat"),
    KeptNote(2, "milk", "Shopping"),
    KeptNote(3, "eggs", "Shopping", done=True),
)


@pytest.fixture
def page(window: Window, desk: PaperDesk, qtbot: QtBot) -> NotesPage:
    desk.notes.kept.notes = NOTES
    window.rooms.notes.show()
    page = window.rooms.notes.page
    qtbot.waitUntil(lambda: page.list.count() == 4)
    return page


def rows(page: NotesPage) -> list[str]:
    return [page.list.item(place).text() for place in range(page.list.count())]


def row(page: NotesPage, text: str) -> QListWidgetItem:
    return next(item for item in page.list.findItems(text, Qt.MatchFlag.MatchExactly) if item.data(NOTE) is not None)


def test_all_of_them_are_seen_by_list(page: NotesPage) -> None:
    assert rows(page) == ["Ask Ben about the boat", "Shopping", "milk", "eggs"]
    assert row(page, "eggs").checkState() is Qt.CheckState.Checked
    assert not page.empty.isVisible()


def test_a_search_narrows_them(page: NotesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "mil")
    assert rows(page) == ["Shopping", "milk"]


def test_one_is_added_to_a_list(page: NotesPage, desk: PaperDesk, qtbot: QtBot) -> None:
    page.into.setCurrentText("shopping")
    qtbot.keyClicks(page.typed, "bread")
    qtbot.keyClick(page.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "bread" in rows(page))
    assert desk.notes.kept.notes[-1].list == "Shopping"
    assert page.typed.text() == ""


def test_one_is_ticked_off_and_reworded_and_both_are_undone(
    page: NotesPage, window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    row(page, "milk").setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: desk.notes.kept.notes[1].done)
    qtbot.waitUntil(lambda: row(page, "milk").checkState() is Qt.CheckState.Checked)
    row(page, "milk").setText("oat milk")
    qtbot.waitUntil(lambda: "oat milk" in rows(page))
    qtbot.waitUntil(lambda: len(window.edits.stack._done) == 2)
    window.edits.undo()
    window.edits.undo()
    assert desk.notes.kept.notes == NOTES
    window.edits.redo()
    assert desk.notes.kept.notes[1].done


def test_what_is_deleted_can_be_brought_back(page: NotesPage, window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    row(page, "milk").setSelected(True)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "milk" not in rows(page))
    qtbot.waitUntil(lambda: "Deleted: milk" in window.notices._lines()[0].accessibleName())
    window.edits.undo()
    assert desk.notes.kept.notes == NOTES


def test_they_are_exported(page: NotesPage, window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    page.export_to("/somewhere/notes.md")
    assert desk.notes.exported == ["/somewhere/notes.md"]
    qtbot.waitUntil(lambda: any("/somewhere/notes.md" in line.accessibleName() for line in window.notices._lines()))


def test_memory_has_a_page_of_its_own_without_boxes(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    window.rooms.memory.show()
    page = window.rooms.memory.page
    assert page.empty.isVisible()
    qtbot.keyClicks(page.typed, "I live in Graz")
    page.adds.click()
    qtbot.waitUntil(lambda: rows(page) == ["I live in Graz"])
    assert not row(page, "I live in Graz").flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not page.into.isVisible()
    assert [note.text for note in desk.memory.kept.notes] == ["I live in Graz"]
    assert desk.notes.kept.notes == ()
    page.back.click()
    assert window.main_area.currentWidget() is not page


def test_nothing_to_note_is_told(page: NotesPage, desk: PaperDesk, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.typed, "   ")
    qtbot.keyClick(page.typed, Qt.Key.Key_Return)
    assert desk.notes.kept.notes == NOTES

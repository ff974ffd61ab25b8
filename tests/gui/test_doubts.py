"""Words of which the recogniser was unsure are marked in the talk that goes on, and a click or Tab leads to correcting them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.scenes import said, show_talk
from voiceapp.core.messages import ItemCorrected, WordConfirmed
from voiceapp.core.transcript import Message, Word
from voiceapp.gui.transcript.doubt_marks import MarkedWord
from voiceapp.gui.transcript.live_view import LiveView
from voiceapp.gui.window import Window

DRY = Word("dry", 2_000, 2_400, 0.2)
UNSURE = said("or dry.", 1, sound_ms=4_000, words=(Word("or", 1_500, 1_900, 0.9), DRY))
LATER = said("the mow", 3, sound=None, words=(Word("the", 0, 100, 0.9), Word("mow", 200, 300, 0.1)))
LINES = (UNSURE, said("What do you mean?", 2), LATER)


@pytest.fixture
def view(window: Window, desk: PaperDesk, qtbot: QtBot) -> LiveView:
    show_talk(desk, items=LINES)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LINES))
    return window.transcript


def marked(view: LiveView, line: Message) -> list[str]:
    """What is underlined with a wave."""
    formats = view._painter.laid(line, view.viewport().width()).words.formats
    waves = [each for each in formats if each.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline]
    return [line.text[each.start : each.start + each.length] for each in waves]


def place_of(view: LiveView, line: Message, character: int) -> QPoint:
    at = view.point_of(line, character)
    assert at is not None
    return at.toPoint() + QPoint(4, 0)


def menu_of(view: LiveView) -> QMenu:
    return view.findChildren(QMenu)[-1]


def test_unsure_words_are_marked_unless_the_person_wants_none(view: LiveView, desk: PaperDesk, qtbot: QtBot) -> None:
    assert [marked(view, line) for line in LINES] == [["dry"], [], ["mow"]]
    desk.settings.change("appearance.unsure_words", False)
    qtbot.waitUntil(lambda: marked(view, UNSURE) == [])
    view.setFocus()
    assert not view._go_to_doubt(back=False)


def test_tab_goes_from_one_to_the_next_plays_it_and_then_leaves(view: LiveView, desk: PaperDesk, qtbot: QtBot) -> None:
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.chosen == MarkedWord(UNSURE.id, 3, 6)
    ((start, _, end),) = desk.player.played
    assert (start, end) == (1_000, 3_000), "the two seconds around it"
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.chosen == MarkedWord(LATER.id, 4, 7)
    assert len(desk.player.played) == 1, "no sound of it is kept"
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.editing.editor
    assert editor is not None
    assert editor.field.textCursor().selectedText() == "mow"
    qtbot.keyClick(editor.field, Qt.Key.Key_Escape)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert not view.hasFocus()


def test_a_click_offers_to_correct_to_keep_and_to_hear_it(view: LiveView, desk: PaperDesk, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, UNSURE, 3))
    menu = menu_of(view)
    assert [action.text() for action in menu.actions()] == ["Correct “dry”…", "“dry” is right", "Play around it"]
    menu.actions()[1].trigger()
    assert desk.told[-1] == WordConfirmed(UNSURE.id, DRY)
    menu.actions()[2].trigger()
    assert len(desk.player.played) == 1
    menu.actions()[0].trigger()
    editor = view.editing.editor
    assert editor is not None
    assert editor.field.textCursor().selectedText() == "dry"
    qtbot.keyClicks(editor.field, "wet")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert ItemCorrected(UNSURE.id, "or wet.") in desk.told
    menu.close()


def test_a_click_on_a_word_that_nobody_doubts_offers_nothing(view: LiveView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, UNSURE, 0))
    assert view.chosen is None
    assert not [menu for menu in view.findChildren(QMenu) if menu.isVisible()]


def test_where_no_sound_is_kept_there_is_nothing_to_hear(view: LiveView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, LATER, 4))
    menu = menu_of(view)
    assert [action.text() for action in menu.actions()] == ["Correct “mow”…", "“mow” is right"]
    menu.close()

"""A message is edited where it stands, by mouse and by keyboard alone, and the rest of the talk stays as it is."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.scenes import said, show_talk
from voiceapp.core.messages import (
    AskedAgain,
    CorrectionUndone,
    HideItem,
    ItemCorrected,
    Phase,
    ShowItem,
    ShowState,
    TalkState,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Improvement, Item, ItemId, Message, MessageState, Note, Talk, TalkId, ToolCall
from voiceapp.gui.transcript.editor import MessageEditor
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.transcript.line_places import line_width
from voiceapp.gui.transcript.line_words import below_of
from voiceapp.gui.window import Window

LINES = tuple(said(f"Message {number}", number) for number in range(1, 9))


@pytest.fixture
def talking(window: Window, desk: PaperDesk, qtbot: QtBot) -> Window:
    show_talk(desk, TalkState(phase=Phase.READY), LINES)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LINES))
    return window


def editor_of(window: Window) -> MessageEditor:
    editor = window.transcript.editing.editor
    assert editor is not None
    return editor


def walk_to(qtbot: QtBot, window: Window, item: Item) -> None:
    """By keyboard alone, from the window's own order of focus."""
    view = window.transcript
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    for _ in range(window.model.row_of(item.id)):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == window.model.row_of(item.id)


def begin(qtbot: QtBot, window: Window, item: Item) -> MessageEditor:
    walk_to(qtbot, window, item)
    qtbot.keyClick(window.transcript, Qt.Key.Key_F2)
    editor = editor_of(window)
    qtbot.waitUntil(editor.field.hasFocus)
    return editor


def test_f2_edits_and_enter_saves_without_a_mouse(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    editor = begin(qtbot, talking, LINES[2])
    assert editor.field.toPlainText() == "Message 3"
    qtbot.keyClicks(editor.field, "!")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(editor.field, "and more")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert desk.told[-1] == ItemCorrected(LINES[2].id, "Message 3!\nand more")
    assert talking.transcript.editing.editor is None
    qtbot.waitUntil(talking.transcript.hasFocus)
    assert talking.transcript.currentIndex().row() == 2, "back at the message"


def test_a_double_click_edits_and_the_editor_has_the_whole_width(talking: Window, qtbot: QtBot) -> None:
    view = talking.transcript
    box = view._painter.laid(LINES[3], view.viewport().width()).box
    place = view.visualRect(talking.model.index(3, 0)).topLeft() + box.center().toPoint()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    editor = editor_of(talking)
    assert editor.message is LINES[3]
    qtbot.waitUntil(lambda: editor.width() == line_width(view.viewport().width()))
    assert editor.isVisible()


def test_a_double_click_beside_the_bubble_edits_nothing(talking: Window, qtbot: QtBot) -> None:
    view = talking.transcript
    row = view.visualRect(talking.model.index(2, 0))
    place = row.topLeft() + view._painter.laid(LINES[2], view.viewport().width()).box.topLeft().toPoint()
    place.setX(4)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert view.editing.editor is None


def test_the_editor_grows_with_its_words_and_moves_what_is_below(talking: Window, qtbot: QtBot) -> None:
    editor = begin(qtbot, talking, LINES[0])
    view = talking.transcript
    qtbot.waitUntil(lambda: editor.y() > 0)
    low = editor.height()
    editor.field.setPlainText("a long story " * 60)
    qtbot.waitUntil(lambda: editor.height() > 2 * low and editor.geometry().bottom() <= view.row_rect(1).top())
    document, field = editor.field.document().size(), editor.field
    assert document.height() * field.fontMetrics().lineSpacing() <= field.viewport().height() + 4, "all of it is seen"
    editor.field.setPlainText("an endless story " * 4_000)
    qtbot.waitUntil(lambda: editor.field.verticalScrollBar().maximum() > 0)
    assert editor.height() < view.viewport().height()
    editor.field.setPlainText("short")
    qtbot.waitUntil(lambda: editor.height() == low)


def test_esc_changes_nothing_and_does_not_reach_the_talk(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowState(TalkState(phase=Phase.SPEAKING)))
    qtbot.waitUntil(lambda: talking.key.state.phase is Phase.SPEAKING)
    editor = begin(qtbot, talking, LINES[4])
    told = list(desk.told)
    qtbot.keyClicks(editor.field, " and more")
    qtbot.keyClick(editor.field, Qt.Key.Key_Escape)
    assert talking.transcript.editing.editor is None
    assert desk.told == told, "neither corrected nor interrupted"
    qtbot.waitUntil(talking.transcript.hasFocus)


@pytest.mark.parametrize("by", ["key", "button"])
def test_the_persons_own_message_is_saved_and_asked_again(
    talking: Window, desk: PaperDesk, qtbot: QtBot, by: str
) -> None:
    editor = begin(qtbot, talking, LINES[2])
    qtbot.keyClicks(editor.field, " now")
    if by == "key":
        qtbot.keyClick(editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.mouseClick(editor.ask, Qt.MouseButton.LeftButton)
    assert desk.told[-2:] == [ItemCorrected(LINES[2].id, "Message 3 now"), AskedAgain(LINES[2].id)]


def test_a_reply_is_edited_but_not_asked_again(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    editor = begin(qtbot, talking, LINES[3])
    assert not editor.ask.isVisible()
    qtbot.keyClicks(editor.field, " now")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert talking.transcript.editing.editor is editor, "that key does nothing here"
    assert not any(isinstance(event, AskedAgain | ItemCorrected) for event in desk.told)
    qtbot.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    assert desk.told[-1] == ItemCorrected(LINES[3].id, "Message 4 now")


def test_nothing_is_saved_that_has_no_words_or_the_same(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    editor = begin(qtbot, talking, LINES[2])
    told = list(desk.told)
    editor.field.setPlainText("  ")
    assert not editor.save.isEnabled()
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert editor_of(talking) is editor
    editor.field.setPlainText("Message 3 ")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.waitUntil(talking.transcript.hasFocus)
    assert talking.transcript.editing.editor is None
    assert desk.told == told


def test_what_is_said_meanwhile_leaves_the_editor_where_it_is(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    editor = begin(qtbot, talking, LINES[0])
    qtbot.waitUntil(lambda: editor.isVisible() and editor.y() > 0)
    before = editor.y()
    for number in range(20, 50):
        desk.show(ShowItem(said("More is said " * 20, number)))
    qtbot.waitUntil(lambda: talking.model.rowCount() == len(LINES) + 30)
    qtbot.waitUntil(lambda: editor.y() == before)
    assert editor.field.hasFocus()


def test_a_message_that_is_deleted_meanwhile_takes_its_editor_along(
    talking: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    begin(qtbot, talking, LINES[2])
    desk.show(HideItem(LINES[2].id))
    qtbot.waitUntil(lambda: talking.transcript.editing.editor is None)
    begin(qtbot, talking, LINES[3])
    show_talk(desk, items=LINES[:1])
    qtbot.waitUntil(lambda: talking.transcript.editing.editor is None)


def test_what_was_edited_says_so_below() -> None:
    assert below_of(replace(LINES[0], original="Massage 1")) == "edited"
    assert below_of(LINES[0]) == ""


@pytest.mark.parametrize(
    ("item", "allowed"),
    [
        (LINES[0], True),
        (replace(LINES[0], state=MessageState.GROWING), True),
        (LINES[1], True),
        (replace(LINES[1], state=MessageState.GROWING), False),
        (Note(ItemId("n"), 1.0, Sentence("A note.")), False),
        (ToolCall(ItemId("c"), 1.0, "time", "{}"), False),
    ],
)
def test_only_words_that_are_written_can_be_edited(talking: Window, item: Item, allowed: bool) -> None:
    talking.model.put(item)
    offered = [action.text() for action in talking.transcript.menu_for(item).actions()]
    assert ("Edit" in offered) is allowed
    talking.transcript.edit_line(item)
    assert (talking.transcript.editing.editor is not None) is allowed


def test_where_nothing_can_be_corrected_nothing_is_edited() -> None:
    actions = LineActions(lambda event: None, lambda sound: None, lambda item: None)
    assert not actions.can_edit(LINES[0])


@pytest.fixture
def listening_reader() -> Iterator[None]:
    """As where a screen reader runs."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("listening_reader")
def test_a_screen_reader_is_told_what_it_is_and_which_keys_do_what(talking: Window, qtbot: QtBot) -> None:
    editor = begin(qtbot, talking, LINES[2])
    interface = QAccessible.queryAccessibleInterface(editor.field)
    assert interface.role() is QAccessible.Role.EditableText
    assert interface.text(QAccessible.Text.Name) == "Edit message"
    assert "Esc cancels" in interface.text(QAccessible.Text.Description)
    assert QApplication.focusWidget() is editor.field
    qtbot.keyClick(editor.field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() in (editor.cancel, editor.ask, editor.save)


def test_a_message_in_another_state_keeps_its_words_while_it_is_edited(
    talking: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    """As its price or its answer comes."""
    editor = begin(qtbot, talking, LINES[2])
    qtbot.keyClicks(editor.field, " now")
    changed: Message = replace(LINES[2], language="en")
    desk.show(ShowItem(changed))
    qtbot.waitUntil(lambda: talking.model.item(2) == changed)
    assert editor.field.toPlainText() == "Message 3 now"
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert desk.told[-1] == ItemCorrected(LINES[2].id, "Message 3 now")


def test_words_that_come_while_it_is_edited_are_what_undoing_brings_back(
    talking: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    editor = begin(qtbot, talking, LINES[2])
    qtbot.keyClicks(editor.field, " now")
    grown = replace(LINES[2], text="Message 3 and more")
    desk.show(ShowItem(grown))
    qtbot.waitUntil(lambda: talking.model.item(2) == grown)
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    talking.edits.undo()
    assert desk.told[-2:] == [ItemCorrected(LINES[2].id, "Message 3 now"), CorrectionUndone(grown)]


def test_a_space_at_its_end_makes_no_message_an_edited_one(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    spaced = replace(LINES[2], text=" Message 3 ")
    desk.show(ShowItem(spaced))
    qtbot.waitUntil(lambda: talking.model.item(2) == spaced)
    told = list(desk.told)
    qtbot.keyClick(begin(qtbot, talking, spaced).field, Qt.Key.Key_Return)
    assert desk.told == told


# --- lines that a better recogniser changed


IMPROVED = replace(
    said("I'd like to book a table.", 1), improved=Improvement("Whisper base", "I'd like to booked a table.")
)


def test_an_improved_line_says_by_whom_and_shows_the_words_that_changed(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    show_talk(desk, TalkState(phase=Phase.READY), (IMPROVED,))
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    view = window.transcript
    assert view._painter._below(IMPROVED) == "▸ Improved by Whisper base"
    choose(window, IMPROVED, "Show what changed")
    assert view._painter._below(IMPROVED) == "▾ Improved by Whisper base"
    text = view._painter._text(IMPROVED)
    assert text == "I'd like to book a table.\n\nFirst version: I'd like to booked a table."
    formats = view._painter._formats(IMPROVED, text)
    struck = [text[each.start : each.start + each.length] for each in formats if each.format.fontStrikeOut()]
    lit = [text[each.start : each.start + each.length] for each in formats if each.format.background().style().value]
    assert (struck, lit) == (["booked"], ["book"])
    choose(window, IMPROVED, "Hide what changed")
    assert view._painter._text(IMPROVED) == IMPROVED.text


def test_one_click_brings_the_first_version_back_and_undo_the_better_one(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    show_talk(desk, TalkState(phase=Phase.READY), (IMPROVED,))
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    view = window.transcript
    walk_to(qtbot, window, IMPROVED)
    qtbot.waitUntil(lambda: view._icons.isVisible() and view._icons._first.isVisible())
    qtbot.mouseClick(view._icons._first, Qt.MouseButton.LeftButton)
    assert desk.told[-1] == CorrectionUndone(replace(IMPROVED, text="I'd like to booked a table.", improved=None))
    window.edits.undo()
    assert desk.told[-1] == CorrectionUndone(IMPROVED)


def test_a_line_that_was_never_improved_offers_nothing_of_it(talking: Window, qtbot: QtBot) -> None:
    walk_to(qtbot, talking, LINES[0])
    view = talking.transcript
    qtbot.waitUntil(view._icons.isVisible)
    assert not view._icons._first.isVisible()
    assert "Show what changed" not in [action.text() for action in view.menu_for(LINES[0]).actions()]


def choose(window: Window, item: Item, words: str) -> None:
    next(action for action in window.transcript.menu_for(item).actions() if action.text() == words).trigger()


def test_the_first_version_comes_back_in_an_earlier_talk_and_undo_brings_the_better_one(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    old = Talk(TalkId("old"), 1.0, items=(IMPROVED,))
    desk.talks[old.id] = old
    reading = window.main_area.reading
    window.main_area.setCurrentWidget(reading)
    reading.read(old)
    view = reading.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.waitUntil(view._icons._first.isVisible)
    qtbot.mouseClick(view._icons._first, Qt.MouseButton.LeftButton)

    def shown() -> Item | None:
        return reading.model.item(0)

    first = replace(IMPROVED, text="I'd like to booked a table.", improved=None)
    assert shown() == first
    assert desk.talks[old.id].items == (first,)
    window.edits.undo()
    assert shown() == IMPROVED
    assert desk.talks[old.id].items == (IMPROVED,)

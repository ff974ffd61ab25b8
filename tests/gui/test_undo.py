"""Whatever was deleted, corrected or renamed is brought back by a button, by the keys, or from Recently deleted."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import pressed, shortcut
from tests.gui.desk import PaperDesk
from tests.gui.scenes import fill_history, said, show_talk
from tests.gui.test_history import choose, summary, titles
from voiceapp.core.history import DeletedEntry
from voiceapp.core.messages import (
    CorrectionUndone,
    Event,
    HideItem,
    ItemCorrected,
    ItemDeleted,
    ItemRestored,
    Phase,
    ShowItem,
    ShowTalk,
    TalkState,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Talk, TalkId
from voiceapp.gui.undo_stack import MOST, UndoStack, UndoStep
from voiceapp.gui.undoable_edits import SHOWN_MS
from voiceapp.gui.window import Window

OFFLINE = Sentence("Saved. Sends when you're back online.")
LINES = tuple(said(f"Message {number}", number) for number in range(1, 9))
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def talking(window: Window, desk: PaperDesk, qtbot: QtBot) -> Window:
    show_talk(desk, TalkState(phase=Phase.READY), LINES)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LINES))
    return window


@pytest.fixture
def filled(window: Window, desk: PaperDesk, qtbot: QtBot) -> Window:
    fill_history(desk)
    window.history._look()
    qtbot.waitUntil(lambda: window.history.model.rowCount() > 8)
    return window


def read(window: Window, qtbot: QtBot, title: str) -> Talk:
    talk = summary(window, title)
    window.main_area.read(talk)
    qtbot.waitUntil(lambda: window.main_area.reading.model.rowCount() == talk.items)
    assert window.main_area.reading.talk is not None
    return window.main_area.reading.talk


def last(desk: PaperDesk) -> Event:
    """What the conversation was told last."""
    return desk.told[-1]


def told(window: Window) -> list[str]:
    return [label.text() for label in window.notices.findChildren(QLabel) if label.isVisible() and label.text()]


def lines(window: Window) -> list[str]:
    model = window.main_area.reading.model
    return [item.text for row in range(model.rowCount()) if isinstance(item := model.item(row), Message)]


# --- the talk that goes on


def test_a_deleted_message_is_offered_back_for_a_while(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    view = talking.transcript
    view.setFocus()
    view.setCurrentIndex(talking.model.index(2, 0))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert last(desk) == ItemDeleted(LINES[2].id)
    assert "Message deleted" in told(talking)
    assert [timer.interval() for _, timer in talking.notices._news] == [SHOWN_MS] == [15_000]
    button = pressed(qtbot, talking, QPushButton, "noticeButton")
    assert (button.text(), button.accessibleDescription()) == ("Undo (Ctrl+Z)", "Message deleted")
    assert last(desk) == ItemRestored(LINES[2])
    assert "Message deleted" not in told(talking)


def test_the_keys_undo_and_do_again_one_after_the_other(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    for number in (2, 4):
        choose(talking.transcript.menu_for(LINES[number]), "Delete")
    shortcut(qtbot, talking, Qt.Key.Key_Z, CTRL)
    shortcut(qtbot, talking, Qt.Key.Key_Z, CTRL)
    shortcut(qtbot, talking, Qt.Key.Key_Z, CTRL)
    assert desk.told[-2:] == [ItemRestored(LINES[4]), ItemRestored(LINES[2])]
    assert told(talking) == [], "nothing is offered back that is back"
    shortcut(qtbot, talking, Qt.Key.Key_Z, CTRL | SHIFT)
    assert last(desk) == ItemDeleted(LINES[2].id)
    shortcut(qtbot, talking, Qt.Key.Key_Y, CTRL)
    assert last(desk) == ItemDeleted(LINES[4].id)


def test_each_offer_brings_back_its_own(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    for number in (2, 4):
        choose(talking.transcript.menu_for(LINES[number]), "Delete")
    offers = [line.button for line, _ in talking.notices._news]
    qtbot.mouseClick(offers[1], Qt.MouseButton.LeftButton)
    assert last(desk) == ItemRestored(LINES[2])
    qtbot.mouseClick(offers[0], Qt.MouseButton.LeftButton)
    assert last(desk) == ItemRestored(LINES[4])


def test_what_is_brought_back_stands_where_it_stood(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(HideItem(LINES[2].id))
    qtbot.waitUntil(lambda: talking.model.row_of(LINES[2].id) < 0)
    desk.show(ShowItem(replace(LINES[2], at=0.0), above=LINES[3].id))
    qtbot.waitUntil(lambda: talking.model.row_of(LINES[2].id) == 2)


def test_a_correction_is_undone_and_done_again(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    talking.transcript.edit_line(LINES[2])
    editor = talking.transcript.editing.editor
    assert editor is not None
    qtbot.keyClicks(editor.field, " now")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    shortcut(qtbot, talking, Qt.Key.Key_Z, CTRL)
    assert last(desk) == CorrectionUndone(LINES[2])
    shortcut(qtbot, talking, Qt.Key.Key_Z, CTRL | SHIFT)
    assert last(desk) == ItemCorrected(LINES[2].id, "Message 3 now")


def test_what_waits_is_deleted_by_its_own_button_and_offered_back(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    waiting = said("And now?", 1, state=MessageState.WAITING, failure=OFFLINE)
    show_talk(desk, TalkState(phase=Phase.READY), (waiting,))
    qtbot.waitUntil(
        lambda: any(each.text() == "Delete" and each.isVisible() for each in window.findChildren(QPushButton))
    )
    delete = next(each for each in window.findChildren(QPushButton) if each.text() == "Delete" and each.isVisible())
    qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
    assert last(desk) == ItemDeleted(waiting.id)
    shortcut(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert last(desk) == ItemRestored(waiting)


def test_words_that_came_after_the_menu_was_opened_are_brought_back_too(
    talking: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    menu = talking.transcript.menu_for(LINES[2])
    grown = replace(LINES[2], text="Message 3 and more")
    desk.show(ShowItem(grown))
    qtbot.waitUntil(lambda: talking.model.item(2) == grown)
    choose(menu, "Delete")
    shortcut(qtbot, talking, Qt.Key.Key_Z, CTRL)
    assert last(desk) == ItemRestored(grown)


def test_what_is_gone_already_is_not_deleted_from_an_old_menu(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    menu = talking.transcript.menu_for(LINES[2])
    desk.show(HideItem(LINES[2].id))
    qtbot.waitUntil(lambda: talking.model.row_of(LINES[2].id) < 0)
    choose(menu, "Delete")
    assert told(talking) == []
    assert desk.told == []


def test_what_waits_is_deleted_with_what_came_since(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    waiting = said("And now?", 1, state=MessageState.WAITING, failure=OFFLINE)
    show_talk(desk, TalkState(phase=Phase.READY), (waiting,))
    grown = replace(waiting, text="And now, please?")
    desk.show(ShowItem(grown))
    qtbot.waitUntil(
        lambda: (
            window.model.item(0) == grown
            and any(each.text() == "Delete" and each.isVisible() for each in window.findChildren(QPushButton))
        )
    )
    delete = next(each for each in window.findChildren(QPushButton) if each.text() == "Delete" and each.isVisible())
    assert delete.accessibleDescription() == "You: And now, please?"
    qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
    shortcut(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert last(desk) == ItemRestored(grown)


def test_a_field_undoes_what_was_typed_first(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    choose(talking.transcript.menu_for(LINES[2]), "Delete")
    talking.composer.setFocus()
    qtbot.waitUntil(talking.composer.hasFocus)
    qtbot.keyClicks(talking.composer, "words")
    qtbot.keyClick(talking.composer, Qt.Key.Key_Z, CTRL)
    assert talking.composer.toPlainText() == ""
    assert last(desk) == ItemDeleted(LINES[2].id)
    talking.composer.setPlainText("")
    qtbot.keyClick(talking.composer, Qt.Key.Key_Z, CTRL)
    assert last(desk) == ItemRestored(LINES[2])


def test_where_nothing_deleted_is_kept_nothing_is_offered_back(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.settings.change("privacy.deleted_days", 0)
    choose(talking.transcript.menu_for(LINES[2]), "Delete")
    assert told(talking) == ["Message deleted"]
    shortcut(qtbot, talking, Qt.Key.Key_Z, CTRL)
    assert last(desk) == ItemDeleted(LINES[2].id)


def test_what_was_deleted_in_a_talk_that_is_saved_by_now_comes_back_there(
    talking: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    desk.talks[TalkId("t")] = Talk(TalkId("t"), 1.0, items=(LINES[0], *LINES[2:]))
    desk.deleted_items.append((TalkId("t"), LINES[1]))
    choose(talking.transcript.menu_for(LINES[1]), "Delete")
    desk.show(ShowTalk(Talk(TalkId("next"), 2.0)))
    qtbot.waitUntil(lambda: talking.model.rowCount() == 0)
    shortcut(qtbot, talking, Qt.Key.Key_Z, CTRL)
    assert not any(isinstance(event, ItemRestored) for event in desk.told)
    assert desk.talks[TalkId("t")].items == LINES


# --- a saved one


def test_a_message_of_a_saved_talk_is_deleted_and_brought_back(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    talk = read(filled, qtbot, "Chess openings")
    before = lines(filled)
    choose(filled.main_area.reading.view.menu_for(talk.items[1]), "Delete")
    assert lines(filled) == [before[0], *before[2:]]
    assert not any(isinstance(event, ItemDeleted) for event in desk.told), "the present talk is not meant"
    shortcut(qtbot, filled, Qt.Key.Key_Z, CTRL)
    assert lines(filled) == before
    assert desk.talks[talk.id].items == talk.items
    shortcut(qtbot, filled, Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(desk.talks[talk.id].items) == len(before) - 1


def test_what_is_restored_in_a_saved_talk_is_not_called_new(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    talk = read(filled, qtbot, "Chess openings")
    view = filled.main_area.reading.view
    filled.resize(filled.width(), 400)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    view.show_beginning()
    choose(view.menu_for(talk.items[-1]), "Delete")
    shortcut(qtbot, filled, Qt.Key.Key_Z, CTRL)
    assert view.lines.item(len(talk.items) - 1) == talk.items[-1]
    assert not view._pill.isVisible()


def test_a_message_of_a_saved_talk_is_corrected_and_the_correction_undone(
    filled: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    talk = read(filled, qtbot, "Chess openings")
    view = filled.main_area.reading.view
    view.edit_line(talk.items[0])
    editor = view.editing.editor
    assert editor is not None
    assert not editor.ask.isVisible(), "nobody answers in a talk that is over"
    editor.field.setPlainText("Other words")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert lines(filled)[0] == "Other words"
    now = desk.talks[talk.id].items[0]
    assert isinstance(now, Message)
    assert now.original is not None
    shortcut(qtbot, filled, Qt.Key.Key_Z, CTRL)
    assert desk.talks[talk.id].items == talk.items
    assert filled.main_area.reading.model.item(0) == talk.items[0]


def test_a_conversation_is_deleted_and_brought_back_by_the_keys(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    choose(filled.history.menu_for(summary(filled, "Chess openings")), "Delete")
    qtbot.waitUntil(lambda: "Chess openings" not in titles(filled))
    assert told(filled) == ["Conversation deleted: Chess openings"]
    shortcut(qtbot, filled, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "Chess openings" in titles(filled))
    assert desk.continued == []
    shortcut(qtbot, filled, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Chess openings" not in titles(filled))


@pytest.mark.parametrize("said_since", [False, True])
def test_the_conversation_that_went_on_goes_on_again(
    filled: Window, desk: PaperDesk, qtbot: QtBot, said_since: bool
) -> None:
    talk = summary(filled, "Chess openings")
    desk.show(ShowTalk(desk.talks[talk.id]))
    qtbot.waitUntil(lambda: filled.history.list.shown_talk == talk.id)
    filled.history.delete(talk)
    desk.show(ShowTalk(Talk(TalkId("next"), 2.0, items=LINES[:1] if said_since else ())))
    qtbot.waitUntil(lambda: filled.model.rowCount() == int(said_since))
    shortcut(qtbot, filled, Qt.Key.Key_Z, CTRL)
    assert desk.deleted == []
    assert desk.continued == ([] if said_since else [talk.id])


def test_a_title_is_as_it_was_again(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    choose(filled.history.menu_for(summary(filled, "Chess openings")), "Rename…")
    dialog = filled.history.findChild(QInputDialog)
    assert dialog is not None
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText("The Sicilian")
    dialog.accept()
    qtbot.waitUntil(lambda: "The Sicilian" in titles(filled))
    qtbot.waitUntil(lambda: filled.history.findChild(QInputDialog) is None)
    shortcut(qtbot, filled, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "Chess openings" in titles(filled))
    assert [by_hand for _, _, by_hand in desk.renamed] == [True, False]


# --- Recently deleted


@pytest.fixture
def deleted(filled: Window, desk: PaperDesk, qtbot: QtBot) -> Window:
    """A conversation and a message are there, and the page that lists them is open."""
    talk = read(filled, qtbot, "Why the sky is blue")
    choose(filled.main_area.reading.view.menu_for(talk.items[0]), "Delete")
    filled.history.delete(summary(filled, "Chess openings"))
    filled.history.show_deleted()
    qtbot.waitUntil(lambda: filled.history.deleted.list.count() == 2)
    return filled


def test_it_says_what_was_deleted_and_how_long_it_stays(deleted: Window) -> None:
    page = deleted.history.deleted
    shown = [page.list.item(row).text() for row in range(page.list.count())]
    assert shown[0] == "Chess openings\nConversation · 30 days left"
    assert shown[1].startswith("You: Good morning.")
    assert shown[1].endswith("\nIn “Why the sky is blue” · 30 days left")
    assert page._told.text() == "What you delete stays here for 30 days."


def test_things_are_restored_from_it_by_keyboard(deleted: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    page = deleted.history.deleted
    qtbot.waitUntil(page.list.hasFocus)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert desk.deleted == []
    qtbot.waitUntil(lambda: page.list.count() == 1)
    before = len(lines(deleted))
    pressed(qtbot, deleted, QPushButton, "restoreDeleted")
    assert desk.deleted_items == []
    assert len(lines(deleted)) == before + 1, "also where it is being read"
    assert not page._restore.isEnabled()
    shortcut(qtbot, deleted, Qt.Key.Key_Z, CTRL)
    assert desk.deleted == [], "there is nothing left to undo"
    page.closed.emit()
    assert deleted.history.list.isVisible()


def test_what_is_deleted_now_cannot_be_undone_any_more(deleted: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    page = deleted.history.deleted
    page.list.setCurrentRow(1)
    pressed(qtbot, deleted, QPushButton, "purgeDeleted")
    (purged,) = desk.purged
    assert purged[1] is not None
    shortcut(qtbot, deleted, Qt.Key.Key_Z, CTRL)
    assert desk.deleted == [], "the conversation came back"
    shortcut(qtbot, deleted, Qt.Key.Key_Z, CTRL)
    assert desk.deleted_items == []


def test_emptying_it_is_asked_twice(deleted: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    pressed(qtbot, deleted, QPushButton, "emptyDeleted")
    assert desk.purged == []
    pressed(qtbot, deleted, QPushButton, "emptyDeletedYes")
    assert desk.purged == [(None, None)]
    assert deleted.history.deleted.list.count() == 0
    assert not deleted.history.deleted._empty.isEnabled()
    shortcut(qtbot, deleted, Qt.Key.Key_Z, CTRL)
    assert desk.deleted == []
    assert told(deleted) == []


def test_emptying_it_leaves_what_was_done_with_things_that_are_still_there(
    deleted: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    kept = deleted.main_area.reading.talk
    assert kept is not None
    now = kept.items[1]
    assert isinstance(now, Message)
    deleted.edits.correct(kept.id, now, "Other words")
    pressed(qtbot, deleted, QPushButton, "emptyDeleted")
    pressed(qtbot, deleted, QPushButton, "emptyDeletedYes")
    shortcut(qtbot, deleted, Qt.Key.Key_Z, CTRL)
    assert desk.talks[kept.id].items[0] == now
    shortcut(qtbot, deleted, Qt.Key.Key_Z, CTRL)
    assert desk.deleted == [], "what is gone for good is not brought back"


def test_with_a_conversation_goes_what_was_done_in_it(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    talk = read(filled, qtbot, "Chess openings")
    line = talk.items[0]
    assert isinstance(line, Message)
    filled.edits.correct(talk.id, line, "Other words")
    filled.history.delete(summary(filled, "Chess openings"))
    filled.history.show_deleted()
    qtbot.waitUntil(lambda: filled.history.deleted.list.count() == 1)
    pressed(qtbot, filled, QPushButton, "purgeDeleted")
    before = lines(filled)
    shortcut(qtbot, filled, Qt.Key.Key_Z, CTRL)
    assert lines(filled) == before


def test_what_was_corrected_can_be_undone_after_it_was_restored(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    before = LINES[2]
    assert isinstance(before, Message)
    talking.edits.correct(TalkId("t"), before, "Other words")
    talking.edits.delete_item(TalkId("t"), replace(before, text="Other words", original=before.text))
    talking.edits.restore(DeletedEntry(TalkId("t"), "A talk", 1.0, before))
    assert told(talking) == []
    shortcut(qtbot, talking, Qt.Key.Key_Z, CTRL)
    assert last(desk) == CorrectionUndone(before)


def test_what_is_kept_no_longer_is_no_longer_undone(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    choose(talking.transcript.menu_for(LINES[2]), "Delete")
    desk.settings.change("privacy.deleted_days", 0)
    shortcut(qtbot, talking, Qt.Key.Key_Z, CTRL)
    assert last(desk) == ItemDeleted(LINES[2].id)
    assert told(talking) == []


def test_offers_are_remembered_no_longer_than_their_steps(talking: Window) -> None:
    for number in range(MOST + 5):
        talking.edits.delete_item(TalkId("t"), said("More", number))
    assert len(talking.edits._offers) == MOST
    talking.edits.undo()
    assert len(talking.edits._offers) == MOST - 1
    talking.edits.forget_all()
    assert talking.edits._offers == {}


def test_the_menu_opens_it_and_a_search_closes_it(filled: Window, qtbot: QtBot) -> None:
    filled.history.show_deleted()
    assert not filled.history.list.isVisible()
    shortcut(qtbot, filled, Qt.Key.Key_F, CTRL)
    assert filled.history.list.isVisible()
    assert not filled.history.deleted.isVisible()


def test_a_message_of_the_talk_that_goes_on_is_restored_into_it(talking: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.talks[TalkId("t")] = Talk(TalkId("t"), 1.0, items=LINES[1:])
    desk.deleted_items.append((TalkId("t"), LINES[0]))
    talking.begin_search()
    talking.history.show_deleted()
    qtbot.waitUntil(lambda: talking.history.deleted.list.count() == 1)
    pressed(qtbot, talking, QPushButton, "restoreDeleted")
    assert last(desk) == ItemRestored(LINES[0])


# --- the stack


def step(name: str, done: list[str]) -> UndoStep:
    return UndoStep(
        TalkId("t"),
        ItemId(name),
        deletes=True,
        undo=lambda: done.append(f"-{name}"),
        redo=lambda: done.append(f"+{name}"),
    )


def test_what_is_done_anew_ends_what_could_be_done_again() -> None:
    done: list[str] = []
    stack = UndoStack()
    stack.push(step("a", done))
    stack.undo()
    stack.push(step("b", done))
    assert stack.redo() is None
    stack.undo()
    assert done == ["-a", "-b"]


def test_the_oldest_step_goes_first() -> None:
    done: list[str] = []
    stack = UndoStack()
    for number in range(MOST + 5):
        stack.push(step(str(number), done))
    while stack.undo() is not None:
        pass
    assert len(done) == MOST
    assert done[-1] == "-5"


def test_a_step_that_was_undone_is_not_undone_twice() -> None:
    done: list[str] = []
    stack = UndoStack()
    first = step("a", done)
    stack.push(first)
    stack.undo(first)
    assert stack.undo(first) is None
    stack.forget(TalkId("t"), ItemId("a"))
    assert stack.redo() is None
    assert done == ["-a"]

"""Everything that one can do, and every conversation, by keyboard alone; and what the keys are is told everywhere."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.conftest import shortcut
from tests.gui.desk import PaperDesk
from tests.gui.scenes import said
from voiceapp.core.actions import ACTIONS, ActionId
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.gui.palette.command_palette import CommandPalette
from voiceapp.gui.shortcut_sheet import ShortcutSheet
from voiceapp.gui.system.tray import Tray, TrayActions
from voiceapp.gui.window import Window
from voiceapp.gui.window_actions import works_of

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot: QtBot, window: Window) -> CommandPalette:
    shortcut(qtbot, window, Qt.Key.Key_K, CONTROL)
    palette = window.overlays.palette_opener.palette
    qtbot.waitUntil(lambda: palette.isVisible() and palette.line.hasFocus() and window.bridge.idle)
    return palette


def titles(palette: CommandPalette) -> list[str]:
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def choose(qtbot: QtBot, palette: CommandPalette, typed: str, title: str) -> None:
    qtbot.keyClicks(palette.line, typed)
    qtbot.waitUntil(lambda: title in titles(palette))
    while palette.list.item(palette.list.currentRow()).text() != title:
        qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)


def test_an_action_is_found_and_done(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    palette = opened(qtbot, window)
    choose(qtbot, palette, "new conv", "New conversation")
    assert desk.talks_begun == 1
    assert palette.isHidden()
    palette = opened(qtbot, window)
    assert titles(palette)[0] == "New conversation", "what was chosen lately comes first"


def test_esc_puts_it_away_and_the_keyboard_is_where_it_was(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    window.composer.setFocus()
    palette = opened(qtbot, window)
    silenced = desk.silenced
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert window.composer.hasFocus()
    assert desk.silenced == silenced
    opened(qtbot, window)
    shortcut(qtbot, window, Qt.Key.Key_K, CONTROL)
    assert palette.isHidden()
    assert window.composer.hasFocus()


def test_one_goes_through_it_with_arrows_and_pages(window: Window, qtbot: QtBot) -> None:
    palette = opened(qtbot, window)
    count = palette.list.count()
    for key, row in (
        (Qt.Key.Key_Up, count - 1),
        (Qt.Key.Key_Down, 0),
        (Qt.Key.Key_Tab, 1),
        (Qt.Key.Key_PageDown, 9),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_PageUp, 0),
    ):
        qtbot.keyClick(palette.line, key)
        assert palette.list.currentRow() == row
    assert palette.line.hasFocus()
    qtbot.keyClicks(palette.line, "zzzzzzzz")
    qtbot.waitUntil(lambda: palette.list.count() == 0)
    assert any(label.isVisible() and label.text() == "No results" for label in palette.findChildren(QLabel))
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_conversation_is_found_and_read(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.talks[TalkId("b")] = Talk(TalkId("b"), time.time(), items=(said("Over Brooklyn bridge", 1),), title="A trip")
    palette = opened(qtbot, window)
    qtbot.waitUntil(lambda: "A trip" in titles(palette))  # the newest ones stand there before anything is typed
    choose(qtbot, palette, "brooklyn", "A trip")
    qtbot.waitUntil(lambda: window.main_area.currentWidget() is window.main_area.reading)


def test_what_is_listed_can_be_chosen_while_something_else_is_looked_for(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    desk.talks[TalkId("b")] = Talk(TalkId("b"), time.time(), items=(said("Over Brooklyn bridge", 1),), title="A trip")
    palette = opened(qtbot, window)
    qtbot.waitUntil(lambda: titles(palette)[0] == "A trip")
    found: list[object] = []
    window.overlays.palette_opener._find("nothing like it", found.append)
    qtbot.waitUntil(lambda: found == [()])
    choose(qtbot, palette, "", "A trip")
    qtbot.waitUntil(lambda: window.main_area.currentWidget() is window.main_area.reading)


def test_a_deleted_conversation_is_not_listed_again(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.talks[TalkId("b")] = Talk(TalkId("b"), time.time(), items=(said("Over Brooklyn bridge", 1),), title="A trip")
    palette = opened(qtbot, window)
    qtbot.waitUntil(lambda: "A trip" in titles(palette))
    qtbot.keyClicks(palette.line, "trip")
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    desk.history.delete_talk(TalkId("b"))
    shortcut(qtbot, window, Qt.Key.Key_K, CONTROL)
    assert palette.isVisible()
    assert "A trip" not in titles(palette), "not even for a moment"
    qtbot.waitUntil(lambda: window.bridge.idle)
    assert "A trip" not in titles(palette)


def test_a_field_that_is_gone_meanwhile_is_not_given_the_keyboard(window: Window, qtbot: QtBot) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    palette = opened(qtbot, window)
    with qtbot.waitSignal(field.destroyed):
        field.deleteLater()
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert palette.isHidden()
    shortcut(qtbot, window, Qt.Key.Key_L, CONTROL)
    assert window.composer.hasFocus()


def test_settings_are_found_by_what_is_on_their_page(window: Window, qtbot: QtBot) -> None:
    choose(qtbot, opened(qtbot, window), "dictation", "Dictation")
    dialog = window.overlays.settings
    assert dialog is not None
    assert dialog.isVisible()
    assert "dictation.key" in dialog.shown
    dialog.close()


def test_a_choice_is_made_there(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    choose(qtbot, opened(qtbot, window), "theme dark", "Theme: Dark")
    assert desk.settings_now.appearance.theme == "dark"
    first = "Answer first with: On this "
    palette = opened(qtbot, window)
    qtbot.keyClicks(palette.line, "answer first")
    (title,) = (title for title in titles(palette) if title.startswith(first))
    choose(qtbot, palette, " this", title)
    assert desk.settings_now.engines.order[0] == "local"


def test_it_goes_where_one_clicks_elsewhere(window: Window, qtbot: QtBot) -> None:
    palette = opened(qtbot, window)
    qtbot.mouseClick(window.composer.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(palette.isHidden)
    palette = opened(qtbot, window)
    place = palette.list.visualItemRect(palette.list.item(0)).center()
    with qtbot.waitSignal(palette.chosen):
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_window_has_something_to_do_for_every_action_that_is_offered(window: Window) -> None:
    assert set(works_of(window)) == {action.id for action in ACTIONS if action.offered}


def test_f1_shows_every_key_as_it_is_chosen(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.settings.change("shortcuts.mute", "Ctrl+J")
    shortcut(qtbot, window, Qt.Key.Key_F1)
    (sheet,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, ShortcutSheet))
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Ctrl+J", "Ctrl+K", "F1", "Ctrl+Alt+Space", "New conversation", "In every program"} <= shown
    sheet.close()


def test_the_sheet_leads_to_where_keys_are_chosen(window: Window, qtbot: QtBot) -> None:
    sheet = window.overlays.show_shortcuts()
    qtbot.addWidget(sheet)
    change = next(each for each in sheet.findChildren(type(window.top.new)) if each.text() == "Change shortcuts…")
    qtbot.mouseClick(change, Qt.MouseButton.LeftButton)
    assert window.overlays.settings is not None
    window.overlays.settings.close()


@pytest.mark.parametrize(
    ("button", "action"),
    [("settings", ActionId.SETTINGS), ("history", ActionId.HISTORY), ("small", ActionId.SMALL_BAR)],
)
def test_tooltips_tell_the_keys_also_after_they_were_changed(
    window: Window, desk: PaperDesk, qtbot: QtBot, button: str, action: ActionId
) -> None:
    desk.settings.change(f"shortcuts.{action.value}", "Ctrl+Alt+J")
    qtbot.waitUntil(lambda: getattr(window.top, button).toolTip().endswith("(Ctrl+Alt+J)"))


def test_the_tray_tells_them_and_leaves_them_to_the_window(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    nothing = TrayActions(*([lambda *_: None] * len(TrayActions.__dataclass_fields__)))
    tray = Tray(nothing, window)
    tray.show_keys(desk.settings)
    keys = {
        action.text(): action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        for action in tray.menu.actions()
    }
    assert keys["Quit"] == "Ctrl+Q"
    assert keys["Mute"] == "Ctrl+M"
    shortcut(qtbot, window, Qt.Key.Key_M, CONTROL)
    assert window.panel.mute.isChecked()

"""By keyboard, by screen reader, without movement, in large letters, and never by colour alone."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.scenes import TALK, show_talk
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.core.messages import KeyPressed, KeyReleased, Phase, ShowLevels, ShowState, TalkState
from voiceapp.core.wishes import TurnTaking
from voiceapp.gui.look.theme import DARK, LIGHT, Palette, contrast
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.window import Window
from voiceapp.settings import installation

TAKES = Qt.FocusPolicy.TabFocus


def tab_order(top: QWidget) -> list[QWidget]:
    """What Tab comes to, in its order."""
    found: list[QWidget] = []
    widget: QWidget | None = top
    while widget is not None:
        widget = widget.nextInFocusChain()
        if widget is None or widget is top:
            break
        reached = widget.focusPolicy() & TAKES and widget.isVisible() and widget.isEnabled()
        if reached and not isinstance(widget, QScrollArea) and widget.window() is top:
            found.append(widget)
    return found


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def name_of(widget: QWidget) -> str:
    """As a screen reader says it: a list that opens is called by its label, its own name is what is chosen."""
    told = interface(widget)
    for other, relation in told.relations() if isinstance(widget, QComboBox) else ():
        if relation & QAccessible.RelationFlag.Label:
            return other.text(QAccessible.Text.Name)
    return "" if isinstance(widget, QComboBox) else told.text(QAccessible.Text.Name)


def test_everything_that_takes_the_keyboard_has_a_name(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    show_talk(desk)
    window.top.activity.setChecked(True)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(TALK) and window.bridge.idle)
    reached = tab_order(window)
    assert {window.button, window.transcript, window.composer, window.history.list, window.panel.sound} <= set(reached)
    for widget in reached:
        assert name_of(widget), f"{widget.objectName() or type(widget).__name__} has no name"


def test_everything_in_the_settings_has_a_name_and_its_help(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    dialog = SettingsDialog(desk, window.bridge)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._search.setText("e")
    dialog._all.setChecked(True)
    for shown in dialog.shown.values():
        widget = shown.editor.widget.focusProxy() or shown.editor.widget
        assert name_of(widget) == shown.row.label
        told = shown.row.help.replace("`voiceapp ", f"`{installation.to_bind()} ")  # as it has to be written here
        assert interface(widget).text(QAccessible.Text.Description) == told


@pytest.mark.parametrize("phase", list(Phase))
def test_a_screen_reader_hears_the_state(window: Window, desk: PaperDesk, qtbot: QtBot, phase: Phase) -> None:
    desk.show(ShowState(TalkState(phase=phase, turn_taking=TurnTaking.LOCAL)))
    qtbot.waitUntil(lambda: window.key.state.phase is phase)
    told = interface(window.button)
    assert told.role() is QAccessible.Role.PushButton
    assert told.text(QAccessible.Text.Name) == window.panel.phase.text()
    assert told.text(QAccessible.Text.Description) == window.panel.hint.text()
    assert window.panel.hint.text()


def test_a_screen_reader_hears_the_lines_and_who_said_them(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    show_talk(desk, items=TALK[:2])
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    told = interface(window.transcript)
    assert told.role() is QAccessible.Role.List
    assert told.childCount() == 2
    first, second = (told.child(number) for number in range(2))
    assert first is not None
    assert second is not None
    assert first.text(QAccessible.Text.Name) == "You: Good morning. What do I need for pancakes for four?"
    assert second.text(QAccessible.Text.Name).startswith("Assistant: Good morning! Flour")
    assert "$0.0042" in str(window.model.data(window.model.index(1, 0), Qt.ItemDataRole.AccessibleDescriptionRole))


def test_the_focus_can_be_seen_wherever_it_is(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    """A ring or a frame: the picture of a thing differs when it has the keyboard."""
    show_talk(desk)
    window.top.activity.setChecked(True)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(TALK) and window.bridge.idle)
    for widget in tab_order(window):
        shown = widget.parentWidget() or widget
        elsewhere = window.composer if widget is not window.composer else window.button
        elsewhere.setFocus()
        before = picture(shown)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.hasFocus() or QApplication.focusWidget() is widget.focusProxy()
        assert picture(shown) != before, widget.objectName() or widget.accessibleName()


def picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def test_a_talk_is_held_by_keyboard_alone(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowState(TalkState(phase=Phase.READY, turn_taking=TurnTaking.HOLD)))
    qtbot.waitUntil(lambda: window.key.state.phase is Phase.READY)
    for widget in (window.button, window.transcript, window.history.list, window.panel.volume):
        widget.setFocus()
        desk.told.clear()
        qtbot.keyPress(widget, Qt.Key.Key_Space)
        qtbot.keyRelease(widget, Qt.Key.Key_Space)
        assert desk.told == [KeyPressed(), KeyReleased()], widget.objectName()


def test_nothing_moves_where_that_is_wished(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.settings.change("appearance.motion", "reduced")
    desk.show(ShowState(TalkState(phase=Phase.SPEAKING)))
    qtbot.waitUntil(lambda: window.key.state.phase is Phase.SPEAKING and window.button._still)
    before = picture(window.button)
    desk.show(ShowLevels(speaker=-8.0))
    with qtbot.waitSignal(window.bridge.settled):
        pass
    assert picture(window.button) == before
    desk.settings.change("appearance.motion", "full")
    qtbot.waitUntil(lambda: not window.button._still)
    desk.show(ShowLevels(speaker=-8.0))
    qtbot.waitUntil(lambda: picture(window.button) != before)


@pytest.mark.parametrize("size", [75, 150, 250])
def test_letters_of_every_size_fit(window: Window, desk: PaperDesk, qtbot: QtBot, size: int) -> None:
    window.resize(1280, 900)
    desk.settings.change("appearance.text_size", size)
    show_talk(desk, items=TALK[:4])
    qtbot.waitUntil(lambda: window.model.rowCount() == 4)
    qtbot.waitUntil(lambda: window.composer.font().pixelSize() == round(14 * size / 100))
    view = window.transcript
    rows = [view.row_rect(row) for row in range(4)]
    assert all(above.bottom() < below.top() for above, below in pairwise(rows)), "no line covers another"
    labels = (window.panel.phase, window.panel.hint)
    qtbot.waitUntil(lambda: all(label.height() >= label.fontMetrics().height() for label in labels))
    bottom = window.composer.mapTo(window, QPoint(0, window.composer.height())).y()
    assert bottom <= window.height()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_what_can_be_operated_stands_out_from_its_ground(palette: Palette) -> None:
    for ground in (palette.ground, palette.raised, palette.sunken):
        assert contrast(palette.edge, ground) >= 3.0
        assert contrast(palette.accent, ground) >= 3.0
    for ink in (palette.text, palette.quiet):
        assert contrast(ink, palette.sunken) >= 4.5
    assert contrast(palette.text, palette.mark) >= 4.5
    assert contrast(palette.text, palette.user) >= 4.5
    assert contrast(palette.bad, palette.user) >= 4.5, "why a line failed"
    assert contrast(palette.text, palette.caution) >= 4.5
    assert contrast(palette.warn, palette.caution) >= 3.0


def test_the_button_dictates_where_that_is_chosen(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    mode = window.panel.mode
    before = desk.settings.value("talking.turn_taking")
    mode.setCurrentIndex(mode.findText("Dictate"))
    mode.activated.emit(mode.currentIndex())
    assert window.panel.phase.text() == "Dictate"
    qtbot.mouseClick(window.button, Qt.MouseButton.LeftButton)
    assert desk.dictated == [RequestMade(DictationRequest.TOGGLE)]
    qtbot.waitUntil(window.composer.hasFocus)  # the words go into the message
    desk.dictation_watchers[0](DictationView(DictationStage.RECORDING, level=-20.0))
    qtbot.waitUntil(lambda: window.panel.phase.text() == "Dictating")
    assert window.button.accessibleName() == "Dictating"
    desk.dictation_watchers[0](DictationView(DictationStage.WAITING, waiting="Hello"))
    qtbot.waitUntil(lambda: window.panel.phase.text() == "Words waiting")
    qtbot.mouseClick(window.button, Qt.MouseButton.LeftButton)
    assert desk.dictated[-1] == RequestMade(DictationRequest.INSERT_HERE)
    mode.setCurrentIndex(0)
    mode.activated.emit(0)
    assert window.panel.phase.text() == "Ready when you are"
    assert desk.settings.value("talking.turn_taking") == before

"""Every list that opens shows all of its choices, marks the chosen one, and is worked by keyboard as ever."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QLabel
from pytestqt.qtbot import QtBot

import voiceapp.gui
from tests.gui.desk import PaperDesk
from voiceapp.core.sentence import SettingPlace
from voiceapp.gui.look.chooser import MOST, Chooser
from voiceapp.gui.look.theme import DARK, LIGHT
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.window import Window


def opened(qtbot: QtBot, box: Chooser) -> QAbstractScrollArea:
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    return view


def picture_of_row(box: Chooser, row: int) -> QImage:
    view = box.view()
    return view.viewport().grab(view.visualRect(box.model().index(row, 0))).toImage()


@pytest.mark.parametrize("count", [2, 3, 5, 12, 40])
@pytest.mark.parametrize("size", [100, 150])
def test_every_choice_is_seen_whole(window: Window, desk: PaperDesk, qtbot: QtBot, count: int, size: int) -> None:
    desk.settings.change("appearance.text_size", size)
    qtbot.waitUntil(lambda: window.composer.font().pixelSize() == round(14 * size / 100))
    box = Chooser(window.panel)
    box.addItems([f"Choice {number} that is rather a long one" for number in range(count)])
    box.show()
    view = opened(qtbot, box)
    last = box.view().visualRect(box.model().index(min(count, MOST) - 1, 0))
    assert view.viewport().rect().contains(last)
    assert last.width() >= box.view().sizeHintForColumn(0)
    assert (view.verticalScrollBar().maximum() > 0) is (count > MOST), "it scrolls only where it must"
    arrows = [each for each in view.window().findChildren(QLabel) if each.isVisible()]
    assert arrows == [], "no arrows to scroll with"
    assert view.screen().availableGeometry().contains(view.window().geometry())
    box.hidePopup()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_has_the_ground_of_its_theme_and_marks_what_is_chosen(
    window: Window, desk: PaperDesk, qtbot: QtBot, theme: str
) -> None:
    palette = {"light": LIGHT, "dark": DARK}[theme]
    desk.settings.change("appearance.theme", theme)
    qtbot.waitUntil(lambda: palette.ground in window.styleSheet())
    box = window.panel.mode
    box.setCurrentIndex(2)
    view = opened(qtbot, box)
    whole = view.window().grab().toImage()
    ground = QColor(palette.raised)
    for place in (3, whole.height() - 4):
        assert QColor(whole.pixel(whole.width() // 2, place)) == ground, "no band above or below"
    box.view().setCurrentIndex(box.model().index(0, 0))
    chosen, other = picture_of_row(box, 2), picture_of_row(box, 3)

    def signs(picture: QImage) -> int:
        side = picture.copy(0, 0, 22, picture.height())
        return sum(QColor(side.pixel(x, y)) != ground for x in range(side.width()) for y in range(side.height()))

    assert signs(chosen) > 10
    assert signs(other) == 0
    box.hidePopup()


def test_it_is_worked_by_keyboard_as_ever(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    box = window.panel.mode
    box.setFocus()
    view = opened(qtbot, box)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.isVisible())
    assert box.currentData() == "server_vad"
    assert desk.settings.value("talking.turn_taking") == "server_vad"
    view = opened(qtbot, box)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not view.isVisible())
    assert box.currentData() == "server_vad", "Esc takes nothing over"
    view = opened(qtbot, box)
    qtbot.keyClicks(view, "pus")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert box.currentData() == "push_to_talk"


def test_there_is_no_other_kind_of_list_that_opens(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    dialog = SettingsDialog(desk, window.bridge, SettingPlace("engines"))
    qtbot.addWidget(dialog)
    boxes = [*window.findChildren(QComboBox), *dialog.findChildren(QComboBox)]
    assert len(boxes) > 20
    assert all(isinstance(box, Chooser) for box in boxes)
    made = re.compile(r"\bQComboBox\(")
    folder = Path(voiceapp.gui.__file__).parent
    found = [each.name for each in folder.rglob("*.py") if made.search(each.read_text(encoding="utf-8"))]
    assert found == []

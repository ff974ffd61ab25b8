"""A real window before a desk of values."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.gui.window import Window


@pytest.fixture
def desk() -> Iterator[PaperDesk]:
    desk = PaperDesk()
    yield desk
    desk.close()


@pytest.fixture
def window(desk: PaperDesk, qtbot: QtBot) -> Iterator[Window]:
    window = Window(desk)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    qtbot.waitUntil(lambda: window.windowHandle().isExposed() and window.button.painted > 0)
    yield window
    window.bridge.close()


def pressed(qtbot: QtBot, window: Window, kind: type[QAbstractButton], name: str) -> QAbstractButton:
    """Press the button of that name with the mouse."""
    button = next(each for each in window.findChildren(kind, name) if each.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return button


def shortcut(qtbot: QtBot, window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press it when the window has the keyboard for certain: shortcuts of others are not heard."""
    if not window.isActiveWindow():
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, modifier or Qt.KeyboardModifier.NoModifier)

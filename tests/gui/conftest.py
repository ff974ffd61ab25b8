"""A real window before a desk of values."""

import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.gui import language
from voiceapp.gui.window import Window


class _Flashes(QObject):
    """Notes what is shown as a window of its own before it is put where it belongs."""

    def __init__(self) -> None:
        super().__init__()
        self._windows: weakref.WeakSet[QWidget] = weakref.WeakSet()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's own name)
        if isinstance(watched, QWidget):
            if event.type() is QEvent.Type.Show and watched.isWindow():
                self._windows.add(watched)
            elif event.type() is QEvent.Type.ParentChange and watched in self._windows:
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture(autouse=True)
def _nothing_flashes(qapp: QApplication) -> Iterator[None]:
    """A part that is a window for a moment takes the keyboard: a letter that is typed then goes nowhere."""
    flashes = _Flashes()
    qapp.installEventFilter(flashes)
    yield
    qapp.removeEventFilter(flashes)
    assert flashes.seen == [], "shown before it was put into its window"


@pytest.fixture(autouse=True)
def _no_language_is_left_behind(qapp: QApplication) -> Iterator[None]:
    """A test that speaks German would have the next one write its numbers and money that way."""
    before = QLocale()
    yield
    language.install("en")
    QLocale.setDefault(before)


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

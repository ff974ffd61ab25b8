"""Three quiet steps, which can be skipped, tried, and never come again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import pressed
from tests.gui.desk import PaperDesk
from voiceapp.core.messages import Phase, ShowState, TalkStarted, TalkState
from voiceapp.gui.first_start import FirstStart
from voiceapp.gui.window import Window


def begun(window: Window, desk: PaperDesk, qtbot: QtBot) -> FirstStart:
    window.main_area.welcome_if_new()
    page = window.main_area.welcome
    assert page is not None
    qtbot.waitUntil(lambda: bool(desk.heard))
    return page


def test_the_level_moves_and_the_microphone_is_let_go_afterwards(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    page = begun(window, desk, qtbot)
    desk.heard[0](-20.0)
    qtbot.waitUntil(lambda: page._level.lit > 5)
    qtbot.mouseClick(page._next, Qt.MouseButton.LeftButton)
    assert desk.heard == [], "only the first step listens"
    qtbot.mouseClick(page._back, Qt.MouseButton.LeftButton)
    assert len(desk.heard) == 1
    qtbot.mouseClick(page._skip, Qt.MouseButton.LeftButton)
    assert desk.heard == []
    assert window.main_area.currentWidget() is window.transcript


def test_what_is_chosen_can_be_tried(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    page = begun(window, desk, qtbot)
    pressed(qtbot, window, QPushButton, "tryMicrophone")
    qtbot.waitUntil(lambda: "Did you hear yourself?" in [each.text() for each in page.findChildren(QLabel)])
    assert len(desk.heard) == 1, "and the level goes on"
    page._go(1)
    page._voices.setCurrentText("cedar")
    page._voices.activated.emit(page._voices.currentIndex())
    assert desk.settings.value("realtime.voice") == "cedar"
    page._go(2)
    page._here.setChecked(True)
    assert desk.settings.value("engines.order") == ("local",)
    assert not page._key.isVisible()
    page._other.setChecked(True)
    assert desk.settings.value("engines.order") == ("realtime", "cascade", "local")
    page._address.setText("https://speech.example.org/v1")
    page._address.editingFinished.emit()
    assert desk.settings.value("engines.base_url") == "https://speech.example.org/v1"
    pressed(qtbot, window, QPushButton, "tryEngine")
    qtbot.waitUntil(lambda: "It works." in [each.text() for each in page.findChildren(QLabel)])


def test_it_ends_in_a_first_sentence_and_does_not_come_again(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    page = begun(window, desk, qtbot)
    for _ in range(3):
        qtbot.mouseClick(page._next, Qt.MouseButton.LeftButton)
    assert page._next.text() == "Done"
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert desk.told == [TalkStarted()]
    desk.show(ShowState(TalkState(phase=Phase.LISTENING)))
    qtbot.waitUntil(lambda: window.main_area.currentWidget() is window.transcript)
    window.main_area.welcome_if_new()
    assert window.main_area.welcome is None


def test_the_microphone_is_let_go_while_the_window_is_hidden(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    begun(window, desk, qtbot)
    window.presence.show_bar()
    qtbot.waitUntil(lambda: desk.heard == [])
    window.presence.show_window()
    qtbot.waitUntil(lambda: len(desk.heard) == 1)

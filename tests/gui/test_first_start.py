"""Three quiet steps, which can be skipped, tried, and never come again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import pressed
from tests.gui.desk import CLOUD, HERE, PaperDesk
from voiceapp.core.messages import Phase, ShowState, TalkStarted, TalkState
from voiceapp.core.outlook import Outlook
from voiceapp.gui.first_start import MICROPHONE, VOICE, FirstStart
from voiceapp.gui.window import Window
from voiceapp.settings.installation import MENU_ENTRY


def begun(window: Window, qtbot: QtBot) -> FirstStart:
    window.main_area.welcome_if_new()
    page = window.main_area.welcome
    assert page is not None
    qtbot.waitUntil(lambda: page._begun)
    return page


def forward(page: FirstStart, qtbot: QtBot) -> None:
    qtbot.mouseClick(page._next, Qt.MouseButton.LeftButton)


def voices(page: FirstStart) -> list[str]:
    return [page._voices.itemText(row) for row in range(page._voices.count())]


def test_each_button_says_what_it_does_and_the_last_one_begins_to_talk(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    page = begun(window, qtbot)
    said: list[str] = []
    for _ in range(page.steps.count()):
        said.append(page._next.text())
        forward(page, qtbot)
    assert said == ["Next: microphone", "Next: voice", "Start talking"]
    assert desk.told == [TalkStarted()]
    assert window.main_area.currentWidget() is window.transcript
    window.main_area.welcome_if_new()
    assert window.main_area.welcome is None, "it does not come again"


def test_the_level_moves_and_the_microphone_is_let_go_afterwards(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    page = begun(window, qtbot)
    assert desk.heard == [], "it is opened where it is tried, and not before"
    forward(page, qtbot)
    desk.heard[0](-20.0)
    qtbot.waitUntil(lambda: page._level.lit > 5)
    forward(page, qtbot)
    assert desk.heard == [], "only its own step listens"
    qtbot.mouseClick(page._back, Qt.MouseButton.LeftButton)
    assert len(desk.heard) == 1
    qtbot.mouseClick(page._skip, Qt.MouseButton.LeftButton)
    assert desk.heard == []
    assert desk.told == []
    assert window.main_area.currentWidget() is window.transcript


class ForgetShown(QObject):
    """Notes when the button that forgets a key appears."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's own name)
        self.times += event.type() is QEvent.Type.Show and watched.objectName() == "forgetKey"
        return False


def test_nothing_offers_to_forget_a_key_before_there_is_one(
    window: Window, desk: PaperDesk, qtbot: QtBot, qapp: QApplication
) -> None:
    shown = ForgetShown()
    qapp.installEventFilter(shown)
    try:
        page = begun(window, qtbot)
        qtbot.waitUntil(lambda: "No key for https://api.openai.com" in page._who.key.said())
        assert shown.times == 0, "it flashed"
        desk.kept_keys.append("a key")
        page._who.key.look()
        qtbot.waitUntil(lambda: shown.times == 1)
    finally:
        qapp.removeEventFilter(shown)


def test_who_answers_is_chosen_and_tried(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    page = begun(window, qtbot)
    who = page._who
    qtbot.waitUntil(lambda: "No key for https://api.openai.com" in who.key.said())
    pressed(qtbot, window, QPushButton, "tryEngine")
    qtbot.waitUntil(lambda: page._said["tryEngine"].text() == "It works.")
    who.here.setChecked(True)
    assert desk.settings.value("engines.order") == ("local",)
    assert not who.key.isVisible(), "no key is spoken of"
    assert page._said["tryEngine"].text() == "", "what was said of the service is said no more"
    assert not page._try_engine.isVisible()
    who.other.setChecked(True)
    assert desk.settings.value("engines.order") == ("realtime", "cascade", "local")
    assert not who.key.isVisible(), "before there is an address nobody is named"
    who.address.setText("https://speech.example.org/v1")
    who.address.editingFinished.emit()
    assert desk.settings.value("engines.base_url") == "https://speech.example.org/v1"
    assert who.key.isVisible()
    who.service.setChecked(True)
    assert desk.settings.value("engines.base_url") == ""
    who.other.setChecked(True)
    assert desk.settings.value("engines.base_url") == "https://speech.example.org/v1", "it is still written there"


@pytest.mark.parametrize(
    ("outlook", "offered"),
    [
        (HERE, ["The voice of this device"]),
        (Outlook("cascade"), ["The voice of this device"]),
        (CLOUD, ["marin", "cedar", "alloy"]),
        (Outlook("cascade", voice_setting="tts.voice"), ["The voice of the service"]),
        (Outlook(), ["The voice of this device"]),
    ],
)
def test_the_voices_are_those_of_whoever_will_speak(
    window: Window, desk: PaperDesk, qtbot: QtBot, outlook: Outlook, offered: list[str]
) -> None:
    desk.outlook = outlook
    page = begun(window, qtbot)
    page._go(VOICE)
    qtbot.waitUntil(lambda: voices(page) == offered)
    page._voices.setCurrentIndex(page._voices.count() - 1)
    page._voices.activated.emit(page._voices.currentIndex())
    pressed(qtbot, window, QPushButton, "tryVoice")
    chosen = str(page._voices.currentData()) or "the voice of this device"
    qtbot.waitUntil(lambda: page._said["tryVoice"].text() == f"That was {chosen}.")
    if outlook is CLOUD:
        assert desk.settings.value("realtime.voice") == "alloy"
    else:
        assert not desk.settings_now.differences(type(desk.settings_now)()), "nothing was chosen"


@pytest.mark.parametrize(("step", "name"), [(0, "tryEngine"), (MICROPHONE, "tryMicrophone"), (VOICE, "tryVoice")])
def test_what_is_tried_keeps_the_keyboard(window: Window, desk: PaperDesk, qtbot: QtBot, step: int, name: str) -> None:
    page = begun(window, qtbot)
    page._go(step)
    button = page.findChild(QPushButton, name)
    assert button is not None
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.hasFocus()
    qtbot.waitUntil(lambda: not page._trying)
    assert button.hasFocus()
    assert button.isEnabled()
    assert len(desk.heard) == (step == MICROPHONE), "and the level goes on"


def moving(window: Window) -> list[QAbstractAnimation]:
    return window.findChildren(QAbstractAnimation)


def test_nothing_moves_under_the_pointer(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    page = begun(window, qtbot)
    # The row of controls takes its place first.
    qtbot.waitUntil(lambda: not any(each.state() == QAbstractAnimation.State.Running for each in moving(window)))
    for _ in range(3):
        QApplication.processEvents()
    places: set[QPoint] = set()
    heights: set[int] = set()

    def look() -> None:
        for _ in range(3):
            QApplication.processEvents()
        places.add(page._next.mapTo(page, page._next.rect().topRight()))
        heights.add(page.steps.height())

    for button in (page._who.here, page._who.other, page._who.service):
        button.setChecked(True)
        look()
    for step in range(page.steps.count()):
        page._go(step)
        look()
        for said in page._said.values():
            said.setText("The service does not know this key, so it was not kept. " * 2)
        look()
    assert len(heights) == 1
    assert len(places) == 1


def test_a_talk_begun_by_the_key_ends_it_too(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    begun(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert desk.told == [TalkStarted()]
    desk.show(ShowState(TalkState(phase=Phase.LISTENING)))
    qtbot.waitUntil(lambda: window.main_area.currentWidget() is window.transcript)


def test_the_microphone_is_let_go_while_the_window_is_hidden(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    page = begun(window, qtbot)
    page._go(MICROPHONE)
    assert len(desk.heard) == 1
    window.presence.show_bar()
    qtbot.waitUntil(lambda: desk.heard == [])
    window.presence.show_window()
    qtbot.waitUntil(lambda: len(desk.heard) == 1)


@pytest.mark.parametrize("name", ["_skip", "_next"])
def test_afterwards_the_keyboard_is_on_the_button_that_talks(
    window: Window, desk: PaperDesk, qtbot: QtBot, name: str
) -> None:
    page = begun(window, qtbot)
    page._go(VOICE)
    button: QPushButton = getattr(page, name)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert window.main_area.currentWidget() is window.transcript
    assert window.panel.button.hasFocus()


def test_a_key_that_is_forgotten_leaves_the_keyboard_where_one_is_entered(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    page = begun(window, qtbot)
    box = page._who.key
    desk.kept_keys.append("sk-1")
    box.look()
    forget, field = box.findChild(QPushButton, "forgetKey"), box.findChild(QLineEdit, "keyField")
    assert forget is not None
    assert field is not None
    qtbot.waitUntil(forget.isVisible)
    forget.setFocus()
    desk.kept_keys.clear()
    box.look()
    qtbot.waitUntil(forget.isHidden)
    assert field.hasFocus()


def test_several_services_with_keys_add_no_row(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    page = begun(window, qtbot)
    box = page._who.key
    assert desk.settings.change("chat.base_url", "https://another.example/v1") is None
    box.look()
    service = box.findChild(QComboBox, "keyService")
    assert service is not None
    qtbot.waitUntil(lambda: service.count() == 2)
    assert service.isHidden()
    assert service.currentIndex() == 0


@pytest.mark.parametrize("there", [False, True])
def test_the_last_step_says_how_it_comes_into_the_menu_unless_it_is_there(
    there: bool, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    if there:
        (tmp_path / "applications").mkdir()
        (tmp_path / "applications" / MENU_ENTRY).touch()
    page = begun(window, qtbot)
    page._go(VOICE)
    assert ("integrate" in page._about_menu.text()) is not there

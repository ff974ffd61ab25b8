"""Servers in the house in the settings: looking for them, and using what one of them offers."""

from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.house_servers import HouseServer
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.settings.house_box import HouseBox
from voiceapp.gui.window import Window

ATTIC = HouseServer("tcp://192.168.1.20:10300", "attic", Sentence("transcribes"), ("stt",))
HERE = HouseServer("tcp://127.0.0.1:10200", "piper", Sentence("speaks"), ("tts",), encrypted=True)


def opened(window: Window, desk: PaperDesk, qtbot: QtBot) -> tuple[SettingsDialog, HouseBox]:
    dialog = SettingsDialog(desk, window.bridge, SettingPlace("engines"))
    qtbot.addWidget(dialog)
    box = dialog.findChild(HouseBox)
    assert box is not None
    box.look.click()
    qtbot.waitUntil(box.look.isEnabled)
    return dialog, box


def press(box: HouseBox, qtbot: QtBot, name: str) -> None:
    qtbot.waitUntil(lambda: box.findChild(QPushButton, name) is not None)
    button = box.findChild(QPushButton, name)
    assert button is not None
    button.click()


def test_a_server_in_the_network_is_used_with_the_leave_that_it_needs(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    desk.house_servers = (ATTIC, HERE)
    desk.settings.change("stt.model", "gpt-transcribe")
    _, box = opened(window, desk, qtbot)
    assert "aren't encrypted" in box.said.text()
    press(box, qtbot, "use-stt")
    now = desk.settings_now
    assert (now.stt.base_url, now.stt.where, now.stt.model) == (ATTIC.address, "api", "")
    assert now.engines.allow_plain
    assert "attic" in box.said.text()


def test_one_on_this_device_needs_no_leave(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.house_servers = (HERE,)
    desk.settings.change("tts.voice", "marin")
    _, box = opened(window, desk, qtbot)
    press(box, qtbot, "use-tts")
    now = desk.settings_now
    assert (now.tts.base_url, now.tts.voice, now.engines.allow_plain) == (HERE.address, "", False)


def test_nobody_found_says_how_to_go_on(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    _, box = opened(window, desk, qtbot)
    assert "tcp://" in box.said.text()


def test_the_voices_of_the_server_are_offered(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.voices_there = ("en_US-joe-medium", "de_DE-eva#calm")
    desk.settings.change("tts.voice", "de_DE-eva#calm")
    dialog, _ = opened(window, desk, qtbot)
    combo = dialog.shown["tts.voice"].editor.widget
    assert isinstance(combo, QComboBox)
    qtbot.waitUntil(lambda: combo.findText("en_US-joe-medium") >= 0)
    assert combo.findText("marin") < 0
    assert combo.currentText() == "de_DE-eva#calm"


def test_the_wake_word_can_be_heard_by_a_server(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.house_servers = (HouseServer("tcp://192.168.1.20:10400", "nabu", Sentence("hears a wake word"), ("wake",)),)
    _, box = opened(window, desk, qtbot)
    press(box, qtbot, "use-wake")
    now = desk.settings_now
    assert (now.talking.wake_word, now.talking.wake_word_server) == ("server", "tcp://192.168.1.20:10400")
    assert now.engines.allow_plain
    assert "nabu" in box.said.text()

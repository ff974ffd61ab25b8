"""What lies at the service is shown and deleted, and nothing goes there without being asked."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import TalkId
from voiceapp.core.uploads.access import UploadedTalk, UploadState
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.history.export import TalkToExport
from voiceapp.gui.look.theme import LIGHT
from voiceapp.gui.settings.uploads_box import UploadsBox, told_of
from voiceapp.gui.window import Window

DAY = 86_400.0
TEA = UploadedTalk("file-1", TalkId("tea"), "Where is the tea?", 2_000, 1_700_000_000.0, 1_700_000_000.0 + 30 * DAY)
HAT = UploadedTalk("file-2", TalkId("hat"), "My hat", 900, 1_700_000_000.0, state=UploadState.FAILED)


@pytest.fixture
def bridge(desk: PaperDesk, qtbot: QtBot) -> Iterator[Bridge]:
    made = Bridge(desk)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def box(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> UploadsBox:
    desk.uploads.lying = [TEA, HAT]
    made = UploadsBox(desk.uploads, bridge)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_service_is_asked_only_when_the_person_wants_to_see(box: UploadsBox, desk: PaperDesk, qtbot: QtBot) -> None:
    assert desk.uploads.asked == 0
    box.look_button.click()
    qtbot.waitUntil(lambda: list(box.buttons) == ["file-1", "file-2"])
    box.buttons["file-1"].click()
    qtbot.waitUntil(lambda: list(box.buttons) == ["file-2"])
    box.all.click()
    qtbot.waitUntil(lambda: not box.buttons)
    assert desk.uploads.lying == []
    assert box.about.text() == "Nothing of yours lies there."
    assert not box.all.isVisible()


def test_what_goes_wrong_is_said_and_what_was_shown_stays(box: UploadsBox, desk: PaperDesk, qtbot: QtBot) -> None:
    box.look_button.click()
    qtbot.waitUntil(lambda: len(box.buttons) == 2)
    desk.uploads.refuses = Failure(FailureKind.NO_NETWORK, Sentence("The service can't be reached."))
    box.all.click()
    qtbot.waitUntil(lambda: "can't be reached" in box.about.text())
    assert len(box.buttons) == 2
    box.look_button.click()
    qtbot.waitUntil(box.look_button.isEnabled)


def test_a_row_says_size_when_and_how_long() -> None:
    told = told_of(TEA)
    assert "until" in told
    assert "uploaded" in told
    assert "can't be searched" in told_of(HAT)


def test_a_talk_is_uploaded_from_its_menu_after_a_question(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    menu = window.exports.menu(TalkToExport(TalkId("tea"), "Where is the tea?", 1.0), LIGHT)
    next(action for action in menu.actions() if action.text() == "Upload to be searched…").trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    (asked,) = window.findChildren(QMessageBox)
    assert "All words of “Where is the tea?” go to OpenAI" in asked.text()
    assert desk.uploads.lying == []
    next(button for button in asked.buttons() if button.text() == "Upload").click()
    qtbot.waitUntil(lambda: len(desk.uploads.lying) == 1)
    assert desk.uploads.lying[0].talk == "tea"

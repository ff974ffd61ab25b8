"""The folder that conversations are saved in, as one chooses it in the settings."""

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.gui.desk import PaperDesk
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.gui.settings.own_folder_box import OwnFolderBox
from voiceapp.gui.window import Window


@pytest.fixture
def box(window: Window, desk: PaperDesk) -> OwnFolderBox:
    return OwnFolderBox(desk.kept, desk.settings, window.bridge, window)


def test_a_folder_is_chosen_and_then_all_can_be_saved(
    box: OwnFolderBox, desk: PaperDesk, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    assert not box.save.isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    box.choose()
    assert desk.settings.value("folder.path") == ""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/home/me/vault")
    box.choose()
    assert desk.settings.value("folder.path") == "/home/me/vault"
    qtbot.waitUntil(box.save.isEnabled)  # type: ignore[attr-defined]
    box.save.click()
    qtbot.waitUntil(lambda: box.said.text() == f"Being saved: {len(desk.talks)}.")  # type: ignore[attr-defined]


def test_the_history_is_rebuilt_and_it_is_told_what_came_back(box: OwnFolderBox, qtbot: object) -> None:
    box.rebuild("/home/me/vault")
    qtbot.waitUntil(lambda: "brought back: 2" in box.said.text())  # type: ignore[attr-defined]


def test_what_goes_wrong_is_told(
    box: OwnFolderBox, desk: PaperDesk, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    failure = Failure(FailureKind.NOT_FOUND, Sentence("There is nothing."))
    monkeypatch.setattr(desk.kept, "rebuild_from", lambda _, then: then(failure))
    box.rebuild("/home/me/vault")
    qtbot.waitUntil(lambda: box.said.text() == "There is nothing.")  # type: ignore[attr-defined]

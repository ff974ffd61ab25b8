"""In the settings everything is saved in one file and brought back, with a look at what is in it first."""

import pytest
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.backup_access import BackupDone, BackupState, BackupWork
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import SwitchControl
from voiceapp.gui.settings.backup_box import BackupBox
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.window import Window


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


@pytest.fixture
def box(desk: PaperDesk, qtbot: QtBot) -> BackupBox:
    bridge = Bridge(desk)
    made = BackupBox(desk.kept.backups, bridge)
    qtbot.addWidget(made)
    bridge.setParent(made)
    made.show()
    return made


def button(box: BackupBox, name: str) -> QPushButton:
    found = box.findChild(QPushButton, name)
    assert found is not None
    return found


def test_a_backup_is_made_with_or_without_recordings(box: BackupBox, desk: PaperDesk) -> None:
    box.make("/backups/one.zip")
    sound = box.findChild(SwitchControl, "backupSound")
    assert sound is not None
    sound.setChecked(False)
    box.make("/backups/two.zip")
    assert desk.kept.backups.asked == [("make", "/backups/one.zip", True), ("make", "/backups/two.zip", False)]


def test_how_far_it_is_can_be_seen_and_it_can_be_stopped(box: BackupBox, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.kept.backups.show(BackupState(BackupWork.MAKING, 0.25))
    progress = box.findChild(QProgressBar)
    assert progress is not None
    qtbot.waitUntil(progress.isVisible)
    assert progress.value() == 250
    assert not button(box, "makeBackup").isEnabled()
    button(box, "stopBackup").click()
    assert desk.kept.backups.stopped == 1
    desk.kept.backups.show(BackupState(ended=BackupDone("/one.zip", Sentence("Saved to {path}.", path="/one.zip"))))
    qtbot.waitUntil(lambda: box.said() == "Saved to /one.zip.")
    assert not progress.isVisible()
    assert button(box, "makeBackup").isEnabled()


def test_what_is_in_a_backup_is_said_before_it_is_restored(box: BackupBox, desk: PaperDesk, qtbot: QtBot) -> None:
    box.look("/one.zip")
    question = next(frame for frame in box.findChildren(QFrame, "notice"))
    qtbot.waitUntil(question.isVisible)
    settings = box.findChild(SwitchControl, "restoreSettings")
    assert settings is not None
    assert not settings.isChecked()
    button(box, "restoreYes").click()
    assert not question.isVisible()
    assert desk.kept.backups.asked[-1] == ("restore", "/one.zip", False)
    box.look("/one.zip")
    qtbot.waitUntil(question.isVisible)
    settings.setChecked(True)
    button(box, "restoreYes").click()
    assert desk.kept.backups.asked[-1] == ("restore", "/one.zip", True)


def test_a_file_that_is_no_backup_is_said_and_asks_nothing(box: BackupBox, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.kept.backups.contents = Failure(FailureKind.BAD_FILE, Sentence("This isn't a backup of voiceapp."))
    box.look("/one.zip")
    qtbot.waitUntil(lambda: box.said() == "This isn't a backup of voiceapp.")
    assert not any(frame.isVisible() for frame in box.findChildren(QFrame, "notice"))


def test_settings_that_are_opened_again_show_what_still_runs(desk: PaperDesk, qtbot: QtBot) -> None:
    bridge = Bridge(desk)
    desk.kept.backups.show(BackupState(BackupWork.RESTORING, 0.5))
    qtbot.waitUntil(lambda: bridge.backup.work is BackupWork.RESTORING)
    dialog = SettingsDialog(desk, bridge, SettingPlace("privacy.keep_talks"))
    qtbot.addWidget(dialog)
    dialog.show()
    box = dialog.findChild(BackupBox)
    assert box is not None
    assert "Restoring" in box.said()
    bridge.close()


def test_restored_talks_appear_in_an_open_history(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    window.history.show()
    qtbot.waitUntil(window.history.isVisible)
    with qtbot.waitSignal(window.history.model.loaded):
        desk.kept.backups.show(BackupState(ended=BackupDone("/one.zip", Sentence("Restored.")), restored=True))

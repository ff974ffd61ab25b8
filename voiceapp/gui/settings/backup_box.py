"""Lets the person save everything in one file, and bring it back from such a file."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.backup_access import (
    BackupAccess,
    BackupContents,
    BackupState,
    BackupWishes,
    BackupWork,
    RestoreWishes,
)
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph, SwitchControl
from voiceapp.gui.look.theme import LIGHT, SPACE, TIGHT, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

WHAT_FOR = Sentence("Conversations, vocabulary, profiles, prompts and settings in one file. Keys stay out of it.")
STEPS = 1000


class BackupBox(QWidget):
    def __init__(
        self, backups: BackupAccess, bridge: Bridge, palette: Palette = LIGHT, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._backups = backups
        self._bridge = bridge
        self._chosen = ""
        self._make = _button(tr("Back up…"), "makeBackup", self.choose_place)
        self._restore = _button(tr("Restore…"), "restoreBackup", self.choose_backup)
        self._stop = _button(tr("Cancel"), "stopBackup", backups.stop)
        self._sound = SwitchControl(palette)
        self._sound.setObjectName("backupSound")
        self._sound.setChecked(True)
        self._progress = QProgressBar()
        self._progress.setObjectName("backupProgress")
        self._progress.setRange(0, STEPS)
        self._progress.setTextVisible(False)
        self._said = Paragraph(in_words(WHAT_FOR))
        self._said.setObjectName("quiet")
        self._question = _RestoreQuestion(palette, self)
        buttons = QHBoxLayout()
        buttons.addWidget(self._make)
        buttons.addWidget(self._restore)
        buttons.addWidget(self._stop)
        buttons.addStretch(1)
        buttons.addWidget(_labelled(tr("With recordings"), self._sound))
        buttons.addWidget(self._sound)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE)
        column.setSpacing(TIGHT)
        column.addLayout(buttons)
        column.addWidget(self._question)
        column.addWidget(self._progress)
        column.addWidget(self._said)
        bridge.backup_changed.connect(self.show_state)
        self.show_state(bridge.backup)

    def said(self) -> str:
        return self._said.text()

    def show_state(self, state: BackupState) -> None:
        busy = state.work is not BackupWork.NOTHING
        self._make.setEnabled(not busy)
        self._restore.setEnabled(not busy)
        self._stop.setVisible(busy)
        self._progress.setVisible(busy)
        self._progress.setValue(round(state.share * STEPS))
        if state.work is BackupWork.MAKING:
            self._said.setText(tr("Saving… You can go on working."))
        elif state.work is BackupWork.RESTORING:
            self._said.setText(tr("Restoring… Nothing changes until all of it is here."))
        elif isinstance(state.ended, Failure):
            self._said.setText(in_words(state.ended))
        elif state.ended is not None:
            self._said.setText(in_words(state.ended.told))

    # --- making

    def choose_place(self) -> None:
        name = self._backups.name()
        dialog = self._dialog(tr("Back up"), str(Path.home() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.make)
        dialog.open()

    def make(self, path: str) -> None:
        self._backups.make(path, BackupWishes(sound=self._sound.isChecked()))

    # --- restoring

    def choose_backup(self) -> None:
        dialog = self._dialog(tr("Restore"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.look)
        dialog.open()

    def look(self, path: str) -> None:
        self._chosen = path
        self._backups.look(path, self._bridge.answer(self._looked))

    def _looked(self, found: BackupContents | Failure) -> None:
        if isinstance(found, Failure):
            self._question.hide()
            self._said.setText(in_words(found))
        else:
            self._question.ask(found)

    def restore(self) -> None:
        self._question.hide()
        self._backups.restore(self._chosen, RestoreWishes(settings=self._question.with_settings))

    def _dialog(self, title: str, place: str) -> QFileDialog:
        dialog = QFileDialog(self, title, place, tr("Backups") + " (*.zip)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog


class _RestoreQuestion(QFrame):
    """Says what is in a backup, and asks what to take. Is hidden until then."""

    def __init__(self, palette: Palette, box: BackupBox) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._told = Paragraph("")
        self._settings = SwitchControl(palette)
        self._settings.setObjectName("restoreSettings")
        row = QHBoxLayout()
        row.addWidget(_button(tr("Restore"), "restoreYes", box.restore))
        row.addWidget(_button(tr("Cancel"), "restoreNo", self.hide))
        row.addStretch(1)
        row.addWidget(_labelled(tr("The settings, too"), self._settings))
        row.addWidget(self._settings)
        column = QVBoxLayout(self)
        column.addWidget(self._told)
        column.addLayout(row)
        self.hide()

    @property
    def with_settings(self) -> bool:
        return self._settings.isChecked()

    def ask(self, found: BackupContents) -> None:
        day = datetime.fromtimestamp(found.made_at).astimezone().date()
        contents = (
            Sentence(
                "Backup of {day}. Conversations: {talks}, recordings: {recordings}. What isn't here is added, and nothing "
                "is replaced.",
                day=day,
                talks=found.talks,
                recordings=found.recordings,
            )
            if found.sound
            else Sentence(
                "Backup of {day}, without sound. Conversations: {talks}. What isn't here is added, and nothing is replaced.",
                day=day,
                talks=found.talks,
            )
        )
        self._told.setText(in_words(contents))
        self._settings.setChecked(False)
        self.show()


def _labelled(text: str, switch: SwitchControl) -> QLabel:
    label = QLabel(text)
    label.setObjectName("quiet")
    label.setBuddy(switch)
    switch.setAccessibleName(text)
    return label


def _button(text: str, name: str, work: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: work())
    return button

"""Offers to choose the folder that conversations are saved in, to save all of them, and to bring back what is there."""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from voiceapp.core.desk import KeptAccess, SettingsAccess
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph
from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

PATH = "folder.path"


class OwnFolderBox(QWidget):
    def __init__(
        self, kept: KeptAccess, settings: SettingsAccess, bridge: Bridge, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kept = kept
        self._settings = settings
        self._bridge = bridge
        self.said = Paragraph("")
        self.said.setObjectName("quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, SPACE)
        self.save = _button(tr("Save all now"), "saveAll", self._save_all)
        for button in (
            _button(tr("Choose folder…"), "chooseFolder", self.choose),
            self.save,
            _button(tr("Rebuild history…"), "rebuildHistory", self._choose_source),
        ):
            row.addWidget(button)
        row.addWidget(self.said, 1)
        bridge.settings_changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        self.save.setEnabled(bool(self._settings.value(PATH)))

    def choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Choose folder…"), str(self._settings.value(PATH) or ""))
        if folder:
            self._tell(self._settings.change(PATH, folder))

    def _save_all(self) -> None:
        self._kept.save_all(self._bridge.answer(self._saves))

    def _saves(self, count: int | Failure) -> None:
        if isinstance(count, Failure):
            self._tell(count)
        else:
            self.said.setText(in_words(Sentence("Being saved: {count}.", count=count)))

    def _choose_source(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Rebuild history…"), str(self._settings.value(PATH) or ""))
        if folder:
            self.rebuild(folder)

    def rebuild(self, folder: str) -> None:
        self.said.setText(tr("One moment…"))
        self._kept.rebuild_from(folder, self._bridge.answer(self._rebuilt))

    def _rebuilt(self, told: Sentence | Failure) -> None:
        if isinstance(told, Failure):
            self._tell(told)
        else:
            self.said.setText(in_words(told))

    def _tell(self, failure: Failure | None) -> None:
        self.said.setText("" if failure is None else in_words(failure.sentence))


def _button(text: str, name: str, work: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: work())
    return button

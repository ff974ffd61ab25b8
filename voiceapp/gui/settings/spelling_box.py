"""Edits words with how they are said, and says them."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTableWidget, QVBoxLayout, QWidget

from voiceapp.core.answers import Probe
from voiceapp.core.failures import Failure
from voiceapp.core.sound_access import SoundAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import announce
from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.sentences import in_words
from voiceapp.gui.settings.editor import Change, Editor
from voiceapp.gui.settings.list_editors import entries
from voiceapp.gui.words import tr
from voiceapp.settings.kinds import TableKind


class SpellingBox(QWidget):
    def __init__(self, table: QTableWidget, sound: SoundAccess, bridge: Bridge) -> None:
        super().__init__()
        self._table = table
        self._sound = sound
        self._bridge = bridge
        self.hear = QPushButton(tr("Hear it"))
        self.hear.setAutoDefault(False)
        self.hear.setAccessibleDescription(tr("Says the selected word as it's spelled here"))
        self.hear.clicked.connect(self._say)
        self._told = QLabel()
        self._told.setObjectName("quiet")
        self._told.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.hear)
        row.addWidget(self._told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(table)
        column.addLayout(row)
        self.setFocusProxy(table)

    def told(self) -> str:
        return self._told.text()

    def _say(self) -> None:
        spelled = [item.text() for at in self._rows() if (item := self._table.item(at, 1)) and item.text().strip()]
        if not spelled:
            self._tell(tr("Enter a word, and beside it how it's said."))
            return
        self._tell("")
        self._sound.try_voice("", spelled[0], self._bridge.answer(self._said))

    def _rows(self) -> list[int]:
        """Return the rows, the selected one first."""
        rows = list(range(self._table.rowCount()))
        return sorted(rows, key=lambda at: at != self._table.currentRow())

    def _said(self, probe: Probe | Failure) -> None:
        if isinstance(probe, Failure):
            self._tell(in_words(probe))
        elif not probe.ok:
            self._tell(in_words(probe.sentence))

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        if words:
            announce(self, words)


def spellings(kind: TableKind, change: Change, sound: SoundAccess, bridge: Bridge) -> Editor:
    """Words with how they are said, and a button to hear the selected one."""
    taught = entries(kind, change)
    assert isinstance(taught.widget, QTableWidget)
    return Editor(SpellingBox(taught.widget, sound, bridge), taught.show, below=True)

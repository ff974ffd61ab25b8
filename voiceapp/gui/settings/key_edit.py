"""Takes a key by having it pressed."""

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtGui import QFocusEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QSizePolicy

from voiceapp.core.dictation.access import DictationAccess
from voiceapp.gui.settings.editor import Change

WIDTH = 180
BESIDE_HINT = 44
"""For the margins, and the button that clears the field."""


class KeyEdit(QKeySequenceEdit):
    """While it waits for a key press, global hotkeys are released, because one of them may be meant."""

    def __init__(self, dictation: DictationAccess) -> None:
        super().__init__()
        self._dictation = dictation
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Makes room for what Qt says while no key is chosen, which is longer in some languages."""
        line = self.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        line.ensurePolished()
        said = line.fontMetrics().horizontalAdvance(line.placeholderText())
        return QSize(max(WIDTH, said + BESIDE_HINT), super().sizeHint().height())

    def show_key(self, key: str) -> None:
        with QSignalBlocker(self):
            self.setKeySequence(QKeySequence(key))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._dictation.pause_keys(paused=True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._dictation.pause_keys(paused=False)
        super().focusOutEvent(event)


def key_edit(change: Change, dictation: DictationAccess) -> KeyEdit:
    edit = KeyEdit(dictation)

    def changed(sequence: QKeySequence) -> None:
        change(sequence.toString(QKeySequence.SequenceFormat.PortableText))

    edit.keySequenceChanged.connect(changed)
    return edit

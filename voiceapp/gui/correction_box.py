"""Lets the person correct what was dictated last, in a small window beside the bar."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.words import tr

FOCUS_RETURNS_MS = 300
"""How long a desktop may take to give the keyboard back to the other program."""
_WIDTH, _HEIGHT = 520, 140


class CorrectionBox(QDialog):
    def __init__(self, text: str, done: Callable[[str], None], parent: QWidget | None = None) -> None:
        """`done` gets the text, corrected or as it was, once the other program has the keyboard again."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("correction")
        self.setWindowTitle(tr("Correct the last dictation"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        self._before = text
        self._done = done
        self.field = QPlainTextEdit(text)
        self.field.setAccessibleName(self.windowTitle())
        self.field.setTabChangesFocus(True)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.installEventFilter(self)
        self.save, self.leave = QPushButton(tr("Save")), QPushButton(tr("Cancel"))
        self.save.setDefault(True)
        self.save.setObjectName("primary")
        self.save.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.finished.connect(self._finish)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE)
        column.addWidget(self.field)
        column.addLayout(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_enter(event):
            self.accept()
            return True
        return super().eventFilter(watched, event)

    def _finish(self, result: int) -> None:
        typed = self.field.toPlainText().strip()
        text = typed if result == QDialog.DialogCode.Accepted and typed else self._before
        done = self._done
        QTimer.singleShot(FOCUS_RETURNS_MS, lambda: done(text))


def _is_enter(event: QKeyEvent) -> bool:
    """Says whether it saves; with Shift it begins a line."""
    shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shifted

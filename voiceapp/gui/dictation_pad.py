"""Keeps dictated words in a small window where no program can be typed into, to be copied from there and pasted by hand."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

_WIDTH, _HEIGHT = 520, 220


class DictationPad(QDialog):
    def __init__(self, taken: Callable[[], None], sheet: Callable[[], str]) -> None:
        """`taken` is called when the person is done with the words. `sheet`: how windows look now."""
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("pad")
        self.setWindowTitle(tr("Dictated words"))
        # Somebody may still be typing into another program.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.resize(_WIDTH, _HEIGHT)
        self._taken = taken
        self._sheet = sheet
        self._known = ""
        self._copied = False
        self.why = QLabel()
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(self.windowTitle())
        self.field.setTabChangesFocus(True)
        self.hint = QLabel()
        self.hint.setObjectName("quiet")
        self.hint.setWordWrap(True)
        self.copy, self.dismiss = QPushButton(tr("Copy")), QPushButton(tr("Dismiss"))
        self.copy.setObjectName("primary")
        self.copy.setDefault(True)
        self.copy.clicked.connect(self._copy)
        self.dismiss.clicked.connect(self._dismiss)
        row = QHBoxLayout()
        row.addWidget(self.hint, 1)
        row.addWidget(self.dismiss)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE)
        column.addWidget(self.why)
        column.addWidget(self.field, 1)
        column.addLayout(row)

    def take(self, view: DictationView) -> bool:
        """Show what waits, if it is for the pad. Answers whether it is to be seen here."""
        if view.stage is not DictationStage.WAITING or not view.pad:
            if not view.waiting:
                self._forget()
            return False
        if view.waiting != self._known:
            self._add(view)
            self.setStyleSheet(self._sheet())
            self.show()
        return self.isVisible()

    def reject(self) -> None:
        """Esc and the window's button: what was not copied stays with the bar."""
        if self._copied:
            self._dismiss()
        else:
            self.hide()

    def _add(self, view: DictationView) -> None:
        """What the person changed in earlier words stays as it is."""
        if self._known and view.waiting.startswith(self._known):
            self.field.moveCursor(QTextCursor.MoveOperation.End)
            self.field.insertPlainText(view.waiting[len(self._known) :])
        else:
            self.field.setPlainText(view.waiting)
        self._known = view.waiting
        self._copied = False
        self.why.setText(in_words(view.sentence))
        self.why.setVisible(bool(view.sentence))
        self.hint.setText(tr("Copy the words, click where they belong, and press Ctrl+V."))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.field.toPlainText())
        self._copied = True
        self.hint.setText(tr("Copied. Click where the words belong, and press Ctrl+V."))

    def _dismiss(self) -> None:
        self._forget()
        self._taken()

    def _forget(self) -> None:
        self._known = ""
        self._copied = False
        self.field.clear()
        self.hide()

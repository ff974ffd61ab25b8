"""Edits a message in place, over its own bubble."""

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.transcript import Message
from voiceapp.gui.look.theme import SPACE, TIGHT
from voiceapp.gui.words import tr

ROOM = 10
"""Pixels above and below the words."""
LOWEST = 32


class MessageField(QPlainTextEdit):
    """Takes the text; its keys take precedence over the window's."""

    saved = Signal()
    asked = Signal()
    left = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("messageField")
        self.setPlainText(text)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Edit message"))
        self.setAccessibleDescription(tr("Enter saves, Shift+Enter starts a new line, Esc cancels."))
        self.moveCursor(QTextCursor.MoveOperation.End)

    def height_of_words(self, enough: int) -> int:
        """Sums the real line heights: another script or an emoji needs more. Stops once it is enough."""
        document = self.document()
        layout = document.documentLayout()
        height = 2 * document.documentMargin() + ROOM
        block = document.begin()
        while block.isValid() and height < enough:
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return math.ceil(height)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            # Otherwise Esc would stop the reply that is being spoken.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_ours(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.asked.emit()
        else:
            self.saved.emit()


def _is_ours(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.key() == Qt.Key.Key_Escape or (enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


class MessageEditor(QFrame):
    """A message that is being edited. Whoever made it places it over the message, and removes it again."""

    saved = Signal(str, bool)
    """The new text; True: it is also to be asked again."""
    left = Signal()
    """Editing was cancelled."""
    grew = Signal()
    """It needs another height."""

    def __init__(self, message: Message, parent: QWidget, *, asks: bool) -> None:
        """`asks`: the person's words can be asked again."""
        super().__init__(parent)
        self.message = message
        self.setObjectName("messageEditor")
        self.field = MessageField(message.text, self)
        self._asks = asks
        self.save = QPushButton(tr("Save"), self)
        self.save.setObjectName("primary")
        self.save.setToolTip(tr("Enter"))
        self.ask = QPushButton(tr("Save and ask again"), self)
        self.ask.setObjectName("saveAndAsk")
        self.ask.setToolTip(tr("Ctrl+Enter"))
        self.ask.setVisible(asks)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.setToolTip(tr("Esc"))
        self.save.clicked.connect(self._save)
        self.ask.clicked.connect(self._save_and_ask)
        self.cancel.clicked.connect(self.left)
        self.field.saved.connect(self._save)
        self.field.asked.connect(self._save_and_ask)
        self.field.left.connect(self.left)
        self.field.textChanged.connect(self._changed)
        # Later, because the field reports this while it is being laid out.
        self.field.document().documentLayout().documentSizeChanged.connect(
            self._resized, Qt.ConnectionType.QueuedConnection
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addStretch(1)
        for button in (self.cancel, self.ask, self.save):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(TIGHT, TIGHT, SPACE, SPACE)
        column.setSpacing(TIGHT)
        column.addWidget(self.field)
        column.addLayout(buttons)
        for part in (self, self.field, *self.findChildren(QPushButton)):
            # Measured before it is shown.
            part.ensurePolished()
        self._changed()

    def fit(self, width: int, highest: int) -> int:
        """Take this width. Answers the height that it then wants, up to the maximum."""
        self.setFixedWidth(width)
        below = self.save.sizeHint().height() + 20
        self.field.setFixedHeight(max(LOWEST, min(self.field.height_of_words(highest), highest - below)))
        return self.field.height() + below

    def _resized(self) -> None:
        self.grew.emit()

    def _changed(self) -> None:
        for button in (self.save, self.ask):
            button.setEnabled(bool(self.field.toPlainText().strip()))

    def _save(self) -> None:
        self._end(ask=False)

    def _save_and_ask(self) -> None:
        if self._asks:
            self._end(ask=True)

    def _end(self, *, ask: bool) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.saved.emit(text, ask)

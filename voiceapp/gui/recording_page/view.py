"""Shows the lines of a saved talk; a click on a word plays from there."""

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from voiceapp.core.transcript import ItemId, Message
from voiceapp.gui.recording_page.painter import MarkedWord, RecordingPainter
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.transcript.model import TranscriptModel
from voiceapp.gui.transcript.paint import PADDING, LaidOutLine
from voiceapp.gui.transcript.view import TranscriptView


class RecordingView(TranscriptView):
    pressed_at = Signal(object, int)
    """A Message was clicked, at this character of its text."""

    def __init__(self, model: TranscriptModel, actions: LineActions, parent: QWidget | None = None) -> None:
        super().__init__(model, actions, parent)
        self._painter: RecordingPainter = RecordingPainter()
        self._under_press: tuple[Message, int] | None = None

    def mark_sounding(self, word: MarkedWord | None, *, follow: bool) -> None:
        """`follow`: scroll to it where it cannot be seen."""
        for item in self._painter.sound(word):
            self._repaint(item)
        row = self.lines.row_of(word.item) if word is not None else -1
        if follow and row >= 0 and self.editing.editor is None:
            rect = self.row_rect(row)
            if rect.top() > self.viewport().height() - 40 or rect.bottom() < 40:
                self.scrollTo(self.lines.index(row), self.ScrollHint.PositionAtCenter)

    def _repaint(self, item: ItemId) -> None:
        row = self.lines.row_of(item)
        if row >= 0 and row in self.seen_rows():
            self.viewport().update(self.row_rect(row))

    @property
    def sounding(self) -> MarkedWord | None:
        return self._painter.sounding

    def point_of(self, message: Message, character: int) -> QPointF | None:
        """Return where a character of a message is drawn. None: it is not."""
        row = self.lines.row_of(message.id)
        if row < 0:
            return None
        rect = self.row_rect(row)
        laid = self._painter.laid(message, rect.width())
        place = laid.words.point_of(character)
        return None if place is None else place + _corner(laid, rect)

    def character_at(self, at: QPointF) -> tuple[Message, int] | None:
        """Return the message under a point, and the character of its text there."""
        row = self.indexAt(at.toPoint()).row()
        item = self.lines.item(row)
        if not isinstance(item, Message) or self.editing.holds(item):
            return None
        rect = self.row_rect(row)
        laid = self._painter.laid(item, rect.width())
        character = laid.words.character_at(at - _corner(laid, rect))
        return None if character is None or character >= len(item.text) else (item, character)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Looked up now, because the list may scroll to show the whole line.
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        self._under_press = self.character_at(event.position()) if plain else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found, self._under_press = self._under_press, None
        was_dragged = self._pressed_at is None
        super().mouseReleaseEvent(event)
        if found is not None and not was_dragged:
            self.pressed_at.emit(*found)


def _corner(laid: LaidOutLine, rect: QRect) -> QPointF:
    """Where the words of a line begin in the list."""
    return laid.box.topLeft() + QPointF(rect.left() + PADDING, rect.top() + PADDING)

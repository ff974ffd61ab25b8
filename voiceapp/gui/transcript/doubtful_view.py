"""Shows the lines of a talk, in which Tab goes from one word of which the recogniser was unsure to the next."""

from PySide6.QtCore import QPointF, QRect, Signal
from PySide6.QtGui import QTextCursor

from voiceapp.core.recordings.doubt import next_doubt
from voiceapp.core.transcript import Item, ItemId, Message
from voiceapp.gui.look.controls import announce
from voiceapp.gui.transcript.doubt_marks import MarkedWord
from voiceapp.gui.transcript.paint import PADDING, LaidOutLine
from voiceapp.gui.transcript.paragraphs import units
from voiceapp.gui.transcript.view import TranscriptView
from voiceapp.gui.words import tr


class DoubtfulView(TranscriptView):
    doubted = Signal(object, int)
    """The person came to a doubtful word of a Message, at this character."""

    def mark_doubts(self, *, on: bool) -> None:
        self._painter.mark_doubts(on=on)
        self.viewport().update()

    # --- the chosen word

    @property
    def chosen(self) -> MarkedWord | None:
        """The word that was clicked last, or gone to."""
        return self._painter.chosen

    def choose(self, word: MarkedWord | None) -> None:
        for item in self._painter.choose(word):
            self._repaint(item)

    def bring_to(self, word: MarkedWord) -> None:
        """Go to a word."""
        row = self.lines.row_of(word.item)
        if row >= 0:
            self._at_end = False
            self.choose(word)
            self.setCurrentIndex(self.lines.index(row))
            self._bring_into_sight(word.item)

    def _bring_into_sight(self, item: ItemId) -> None:
        row = self.lines.row_of(item)
        if row >= 0:
            rect = self.row_rect(row)
            if rect.top() > self.viewport().height() - 40 or rect.bottom() < 40:
                self.scrollTo(self.lines.index(row), self.ScrollHint.PositionAtCenter)

    def _repaint(self, item: ItemId) -> None:
        row = self.lines.row_of(item)
        if row >= 0 and row in self.seen_rows():
            self.viewport().update(self.row_rect(row))

    # --- places in the text

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

    # --- what one does

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from one doubtful word to the next, and on to what stands below when there is no more."""
        return self._go_to_doubt(back=not next) or super().focusNextPrevChild(next)

    def _go_to_doubt(self, *, back: bool) -> bool:
        if not self._painter.marks_doubts:
            return False
        chosen, seen = self.chosen, self.seen_rows()
        if chosen is not None:
            found = next_doubt(self.lines.items(), self.lines.row_of(chosen.item), chosen.start, back=back)
        else:
            found = next_doubt(self.lines.items(), max(0, seen.stop - 1 if back else seen.start), -1, back=back)
        if found is None:
            return False
        self.bring_to(MarkedWord(found.item, found.place.start, found.place.end))
        message = self.lines.item(self.lines.row_of(found.item))
        announce(self, tr("Unsure: {0}").format(found.place.word.text))
        self.doubted.emit(message, found.place.start)
        return True

    def edit_line(self, item: Item) -> None:
        """Edit a message in place, with the chosen word selected."""
        super().edit_line(item)
        editor, word = self.editing.editor, self.chosen
        if editor is None or word is None or word.item != item.id or editor.message.id != item.id:
            return
        text, cursor = editor.message.text, editor.field.textCursor()
        if editor.field.toPlainText() != text or word.end > len(text):
            return
        cursor.setPosition(units(text[: word.start]))
        cursor.setPosition(units(text[: word.end]), QTextCursor.MoveMode.KeepAnchor)
        editor.field.setTextCursor(cursor)


def _corner(laid: LaidOutLine, rect: QRect) -> QPointF:
    """Where the words of a line begin in the list."""
    return laid.box.topLeft() + QPointF(rect.left() + PADDING, rect.top() + PADDING + laid.head)

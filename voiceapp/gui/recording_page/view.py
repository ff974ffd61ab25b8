"""Shows the lines of a saved talk, in which a word is heard by a click, and lines are edited."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.recordings.doubt import next_doubt
from voiceapp.core.transcript import Item, ItemId, Message
from voiceapp.gui.look.controls import announce
from voiceapp.gui.recording_page.painter import MarkedWord, RecordingPainter, Span
from voiceapp.gui.shortcuts import fixed_keys
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.transcript.model import TranscriptModel
from voiceapp.gui.transcript.paint import PADDING, LaidOutLine
from voiceapp.gui.transcript.view import TranscriptView
from voiceapp.gui.words import tr


class RecordingView(TranscriptView):
    pressed_at = Signal(object, int)
    """A Message was clicked, at this character of its text."""
    doubted = Signal(object, int)
    """The person came to a doubtful word of a Message, at this character."""
    menu_wanted = Signal(object, object)
    """A QMenu, to which what can be done with a Message is added."""
    split_wanted = Signal(object, int)
    merge_wanted = Signal(object)

    def __init__(self, model: TranscriptModel, actions: LineActions, parent: QWidget | None = None) -> None:
        super().__init__(model, actions, parent)
        self._painter: RecordingPainter = RecordingPainter()
        self._under_press: tuple[Message, int] | None = None

    # --- what is marked

    @property
    def sounding(self) -> MarkedWord | None:
        return self._painter.sounding

    @property
    def chosen(self) -> MarkedWord | None:
        """The word that was clicked last, or gone to."""
        return self._painter.chosen

    def mark_sounding(self, word: MarkedWord | None, *, follow: bool) -> None:
        """`follow`: scroll to it where it cannot be seen."""
        for item in self._painter.sound(word):
            self._repaint(item)
        if follow and word is not None and self.editing.editor is None:
            self._bring_into_sight(word.item)

    def choose(self, word: MarkedWord | None) -> None:
        for item in self._painter.choose(word):
            self._repaint(item)

    def show_found(self, found: Mapping[ItemId, Sequence[Span]]) -> None:
        self._painter.find(found)
        self.viewport().update()

    def show_first(self, *, on: bool) -> None:
        """Show below each line what was recognised first, or hide it again."""
        self._painter.show_first(on=on)
        self.measure_again()

    def bring_to(self, word: MarkedWord) -> None:
        """Go to a word."""
        row = self.lines.row_of(word.item)
        if row >= 0:
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
            self._choose_word(*found)
            self.pressed_at.emit(*found)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        found = self.character_at(QPointF(event.pos()))
        if found is not None:
            self._choose_word(*found)
        super().contextMenuEvent(event)

    def _choose_word(self, message: Message, character: int) -> None:
        start = _word_start(message.text, character)
        end = next((place for place in range(start, len(message.text)) if message.text[place].isspace()), None)
        self.choose(MarkedWord(message.id, start, len(message.text) if end is None else end))

    def menu_for(self, item: Item) -> QMenu:
        menu = super().menu_for(item)
        if isinstance(item, Message):
            self.menu_wanted.emit(menu, item)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.keyCombination())
        item = self.lines.item(self.currentIndex().row())
        if isinstance(item, Message) and pressed == fixed_keys(ActionId.MERGE_LINES):
            self.merge_wanted.emit(item)
        elif isinstance(item, Message) and pressed == fixed_keys(ActionId.SPLIT_LINE):
            chosen = self.chosen
            if chosen is not None and chosen.item == item.id:
                self.split_wanted.emit(item, chosen.start)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from one doubtful word to the next, and on to what stands below when there is no more."""
        return self._go_to_doubt(back=not next) or super().focusNextPrevChild(next)

    def _go_to_doubt(self, *, back: bool) -> bool:
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


def _word_start(text: str, character: int) -> int:
    while character > 0 and not text[character - 1].isspace():
        character -= 1
    return character


def _corner(laid: LaidOutLine, rect: QRect) -> QPointF:
    """Where the words of a line begin in the list."""
    return laid.box.topLeft() + QPointF(rect.left() + PADDING, rect.top() + PADDING + laid.head)

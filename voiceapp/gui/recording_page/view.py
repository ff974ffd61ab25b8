"""Shows the lines of a saved talk, in which a word is heard by a click, and lines are edited."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.transcript import Item, ItemId, Message
from voiceapp.gui.recording_page.painter import RecordingPainter, Span
from voiceapp.gui.shortcuts import fixed_keys
from voiceapp.gui.transcript.doubt_marks import MarkedWord
from voiceapp.gui.transcript.doubtful_view import DoubtfulView
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.transcript.model import TranscriptModel


class RecordingView(DoubtfulView):
    pressed_at = Signal(object, int)
    """A Message was clicked, at this character of its text."""
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

    def mark_sounding(self, word: MarkedWord | None, *, follow: bool) -> None:
        """`follow`: scroll to it where it cannot be seen."""
        for item in self._painter.sound(word):
            self._repaint(item)
        if follow and word is not None and self.editing.editor is None:
            self._bring_into_sight(word.item)

    def show_found(self, found: Mapping[ItemId, Sequence[Span]]) -> None:
        self._painter.find(found)
        self.viewport().update()

    def show_first(self, *, on: bool) -> None:
        """Show below each line what was recognised first, or hide it again."""
        self._painter.show_first(on=on)
        self.measure_again()

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


def _word_start(text: str, character: int) -> int:
    while character > 0 and not text[character - 1].isspace():
        character -= 1
    return character

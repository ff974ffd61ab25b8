"""Shows the talk that goes on, in which a click on a word of which the recogniser was unsure offers to correct it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu

from voiceapp.core.recordings.doubt import doubts
from voiceapp.core.recordings.word_places import PlacedWord
from voiceapp.core.transcript import Message
from voiceapp.gui.transcript.doubt_marks import MarkedWord
from voiceapp.gui.transcript.doubtful_view import DoubtfulView
from voiceapp.gui.words import tr


class LiveView(DoubtfulView):
    confirmed = Signal(object, object)
    """This Word of a Message is right."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed = self._pressed_at is not None and event.button() is Qt.MouseButton.LeftButton
        super().mouseReleaseEvent(event)
        found = self.character_at(event.position()) if pressed and self._painter.marks_doubts else None
        if found is None:
            return
        message, character = found
        place = next((each for each in doubts(message) if each.start <= character < each.end), None)
        if place is not None:
            self.choose(MarkedWord(message.id, place.start, place.end))
            self.doubt_menu(message, place).popup(event.globalPosition().toPoint())

    def doubt_menu(self, message: Message, place: PlacedWord) -> QMenu:
        word = message.text[place.start : place.end]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._actions.can_edit(message):
            menu.addAction(tr("Correct “{0}”…").format(word), lambda: self.edit_line(message))
        menu.addAction(tr("“{0}” is right").format(word), lambda: self.confirmed.emit(message, place.word))
        if message.sound is not None:
            menu.addAction(tr("Play around it"), lambda: self.doubted.emit(message, place.start))
        return menu

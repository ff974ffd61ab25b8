"""Puts an editor over the message that is being edited, and keeps it there while the lines around it move."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from voiceapp.core.messages import AskedAgain
from voiceapp.core.transcript import Item, ItemId, Message
from voiceapp.gui.look.controls import announce
from voiceapp.gui.look.long_list import LongList
from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.transcript.editor import MessageEditor
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.transcript.line_places import line_left, line_width
from voiceapp.gui.transcript.model import TranscriptModel
from voiceapp.gui.words import tr

HIGHEST = 0.8
"""The share of the list's height that an editor may take; what does not fit scrolls in it."""


class LineEditing:
    def __init__(
        self, over: LongList, lines: TranscriptModel, actions: LineActions, changed: Callable[[ItemId], None]
    ) -> None:
        """`changed` receives the line that needs another height."""
        self._over = over
        self._lines = lines
        self._actions = actions
        self._changed = changed
        self.editor: MessageEditor | None = None

    def holds(self, item: Item) -> bool:
        """Says whether that line is being edited."""
        return self.editor is not None and self.editor.message.id == item.id

    def begin(self, message: Message) -> None:
        self.drop()
        editor = MessageEditor(message, self._over.viewport(), asks=self._actions.can_ask_again(message))
        editor.saved.connect(self._save)
        editor.left.connect(self._leave)
        editor.grew.connect(lambda: self._changed(message.id))
        self.editor = editor
        index = self._lines.index(self._lines.row_of(message.id))
        self._over.setCurrentIndex(index)
        self._changed(message.id)
        self._over.scrollTo(index)
        editor.field.setFocus()

    def measure(self) -> int:
        if self.editor is None:
            return 0
        room = self._over.viewport().size()
        return self.editor.fit(line_width(room.width()), round(room.height() * HIGHEST)) + SPACE

    def place(self) -> None:
        """Move to where the line is now; close if it is gone."""
        editor = self.editor
        if editor is None:
            return
        row = self._lines.row_of(editor.message.id)
        if row < 0:
            self.drop()
            return
        rect = self._over.row_rect(row)
        width = line_width(rect.width())
        mirrored = self._over.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = round(line_left(rect.width(), mirrored=mirrored))
        editor.setGeometry(left, rect.top() + SPACE // 2, width, rect.height() - SPACE)
        editor.show()

    def drop(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.hide()
            editor.deleteLater()

    def _save(self, text: str, ask: bool) -> None:
        editor = self.editor
        if editor is None:
            return
        self._leave()
        self._correct(editor.message, text)
        if ask:
            self._actions.tell(AskedAgain(editor.message.id))

    def _correct(self, message: Message, text: str) -> None:
        """The line is looked up again, because words that came while it was edited must come back when it is undone."""
        now = self._lines.item(self._lines.row_of(message.id))
        correct = self._actions.correct
        if correct is None or not isinstance(now, Message) or text in (message.text.strip(), now.text.strip()):
            return
        correct(now, text)
        announce(self._over, tr("Message saved"))

    def _leave(self) -> None:
        """Return to the message as it stands."""
        editor = self.editor
        self.drop()
        self._over.setFocus(Qt.FocusReason.OtherFocusReason)
        if editor is not None and self._lines.row_of(editor.message.id) >= 0:
            self._changed(editor.message.id)

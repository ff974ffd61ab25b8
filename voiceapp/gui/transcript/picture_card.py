"""Puts the buttons on the card of a picture: cancel while it is drawn, and what can be done with it then."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from voiceapp.core.messages import Event, ToolPermitted
from voiceapp.core.transcript import Item, ToolCall, ToolState
from voiceapp.gui.look.controls import SignButton
from voiceapp.gui.look.theme import HAIR, Palette
from voiceapp.gui.pictures import picture_actions
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.transcript.line_words import cancel_word, spoken_line
from voiceapp.gui.words import tr


class PictureCard(QWidget):
    def __init__(
        self, call: ToolCall, actions: LineActions, delete: Callable[[Item], None], palette: Palette, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.item = call
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(spoken_line(call))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HAIR)
        if call.state is ToolState.RUNNING:
            row.addWidget(self._cancel(call, actions.tell))
        else:
            for button, work in self._signs(call, actions, delete):
                button.use(palette)
                button.setAccessibleDescription(spoken_line(call))
                button.clicked.connect(work)
                row.addWidget(button)
        row.addStretch(1)

    def _cancel(self, call: ToolCall, tell: Callable[[Event], None]) -> QPushButton:
        cancel = QPushButton(cancel_word())
        cancel.setObjectName("answer")
        cancel.setAccessibleDescription(spoken_line(call))
        cancel.clicked.connect(lambda: tell(ToolPermitted(call.id, allowed=False)))
        return cancel

    def _signs(
        self, call: ToolCall, actions: LineActions, delete: Callable[[Item], None]
    ) -> list[tuple[SignButton, Callable[[], None]]]:
        again = actions.change_picture
        signs: list[tuple[SignButton, Callable[[], None]]] = [
            (SignButton("grow", tr("Open large")), lambda: picture_actions.open_large(call, self)),
            (SignButton("copy", tr("Copy picture")), lambda: picture_actions.copy(call.images[-1])),
            (SignButton("save", tr("Save picture")), lambda: picture_actions.save(call, self)),
        ]
        if again is not None:
            signs.append((SignButton("pen", tr("Change picture")), lambda: again(call.images[-1])))
        signs.append((SignButton("delete", tr("Delete picture")), lambda: delete(call)))
        return signs

    def open_fold(self, *, is_open: bool) -> None:
        """Does nothing, because it has no fold."""

"""Shows what can be pressed in the transcript: the buttons of a card, and the small bar on the line under the mouse."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.messages import AskedAgain, Event, ItemDeleted, ToolPermitted
from voiceapp.core.transcript import Item, Message, ToolCall
from voiceapp.gui.look.controls import SignButton
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.transcript.model import asked_of
from voiceapp.gui.words import tool_words, tr


class CardButtons(QWidget):
    """Allow and Refuse for a tool that asks; Ask again and Delete for what waits."""

    def __init__(self, item: Item, tell: Callable[[Event], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self.asked: QPlainTextEdit | None = None
        if isinstance(item, ToolCall):
            text = asked_of(item)
            if text:
                self.asked = _asked(text)
                column.addWidget(self.asked, 1)
            yes = QPushButton(tr("Allow"))
            yes.setObjectName("primary")
            yes.setAccessibleName(tr("Allow {0}").format(tool_words(item.name)))
            yes.clicked.connect(lambda: tell(ToolPermitted(item.id, allowed=True)))
            no = QPushButton(tr("Refuse"))
            no.setAccessibleName(tr("Refuse {0}").format(tool_words(item.name)))
            no.clicked.connect(lambda: tell(ToolPermitted(item.id, allowed=False)))
        else:
            yes = QPushButton(tr("Ask again"))
            yes.clicked.connect(lambda: tell(AskedAgain(item.id)))
            no = QPushButton(tr("Delete"))
            no.clicked.connect(lambda: tell(ItemDeleted(item.id)))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        row.addWidget(yes)
        row.addWidget(no)
        row.addStretch(1)
        column.addLayout(row)


def _asked(text: str) -> QPlainTextEdit:
    """All of it: what does not fit scrolls, so that the buttons never stand apart from what they are about."""
    box = QPlainTextEdit(text)
    box.setObjectName("asked")
    box.setAccessibleName(tr("What the tool is asked"))
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    box.setTabChangesFocus(True)
    box.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    box.setFrameShape(QFrame.Shape.NoFrame)
    return box


class HoverBar(QFrame):
    """Shows when, who and for how much; play, copy, more. It lies over the upper edge of the line under the mouse."""

    def __init__(
        self,
        parent: QWidget,
        play: Callable[[Item], None],
        copy: Callable[[Item], None],
        more: Callable[[Item, QPoint], None],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("hoverBar")
        self.item: Item | None = None
        self._over = parent
        self._told = QLabel()
        self._told.setObjectName("small")
        self._play = SignButton("play", tr("Play"))
        self._copy = SignButton("copy", tr("Copy"))
        self._more = SignButton("more", tr("More"))
        for button in (self._play, self._copy, self._more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard: Enter on the line opens its menu
            button.setFixedSize(28, 26)
        self._play.clicked.connect(lambda: self._with(play))
        self._copy.clicked.connect(lambda: self._with(copy))
        self._more.clicked.connect(lambda: self._with(lambda item: more(item, self._corner())))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self._told)
        row.addSpacing(4)
        for button in (self._play, self._copy, self._more):
            row.addWidget(button)
        self.hide()

    def use(self, palette: Palette) -> None:
        for button in (self._play, self._copy, self._more):
            button.use(palette)

    def told(self) -> str:
        return self._told.text()

    def show_for(self, item: Item, box: QRectF, told: str) -> None:
        if self.item is item:
            return
        self.item = item
        self._told.setText(told)
        self._play.setVisible(isinstance(item, Message) and item.sound is not None)
        self.adjustSize()
        room = self._over.width() - self.width() - 6
        at_end = box.center().x() > self._over.width() / 2
        x = box.right() - self.width() if at_end else box.left()
        y = box.top() - self.height() + 6
        if y < 0:
            y = box.bottom() - 6
        self.move(max(6, min(room, round(x))), round(y))
        self.show()
        self.raise_()

    def leave(self) -> None:
        self.item = None
        self.hide()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.leave()

    def _with(self, work: Callable[[Item], None]) -> None:
        if self.item is not None:
            work(self.item)

    def _corner(self) -> QPoint:
        return self.mapToGlobal(QPoint(self.width(), self.height()))

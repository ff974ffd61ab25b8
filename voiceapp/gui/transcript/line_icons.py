"""Shows the icons below a line of the talk: play, copy, more. They have space of their own, so they cover nothing."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from voiceapp.core.transcript import Item, Message
from voiceapp.gui.look.controls import SignButton
from voiceapp.gui.look.theme import HAIR, Palette
from voiceapp.gui.transcript.paint import ACTIONS
from voiceapp.gui.words import tr


class LineIcons(QWidget):
    """One for the whole view: it stands below the line under the mouse, or else below the one with the keyboard."""

    def __init__(
        self,
        parent: QWidget,
        play: Callable[[Item], None],
        copy: Callable[[Item], None],
        more: Callable[[Item, QPoint], None],
        bring_back: Callable[[Item], None],
    ) -> None:
        """`bring_back` brings back the first version of a line that a better recogniser changed."""
        super().__init__(parent)
        self.setObjectName("lineIcons")
        self.item: Item | None = None
        self._over = parent
        self._play = SignButton("play", tr("Play"))
        self._copy = SignButton("copy", tr("Copy"))
        self._more = SignButton("more", tr("More"))
        self._play.clicked.connect(lambda: self._with(play))
        self._copy.clicked.connect(lambda: self._with(copy))
        self._first = SignButton("undo", tr("Bring back the first version"))
        self._first.clicked.connect(lambda: self._with(bring_back))
        self._more.clicked.connect(lambda: self._with(lambda item: more(item, self._corner())))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HAIR)
        for button in self._buttons():
            button.setObjectName("lineIcon")
            button.setFocusPolicy(button.focusPolicy().NoFocus)  # for the keyboard, Enter on the line opens its menu
            button.setFixedSize(ACTIONS + 2, ACTIONS - 2)
            row.addWidget(button)
        self.hide()

    def _buttons(self) -> tuple[SignButton, ...]:
        return (self._play, self._copy, self._first, self._more)

    def use(self, palette: Palette) -> None:
        for button in self._buttons():
            button.use(palette)

    def show_for(self, item: Item, box: QRectF) -> None:
        """`box`: the bubble's place."""
        if self.item is not item:
            self.item = item
            self._play.setVisible(isinstance(item, Message) and item.sound is not None)
            self._first.setVisible(isinstance(item, Message) and item.improved is not None)
            self.adjustSize()
        at_end = box.center().x() > self._over.width() / 2 + 1
        x = box.right() - self.width() if at_end else box.left()
        self.move(round(x), round(box.bottom()) + 1)
        self.show()
        self.raise_()

    def leave(self) -> None:
        self.item = None
        self.hide()

    def _with(self, work: Callable[[Item], None]) -> None:
        if self.item is not None:
            work(self.item)

    def _corner(self) -> QPoint:
        return self.mapToGlobal(QPoint(self.width(), self.height()))

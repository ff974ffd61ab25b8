"""Shows the sheet of shortcuts: every action that has keys, grouped by where they work."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.actions import ACTIONS, ActionId, KeyPlace
from voiceapp.core.desk import SettingsAccess
from voiceapp.gui.look.theme import BROAD, EDGE, HAIR, SPACE, TIGHT, WIDE
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import key_words, title_of
from voiceapp.gui.words import tr

LEFT = (KeyPlace.WINDOW,)
RIGHT = (
    KeyPlace.ANYWHERE,
    KeyPlace.MESSAGE_FIELD,
    KeyPlace.MESSAGE,
    KeyPlace.HISTORY,
    KeyPlace.RECORDING,
    KeyPlace.INTERPRETER,
)


class ShortcutSheet(QDialog):
    def __init__(self, settings: SettingsAccess, change: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutSheet")
        self.setWindowTitle(title_of(ActionId.SHORTCUT_SHEET))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        inside = QWidget()
        inside.setObjectName("ground")
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, WIDE, 0)
        columns.setSpacing(BROAD)
        for places in (LEFT, RIGHT):
            columns.addLayout(self._column(places), 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(self.windowTitle())
        others = QPushButton(tr("Change shortcuts…"))
        others.setAutoDefault(False)
        others.clicked.connect(self.accept)
        others.clicked.connect(change)
        close = QPushButton(tr("Close"))
        close.setObjectName("primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(others)
        buttons.addStretch(1)
        buttons.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        whole.setSpacing(WIDE)
        whole.addWidget(area, 1)
        whole.addLayout(buttons)
        self._inside, self._buttons = inside, buttons
        close.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit(self.screen().availableGeometry())

    def _fit(self, screen: QRect) -> None:
        """As large as its text needs in the window's font, but no larger than the screen."""
        for widget in (self, *self.findChildren(QWidget)):
            widget.ensurePolished()
            widget.updateGeometry()
        wanted = self._inside.sizeHint()
        self._inside.setMinimumSize(wanted)
        height = wanted.height() + self._buttons.sizeHint().height() + 52
        self.resize(min(wanted.width() + 62, screen.width() - 40), min(height, screen.height() - 80))

    def _column(self, places: tuple[KeyPlace, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        for place in places:
            grid = self._grid(place)
            if grid.count():
                heading = QLabel(in_words(place.title))
                heading.setObjectName("phase")
                heading.setContentsMargins(0, SPACE, 0, HAIR)
                column.addWidget(heading)
                column.addLayout(grid)
        column.addStretch(1)
        return column

    def _grid(self, place: KeyPlace) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(BROAD)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(0, 1)
        for action in ACTIONS:
            keys = key_words(self._settings, action.id) if action.place is place else ""
            if keys:
                row = grid.rowCount()
                title = QLabel(in_words(action.title))
                shown = QLabel(keys)
                shown.setObjectName("keys")
                shown.setAccessibleName(f"{title.text()}: {keys}")
                grid.addWidget(title, row, 0)
                grid.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignRight)
        return grid

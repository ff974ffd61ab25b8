"""Lays the notices over the top of the talk, and keeps them off its newest message."""

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPoint, QPropertyAnimation
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from voiceapp.gui.look.theme import COLUMN, EDGE, MOTION_MS, SPACE, TIGHT
from voiceapp.gui.main_area import MainArea
from voiceapp.gui.notices import Notices


class NoticeOverlay(QWidget):
    def __init__(self, main_area: MainArea, notices: Notices) -> None:
        super().__init__()
        self._main_area = main_area
        self._notices = notices
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(main_area)
        self._still = False
        self._height = 0
        self._coming = QPropertyAnimation(notices, b"pos", self)
        """The distance from the top at which they stay."""
        self._coming.setDuration(MOTION_MS)
        self._coming.setEasingCurve(QEasingCurve.Type.OutCubic)
        notices.setParent(self)
        notices.changed.connect(self._place)
        main_area.currentChanged.connect(self._place)

    def use(self, *, still: bool) -> None:
        """`still`: nothing moves unless it has to."""
        self._still = still

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width = min(COLUMN, self.width() - 2 * EDGE)
        height = self._notices.height_for(width)
        below = TIGHT + height + SPACE if height else 0
        under = self._main_area.list_shown
        for view in self._main_area.lists:
            view.cover(below if view is under else 0)
        # A page that is not a talk has its title at the top, so it gives way.
        self._column.setContentsMargins(0, 0 if under is not None else below, 0, 0)
        # Not on the frame that a list has while it has the keyboard.
        top = 0 if under is None else under.mapTo(self._main_area, under.rect().topLeft()).y() + TIGHT
        grew, self._height = height > self._height, height
        self._notices.resize(width, height)
        self._notices.raise_()
        self._move_to(QPoint((self.width() - width) // 2, top), comes=grew and not self._still and self.isVisible())

    def _move_to(self, place: QPoint, *, comes: bool) -> None:
        """`comes`: slide in from above. What is sliding to this place already goes on."""
        running = self._coming.state() is QAbstractAnimation.State.Running
        if running and not comes and self._coming.endValue() == place:
            return
        self._coming.stop()
        self._notices.move(place)
        if comes:
            self._coming.setStartValue(place - QPoint(0, EDGE))
            self._coming.setEndValue(place)
            self._coming.start()

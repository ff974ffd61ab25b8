"""Waits for the window's first picture, so that what is loaded behind the window does not delay it."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

LONGEST_MS = 500
"""A window that nobody sees, because it is hidden or on another desktop, is never painted."""


class FirstFrame(QObject):
    """Must be made once the window is shown, if it is shown at all."""

    stands = Signal()
    """Emitted once: the picture is on the screen, or none will be soon."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._waits = True
        if window.isVisible():
            window.windowHandle().installEventFilter(self)
        QTimer.singleShot(LONGEST_MS if window.isVisible() else 0, self, self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Expose:
            watched.removeEventFilter(self)
            # Qt paints while it handles this event.
            QTimer.singleShot(0, self, self._tell)
        return False

    def _tell(self) -> None:
        if self._waits:
            self._waits = False
            self.stands.emit()

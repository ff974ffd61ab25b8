"""Takes a picture of the screen, or of the part that is selected with the mouse."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from voiceapp.gui.look.theme import PLAIN_WHITE
from voiceapp.gui.words import tr

HIDING_MS = 250
"""Milliseconds until the window manager has taken our own window off the screen."""
SMALLEST = 8
_open: "set[ScreenRegionPicker]" = set()
"""Holds references while they are open, because nothing else does."""


def take(window: QWidget, *, part: bool, then: Callable[[QImage | None], None]) -> None:
    """Hide the window, take the picture, show it again. `then` gets None if this desktop does not allow it."""
    screen = window.screen()
    window.hide()

    def back() -> None:
        window.show()
        window.activateWindow()

    def grab() -> None:
        shot = screen.grabWindow(0)
        if part and not shot.isNull():
            cutter = ScreenRegionPicker(shot, screen.geometry(), then, back)
            _open.add(cutter)
            cutter.showFullScreen()
            cutter.activateWindow()
            return
        back()
        then(None if shot.isNull() else shot.toImage())

    QTimer.singleShot(HIDING_MS, window, grab)


class ScreenRegionPicker(QWidget):
    """Shows the picture over the whole screen: select a part with the mouse; Esc cancels."""

    def __init__(
        self, shot: QPixmap, place: QRect, then: Callable[[QImage | None], None], closed: Callable[[], None]
    ) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("cutter")
        self.setWindowTitle(tr("Part of the screen"))
        self.setAccessibleName(tr("Drag around part of the screen. Esc cancels."))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setGeometry(place)
        self._shot = shot
        self._then = then
        self._closed = closed
        self._from: QPoint | None = None
        self._to = QPoint()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        _open.discard(self)
        self.deleteLater()
        self._closed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._cut(self.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = self._to = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._to = event.position().toPoint()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._to = event.position().toPoint()
        self._cut(self._chosen())

    def _chosen(self) -> QRect:
        return QRect(self._from or self._to, self._to).normalized()

    def _cut(self, chosen: QRect) -> None:
        self.close()
        if chosen.width() >= SMALLEST and chosen.height() >= SMALLEST:
            scale = self._shot.devicePixelRatio()
            whole = self._shot.toImage()
            part = QRect(chosen.topLeft() * scale, chosen.size() * scale)
            self._then(whole.copy(part))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._shot)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 110))
        if self._from is not None:
            chosen = self._chosen()
            scale = self._shot.devicePixelRatio()
            painter.drawPixmap(chosen, self._shot, QRect(chosen.topLeft() * scale, chosen.size() * scale))
            painter.setPen(QPen(QColor(PLAIN_WHITE), 2))
            painter.drawRect(chosen)
        painter.end()

"""A picture of the screen, or of the part of it that is drawn round with the mouse."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from voiceapp.gui.words import tr

HIDING_MS = 250
"""Until the window manager has taken our own window off the screen."""
SMALLEST = 8


def take(window: QWidget, *, part: bool, then: Callable[[QImage | None], None]) -> None:
    """Hide the window, take the picture, show it again. `then` gets None where this desktop does not allow it."""
    screen = window.screen() or QGuiApplication.primaryScreen()
    window.setWindowOpacity(0.0)

    def grab() -> None:
        shot = screen.grabWindow(0)
        window.setWindowOpacity(1.0)
        if shot.isNull():
            then(None)
        elif part:
            Cutter(shot, screen.geometry(), then).show_over(window)
        else:
            then(shot.toImage())

    QTimer.singleShot(HIDING_MS, window, grab)


class Cutter(QWidget):
    """The picture over the whole screen: draw round a part with the mouse, Esc gives up."""

    def __init__(self, shot: QPixmap, place: QRect, then: Callable[[QImage | None], None]) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("cutter")
        self.setWindowTitle(tr("Part of the screen"))
        self.setAccessibleName(tr("Draw round the part of the screen. Esc gives up."))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setGeometry(place)
        self._shot = shot
        self._then = then
        self._from: QPoint | None = None
        self._to = QPoint()

    def show_over(self, window: QWidget) -> None:
        self._window = window  # it is ours as long as we are open
        self.showFullScreen()
        self.activateWindow()

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
            painter.setPen(QPen(QColor("#ffffff"), 2))
            painter.drawRect(chosen)
        painter.end()

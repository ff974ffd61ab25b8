"""Shows captions in a frame above other windows, which is dragged and resized by the mouse, and full screen."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from voiceapp.core.actions import BY_ID, ActionId
from voiceapp.core.captions.flow import Caption
from voiceapp.gui.bar_place import knows_places
from voiceapp.gui.captions.lines import CaptionLines, height_of, size_for
from voiceapp.gui.captions.look import CaptionLook
from voiceapp.gui.look.theme import RADIUS
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

TITLE = "voiceapp captions"
"""By which streaming programs list the window. The same in every language."""
GRIP = 10
"""Width of the edge at which the window is resized."""
NARROWEST = 240


class CaptionWindow(QWidget):
    placed = Signal(QRect)
    """The person has moved or resized it."""
    sized = Signal(int)
    """The person has made the letters this large."""
    hide_wanted = Signal()
    closed = Signal()
    present_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, look: CaptionLook) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setObjectName("captions")
        self.setWindowTitle(TITLE)
        self.setAccessibleName(tr("Captions"))
        self.setMouseTracking(True)
        self.setMinimumWidth(NARROWEST)
        self.lines = CaptionLines(look, self)
        self.lines.changed.connect(self.show_or_leave)
        self._grip: tuple[Qt.Edge, QPoint, QRect] | None = None
        self._moved = False
        self.menu = QMenu(self)
        self.menu.addAction(in_words(BY_ID[ActionId.PRESENT_CAPTIONS].title), self.present_wanted.emit)
        self.menu.addAction(tr("Settings"), self.settings_wanted.emit)
        self.menu.addAction(tr("Hide captions"), self.hide_wanted.emit)
        # Later, because it still counts as open then.
        self.menu.aboutToHide.connect(self.show_or_leave, Qt.ConnectionType.QueuedConnection)

    def use(self, look: CaptionLook) -> None:
        self.lines.use(look)
        self.resize(self.width(), height_of(look))
        self.show_or_leave()

    def show_captions(self, captions: tuple[Caption, ...]) -> None:
        self.lines.show_captions(captions)

    def show_or_leave(self) -> None:
        """Leave the screen to what is behind it while there is nothing to read."""
        # Where a window that comes back would stand elsewhere, it only paints nothing.
        self.setVisible(self._is_needed or not knows_places())
        self.update()

    @property
    def _is_needed(self) -> bool:
        return any(self.lines.rows) or self.lines.look.keyed or self._grip is not None or self.menu.isVisible()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    # --- moved and resized by the mouse

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu.popup(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        self._grip = None
        self.present_wanted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        edges = self._edges(event.position().toPoint())
        if not knows_places():
            handle = self.windowHandle()
            handle.startSystemResize(edges) if edges else handle.startSystemMove()
            return
        self._grip = edges, event.globalPosition().toPoint(), self.geometry()
        self._moved = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            self.setCursor(_cursor(self._edges(event.position().toPoint())))
            return
        edges, began, place = self._grip
        self._moved = True
        self.setGeometry(_dragged(place, edges, event.globalPosition().toPoint() - began))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        if self._grip is None:
            return
        edges = self._grip[0]
        self._grip = None
        self.show_or_leave()
        if not self._moved:
            return
        if edges & (Qt.Edge.TopEdge | Qt.Edge.BottomEdge):
            self.sized.emit(size_for(self.lines.look, self.height()))
        self.placed.emit(self.geometry())

    def _edges(self, at: QPoint) -> Qt.Edge:
        edges = Qt.Edge(0)
        if at.x() < GRIP:
            edges |= Qt.Edge.LeftEdge
        elif at.x() >= self.width() - GRIP:
            edges |= Qt.Edge.RightEdge
        if at.y() < GRIP:
            edges |= Qt.Edge.TopEdge
        elif at.y() >= self.height() - GRIP:
            edges |= Qt.Edge.BottomEdge
        return edges

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lines.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        ground = self.lines.look.ground
        painter = QPainter(self)
        if not ground or not self._is_needed:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillRect(self.rect(), Qt.GlobalColor.transparent)
        elif self.lines.look.square:
            painter.fillRect(self.rect(), QColor(ground))
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        painter.end()


class CaptionPresentation(QWidget):
    """Fills a screen with captions until Esc is pressed or it is clicked twice."""

    closed = Signal()

    def __init__(self, look: CaptionLook) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("captionPresentation")
        self.setWindowTitle(TITLE)
        self.setAccessibleName(tr("Captions full screen"))
        self.setAutoFillBackground(True)
        self._look = look
        self.lines = CaptionLines(look, self)

    def use(self, look: CaptionLook) -> None:
        self._look = look
        self._fit()

    def show_captions(self, captions: tuple[Caption, ...]) -> None:
        self.lines.show_captions(captions)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self._look.presented(self.height())
        self.lines.use(look)
        height = height_of(look)
        self.lines.setGeometry(0, (self.height() - height) // 2, self.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.lines.look.ground))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        self.close()


def _dragged(place: QRect, edges: Qt.Edge, by: QPoint) -> QRect:
    if not edges:
        return place.translated(by)
    new = QRect(place)
    if edges & Qt.Edge.LeftEdge:
        new.setLeft(min(place.left() + by.x(), place.right() - NARROWEST))
    if edges & Qt.Edge.RightEdge:
        new.setRight(max(place.right() + by.x(), place.left() + NARROWEST))
    if edges & Qt.Edge.TopEdge:
        new.setTop(min(place.top() + by.y(), place.bottom() - 2 * GRIP))
    if edges & Qt.Edge.BottomEdge:
        new.setBottom(max(place.bottom() + by.y(), place.top() + 2 * GRIP))
    return new


def _cursor(edges: Qt.Edge) -> Qt.CursorShape:
    sideways = bool(edges & (Qt.Edge.LeftEdge | Qt.Edge.RightEdge))
    upright = bool(edges & (Qt.Edge.TopEdge | Qt.Edge.BottomEdge))
    if sideways and upright:
        rising = bool(edges & Qt.Edge.LeftEdge) is bool(edges & Qt.Edge.BottomEdge)
        return Qt.CursorShape.SizeBDiagCursor if rising else Qt.CursorShape.SizeFDiagCursor
    if sideways:
        return Qt.CursorShape.SizeHorCursor
    return Qt.CursorShape.SizeVerCursor if upright else Qt.CursorShape.OpenHandCursor

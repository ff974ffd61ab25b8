"""Finds the dictation bar a place: where the person dragged it, at the text cursor or the pointer, or at an edge.

What the person chose is kept for each screen, measured from the screen's corner, until another place is set.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QCursor, QGuiApplication, QMouseEvent, QScreen
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from voiceapp.core.dictation.bar_view import ScreenSpot
from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.words import tr

GROUP = "dictation_bar"
EDGE = 24
FOLLOWS_POINTER, FOLLOWS_TEXT, AT_TOP = "cursor", "caret", "top"


class KeptBarPlaces:
    def __init__(self, kept: QSettings) -> None:
        self._kept = kept

    def of(self, screen: QScreen) -> QPoint | None:
        place = self._kept.value(_name_of(screen))
        return place if isinstance(place, QPoint) else None

    def keep(self, screen: QScreen, place: QPoint) -> None:
        self._kept.setValue(_name_of(screen), place)

    def forget(self) -> None:
        self._kept.remove(GROUP)

    @property
    def any(self) -> bool:
        return any(key.startswith(f"{GROUP}/") for key in self._kept.allKeys())


def _name_of(screen: QScreen) -> str:
    size = screen.size()
    name = screen.name().replace("/", "-").replace("\\", "-")
    return f"{GROUP}/{name} {size.width()}x{size.height()}"


class BarPlacer(QObject):
    """Watches the bar, to have it dragged by the mouse and to bring it back from a screen that is gone."""

    def __init__(
        self, bar: QWidget, kept: KeptBarPlaces, wanted: Callable[[], str], controls: Callable[[], QRect]
    ) -> None:
        """`wanted`: the setting. `controls`: where the window's own buttons are on the screen."""
        super().__init__(bar)
        self._bar = bar
        self._kept = kept
        self._wanted = wanted
        self._controls = controls
        self._grip: QPoint | None = None
        self._by_hand = False
        self.menu = QMenu(bar)
        self.menu.setObjectName("barMenu")
        self.usual = self.menu.addAction(tr("Back to its usual place"), self.forget)
        bar.installEventFilter(self)
        bar.setCursor(Qt.CursorShape.OpenHandCursor)
        application = QGuiApplication.instance()
        assert isinstance(application, QApplication), "a widget has one"
        application.screenRemoved.connect(self._later)
        application.screenAdded.connect(self._watch)
        for screen in application.screens():
            self._watch(screen)

    def place(self, spot: ScreenSpot | None = None) -> None:
        """Put the bar where it belongs. `spot`: where the text cursor is, if that is known."""
        if not self._by_hand:
            self._bar.move(self._found(spot))

    def follow(self, spot: ScreenSpot | None) -> None:
        """The text cursor is known only now."""
        if spot is not None and self._wanted() == FOLLOWS_TEXT:
            self.place(spot)

    def forget(self) -> None:
        """Let the setting decide again, on every screen."""
        self._kept.forget()
        self._by_hand = False
        if self._bar.isVisible():
            self.place()

    # --- where

    def _found(self, spot: ScreenSpot | None) -> QPoint:
        wanted, size = self._wanted(), self._bar.size()
        caret = on_screens(spot) if wanted == FOLLOWS_TEXT else None
        if caret is not None and (screen := QGuiApplication.screenAt(caret.center())) is not None:
            return self._clear(beside(screen.availableGeometry(), caret, size), screen)
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        if wanted == FOLLOWS_POINTER:
            at = QCursor.pos()
            return beside(area, QRect(at.x() + EDGE // 2, at.y() - EDGE, 1, 2 * EDGE), size)
        chosen = self._kept.of(screen)
        if chosen is not None:
            return self._clear(inside(area, screen.geometry().topLeft() + chosen, size), screen)
        middle = area.center().x() - size.width() // 2
        y = area.top() + EDGE if wanted == AT_TOP else area.bottom() - size.height() - EDGE
        return self._clear(QPoint(middle, y), screen)

    def _clear(self, place: QPoint, screen: QScreen) -> QPoint:
        """Above the window's own controls, if it would cover them."""
        controls = self._controls()
        if not QRect(place, self._bar.size()).intersects(controls):
            return place
        return QPoint(place.x(), max(screen.availableGeometry().top(), controls.top() - self._bar.height() - SPACE))

    # --- dragged

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QContextMenuEvent():
                self.usual.setEnabled(self._by_hand or self._kept.any)
                self.menu.popup(event.globalPos())
            case QMouseEvent() if event.type() is QEvent.Type.MouseButtonPress:
                self._take(event)
            case QMouseEvent() if event.type() is QEvent.Type.MouseMove and self._grip is not None:
                self._by_hand = True
                self._bar.move(event.globalPosition().toPoint() - self._grip)
            case QMouseEvent() if event.type() is QEvent.Type.MouseButtonRelease:
                self._let_go()
            case _ if event.type() is QEvent.Type.Hide:
                self._by_hand = False
                self._grip = None
            case _:
                return super().eventFilter(watched, event)
        return False

    def _take(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if not knows_places():
            self._bar.windowHandle().startSystemMove()
            return
        self._grip = event.globalPosition().toPoint() - self._bar.pos()
        self._bar.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _let_go(self) -> None:
        self._grip = None
        self._bar.setCursor(Qt.CursorShape.OpenHandCursor)
        screen = QGuiApplication.screenAt(self._bar.geometry().center())
        if not self._by_hand:
            return
        if screen is None:
            screen = QGuiApplication.primaryScreen()
        place = inside(screen.availableGeometry(), self._bar.pos(), self._bar.size())
        self._bar.move(place)
        self._kept.keep(screen, place - screen.geometry().topLeft())

    # --- screens that go

    def _watch(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._later)

    def _later(self, *_: object) -> None:
        """The remaining screens are known only after the signal."""
        QTimer.singleShot(0, self._bar, partial(self.come_into_view))

    def come_into_view(self) -> None:
        if not self._bar.isVisible() or self._grip is not None:
            return
        shown = self._bar.geometry()
        if not any(screen.availableGeometry().contains(shown) for screen in QGuiApplication.screens()):
            self._by_hand = False
            self.place()


def knows_places() -> bool:
    """Wayland neither says where a window is nor lets a program choose."""
    return QGuiApplication.platformName() != "wayland"


def beside(area: QRect, anchor: QRect, size: QSize) -> QPoint:
    """Below the anchor, or above it where there is no room."""
    below, above = anchor.bottom() + SPACE, anchor.top() - size.height() - SPACE
    return inside(area, QPoint(anchor.x(), below if below + size.height() <= area.bottom() else above), size)


def inside(area: QRect, place: QPoint, size: QSize) -> QPoint:
    """The nearest place at which all of it is to be seen."""
    return QPoint(
        max(area.left(), min(place.x(), area.right() + 1 - size.width())),
        max(area.top(), min(place.y(), area.bottom() + 1 - size.height())),
    )


def on_screens(spot: ScreenSpot | None) -> QRect | None:
    """Converts the server's pixels to Qt's, which are larger on fine screens. None: it is on no screen."""
    if spot is None:
        return None
    for screen in QGuiApplication.screens():
        corner, ratio = screen.geometry().topLeft(), screen.devicePixelRatio()
        shown = QRect(
            round(corner.x() + (spot.x - corner.x()) / ratio),
            round(corner.y() + (spot.y - corner.y()) / ratio),
            max(1, round(spot.width / ratio)),
            max(1, round(spot.height / ratio)),
        )
        if screen.geometry().contains(shown.center()):
            return shown
    return None

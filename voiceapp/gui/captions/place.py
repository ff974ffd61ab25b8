"""Remembers where the captions are, on each screen by itself."""

from PySide6.QtCore import QPoint, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication, QScreen

from voiceapp.gui.bar_place import inside

GROUP = "captions"
ON_SCREEN = "captions/screen"
SHARE = 0.7
"""Of a screen's width, where the person has chosen none."""
ABOVE_EDGE = 48


class KeptCaptionPlaces:
    def __init__(self, kept: QSettings) -> None:
        self._kept = kept

    def screen(self) -> QScreen:
        """Return the screen that they were on last, if it is there."""
        wanted = str(self._kept.value(ON_SCREEN, ""))
        named = [screen for screen in QGuiApplication.screens() if name_of(screen) == wanted]
        return named[0] if named else QGuiApplication.primaryScreen()

    def of(self, screen: QScreen, height: int, controls: QRect | None = None) -> QRect:
        """Return where they belong on a screen: where the person left them, or in the middle at the bottom.

        `controls`: what they should not cover there, unless the person wants it; then they are at the top.
        """
        area = screen.availableGeometry()
        kept = self._kept.value(f"{GROUP}/{name_of(screen)}")
        if isinstance(kept, QRect):
            size = QSize(min(kept.width(), area.width()), min(height, area.height()))
            return QRect(inside(area, screen.geometry().topLeft() + kept.topLeft(), size), size)
        size = QSize(round(SHARE * area.width()), min(height, area.height()))
        corner = QPoint(area.center().x() - size.width() // 2, area.bottom() - size.height() - ABOVE_EDGE)
        if controls is not None and QRect(corner, size).intersects(controls):
            corner.setY(area.top() + ABOVE_EDGE)
        return QRect(inside(area, corner, size), size)

    def keep(self, place: QRect) -> None:
        screen = QGuiApplication.screenAt(place.center()) or QGuiApplication.primaryScreen()
        corner = screen.geometry().topLeft()
        self._kept.setValue(f"{GROUP}/{name_of(screen)}", place.translated(-corner))
        self._kept.setValue(ON_SCREEN, name_of(screen))


def name_of(screen: QScreen) -> str:
    """Return a name under which it is known again: two of the same size and plug are the same place."""
    size = screen.size()
    name = screen.name().replace("/", "-").replace("\\", "-")
    return f"{name} {size.width()}x{size.height()}"


def screen_for_presentation(wanted: str, other_than: QScreen) -> QScreen:
    screens = {name_of(screen): screen for screen in QGuiApplication.screens()}
    return screens.get(chosen_screen(wanted, tuple(screens), name_of(other_than)), other_than)


def chosen_screen(wanted: str, screens: tuple[str, ...], own: str) -> str:
    """Return the screen that the person named, else one that is not the window's, else that one."""
    named = [name for name in screens if wanted and wanted.casefold() in name.casefold()]
    return next(iter((*named, *(name for name in screens if name != own), own)))

"""Draws the icons on buttons from lines in the theme's colour, sharp at every scale."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIDE = 20
SCALES = (1.0, 1.5, 2.0, 3.0)

_LINES = {
    "microphone": "M10 2.5a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0V5A2.5 2.5 0 0 0 10 2.5zM4.500 9.500a5.500 5.500 0 0 0 11 0M10 15v2.500",
    "muted": "M10 2.5a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0V5A2.5 2.5 0 0 0 10 2.5zM4.500 9.500a5.500 5.500 0 0 0 11 0M10 15v2.500M3.500 16.500l13-13",
    "speaker": "M3 8v4h3l4 3.500v-11L6 8zM13 7.500a3.500 3.500 0 0 1 0 5M15 5a7 7 0 0 1 0 10",
    "history": "M3.500 10a6.500 6.500 0 1 0 2-4.700M3.500 3.500v3h3M10 6.500V10l2.500 2",
    "settings": "M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4",
    "tape": "M3 5h14v10H3zM7 8.500a1.700 1.700 0 1 1 0 3.400 1.700 1.700 0 0 1 0-3.400zM13 8.500a1.700 1.700 0 1 1 0 3.400 1.700 1.700 0 0 1 0-3.400zM7 11.900h6",
    "chart": "M3 17h14M5 14v-4M9 14V5M13 14V8M16.500 14v-2",
    "new": "M10 4v12M4 10h12",
    "play": "M6 4l10 6-10 6z",
    "pause": "M7 4v12M13 4v12",
    "back": "M10 5l-5 5 5 5M16 5l-5 5 5 5",
    "forward": "M4 5l5 5-5 5M10 5l5 5-5 5",
    "minus": "M4 10h12",
    "copy": "M7 7h9v9H7zM4 13V4h9",
    "more": "M4.500 10h.01M10 10h.01M15.500 10h.01",
    "save": "M10 3v9M6 8.500l4 4 4-4M4 16.500h12",
    "delete": "M4 6h12M8 6V3.500h4V6M5.500 6l.8 11h7.400l.8-11",
    "picture": "M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M13 7.500h.01",
    "close": "M5 5l10 10M15 5L5 15",
    "pen": "M4 16l.8-3.600L13 4.400l2.600 2.600-8.200 8.200zM11 6.400l2.600 2.600",
    "pin": "M7 3h6l-1 6 3 3H5l3-3zM10 12v5",
    "filter": "M3 5h14M6 10h8M8.500 15h3",
    "search": "M9 3.500a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11zM13 13l4 4",
    "palette": "M3 5h14M3 10h6M3 15h4M13 9.500a2.700 2.700 0 1 1 0 5.400 2.700 2.700 0 0 1 0-5.400zM15 14.300l2.300 2.300",
    "small": "M3 6h14v8H3zM9 10h5",
    "grow": "M8 4H4v4M12 16h4v-4M4 4l5 5M16 16l-5-5",
    "send": "M10 16V4M5 9l5-5 5 5",
    "lock": "M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3",
    "cloud": "M6 15.500a3.500 3.500 0 0 1 0-7 4.500 4.500 0 0 1 8.500-.5A3.700 3.700 0 0 1 14 15.500z",
    "info": "M10 2.500a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15zM10 9v5M10 6.200h.01",
    "warning": "M10 3l7.500 13.500h-15zM10 8v4M10 14.300h.01",
    "alert": "M10 2.500a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15zM10 6v5M10 13.800h.01",
    "check": "M4 10.500l4 4 8-9",
    "up": "M5 12l5-5 5 5",
    "down": "M5 8l5 5 5-5",
    "undo": "M4 8h8a4 4 0 0 1 0 8H8M7 5L4 8l3 3",
    "unseen": "M2.500 10s2.800-5 7.500-5 7.500 5 7.500 5-2.800 5-7.500 5-7.500-5-7.500-5zM10 7.800a2.200 2.200 0 1 1 0 4.400 2.200 2.200 0 0 1 0-4.400zM3.500 16.500l13-13",
    "keys": "M4.500 3.500h11v13h-11zM8 16.500v-2M7.500 7h5M7.500 10h5",
}


@cache
def icon(name: str, colour: str, checked: str = "") -> QIcon:
    """`checked` is its colour while the button is down, if that is another."""
    made = QIcon()
    for state, lines in ((QIcon.State.Off, colour), (QIcon.State.On, checked)):
        if lines:
            drawing = _drawing(name, lines)
            for scale in SCALES:
                made.addPixmap(_painted(drawing, scale, SIDE), QIcon.Mode.Normal, state)
    return made


def pixmap(name: str, colour: str, scale: float = 1.0, side: int = SIDE) -> QPixmap:
    return _painted(_drawing(name, colour), scale, side)


def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
        f'<path d="{_LINES[name]}" fill="none" stroke="{colour}" stroke-width="1.6" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    return QSvgRenderer(QByteArray(svg.encode()))


def _painted(drawing: QSvgRenderer, scale: float, side: int) -> QPixmap:
    drawn = QPixmap(round(side * scale), round(side * scale))
    drawn.setDevicePixelRatio(scale)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return drawn

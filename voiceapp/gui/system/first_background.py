"""Gives the window its own background until it is painted for the first time.

Qt's windows have none on X11, so that between its appearance and its first picture a window would be grey.
"""

import ctypes
from collections.abc import Callable

from PySide6.QtGui import QColor

NO_PIXMAP = 0
COLOUR_BITS = 0xFFFFFF


def _nothing() -> None:
    pass


def cover(window: int, colour: str) -> Callable[[], None]:
    """Must be called before the window of this number (`winId`) is shown. What it returns takes the background away
    again, because X would paint it each time before Qt paints the window.

    Does nothing if there is no Xlib.
    """
    try:
        xlib = ctypes.CDLL("libX11.so.6")
    except OSError:
        return _nothing
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    opened = xlib.XOpenDisplay(None)
    if not opened:
        return _nothing
    display, number = ctypes.c_void_p(opened), ctypes.c_ulong(window)
    xlib.XSetWindowBackground(display, number, ctypes.c_ulong(QColor(colour).rgb() & COLOUR_BITS))
    # It must be there before the window is, which another connection shows.
    xlib.XSync(display, 0)

    def uncover() -> None:
        xlib.XSetWindowBackgroundPixmap(display, number, ctypes.c_ulong(NO_PIXMAP))
        xlib.XCloseDisplay(display)

    return uncover

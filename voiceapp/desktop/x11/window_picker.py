"""Lets the person click a window, with a cross as the pointer, as window managers do for closing one."""

import select
import time
from typing import cast

from Xlib import X, Xcursorfont
from Xlib.display import Display
from Xlib.protocol import event as events
from Xlib.xobject.drawable import Window
from Xlib.xobject.fontable import Font

_CROSS = Xcursorfont.crosshair
_DEPTH = 6
_AGAIN = 0.05
_GRAB_PATIENCE = 2.0
"""Seconds until the button that began this has come up, and the pointer is free."""


def picked(display: Display, patience: float) -> Window | None:
    """Returns the window with a class that was clicked. None: none was, or another button was pressed."""
    root = display.screen().root
    font = cast("Font", display.open_font("cursor"))
    cursor = font.create_glyph_cursor(font, _CROSS, _CROSS + 1, (0, 0, 0), (65535, 65535, 65535))
    if not _grab(display, root, cursor.id):
        return None
    try:
        press = _press(display, time.monotonic() + patience)
        if press is None or press.detail != X.Button1 or isinstance(press.child, int):
            return None
        return _with_class(press.child, _DEPTH)
    finally:
        display.ungrab_pointer(X.CurrentTime)
        display.sync()


def _grab(display: Display, root: Window, cursor: int) -> bool:
    end = time.monotonic() + _GRAB_PATIENCE
    mask = X.ButtonPressMask | X.ButtonReleaseMask
    while root.grab_pointer(False, mask, X.GrabModeAsync, X.GrabModeAsync, X.NONE, cursor, X.CurrentTime) != 0:
        if time.monotonic() > end:
            return False
        time.sleep(_AGAIN)
    display.sync()
    return True


def _press(display: Display, end: float) -> events.ButtonPress | None:
    while (left := end - time.monotonic()) > 0:
        while display.pending_events():
            event = display.next_event()
            if isinstance(event, events.ButtonPress):
                return event
        select.select([display.fileno()], [], [], min(left, 0.5))
    return None


def _with_class(window: Window, depth: int) -> Window | None:
    """Window managers put windows into frames."""
    if window.get_wm_class() is not None:
        return window
    if depth:
        for child in reversed(window.query_tree().children):
            found = _with_class(child, depth - 1)
            if found is not None:
                return found
    return None

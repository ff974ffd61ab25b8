"""Ends the app cleanly when the X server goes, as it does at the end of a session. Xlib alone would end it on the
spot.
"""

import contextlib
import ctypes
import os
from collections.abc import Callable

EXIT_CODE = 1
_Handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)
_kept: list[object] = []
"""Keeps the callbacks alive, because Xlib goes on calling them."""


def end_in_order(close: Callable[[], None]) -> None:
    """`close` is called when the display is gone, on the thread that noticed; afterwards the process ends.

    Does nothing if there is no Xlib.
    """
    try:
        xlib = ctypes.CDLL("libX11.so.6")
    except OSError:
        return

    def gone(_: object) -> int:
        with contextlib.suppress(Exception):  # whatever happens, Xlib must not get control back here
            close()
        os._exit(EXIT_CODE)

    handler = _Handler(gone)
    _kept.append(handler)
    xlib.XSetIOErrorHandler(handler)

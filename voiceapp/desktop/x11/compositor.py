"""Finds out whether transparent windows show what is behind them: an X server by itself paints black there."""

import os
from collections.abc import Mapping

from Xlib import X, error

from voiceapp.desktop.x11.connection import NoDisplayError, connect


def is_composited(environ: Mapping[str, str] | None = None) -> bool:
    """Returns True as well where there is no X server."""
    try:
        display = connect(os.environ if environ is None else environ)
    except NoDisplayError:
        return True
    try:
        asked = display.intern_atom(f"_NET_WM_CM_S{display.get_default_screen()}")
        return display.get_selection_owner(asked) != X.NONE
    except (error.ConnectionClosedError, error.XError, OSError):
        return True
    finally:
        display.close()

"""Finds out whether the program that one copied from still answers, without waiting long for one that hangs."""

import os
import select
import time
from collections.abc import Mapping

from Xlib import X, error
from Xlib.protocol import event as events

from voiceapp.desktop.x11.connection import NoDisplayError, connect

PATIENCE = 0.7
"""Seconds, for which a person who pastes waits without thinking that something is wrong."""


def owner_answers(
    selection: str = "CLIPBOARD", patience: float = PATIENCE, environ: Mapping[str, str] | None = None
) -> bool:
    """Returns True as well where nobody owns it, and where there is no X server."""
    try:
        display = connect(os.environ if environ is None else environ)
    except NoDisplayError:
        return True
    try:
        window = display.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        asked = display.intern_atom(selection)
        if display.get_selection_owner(asked) == X.NONE:
            return True
        window.convert_selection(
            asked, display.intern_atom("TARGETS"), display.intern_atom("VOICEAPP_ALIVE"), X.CurrentTime
        )
        display.flush()
        end = time.monotonic() + patience
        while (left := end - time.monotonic()) > 0:
            while display.pending_events():
                if isinstance(display.next_event(), events.SelectionNotify):
                    return True
            select.select([display.fileno()], [], [], left)
        return False  # noqa: TRY300
    except (error.ConnectionClosedError, error.XError, OSError):
        return True
    finally:
        display.close()

"""Opens a connection to the X server."""

import os
from collections.abc import Mapping

from Xlib import display, error

from voiceapp.core.sentence import Sentence


class NoDisplayError(OSError):
    """There is no X server, or it refuses the connection."""


def connect(environ: Mapping[str, str] | None = None) -> display.Display:
    """A connection for one thread. Raises NoDisplayError."""
    name = (os.environ if environ is None else environ).get("DISPLAY", "")
    if not name:
        raise NoDisplayError(Sentence("There's no X display. Log in to a graphical session."))
    try:
        return display.Display(name)
    except (error.DisplayError, OSError) as refused:
        raise NoDisplayError(
            Sentence("The X display {name} can't be used: {why}.", name=name or "", why=str(refused))
        ) from refused


__all__ = ["NoDisplayError", "connect"]

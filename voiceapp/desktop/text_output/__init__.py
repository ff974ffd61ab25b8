"""This package puts dictated text into other programs: a file for each desktop, chosen by the environment."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from voiceapp.core.dictation.ports import TextOutput


def open_output(environ: Mapping[str, str] | None = None, state: Path | None = None) -> TextOutput:
    """The way of this desktop. `state`: a folder for what a desktop wants to have remembered.

    Raises OSError, with a sentence, when there is none.
    """
    environ = os.environ if environ is None else environ
    # Each is imported only where it is of use.
    if sys.platform == "win32":
        from voiceapp.desktop.text_output.windows import WindowsOutput  # noqa: PLC0415

        return WindowsOutput()
    if sys.platform == "darwin":
        from voiceapp.desktop.text_output.macos import MacOutput  # noqa: PLC0415

        return MacOutput()
    if environ.get("WAYLAND_DISPLAY"):
        from voiceapp.desktop.text_output.wayland import WaylandOutput  # noqa: PLC0415

        return WaylandOutput(environ, state and state / "typing-permission")
    from voiceapp.desktop.text_output.x11 import X11Output  # noqa: PLC0415

    return X11Output(environ)

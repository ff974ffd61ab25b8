"""This package has keys that are heard in every program: a file for each way there is, chosen by the desktop."""

import os
import sys
from collections.abc import Mapping

from voiceapp.core.dictation.ports import GlobalKeys, KeyHeard


def open_keys(heard: KeyHeard, environ: Mapping[str, str] | None = None) -> GlobalKeys:
    """The way of this desktop. Where there is none, one that says so for every key."""
    environ = os.environ if environ is None else environ
    # Each is imported only where it is of use.
    if sys.platform == "win32":
        from voiceapp.desktop.keys.windows import WindowsKeys  # noqa: PLC0415

        return WindowsKeys(heard)
    if sys.platform == "darwin":
        from voiceapp.desktop.keys.macos import MacKeys  # noqa: PLC0415

        return MacKeys(heard)
    if environ.get("WAYLAND_DISPLAY"):
        from voiceapp.desktop.keys.wayland import PortalKeys  # noqa: PLC0415

        return PortalKeys(heard)
    if environ.get("DISPLAY"):
        from voiceapp.desktop.keys.x11 import X11Keys  # noqa: PLC0415

        return X11Keys(heard, environ)
    from voiceapp.desktop.keys.none import NoKeys  # noqa: PLC0415

    return NoKeys()

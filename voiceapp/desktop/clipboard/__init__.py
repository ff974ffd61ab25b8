"""This package reads and writes the clipboard where no window lends its own: a module each way, and a line each in
`CLIPBOARDS`.

A module is imported only on the desktop that it is for.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import Clipboard
from voiceapp.desktop.ways import DesktopWay, taken


class OpensClipboard(Protocol):
    """Met by `open_clipboard` of each module."""

    def __call__(self, here: DesktopEnvironment, /) -> Clipboard: ...


CLIPBOARDS: tuple[DesktopWay, ...] = (
    DesktopWay("none", lambda here: here.is_windows),
    DesktopWay("macos", lambda here: here.is_macos),
    DesktopWay("wayland", lambda here: here.has_wayland),
    DesktopWay("x11", lambda here: here.has_x11),
    DesktopWay("none", lambda _: True),
)
"""The first one that fits is taken; the last one says that there is none."""


def open_clipboard(here: DesktopEnvironment | None = None) -> Clipboard:
    """The way of this desktop."""
    here = here or DesktopEnvironment()
    opens = cast("OpensClipboard", import_module(f"{__name__}.{taken(CLIPBOARDS, here)}").open_clipboard)
    return opens(here)

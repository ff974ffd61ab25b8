"""This package reads and writes the clipboard if no window lends its own: a module for each way, with a line in
`CLIPBOARDS`.

Each module is imported only on its own desktop.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import Clipboard
from voiceapp.desktop.ways import DesktopWay, taken


class OpensClipboard(Protocol):
    """The signature of each module's `open_clipboard`."""

    def __call__(self, here: DesktopEnvironment, /) -> Clipboard: ...


CLIPBOARDS: tuple[DesktopWay, ...] = (
    DesktopWay("none", lambda here: here.is_windows),
    DesktopWay("macos", lambda here: here.is_macos),
    DesktopWay("wayland", lambda here: here.has_wayland),
    DesktopWay("x11", lambda here: here.has_x11),
    DesktopWay("none", lambda _: True),
)
"""The first one that fits is taken; the last one reports that there is no clipboard."""


def open_clipboard(here: DesktopEnvironment | None = None) -> Clipboard:
    """Returns the way for this desktop."""
    here = here or DesktopEnvironment()
    opens = cast("OpensClipboard", import_module(f"{__name__}.{taken(CLIPBOARDS, here)}").open_clipboard)
    return opens(here)


def answers(here: DesktopEnvironment | None = None) -> bool:
    """Says whether the program that one copied from answers, as far as this desktop lets one ask. May take a moment."""
    if taken(CLIPBOARDS, here or DesktopEnvironment()) != "x11":
        return True
    from voiceapp.desktop.x11.clipboard_owner import owner_answers  # noqa: PLC0415  (only on its own desktop)

    return owner_answers()

"""This package has the ways of starting the app at login: a module for each system, with a line each in `AUTOSTARTS`.

Each module is imported only on its own system.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import Autostart
from voiceapp.desktop.ways import DesktopWay, taken


class OpensAutostart(Protocol):
    """The signature of each module's `open_autostart`."""

    def __call__(self, here: DesktopEnvironment, /) -> Autostart: ...


AUTOSTARTS: tuple[DesktopWay, ...] = (
    DesktopWay("windows", lambda here: here.is_windows),
    DesktopWay("macos", lambda here: here.is_macos),
    DesktopWay("freedesktop", lambda _: True),
)
"""The first one that fits is taken."""


def open_autostart(here: DesktopEnvironment | None = None) -> Autostart:
    """Returns the way for this system."""
    here = here or DesktopEnvironment()
    opens = cast("OpensAutostart", import_module(f"{__name__}.{taken(AUTOSTARTS, here)}").open_autostart)
    return opens(here)

"""This package has the ways of changing the system's volume: a module for each, with a line in `VOLUMES`.

Each module is imported only on its own desktop.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.core.machine_ports import SystemVolume
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ways import DesktopWay, taken


class OpensVolume(Protocol):
    """The signature of each module's `open_volume`."""

    def __call__(self, here: DesktopEnvironment, /) -> SystemVolume: ...


VOLUMES: tuple[DesktopWay, ...] = (
    DesktopWay("none", lambda here: here.is_windows or here.is_macos),
    DesktopWay("programs", lambda _: True),
)
"""The first one that fits is taken."""


def open_volume(here: DesktopEnvironment | None = None) -> SystemVolume:
    """Returns the way for this desktop."""
    here = here or DesktopEnvironment()
    opens = cast("OpensVolume", import_module(f"{__name__}.{taken(VOLUMES, here)}").open_volume)
    return opens(here)

"""This package has keys that are heard in every program: a module each way, and a line each in `KEYS`.

A module is imported only on the desktop that it is for.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import GlobalKeys, KeyHeard
from voiceapp.desktop.ways import DesktopWay, taken


class OpensKeys(Protocol):
    """Met by `open_keys` of each module."""

    def __call__(self, heard: KeyHeard, here: DesktopEnvironment, /) -> GlobalKeys:
        """Raises OSError, with a sentence, where they cannot be had."""
        ...


KEYS: tuple[DesktopWay, ...] = (
    DesktopWay("windows", lambda here: here.is_windows),
    DesktopWay("macos", lambda here: here.is_macos),
    DesktopWay("wayland", lambda here: here.has_wayland),
    DesktopWay("x11", lambda here: here.has_x11),
    DesktopWay("none", lambda _: True),
)
"""The first one that fits is taken; the last one says for every key that there is none."""


def open_keys(heard: KeyHeard, here: DesktopEnvironment | None = None) -> GlobalKeys:
    """The way of this desktop."""
    here = here or DesktopEnvironment()
    opens = cast("OpensKeys", import_module(f"{__name__}.{taken(KEYS, here)}").open_keys)
    return opens(heard, here)

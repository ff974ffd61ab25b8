"""This package has global keys, which are heard in every program: a module for each way, with a line in `KEYS`.

Each module is imported only on its own desktop.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import GlobalKeys, KeyHeard
from voiceapp.desktop.ways import DesktopWay, taken


class OpensKeys(Protocol):
    """The signature of each module's `open_keys`."""

    def __call__(self, heard: KeyHeard, here: DesktopEnvironment, /) -> GlobalKeys:
        """Raises OSError, with a sentence, if global keys are unavailable."""
        ...


KEYS: tuple[DesktopWay, ...] = (
    DesktopWay("windows", lambda here: here.is_windows),
    DesktopWay("macos", lambda here: here.is_macos),
    DesktopWay("wayland", lambda here: here.has_wayland),
    DesktopWay("x11", lambda here: here.has_x11),
    DesktopWay("none", lambda _: True),
)
"""The first one that fits is taken; the last one reports every key as unavailable."""


def open_keys(heard: KeyHeard, here: DesktopEnvironment | None = None) -> GlobalKeys:
    """Returns the way for this desktop."""
    here = here or DesktopEnvironment()
    opens = cast("OpensKeys", import_module(f"{__name__}.{taken(KEYS, here)}").open_keys)
    return opens(heard, here)

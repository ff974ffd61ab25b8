"""This package has the ways of telling other programs' players what a media key tells them: a line each in `MEDIA_KEYS`.

Each module is imported only on its own desktop.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.core.machine_ports import MediaKeys
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ways import DesktopWay, taken


class OpensMediaKeys(Protocol):
    """The signature of each module's `open_media_keys`."""

    def __call__(self, here: DesktopEnvironment, /) -> MediaKeys: ...


MEDIA_KEYS: tuple[DesktopWay, ...] = (
    DesktopWay("none", lambda here: here.is_windows or here.is_macos),
    DesktopWay("freedesktop", lambda _: True),
)
"""The first one that fits is taken."""


def open_media_keys(here: DesktopEnvironment | None = None) -> MediaKeys:
    """Returns the way for this desktop."""
    here = here or DesktopEnvironment()
    opens = cast("OpensMediaKeys", import_module(f"{__name__}.{taken(MEDIA_KEYS, here)}").open_media_keys)
    return opens(here)

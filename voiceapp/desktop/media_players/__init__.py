"""This package has ways of pausing what other programs play: a module each way, and a line each in `MEDIA_PLAYERS`.

A module is imported only on the desktop that it is for.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import MediaPlayers
from voiceapp.desktop.ways import DesktopWay, taken


class OpensMediaPlayers(Protocol):
    """Met by `open_media_players` of each module."""

    def __call__(self, here: DesktopEnvironment, /) -> MediaPlayers: ...


MEDIA_PLAYERS: tuple[DesktopWay, ...] = (
    DesktopWay("none", lambda here: here.is_windows or here.is_macos),
    DesktopWay("freedesktop", lambda _: True),
)
"""The first one that fits is taken."""


def open_media_players(here: DesktopEnvironment | None = None) -> MediaPlayers:
    """The way of this desktop."""
    here = here or DesktopEnvironment()
    opens = cast("OpensMediaPlayers", import_module(f"{__name__}.{taken(MEDIA_PLAYERS, here)}").open_media_players)
    return opens(here)

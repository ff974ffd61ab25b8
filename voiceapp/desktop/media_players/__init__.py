"""This package has the ways of pausing other programs' playback: a module for each, with a line in `MEDIA_PLAYERS`.

Each module is imported only on its own desktop.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import MediaPlayers
from voiceapp.desktop.ways import DesktopWay, taken


class OpensMediaPlayers(Protocol):
    """The signature of each module's `open_media_players`."""

    def __call__(self, here: DesktopEnvironment, /) -> MediaPlayers: ...


MEDIA_PLAYERS: tuple[DesktopWay, ...] = (
    DesktopWay("none", lambda here: here.is_windows or here.is_macos),
    DesktopWay("freedesktop", lambda _: True),
)
"""The first one that fits is taken."""


def open_media_players(here: DesktopEnvironment | None = None) -> MediaPlayers:
    """Returns the way for this desktop."""
    here = here or DesktopEnvironment()
    opens = cast("OpensMediaPlayers", import_module(f"{__name__}.{taken(MEDIA_PLAYERS, here)}").open_media_players)
    return opens(here)

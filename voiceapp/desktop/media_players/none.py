"""Stands in where other programs cannot be told to pause their playback."""

from collections.abc import Callable

from voiceapp.desktop.environment import DesktopEnvironment


class NoMediaPlayers:
    """Meets `desktop.ports.MediaPlayers`."""

    def pause(self) -> None:
        pass

    def resume(self, wanted: Callable[[], bool]) -> None:
        pass


def open_media_players(_here: DesktopEnvironment) -> NoMediaPlayers:
    return NoMediaPlayers()

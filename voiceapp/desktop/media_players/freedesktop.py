"""Pauses media players on Linux, under X11 and Wayland alike, over MPRIS if there is a session bus."""

import logging
from collections.abc import Callable
from typing import cast

from voiceapp.desktop.dbus import Bus, BusError
from voiceapp.desktop.environment import DesktopEnvironment

log = logging.getLogger(__name__)

NAMES = "org.mpris.MediaPlayer2."
PATH = "/org/mpris/MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
BUS = "org.freedesktop.DBus"


class MprisPlayers:
    """Meets `desktop.ports.MediaPlayers`."""

    def __init__(self) -> None:
        self._paused: list[str] = []

    def pause(self) -> None:
        self._on_the_bus(self._pause_all)

    def resume(self, wanted: Callable[[], bool]) -> None:
        if self._paused:
            self._on_the_bus(lambda bus: self._resume_all(bus, wanted))

    @staticmethod
    def _on_the_bus(work: Callable[[Bus], None]) -> None:
        try:
            bus = Bus()
            try:
                work(bus)
            finally:
                bus.close()
        except BusError as error:
            log.debug("other programs' players could not be asked: %s", error)

    def _pause_all(self, bus: Bus) -> None:
        (names,) = bus.call(BUS, "/org/freedesktop/DBus", BUS, "ListNames")
        for name in cast("list[str]", names):
            if name.startswith(NAMES) and _status(bus, name) == "Playing" and _told(bus, name, "Pause"):
                self._paused.append(name)

    def _resume_all(self, bus: Bus, wanted: Callable[[], bool]) -> None:
        while self._paused and wanted():
            name = self._paused.pop()
            if _status(bus, name) == "Paused":
                _told(bus, name, "Play")


def _status(bus: Bus, name: str) -> str:
    try:
        return str(bus.property(name, PATH, PLAYER, "PlaybackStatus"))
    except BusError:
        return ""


def _told(bus: Bus, name: str, what: str) -> bool:
    try:
        bus.call(name, PATH, PLAYER, what)
    except BusError:
        return False
    return True


def open_media_players(_here: DesktopEnvironment) -> MprisPlayers:
    return MprisPlayers()

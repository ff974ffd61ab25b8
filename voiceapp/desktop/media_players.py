"""Pauses what other programs play while one dictates, and lets it go on afterwards. Told over MPRIS, where there is a
session bus.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, cast

from voiceapp.core.dictation.messages import DictationStage, DictationView

if TYPE_CHECKING:
    from voiceapp.desktop.dbus import Bus

log = logging.getLogger(__name__)

NAMES = "org.mpris.MediaPlayer2."
PATH = "/org/mpris/MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
BUS = "org.freedesktop.DBus"
CLOSING_PATIENCE = 2.0


class Players:
    """Everything is done on a thread of its own: a player that does not answer keeps nobody waiting."""

    def __init__(self, wanted: Callable[[], bool]) -> None:
        self._wanted = wanted
        self._recording = False
        self._paused: list[str] = []
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="players")

    def follow(self, view: DictationView) -> None:
        """May be called from any thread. Never waits."""
        recording = view.stage is DictationStage.RECORDING
        if recording is not self._recording:
            self._recording = recording
            self._worker.submit(self._on_the_bus, self._pause if recording else self._resume)

    def close(self) -> None:
        """Nothing stays silent because of us."""
        self._recording = False
        self._worker.submit(self._on_the_bus, self._resume)
        self._worker.shutdown(wait=False)

    def _on_the_bus(self, work: "Callable[[Bus], None]") -> None:
        from voiceapp.desktop.dbus import Bus, BusError  # noqa: PLC0415  (only when somebody dictates)

        if work == self._resume and not self._paused:
            return
        try:
            bus = Bus()
            try:
                work(bus)
            finally:
                bus.close()
        except BusError as error:
            log.debug("other programs' players could not be asked: %s", error)

    def _pause(self, bus: "Bus") -> None:
        if not self._wanted():
            return
        (names,) = bus.call(BUS, "/org/freedesktop/DBus", BUS, "ListNames")
        for name in cast("list[str]", names):
            if name.startswith(NAMES) and _status(bus, name) == "Playing" and _told(bus, name, "Pause"):
                self._paused.append(name)

    def _resume(self, bus: "Bus") -> None:
        """Only those that we paused, and only where nobody has pressed a button since."""
        while self._paused and not self._recording:
            name = self._paused.pop()
            if _status(bus, name) == "Paused":
                _told(bus, name, "Play")


def _status(bus: "Bus", name: str) -> str:
    from voiceapp.desktop.dbus import BusError  # noqa: PLC0415

    try:
        return str(bus.property(name, PATH, PLAYER, "PlaybackStatus"))
    except BusError:
        return ""


def _told(bus: "Bus", name: str, what: str) -> bool:
    from voiceapp.desktop.dbus import BusError  # noqa: PLC0415

    try:
        bus.call(name, PATH, PLAYER, what)
    except BusError:
        return False
    return True

"""Tells media players on Linux what a media key tells them, under X11 and Wayland alike, over MPRIS."""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from voiceapp.core.machine_ports import NO_PLAYER, MediaKey, MediaKeys, NowPlaying
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.desktop.dbus import Bus, BusError
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.media_players.freedesktop import BUS, NAMES, PATH, PLAYER

T = TypeVar("T")

PATIENCE = 3.0
"""Seconds for which a player may keep us waiting."""
LONGEST = 200
_METHODS = {MediaKey.PLAY: "Play", MediaKey.PAUSE: "Pause", MediaKey.NEXT: "Next", MediaKey.PREVIOUS: "Previous"}
_ABLE = {
    MediaKey.PLAY: "CanPlay",
    MediaKey.PAUSE: "CanPause",
    MediaKey.NEXT: "CanGoNext",
    MediaKey.PREVIOUS: "CanGoPrevious",
}
_FIRST = ("Playing", "Paused", "Stopped")
"""Which player is meant, by its state."""


class MprisKeys:
    """Meets `core.machine_ports.MediaKeys`."""

    def press(self, key: MediaKey) -> str:
        return _on_the_bus(lambda bus: _press(bus, key))

    def playing(self) -> NowPlaying:
        return _on_the_bus(_playing)


def _on_the_bus(work: Callable[[Bus], T]) -> T:
    try:
        bus = Bus(patience=PATIENCE)
        try:
            return work(bus)
        finally:
            bus.close()
    except BusError as error:
        raise ToolError(NO_PLAYER) from error


def _press(bus: Bus, key: MediaKey) -> str:
    name, _ = _meant(bus)
    shown = _name(bus, name)
    try:
        if _property(bus, name, _ABLE[key]) is False:
            raise ToolError(Sentence("{player} can't do that now.", player=verbatim(shown)))
        bus.call(name, PATH, PLAYER, _METHODS[key])
    except BusError:
        raise ToolError(Sentence("{player} doesn't answer.", player=verbatim(shown))) from None
    return shown


def _playing(bus: Bus) -> NowPlaying:
    name, status = _meant(bus)
    told = _property(bus, name, "Metadata")
    metadata = cast("dict[str, tuple[str, object]]", told if isinstance(told, dict) else {})
    return NowPlaying(
        _name(bus, name), _text(metadata, "xesam:title"), _text(metadata, "xesam:artist"), status == "Playing"
    )


def _meant(bus: Bus) -> tuple[str, str]:
    """Return the player that a key is meant for, and its state. Raises ToolError."""
    (names,) = bus.call(BUS, "/org/freedesktop/DBus", BUS, "ListNames")
    players = [name for name in cast("list[str]", names) if name.startswith(NAMES)]
    states = [(name, str(_property(bus, name, "PlaybackStatus") or "")) for name in sorted(players)]
    found = min((each for each in states if each[1] in _FIRST), key=lambda each: _FIRST.index(each[1]), default=None)
    if found is None:
        raise ToolError(NO_PLAYER)
    return found


def _property(bus: Bus, name: str, wanted: str) -> object:
    """Return what a player tells. None: it does not."""
    try:
        return bus.property(name, PATH, PLAYER, wanted)
    except BusError:
        return None


def _name(bus: Bus, name: str) -> str:
    try:
        told = bus.property(name, PATH, "org.mpris.MediaPlayer2", "Identity")
    except BusError:
        told = ""
    return _bounded(told) or name.removeprefix(NAMES).split(".")[0]


def _text(metadata: Mapping[str, tuple[str, object]], field: str) -> str:
    told = metadata.get(field, ("", ""))[1]
    return _bounded(", ".join(str(each) for each in cast("list[object]", told)) if isinstance(told, list) else told)


def _bounded(told: object) -> str:
    return in_one_line(clean(str(told or ""))).strip()[:LONGEST]


def open_media_keys(_here: DesktopEnvironment) -> MediaKeys:
    return MprisKeys()

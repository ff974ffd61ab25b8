"""Gives tools the machine around the app: each part of it is opened when it is first asked for."""

from collections.abc import Sequence
from functools import cached_property

from voiceapp.core.machine_ports import (
    InstalledProgram,
    MediaKey,
    MediaKeys,
    NowPlaying,
    OutputVolume,
    Programs,
    Surroundings,
    SystemVolume,
)
from voiceapp.desktop.media_keys import open_media_keys
from voiceapp.desktop.programs import open_programs
from voiceapp.desktop.system_volume import open_volume


class _LateMedia:
    """Meets `core.machine_ports.MediaKeys`."""

    @cached_property
    def _keys(self) -> MediaKeys:
        return open_media_keys()

    def press(self, key: MediaKey) -> str:
        return self._keys.press(key)

    def playing(self) -> NowPlaying:
        return self._keys.playing()


class _LateVolume:
    """Meets `core.machine_ports.SystemVolume`."""

    @cached_property
    def _volume(self) -> SystemVolume:
        return open_volume()

    def read(self) -> OutputVolume:
        return self._volume.read()

    def turn(self, percent: int) -> None:
        self._volume.turn(percent)

    def mute(self, *, on: bool) -> None:
        self._volume.mute(on=on)


class _LatePrograms:
    """Meets `core.machine_ports.Programs`."""

    @cached_property
    def _programs(self) -> Programs:
        return open_programs()

    def installed(self) -> Sequence[InstalledProgram]:
        return self._programs.installed()

    def open(self, program: InstalledProgram) -> None:
        self._programs.open(program)


def this_machine() -> Surroundings:
    return Surroundings(_LateMedia(), _LateVolume(), _LatePrograms())

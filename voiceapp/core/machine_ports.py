"""Defines what tools ask of the machine around the app: media players, the volume of the system, and its programs.

All of it may take a moment, is called from any thread, and raises ToolError with a sentence where it cannot be done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NoReturn, Protocol

from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence

NO_PLAYER = Sentence("No media player is open. Start one, and ask again.")
NO_VOLUME = Sentence("The volume can't be changed here. Install wireplumber, pulseaudio-utils or alsa-utils.")
NO_PROGRAMS = Sentence("Programs can't be opened on this desktop yet.")


class MediaKey(Enum):
    PLAY = "play"
    PAUSE = "pause"
    NEXT = "next"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """Holds what a player tells of itself; texts are empty where it tells none."""

    player: str
    title: str = ""
    artist: str = ""
    plays: bool = True
    """Otherwise it is paused or stopped."""


class MediaKeys(Protocol):
    """The keys of a keyboard for media, as other programs' players obey them."""

    def press(self, key: MediaKey) -> str:
        """Tell the player that plays, or else the one that is paused, and return its name."""
        ...

    def playing(self) -> NowPlaying:
        """Return what plays, or else what is paused."""
        ...


@dataclass(frozen=True, slots=True)
class OutputVolume:
    percent: int
    muted: bool = False


class SystemVolume(Protocol):
    """The volume of the output that the whole system plays to."""

    def read(self) -> OutputVolume: ...
    def turn(self, percent: int) -> None: ...
    def mute(self, *, on: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class InstalledProgram:
    """A program that can be opened, and what it is called in the person's languages."""

    id: str
    names: tuple[str, ...]
    """The first one is what it is shown as."""
    kinds: tuple[str, ...] = ()
    """What it is, such as "Web Browser"."""
    words: tuple[str, ...] = ()


class Programs(Protocol):
    """The programs that are installed."""

    def installed(self) -> Sequence[InstalledProgram]: ...
    def open(self, program: InstalledProgram) -> None:
        """Open it as the desktop's own menu would, without a shell."""
        ...


class _NoMedia:
    """Stands in where players cannot be reached."""

    def press(self, key: MediaKey) -> NoReturn:
        del key
        raise ToolError(NO_PLAYER)

    def playing(self) -> NoReturn:
        raise ToolError(NO_PLAYER)


class _NoVolume:
    """Stands in where the system's volume cannot be changed."""

    def read(self) -> NoReturn:
        raise ToolError(NO_VOLUME)

    def turn(self, percent: int) -> NoReturn:
        del percent
        raise ToolError(NO_VOLUME)

    def mute(self, *, on: bool) -> NoReturn:
        del on
        raise ToolError(NO_VOLUME)


class _NoPrograms:
    """Stands in where programs are not listed in a way that is known."""

    def installed(self) -> NoReturn:
        raise ToolError(NO_PROGRAMS)

    def open(self, program: InstalledProgram) -> NoReturn:
        del program
        raise ToolError(NO_PROGRAMS)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Holds all that tools may do with the machine. What is left out is not there."""

    media: MediaKeys = field(default_factory=_NoMedia)
    volume: SystemVolume = field(default_factory=_NoVolume)
    programs: Programs = field(default_factory=_NoPrograms)

"""Defines what a front end may ask about the recordings of a talk: to see, to play and to edit them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.failures import Failure
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.recordings.track import Track
from voiceapp.core.recordings.waveform import Waveform
from voiceapp.core.transcript import SoundId, TalkId

SLOWEST, FASTEST = 0.5, 3.0
"""Between these speech can still be followed."""


@dataclass(frozen=True, slots=True)
class PlayWishes:
    speed: float = 1.0
    """From SLOWEST to FASTEST; the pitch stays."""
    skip_silence: bool = False


@dataclass(frozen=True, slots=True)
class PlayerState:
    """Says what the player does at this moment."""

    playing: bool = False
    at: Milliseconds = 0
    """The moment of the track that is heard."""
    failure: Failure | None = None
    """The reason that it stopped, unless it was asked to or came to the end."""


class PlayerAccess(Protocol):
    """Gives access to the recordings of saved talks."""

    def waveform(self, track: Track, then: Callable[[Waveform | Failure], None]) -> None:
        """Give how loud a track is over time. The first time, its recordings are read in the background."""

    def play(self, track: Track, start: Milliseconds, wishes: PlayWishes, end: Milliseconds | None = None) -> None:
        """Play a track from a moment on, instead of what sounds now. `end`: stop there."""

    def pause(self) -> None: ...
    def state(self) -> PlayerState:
        """Return what the player does, at once."""
        ...

    def length(self, sound: SoundId, then: Callable[[Milliseconds | Failure], None]) -> None:
        """Give the length of a recording. 0: it is gone."""

    def edit(self, talk: TalkId, edit: LineEdit) -> None:
        """Write what an editor made of the lines of a talk that isn't in progress."""

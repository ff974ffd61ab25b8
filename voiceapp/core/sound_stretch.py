"""Names a stretch of somebody's own sound file as a recording, so that a line can be played that has no copy of it."""

from dataclasses import dataclass

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.transcript import SoundId

_MARK = "file"
_PARTS = 4


@dataclass(frozen=True, slots=True)
class SoundStretch:
    path: str
    start: Milliseconds
    end: Milliseconds
    channel: int | None = None
    """One channel alone, counted from 0. None: all of them together."""

    @property
    def sound(self) -> SoundId:
        channel = "" if self.channel is None else str(self.channel)
        return SoundId(f"{_MARK}:{self.start}-{self.end}:{channel}:{self.path}")


def stretch_in(sound: SoundId) -> SoundStretch | None:
    """Return what a recording's name refers to. None: it's a recording of our own."""
    parts = sound.split(":", _PARTS - 1)
    if len(parts) < _PARTS or parts[0] != _MARK:
        return None
    start, _, end = parts[1].partition("-")
    numbers = (start, end, parts[2] or "0")
    if not all(number.isdecimal() and number.isascii() for number in numbers):
        return None
    return SoundStretch(parts[3], int(start), int(end), int(parts[2]) if parts[2] else None)

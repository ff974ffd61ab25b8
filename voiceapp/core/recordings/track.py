"""Lays the recordings of a talk on one time line, as they are played and shown."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.timeline import places
from voiceapp.core.transcript import ItemId, Message, SoundId, Speaker, Talk

LONGEST_PAUSE: Milliseconds = 2_000
"""Longer silences between two lines are shortened to this, since a talk may continue the next day."""


@dataclass(frozen=True, slots=True)
class TrackPiece:
    """A stretch of a recording, and where it sounds on the track."""

    sound: SoundId
    start: Milliseconds
    """Where it begins in the recording."""
    at: Milliseconds
    length: Milliseconds


@dataclass(frozen=True, slots=True)
class TrackLine:
    """Says when a line sounds on the track, and on whose side."""

    item: ItemId
    start: Milliseconds
    end: Milliseconds
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Track:
    pieces: tuple[TrackPiece, ...] = ()
    lines: tuple[TrackLine, ...] = ()
    """The lines that sound, by when they begin."""
    length: Milliseconds = 0

    @property
    def sounds(self) -> tuple[SoundId, ...]:
        return tuple(dict.fromkeys(piece.sound for piece in self.pieces))

    def line_at(self, at: Milliseconds) -> TrackLine | None:
        """Return the line that sounds at a moment, or else the last one before it."""
        number = bisect_right(self.lines, at, key=lambda line: line.start)
        return self.lines[number - 1] if number else None

    def line_of(self, item: ItemId) -> TrackLine | None:
        return next((line for line in self.lines if line.item == item), None)

    def pieces_between(self, start: Milliseconds, end: Milliseconds) -> Sequence[TrackPiece]:
        return [piece for piece in self.pieces if piece.at < end and start < piece.at + piece.length]


def track_of(talk: Talk) -> Track:
    """Lay them out. Made whenever a line changes, and there may be thousands, so nothing is made twice."""
    at = places(talk, LONGEST_PAUSE)
    spoken = [
        (item, at[item.id])
        for item in talk.items
        if isinstance(item, Message) and (item.sound is not None or item.parts) and item.id in at
    ]
    first = min((place.start for _, place in spoken), default=0)
    lines = [TrackLine(each.id, place.start - first, place.end - first, each.speaker) for each, place in spoken]
    pieces: list[TrackPiece] = []
    for line, place in spoken:
        start = place.start - first
        if line.parts:
            pieces += (
                TrackPiece(part.sound, part.start, start + part.at, min(part.length, line.sound_ms - part.at))
                for part in line.parts
            )
        else:
            assert line.sound is not None, "it sounds"
            pieces.append(TrackPiece(line.sound, 0, start, line.sound_ms))
    lines.sort(key=lambda line: line.start)
    return Track(tuple(pieces), tuple(lines), max((line.end for line in lines), default=0))

"""Holds how loud a recording is over time, so that hours of it are drawn at once and silences are found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.track import Track
from voiceapp.core.transcript import SoundId

PEAK_MS: Milliseconds = 20
"""The time that one peak stands for."""
FEWER = 4
"""How many peaks of a level are one of the next."""
AT_ONCE = FEWER * 4096
"""How many peaks are gone through without giving another thread its turn."""
QUIET = 0.08
"""The share of a loud moment below which nobody speaks."""
SILENT = 3
"""A peak of at most this is silence in any recording (a hundredth of full scale)."""
SHORTEST: Milliseconds = 500
"""Shorter silences belong to the speech around them."""
_LONG_QUIET = re.compile(b"\x01{%d,}" % (-(-SHORTEST // PEAK_MS)))
EDGE: Milliseconds = 140
"""The time that is left at either end of a silence that is skipped, so that no sound is cut off."""


@dataclass(frozen=True, slots=True)
class Waveform:
    """Holds peaks from 0 to 255, one each `PEAK_MS`, and fewer and fewer of them in the levels above."""

    levels: tuple[bytes, ...] = (b"",)

    @property
    def peaks(self) -> bytes:
        return self.levels[0]

    @property
    def length(self) -> Milliseconds:
        return len(self.peaks) * PEAK_MS

    def columns(self, start: float, end: float, count: int) -> bytes:
        """Return the highest peak in each of `count` equal parts of the time between two moments."""
        width = (end - start) / max(count, 1)
        level, step = 0, float(PEAK_MS)
        while level + 1 < len(self.levels) and step * FEWER <= width:
            level, step = level + 1, step * FEWER
        peaks = self.levels[level]
        found = bytearray(count)
        for column in range(count):
            first = int((start + column * width) / step)
            last = max(first + 1, int((start + (column + 1) * width) / step))
            found[column] = max(peaks[max(first, 0) : max(last, 0)], default=0)
        return bytes(found)


def waveform_of(peaks: bytes) -> Waveform:
    levels = [peaks]
    while len(levels[-1]) > FEWER * FEWER:
        below = levels[-1] + bytes(-len(levels[-1]) % FEWER)
        levels.append(b"".join(_fewer(below[start : start + AT_ONCE]) for start in range(0, len(below), AT_ONCE)))
    return Waveform(tuple(levels))


def _fewer(peaks: bytes) -> bytes:
    return bytes(map(max, *(peaks[place::FEWER] for place in range(FEWER))))


def peaks_of_track(track: Track, peaks: Mapping[SoundId, bytes]) -> bytes:
    """Put together the peaks of a track from those of its recordings."""
    whole = bytearray(-(-track.length // PEAK_MS))
    for piece in track.pieces:
        known = peaks.get(piece.sound, b"")
        part = known[piece.start // PEAK_MS : -(-(piece.start + piece.length) // PEAK_MS)]
        at = piece.at // PEAK_MS
        there = whole[at : at + len(part)]
        # Lines seldom sound at the same time.
        whole[at : at + len(there)] = bytes(map(max, there, part)) if any(there) else part[: len(there)]
    return bytes(whole)


@dataclass(frozen=True, slots=True)
class Silence:
    start: Milliseconds
    end: Milliseconds


def silences(peaks: bytes) -> tuple[Silence, ...]:
    """Return the stretches in which nobody speaks, long enough to be skipped."""
    quiet = quiet_below(peaks)
    is_quiet = peaks.translate(bytes(peak <= quiet for peak in range(256)))
    return tuple(_without_edges(*run.span(), len(peaks)) for run in _LONG_QUIET.finditer(is_quiet))


def _without_edges(began: int, ended: int, count: int) -> Silence:
    """What comes before the first word, and after the last, has no sound to cut off on its other side."""
    start, end = began * PEAK_MS + EDGE, ended * PEAK_MS - EDGE
    return Silence(0 if began == 0 else start, count * PEAK_MS if ended == count else end)


def voiced(peaks: bytes) -> list[tuple[Milliseconds, Milliseconds]]:
    """Return the stretches between the silences."""
    found: list[tuple[Milliseconds, Milliseconds]] = []
    start = 0
    for silence in silences(peaks):
        if silence.start > start:
            found.append((start, silence.start))
        start = silence.end
    if len(peaks) * PEAK_MS > start:
        found.append((start, len(peaks) * PEAK_MS))
    return found


def quiet_below(peaks: bytes) -> int:
    """Return the peak up to which it is quiet, judged by the loud moments of this recording."""
    left = len(peaks) - len(peaks) * 19 // 20
    loud = 255 if peaks else 0
    while loud and (left := left - peaks.count(loud)) > 0:
        loud -= 1
    return max(SILENT, round(loud * QUIET))


def after_silence(silent: Sequence[Silence], at: Milliseconds) -> Milliseconds:
    """Return where to go on from a moment: behind the silence that it is in."""
    return next((each.end for each in silent if each.start <= at < each.end), at)


def next_silence(silent: Sequence[Silence], at: Milliseconds) -> Milliseconds | None:
    """Return where the next silence begins."""
    return next((each.start for each in silent if each.start > at), None)

"""Tells which word of a reply is being spoken, by laying its words along its sound.

Engines send words in pieces, each with the amount of sound that had arrived by then. Between these
anchors, words are spread evenly by their length. Where words arrive long before their sound, a usual
speaking rate stands in until the length of the sound is known.
"""

import itertools

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.transcript import Word

USUAL_MS_PER_CHARACTER = 62


class Captions:
    """Grows with a reply. Positions are counted in characters of the text and milliseconds of the sound."""

    def __init__(self) -> None:
        self._text = ""
        self._anchors: list[tuple[Milliseconds, int]] = []
        self._whole: Milliseconds | None = None

    @property
    def text(self) -> str:
        return self._text

    def add(self, text: str, at: Milliseconds) -> None:
        """Add words, which sound no earlier than `at`."""
        last_at = self._anchors[-1][0] if self._anchors else 0
        self._anchors.append((max(at, last_at), len(self._text)))
        self._text += text

    def end(self, whole: Milliseconds) -> None:
        """Note that all of the sound has arrived."""
        self._whole = whole

    def spoken(self, heard: Milliseconds) -> int:
        """Return how many characters have sounded, including the whole word that is being spoken."""
        return self._end_of_word(self._place(heard)) if heard > 0 else 0

    def heard(self, heard: Milliseconds) -> int:
        """Return how many characters were certainly heard, up to the last finished word."""
        if self._whole is not None and heard >= self._whole:
            return len(self._text)
        return self._end_of_finished_words(self._place(heard)) if heard > 0 else 0

    def words(self) -> tuple[Word, ...]:
        """Return each word with its position in the sound."""
        found: list[Word] = []
        start = 0
        for piece in self._text.split():
            start = self._text.index(piece, start)
            end = start + len(piece)
            found.append(Word(piece, self._time(start), self._time(end)))
            start = end
        return tuple(found)

    # --- the line through the anchors

    def _points(self) -> list[tuple[float, float]]:
        """Return (ms, characters) points, rising in both, from the beginning to the end of the text."""
        length = len(self._text)
        points: list[tuple[float, float]] = [(0.0, 0.0)]
        for at, place in self._anchors:
            # Words may arrive before their sound, but cannot have sounded faster than people speak.
            earliest = points[-1][0] + (place - points[-1][1]) * USUAL_MS_PER_CHARACTER * 0.4
            points.append((max(float(at), earliest), float(place)))
        end = points[-1][0] + (length - points[-1][1]) * USUAL_MS_PER_CHARACTER
        if self._whole is None:
            points.append((end, float(length)))
            return points
        whole = float(self._whole)
        if points[-1][0] < whole * 0.5 or points[-1][0] >= whole:
            # The anchors say nothing about the pace, so the text is spread over all of the sound.
            return [(0.0, 0.0), (max(whole, 1.0), float(length))]
        points.append((whole, float(length)))
        return points

    def _place(self, heard: Milliseconds) -> int:
        points = self._points()
        for (from_ms, from_place), (to_ms, to_place) in itertools.pairwise(points):
            if heard <= to_ms:
                share = (heard - from_ms) / (to_ms - from_ms) if to_ms > from_ms else 1.0
                return round(from_place + max(share, 0.0) * (to_place - from_place))
        return len(self._text)

    def _time(self, place: int) -> Milliseconds:
        points = self._points()
        for (from_ms, from_place), (to_ms, to_place) in itertools.pairwise(points):
            if place <= to_place:
                share = (place - from_place) / (to_place - from_place) if to_place > from_place else 1.0
                return round(from_ms + max(share, 0.0) * (to_ms - from_ms))
        raise AssertionError("the last point is the end of the text")

    def _end_of_word(self, place: int) -> int:
        while 0 < place < len(self._text) and not self._text[place].isspace():
            place += 1
        return place

    def _end_of_finished_words(self, place: int) -> int:
        if place >= len(self._text) or self._text[place : place + 1].isspace():
            return place
        while place > 0 and not self._text[place - 1].isspace():
            place -= 1
        return len(self._text[:place].rstrip())

"""Writes captions while they are being spoken, so that a file of them is whole at every moment.

What is still being said stands in it as far as it is known, with an end that moves on.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise

from voiceapp.core.captions.flow import MOST, Caption
from voiceapp.core.captions.page import (
    CaptionPage,
    CaptionText,
    in_both_languages,
    in_second_language,
    in_their_own_words,
)
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sentence import Sentence
from voiceapp.exports import srt, vtt
from voiceapp.exports.cues import LINE, stamp, width

ROWS = 2
"""Lines of a cue, as subtitles have them."""
SHORTEST = 1.0
"""Seconds that a cue is shown at least."""
STAYS = 2.0
"""Seconds that the words of now stay if nothing more is said."""


class LiveFormat(Enum):
    VTT = "vtt"
    SRT = "srt"


class ShownLanguages(Enum):
    """Names what is shown where captions are translated."""

    BOTH = "both"
    TRANSLATION = "translation"


def fits_a_line(text: str) -> bool:
    return width(text) <= LINE


def wanted_texts(captions: Sequence[Caption], shown: ShownLanguages | None) -> tuple[list[CaptionText], ...]:
    """Return the captions in each of the languages that are shown. None: nothing is translated."""
    if shown is None:
        return (in_their_own_words(captions),)
    if shown is ShownLanguages.TRANSLATION:
        return (in_second_language(captions),)
    return in_both_languages(captions)


@dataclass(frozen=True, slots=True)
class _LiveCue:
    start: float
    end: float
    rows: tuple[str, ...]
    name: str


@dataclass(slots=True)
class _SpokenPace:
    """Remembers when how much of a caption was there, from which the time of each word follows."""

    began: float
    marks: list[tuple[float, int]] = field(default_factory=list[tuple[float, int]])
    """(seconds, characters), rising in both."""

    def note(self, at: float, length: int) -> None:
        while self.marks and (self.marks[-1][1] >= length or self.marks[-1][0] >= at):
            self.marks.pop()
        self.marks.append((at, length))

    def at(self, place: int) -> float:
        points = [(self.began, 0), *self.marks]
        after = bisect_left(points, place, 1, key=lambda point: point[1])
        (from_at, from_place), (to_at, to_place) = points[after - 1], points[after]
        return from_at + (to_at - from_at) * (place - from_place) / (to_place - from_place)


class LiveCues:
    """Gathers the cues of all captions since it was made."""

    def __init__(
        self, named: Callable[[Sentence], str] | None, shown: ShownLanguages | None = None, began: float = 0.0
    ) -> None:
        """`began`: from when on the file counts. What was said before is left out."""
        self._named = named
        self._shown = shown
        self._began = began
        self._aged = 0
        """Captions with a lower number are no longer held anywhere else."""
        self._paces: dict[int, _SpokenPace] = {}
        self._taken: dict[tuple[int, int], tuple[CaptionText, list[_LiveCue]]] = {}

    def take(self, captions: Sequence[Caption]) -> bool:
        """Return whether that changed any cue."""
        changed = self._dropped(captions)
        captions = [each for each in captions if each.until >= self._began]
        for each in captions:
            pace = self._paces.setdefault(each.number, _SpokenPace(each.began))
            pace.note(each.until, len(each.text))
        for language, texts in enumerate(wanted_texts(captions, self._shown)):
            for text in texts:
                key = (text.number, language)
                if key not in self._taken or self._taken[key][0].text != text.text:
                    self._taken[key] = text, self._cut(text, self._paces[text.number])
                    changed = True
        return changed

    def render(self, format: LiveFormat) -> str:
        """Return the whole file."""
        languages = (self._in_order(language) for language in (0, 1))
        cues = sorted((cue for each in languages for cue in _one_after_another(each)), key=lambda cue: cue.start)
        if format is LiveFormat.SRT:
            return "\n".join(_srt(number, cue) for number, cue in enumerate(cues, 1))
        return "\n".join(["WEBVTT\n", *(_vtt(number, cue) for number, cue in enumerate(cues, 1))])

    def _in_order(self, language: int) -> list[_LiveCue]:
        cues = [cue for (_, spoken), (_, found) in self._taken.items() if spoken == language for cue in found]
        return sorted(cues, key=lambda cue: cue.start)

    def _dropped(self, captions: Sequence[Caption]) -> bool:
        """Let go what turned out not to have been said, or not for a file. What only grew old stays."""
        there = {each.number for each in captions}
        if len(there) >= MOST:
            self._aged = min(there)
        gone = [key for key in self._taken if key[0] >= self._aged and key[0] not in there]
        for key in gone:
            del self._taken[key]
        return bool(gone)

    def _cut(self, caption: CaptionText, pace: _SpokenPace) -> list[_LiveCue]:
        rows = [row.text for row in CaptionPage(fits_a_line, len(caption.text)).show([caption])]
        name = "" if caption.name is None or self._named is None else self._named(caption.name)
        whole, spoken = max(1, sum(map(len, rows))), pace.marks[-1][1]
        cues: list[_LiveCue] = []
        done = 0
        for first in range(0, len(rows), ROWS):
            shown = tuple(rows[first : first + ROWS])
            start = pace.at(done * spoken // whole)
            done += sum(map(len, shown))
            end = pace.at(done * spoken // whole) if done < whole else pace.marks[-1][0] + STAYS
            start, end = start - self._began, end - self._began
            cues.append(_LiveCue(start, max(end, start + SHORTEST), shown, name))
        return cues


def _one_after_another(cues: Sequence[_LiveCue]) -> Iterator[_LiveCue]:
    """End each where the next one begins, as far as it can be read by then."""
    for cue, after in pairwise(cues):
        yield replace(cue, end=max(min(cue.end, after.start), cue.start + SHORTEST))
    yield from cues[-1:]


class NewestLines:
    """Holds the lines that would be on a small screen now, as streaming programs show a text file."""

    def __init__(self, rows: int, named: Callable[[Sentence], str] | None, shown: ShownLanguages | None = None) -> None:
        self._shown = shown
        self._pages = tuple(CaptionPage(fits_a_line, rows, named) for _ in wanted_texts((), shown))

    def render(self, captions: Sequence[Caption], stale: float) -> str:
        texts = wanted_texts(captions, self._shown)
        rows = [row for page, each in zip(self._pages, texts, strict=True) for row in page.show(each, stale)]
        return "".join(f"{row.text}\n" for row in rows)


def finished_line(caption: Caption, named: Callable[[Sentence], str] | None, shown: ShownLanguages | None) -> str:
    """Return a caption in one line, for a file that only grows. Empty: it isn't finished, or there is nothing to show."""
    if not caption.final or (shown is not None and not caption.is_translated):
        return ""
    texts = [text for each in wanted_texts([caption], shown) for text in each]
    said = " | ".join(each.text for each in texts)
    return f"{named(caption.name)}: {said}" if said and named is not None and caption.name is not None else said


def _ms(seconds: float) -> Milliseconds:
    return round(seconds * 1000)


def _vtt(number: int, cue: _LiveCue) -> str:
    text = "\n".join(map(vtt.as_text, cue.rows))
    voice = f"<v {vtt.as_name(cue.name)}>" if cue.name else ""
    return f"{number}\n{stamp(_ms(cue.start), '.')} --> {stamp(_ms(cue.end), '.')}\n{voice}{text}\n"


def _srt(number: int, cue: _LiveCue) -> str:
    rows = [f"{cue.name}: {cue.rows[0]}", *cue.rows[1:]] if cue.name else cue.rows
    text = "\n".join(map(srt.as_text, rows))
    return f"{number}\n{stamp(_ms(cue.start), ',')} --> {stamp(_ms(cue.end), ',')}\n{text}\n"

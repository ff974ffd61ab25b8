"""Lays captions out in lines that do not move: a line that is full stays as it is, and the page only ever goes forward."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from voiceapp.core.captions.flow import Caption
from voiceapp.core.sentence import Sentence

Fits = Callable[[str], bool]
"""Whether a text fits into a line."""


@dataclass(frozen=True, slots=True)
class CaptionText:
    """One caption as one reader sees it: in one of its languages."""

    number: int
    text: str
    until: float
    name: Sentence | None = None


@dataclass(frozen=True, slots=True)
class CaptionRow:
    number: int
    """The caption that it belongs to."""
    row: int
    text: str
    """With the name of who speaks where that is new."""


@dataclass(slots=True)
class _Laid:
    """A caption that is laid out already. Rows are known by where they begin in its text."""

    text: str = ""
    prefix: str = ""
    starts: list[int] = field(default_factory=list[int])

    def rows(self) -> list[str]:
        ends = [*self.starts[1:], len(self.text)]
        rows = [self.text[start:end].strip() for start, end in zip(self.starts, ends, strict=True)]
        return [self.prefix + row for row in rows[:1]] + rows[1:]


def in_their_own_words(captions: Iterable[Caption]) -> list[CaptionText]:
    return [CaptionText(each.number, each.text, each.until, each.name) for each in captions]


def in_second_language(captions: Iterable[Caption]) -> list[CaptionText]:
    """Leave out those of which nothing is translated yet."""
    return [CaptionText(each.number, each.translated, each.until, each.name) for each in captions if each.translated]


def in_both_languages(captions: Iterable[Caption]) -> tuple[list[CaptionText], list[CaptionText]]:
    """Return both texts. What is in the second language already is in the first alone."""
    every = list(captions)
    return in_their_own_words(every), in_second_language(each for each in every if each.translated != each.text)


class CaptionPage:
    """Shows the newest lines. Made anew when the width of a line or their number changes."""

    def __init__(self, fits: Fits, rows: int, named: Callable[[Sentence], str] | None = None) -> None:
        """`named`: how a name is written; None: names are not shown."""
        self._fits = fits
        self._rows = rows
        self._named = named
        self._laid: dict[int, _Laid] = {}
        self._top = (0, 0)
        self._speaker: Sentence | None = None

    def show(self, captions: Iterable[CaptionText], stale: float = float("-inf")) -> tuple[CaptionRow, ...]:
        """Return the lines to show now. `stale`: captions that have not changed since then are no longer shown."""
        rows: list[CaptionRow] = []
        shown = sorted(captions, key=lambda each: each.number)
        for each in shown:
            texts = self._lay(each).rows()
            if each.until < stale:
                self._top = max(self._top, (each.number, len(texts)))
            else:
                rows += [CaptionRow(each.number, row, text) for row, text in enumerate(texts)]
        self._forget({each.number for each in shown})
        if len(rows) > self._rows:
            first = rows[-self._rows]
            self._top = max(self._top, (first.number, first.row))
        return tuple(row for row in rows if (row.number, row.row) >= self._top)

    def _lay(self, caption: CaptionText) -> _Laid:
        laid = self._laid.get(caption.number)
        if laid is None:
            laid = self._laid[caption.number] = _Laid(prefix=self._prefix(caption.name))
        if laid.text != caption.text:
            laid.starts = self._broken(laid, caption.text)
            laid.text = caption.text
        return laid

    def _prefix(self, name: Sentence | None) -> str:
        if self._named is None or name == self._speaker:
            return ""
        self._speaker = name
        return "" if name is None else f"{self._named(name)}: "

    def _broken(self, laid: _Laid, text: str) -> list[int]:
        """Return where the rows of a text begin. Those before the first change stay, except that the last may take more."""
        same = _common(laid.text, text)
        whole = sum(after <= same for after in laid.starts[1:])
        starts = [start for start in laid.starts[: whole + 1] if start < len(text)] or [0]
        while (end := self._end_of_row(text, starts[-1], laid.prefix if len(starts) == 1 else "")) < len(text):
            starts.append(end)
        return starts

    def _end_of_row(self, text: str, start: int, prefix: str) -> int:
        """Return where the row that begins there ends, and the next one begins."""
        end = start
        while end < len(text):
            after = _end_of_word(text, end)
            if not self._fits(prefix + text[start:after].strip()):
                break
            end = after
        return end if end > start else self._cut(text, start, prefix)

    def _cut(self, text: str, start: int, prefix: str) -> int:
        """Return where a word ends that is longer than a row: scripts without spaces are one word."""
        end = start + 1
        while end < len(text) and self._fits(prefix + text[start : end + 1]):
            end += 1
        return end

    def _forget(self, shown: set[int]) -> None:
        for number in [number for number in self._laid if number not in shown]:
            del self._laid[number]


def _end_of_word(text: str, start: int) -> int:
    """Return where the word there ends, with the space after it."""
    end = text.find(" ", start)
    return len(text) if end < 0 else end + 1


def _common(one: str, other: str) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))

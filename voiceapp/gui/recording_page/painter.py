"""Paints the lines of a recording: the word that sounds, the one that is chosen, those in doubt, and what was recognised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout

from voiceapp.core.recordings.doubt import doubts
from voiceapp.core.text.word_changes import word_changes
from voiceapp.core.transcript import Item, ItemId, Message
from voiceapp.gui.transcript.line_words import text_of
from voiceapp.gui.transcript.paint import LinePainter
from voiceapp.gui.transcript.paragraphs import coloured
from voiceapp.gui.words import tr

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedWord:
    item: ItemId
    start: int
    end: int


class RecordingPainter(LinePainter):
    def __init__(self) -> None:
        super().__init__()
        self.sounding: MarkedWord | None = None
        self.chosen: MarkedWord | None = None
        self._matches: Mapping[ItemId, Sequence[Span]] = {}
        self.shows_first = False
        """What was recognised first stands below each line that was changed."""

    def sound(self, word: MarkedWord | None) -> tuple[ItemId, ...]:
        """Mark the word that sounds. Returns the lines that look different now."""
        before, self.sounding = self.sounding, word
        return self._changed(before, word)

    def choose(self, word: MarkedWord | None) -> tuple[ItemId, ...]:
        """Mark the word at which a line is split. Returns the lines that look different now."""
        before, self.chosen = self.chosen, word
        return self._changed(before, word)

    def find(self, found: Mapping[ItemId, Sequence[Span]]) -> None:
        """Mark what is looked for."""
        for item in (*self._matches, *found):
            self.forget(item)
        self._matches = found

    def show_first(self, *, on: bool) -> None:
        self.shows_first = on
        self._laid.clear()

    def _changed(self, before: MarkedWord | None, word: MarkedWord | None) -> tuple[ItemId, ...]:
        if before == word:
            return ()
        changed = tuple(dict.fromkeys(each.item for each in (before, word) if each is not None))
        for item in changed:
            self.forget(item)
        return changed

    def _text(self, item: Item) -> str:
        first = first_words(item) if self.shows_first else None
        return super()._text(item) if first is None else f"{text_of(item)}\n\n{_label()}{first}"

    def _formats(self, item: Item, text: str) -> list[QTextLayout.FormatRange]:
        first = first_words(item) if self.shows_first else None
        formats = super()._formats(item, text)
        if not isinstance(item, Message):
            return formats
        if first is not None:
            formats += self._changes(text_of(item), text, first)
        formats += [self._doubtful(text, each.start, each.end) for each in doubts(item)]
        formats += [self._background(text, span, self._palette.mark) for span in self._matches.get(item.id, ())]
        if self.chosen is not None and self.chosen.item == item.id:
            formats.append(self._background(text, (self.chosen.start, self.chosen.end), self._palette.mark))
        if self.sounding is not None and self.sounding.item == item.id:
            start, end = self.sounding.start, self.sounding.end
            mark = coloured(text, start, end - start, QColor(self._palette.on_accent))
            mark.format.setBackground(QColor(self._palette.accent))
            formats.append(mark)
        return formats

    def _doubtful(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        mark = coloured(text, start, end - start, QColor(self._palette.text))
        mark.format.setBackground(QColor(self._palette.caution))
        mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        mark.format.setUnderlineColor(QColor(self._palette.warn))
        return mark

    def _background(self, text: str, span: Span, colour: str) -> QTextLayout.FormatRange:
        mark = coloured(text, span[0], span[1] - span[0], QColor(self._palette.text))
        mark.format.setBackground(QColor(colour))
        return mark

    def _changes(self, own: str, text: str, first: str) -> list[QTextLayout.FormatRange]:
        """The new words marked, and below them the first ones, with those that went struck through."""
        below = coloured(text, len(own), len(text) - len(own), QColor(self._palette.quiet))
        changes = word_changes(first, own)
        marks = [below, *(self._background(text, (span.start, span.end), self._palette.mark) for span in changes.added)]
        start = len(text) - len(first)
        for span in changes.removed:
            old = coloured(text, start + span.start, span.end - span.start, QColor(self._palette.quiet))
            old.format.setFontStrikeOut(True)
            marks.append(old)
        return marks


def first_words(item: Item) -> str | None:
    """Return what was recognised before anybody changed a line. None: it is that."""
    if not isinstance(item, Message):
        return None
    first = item.original if item.original is not None else item.improved.before if item.improved else None
    return None if first == item.text else first


def _label() -> str:
    return tr("As recognised:") + " "

"""Paints the lines of a recording: the word that sounds, what is looked for, and what was recognised."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QColor, QTextLayout

from voiceapp.core.text.word_changes import word_changes
from voiceapp.core.transcript import Item, ItemId, Message
from voiceapp.gui.transcript.doubt_marks import MarkedWord, background
from voiceapp.gui.transcript.line_words import text_of
from voiceapp.gui.transcript.paint import LinePainter
from voiceapp.gui.transcript.paragraphs import coloured
from voiceapp.gui.words import tr

Span = tuple[int, int]


class RecordingPainter(LinePainter):
    def __init__(self) -> None:
        super().__init__()
        self.sounding: MarkedWord | None = None
        self._matches: Mapping[ItemId, Sequence[Span]] = {}
        self.shows_first = False
        """What was recognised first stands below each line that was changed."""

    def sound(self, word: MarkedWord | None) -> tuple[ItemId, ...]:
        """Mark the word that sounds. Returns the lines that look different now."""
        before, self.sounding = self.sounding, word
        return self._changed(before, word)

    def find(self, found: Mapping[ItemId, Sequence[Span]]) -> None:
        """Mark what is looked for."""
        for item in (*self._matches, *found):
            self.forget(item)
        self._matches = found

    def show_first(self, *, on: bool) -> None:
        self.shows_first = on
        self._laid.clear()

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
        found = self._matches.get(item.id, ())
        formats += [background(text, span, self._palette.mark, self._palette) for span in found]
        if self.sounding is not None and self.sounding.item == item.id:
            start, end = self.sounding.start, self.sounding.end
            mark = coloured(text, start, end - start, QColor(self._palette.on_accent))
            mark.format.setBackground(QColor(self._palette.accent))
            formats.append(mark)
        return formats

    def _changes(self, own: str, text: str, first: str) -> list[QTextLayout.FormatRange]:
        """The new words marked, and below them the first ones, with those that went struck through."""
        below = coloured(text, len(own), len(text) - len(own), QColor(self._palette.quiet))
        changes = word_changes(first, own)
        marks = [
            below,
            *(background(text, (span.start, span.end), self._palette.mark, self._palette) for span in changes.added),
        ]
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

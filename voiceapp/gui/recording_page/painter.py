"""Paints the lines of a recording, with the word that sounds marked."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QTextLayout

from voiceapp.core.transcript import Item, ItemId
from voiceapp.gui.transcript.paint import LinePainter
from voiceapp.gui.transcript.paragraphs import coloured


@dataclass(frozen=True, slots=True)
class MarkedWord:
    item: ItemId
    start: int
    end: int


class RecordingPainter(LinePainter):
    def __init__(self) -> None:
        super().__init__()
        self.sounding: MarkedWord | None = None

    def sound(self, word: MarkedWord | None) -> tuple[ItemId, ...]:
        """Mark the word that sounds. Returns the lines that look different now."""
        before, self.sounding = self.sounding, word
        if before == word:
            return ()
        changed = tuple(dict.fromkeys(each.item for each in (before, word) if each is not None))
        for item in changed:
            self.forget(item)
        return changed

    def _formats(self, item: Item, text: str) -> list[QTextLayout.FormatRange]:
        formats = super()._formats(item, text)
        word = self.sounding
        if word is not None and word.item == item.id:
            mark = coloured(text, word.start, word.end - word.start, QColor(self._palette.on_accent))
            mark.format.setBackground(QColor(self._palette.accent))
            formats.append(mark)
        return formats

"""Marks in a line the words of which the recogniser was unsure, and the one that the person came to."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout

from voiceapp.core.recordings.doubt import doubts
from voiceapp.core.transcript import ItemId, Message
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.transcript.paragraphs import coloured


@dataclass(frozen=True, slots=True)
class MarkedWord:
    item: ItemId
    start: int
    end: int


def lines_of_change(before: MarkedWord | None, word: MarkedWord | None) -> tuple[ItemId, ...]:
    """Return the lines that look different once another word is marked."""
    if before == word:
        return ()
    return tuple(dict.fromkeys(each.item for each in (before, word) if each is not None))


def doubt_marks(message: Message, text: str, palette: Palette) -> list[QTextLayout.FormatRange]:
    marks: list[QTextLayout.FormatRange] = []
    for place in doubts(message):
        mark = background(text, (place.start, place.end), palette.caution, palette)
        mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        mark.format.setUnderlineColor(QColor(palette.warn))
        marks.append(mark)
    return marks


def background(text: str, span: tuple[int, int], colour: str, palette: Palette) -> QTextLayout.FormatRange:
    mark = coloured(text, span[0], span[1] - span[0], QColor(palette.text))
    mark.format.setBackground(QColor(colour))
    return mark

"""Lays out paragraphs, each in its own direction, so that one bubble can hold an Arabic line above an English one."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

NARROWEST = 40


class Paragraphs:
    """Laid out for a width. `formats` counts in UTF-16 units of the whole text, as Qt does."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: int,
        formats: Sequence[QTextLayout.FormatRange],
        *,
        centred: bool = False,
    ) -> None:
        self._layouts: list[QTextLayout] = []
        self.height = 0.0
        start = 0
        for piece in text.split("\n"):
            layout = QTextLayout(piece, font)
            layout.setTextOption(_option(centred=centred))
            layout.setFormats(_within(formats, start, units(piece)))
            self.height = _break(layout, width, self.height)
            self._layouts.append(layout)
            start += units(piece) + 1
        self.natural = max((line.naturalTextWidth() for line in self._lines()), default=0.0)
        """As wide as the longest line, not as the available room."""
        if not centred:
            self._tighten()

    @property
    def formats(self) -> list[QTextLayout.FormatRange]:
        return [each for layout in self._layouts for each in layout.formats()]

    def draw(self, painter: QPainter, at: QPointF) -> None:
        for layout in self._layouts:
            layout.draw(painter, at)

    def character_at(self, at: QPointF) -> int | None:
        """Return the character of the whole text that is drawn at a point. None: there is none."""
        before = 0
        for layout in self._layouts:
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                if line.naturalTextRect().contains(at):
                    place = line.xToCursor(at.x(), QTextLine.CursorPosition.CursorOnCharacter)
                    return before + characters(layout.text(), place)
            before += len(layout.text()) + 1
        return None

    def point_of(self, character: int) -> QPointF | None:
        """Return the middle of the left edge of a character. None: there is no such character."""
        before = 0
        for layout in self._layouts:
            if before <= character < before + len(layout.text()):
                place = units(layout.text()[: character - before])
                line = layout.lineForTextPosition(place)
                x = cast("tuple[float, int]", line.cursorToX(place))[0]
                return QPointF(x, line.y() + line.height() / 2)
            before += len(layout.text()) + 1
        return None

    def _lines(self) -> list[QTextLine]:
        return [layout.lineAt(number) for layout in self._layouts for number in range(layout.lineCount())]

    def _tighten(self) -> None:
        """Right-to-left lines begin at the right of the longest line, not at the right of the available room."""
        for line in self._lines():
            start = line.naturalTextRect().left() - line.position().x()
            if start > 0.5:
                left = self.natural - line.naturalTextWidth() - start
                line.setPosition(QPointF(left, line.position().y()))


def coloured(text: str, start: int, length: int, colour: QColor) -> QTextLayout.FormatRange:
    """Python counts characters, Qt counts UTF-16 units: an emoji is two of them."""
    found = QTextLayout.FormatRange()
    found.start = units(text[:start])
    found.length = units(text[start : start + length])
    style = QTextCharFormat()
    style.setForeground(colour)
    found.format = style
    return found


def units(text: str) -> int:
    """Python counts characters, Qt counts UTF-16 units: an emoji is two of them."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, place: int) -> int:
    """Return how many characters the first UTF-16 units of a text are."""
    return (
        place
        if text.isascii()
        else len(text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "ignore"))
    )


def _option(*, centred: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    if centred:
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return option


def _break(layout: QTextLayout, width: int, top: float) -> float:
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(NARROWEST, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return top


def _within(formats: Sequence[QTextLayout.FormatRange], start: int, length: int) -> list[QTextLayout.FormatRange]:
    """The parts of these formats that fall into one paragraph."""
    found: list[QTextLayout.FormatRange] = []
    for each in formats:
        first = max(each.start, start)
        last = min(each.start + each.length, start + length)
        if last > first:
            part = QTextLayout.FormatRange()
            part.start = first - start
            part.length = last - first
            part.format = QTextCharFormat(each.format)
            found.append(part)
    return found

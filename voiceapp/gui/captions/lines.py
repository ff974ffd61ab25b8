"""Paints lines of captions, each where it was until the lines move on."""

import time
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from voiceapp.core.captions.flow import Caption
from voiceapp.core.captions.page import (
    CaptionPage,
    CaptionRow,
    CaptionText,
    in_both_languages,
    in_second_language,
    in_their_own_words,
)
from voiceapp.gui.captions.look import CaptionLook
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

LEADING = 1.3
"""The height of a line, in heights of its letters."""
MARGIN = 0.5
"""Around the lines, in heights of the letters."""
BETWEEN = 0.4
"""Between the two languages, in heights of the letters."""
OUTLINE = 0.07
LOOK_EVERY_MS = 500
_AROUND = ((-1, 0), (1, 0), (0, -1), (0, 1), (-0.7, -0.7), (0.7, -0.7), (-0.7, 0.7), (0.7, 0.7))


class CaptionLines(QWidget):
    """Told the captions, and how they look. Its width decides where lines end."""

    changed = Signal()
    """Other lines are shown, or none."""

    def __init__(self, look: CaptionLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Captions"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._captions: tuple[Caption, ...] = ()
        self._pages: tuple[CaptionPage, ...] = ()
        self.rows: tuple[tuple[CaptionRow, ...], ...] = ()
        """Those that are shown, of each language."""
        self._stale = QTimer(self)
        self._stale.setInterval(LOOK_EVERY_MS)
        self._stale.timeout.connect(self._lay)
        self.look = look
        self.use(look)

    def use(self, look: CaptionLook) -> None:
        self.look = look
        font = QFont(self.font())
        font.setPixelSize(look.size)
        font.setWeight(QFont.Weight.Bold if look.bold else QFont.Weight.Normal)
        # A font of the sheet of styles would take its place.
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._begin_pages()

    def height_wanted(self) -> int:
        return height_of(self.look)

    def show_captions(self, captions: tuple[Caption, ...]) -> None:
        self._captions = captions
        self._lay()

    def _begin_pages(self) -> None:
        room = self.width() - 2 * MARGIN * self.look.size

        def fits(text: str) -> bool:
            return self._metrics.horizontalAdvance(text) <= room

        named = in_words if self.look.names else None
        count = 2 if self.look.shown == "both" else 1
        self._pages = tuple(CaptionPage(fits, self.look.rows, named) for _ in range(count))
        self._lay()

    def _lay(self) -> None:
        shown: Sequence[list[CaptionText]]
        match self.look.shown:
            case "both":
                shown = in_both_languages(self._captions)
            case "translation":
                shown = (in_second_language(self._captions),)
            case _:
                shown = (in_their_own_words(self._captions),)
        stale = time.monotonic() - self.look.stay if self.look.stay else float("-inf")
        rows = tuple(page.show(each, stale) for page, each in zip(self._pages, shown, strict=True))
        goes = bool(self.look.stay) and any(rows)
        if goes is not self._stale.isActive():
            self._stale.start() if goes else self._stale.stop()
        if rows != self.rows:
            self.rows = rows
            self.update()
            self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._begin_pages()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(self._font)
        size = self.look.size
        room = QRectF(MARGIN * size, 0, self.width() - 2 * MARGIN * size, LEADING * size)
        for language, rows in enumerate(self.rows):
            top = MARGIN * size + language * (self.look.rows * LEADING + BETWEEN) * size
            for place, row in enumerate(rows):
                self._paint(painter, room.translated(0, top + place * LEADING * size), row.text)
        painter.end()

    def _paint(self, painter: QPainter, room: QRectF, text: str) -> None:
        side = Qt.AlignmentFlag.AlignRight if _is_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter) | int(
            Qt.TextFlag.TextSingleLine
        )
        if self.look.outline:
            painter.setPen(QColor(self.look.outline))
            width = max(1.0, OUTLINE * self.look.size)
            for x, y in _AROUND:
                painter.drawText(room.translated(QPointF(x * width, y * width)), flags, text)
        painter.setPen(QColor(self.look.letters))
        painter.drawText(room, flags, text)


def _is_right_to_left(text: str) -> bool:
    sides = (unicodedata.bidirectional(sign) for sign in text)
    return next((side != "L" for side in sides if side in ("L", "R", "AL")), False)


def height_of(look: CaptionLook) -> int:
    """Return the height that all lines take."""
    between = BETWEEN if look.shown == "both" else 0.0
    return round((2 * MARGIN + look.all_rows * LEADING + between) * look.size)


def size_for(look: CaptionLook, height: int) -> int:
    """Return the size of the letters with which all lines take that height."""
    between = BETWEEN if look.shown == "both" else 0.0
    return round(height / (2 * MARGIN + look.all_rows * LEADING + between))

"""Paints the list of talks: titles, times, and search results with the words highlighted."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.history import TalkSummary
from voiceapp.core.transcript import TalkId
from voiceapp.gui.history.model import Entry, FoundLine, Heading, HistoryModel, told_of_talk
from voiceapp.gui.look.icons import pixmap
from voiceapp.gui.look.long_list import LongList
from voiceapp.gui.look.theme import LIGHT, SMALL_RADIUS, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import is_key_of
from voiceapp.gui.transcript.paragraphs import units
from voiceapp.gui.words import tr

SIDE = 14


class HistoryList(LongList):
    opened = Signal(object)
    """A talk, or a line of one, was chosen for reading."""
    menu_wanted = Signal(object, QPoint)
    rename_wanted = Signal(object)
    delete_wanted = Signal(object)
    dragged = Signal(object)

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(48, parent)
        self.setObjectName("historyList")
        self.setAccessibleName(tr("History"))
        self.talks = model
        self.shown_talk = TalkId("")
        """The talk that is shown in the middle of the window."""
        self._palette: Palette = LIGHT
        self._pressed_at: QPoint | None = None
        self._hover = -1
        self.empty_words = ""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self.setModel(model)

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self.ensurePolished()
        self.measure_again()

    def show_current(self, talk: TalkId) -> None:
        self.shown_talk = talk
        self.viewport().update()

    # --- rows

    def can_be_current(self, row: int) -> bool:
        return not isinstance(self.talks.entry(row), Heading)

    def settled(self) -> None:
        if self.seen_rows().stop > self.talks.rowCount() - 30:
            self.talks.want_more()

    def measure(self, row: int) -> int:
        entry = self.talks.entry(row)
        line = QFontMetrics(self.font()).height()
        small = QFontMetrics(self._small()).height()
        match entry:
            case Heading():
                return small + 18
            case FoundLine():
                return round(self._snippet(entry).boundingRect().height()) + 10
            case TalkSummary():
                return line + small + 16
            case None:
                return 0

    def paint_row(self, painter: QPainter, row: int, rect: QRect, *, current: bool) -> None:
        entry = self.talks.entry(row)
        if entry is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Heading):
            self._paint_heading(painter, entry, rect)
        else:
            self._paint_ground(painter, entry, rect, current=current, hover=row == self._hover)
            if isinstance(entry, FoundLine):
                self._paint_found(painter, entry, rect)
            else:
                self._paint_talk(painter, entry, rect)
        painter.restore()

    def _paint_heading(self, painter: QPainter, heading: Heading, rect: QRect) -> None:
        bold = self._small()
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(self._palette.quiet))
        inside = rect.adjusted(SIDE, 8, -SIDE, -2)
        painter.drawText(inside, int(self._lead() | Qt.AlignmentFlag.AlignVCenter), heading.text)

    def _paint_ground(self, painter: QPainter, entry: Entry, rect: QRect, *, current: bool, hover: bool) -> None:
        box = QRectF(rect.adjusted(5, 1, -3, -1))
        shown = isinstance(entry, TalkSummary) and entry.id == self.shown_talk
        painter.setPen(QPen(QColor(self._palette.accent), 2) if current else Qt.PenStyle.NoPen)
        ground = self._palette.user if shown else self._palette.raised if hover or current else self._palette.sunken
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, SMALL_RADIUS, SMALL_RADIUS)
        if shown:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._palette.accent))
            x = box.right() - 3 if self._mirrored() else box.left()
            painter.drawRoundedRect(QRectF(x, box.top() + 8, 3, box.height() - 16), 1.5, 1.5)

    def _paint_talk(self, painter: QPainter, talk: TalkSummary, rect: QRect) -> None:
        inside = rect.adjusted(SIDE, 7, -SIDE, -6)
        metrics = QFontMetrics(self.font())
        if talk.pinned:
            sign = pixmap("pin", self._palette.quiet, self.devicePixelRatioF(), 14)
            x = inside.left() if self._mirrored() else inside.right() - 14
            painter.drawPixmap(x, inside.top() + 2, sign)
            inside = inside.adjusted(18, 0, 0, 0) if self._mirrored() else inside.adjusted(0, 0, -18, 0)
        painter.setFont(self.font())
        painter.setPen(QColor(self._palette.text))
        title = metrics.elidedText(in_words(talk.shown_title), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(self._lead() | Qt.AlignmentFlag.AlignTop), title)
        painter.setFont(self._small())
        painter.setPen(QColor(self._palette.quiet))
        words = told_of_talk(talk, dated=self.talks.ranked)
        told = QFontMetrics(self._small()).elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(self._lead() | Qt.AlignmentFlag.AlignBottom), told)

    def _paint_found(self, painter: QPainter, found: FoundLine, rect: QRect) -> None:
        self._snippet(found).draw(painter, QPointF(rect.left() + 2 * SIDE, rect.top() + 5))

    def _snippet(self, found: FoundLine) -> QTextLayout:
        mark = tr("By meaning") + " · " if found.hit.by_meaning else ""
        text = mark + found.hit.snippet.replace("\n", " ")
        layout = QTextLayout(text, self._small())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        formats: list[QTextLayout.FormatRange] = []
        whole = QTextLayout.FormatRange()
        whole.start, whole.length = 0, units(text)
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(self._palette.quiet))
        whole.format = quiet
        formats.append(whole)
        if mark:
            formats.append(self._marked_by_meaning(mark))
        for span in found.hit.spans:
            lit = QTextLayout.FormatRange()
            lit.start, lit.length = units(text[: span.start]), units(text[span.start : span.end])
            style = QTextCharFormat()
            style.setForeground(QColor(self._palette.text))
            style.setBackground(QColor(self._palette.mark))
            style.setFontWeight(QFont.Weight.DemiBold)
            lit.format = style
            formats.append(lit)
        layout.setFormats(formats)
        layout.beginLayout()
        y = 0.0
        for _ in range(2):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(40, self.viewport().width() - 3 * SIDE))
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout

    def _marked_by_meaning(self, mark: str) -> QTextLayout.FormatRange:
        marked = QTextLayout.FormatRange()
        marked.start, marked.length = 0, units(mark)
        style = QTextCharFormat()
        style.setForeground(QColor(self._palette.accent))
        marked.format = style
        return marked

    def _small(self) -> QFont:
        small = QFont(self.font())
        small.setPixelSize(max(10, round((self.font().pixelSize() if self.font().pixelSize() > 0 else 14) * 0.86)))
        return small

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _lead(self) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if self._mirrored() else Qt.AlignmentFlag.AlignLeft

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.talks.rowCount() == 0 and self.empty_words:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._palette.quiet))
            inside = self.viewport().rect().adjusted(SIDE, 0, -SIDE, 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inside, int(flags), self.empty_words)
            painter.end()

    # --- the person

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed_at = event.position().toPoint() if left else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at, self._pressed_at = self._pressed_at, None
        super().mouseReleaseEvent(event)
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()).row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed_at is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
                entry = self.talks.entry(self.indexAt(self._pressed_at).row())
                self._pressed_at = None
                if isinstance(entry, TalkSummary | FoundLine):
                    self.dragged.emit(entry)
            return
        row = self.indexAt(at).row()
        if row != self._hover:
            self._hover = row
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover = -1
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.talks.entry(self.currentIndex().row())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Menu and entry is not None:
            self._menu_at(self.visualRect(self.currentIndex()).center())
        elif is_key_of(ActionId.RENAME, event) and isinstance(entry, TalkSummary):
            self.rename_wanted.emit(entry)
        elif is_key_of(ActionId.DELETE_TALK, event) and isinstance(entry, TalkSummary):
            self.delete_wanted.emit(entry)
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        entry = self.talks.entry(row)
        if isinstance(entry, TalkSummary | FoundLine):
            self.opened.emit(entry)

    def _menu_at(self, at: QPoint) -> None:
        entry = self.talks.entry(self.indexAt(at).row())
        if isinstance(entry, TalkSummary | FoundLine):
            self.menu_wanted.emit(entry, self.viewport().mapToGlobal(at))

    def sizeHint(self) -> QSize:
        return QSize(260, 400)

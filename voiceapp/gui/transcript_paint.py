"""Paints one line of the talk. Text is only ever text; sizes are kept, so that scrolling costs nothing."""

import time

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from voiceapp.core.transcript import Item, Message, MessageState, Note, Speaker, ToolCall, ToolState
from voiceapp.gui.theme import LIGHT, RADIUS, SPACE, Palette
from voiceapp.gui.transcript_model import ItemRole, shown_text
from voiceapp.gui.words import tr

MARGIN = 18
PADDING = 10
WIDEST = 720
KEPT_SIZES = 4_000


class LinePainter(QStyledItemDelegate):
    def __init__(self) -> None:
        super().__init__()
        self._palette: Palette = LIGHT
        self._sizes: dict[tuple[str, int, int, str], int] = {}

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self._sizes.clear()

    # --- size

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        item = index.data(ItemRole)
        width = _view_width(option)
        text = _text_of(item)
        key = (str(item.id), width, len(text), _below(item))
        height = self._sizes.get(key)
        if height is None:
            layout = self._layout(item, text, option.font, self._text_width(item, width))
            height = round(layout.boundingRect().height()) + 2 * PADDING + SPACE + self._extra(item, option)
            if len(self._sizes) > KEPT_SIZES:
                self._sizes.clear()
            self._sizes[key] = height
        return QSize(width, height)

    def _extra(self, item: Item, option: QStyleOptionViewItem) -> int:
        return QFontMetrics(option.font).height() + 2 if _below(item) else 0

    def _text_width(self, item: Item, width: int) -> int:
        room = min(WIDEST, width - 2 * MARGIN)
        return round(room * 0.82) - 2 * PADDING if not isinstance(item, Note) else room

    # --- paint

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item = index.data(ItemRole)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self._layout(item, _text_of(item), option.font, self._text_width(item, rect.width()))
        bounds = QRectF(0, 0, _natural_width(layout), layout.boundingRect().height())
        box = self._box(item, rect, bounds, self._extra(item, option))
        self._paint_box(painter, item, box, option)
        layout.draw(painter, QPointF(box.left() + PADDING, box.top() + PADDING))
        below = _below(item)
        if below:
            small = QFont(option.font)
            small.setPixelSize(max(10, small.pixelSize() - 2))
            painter.setFont(small)
            bad = isinstance(item, Message) and item.failure is not None
            painter.setPen(QColor(self._palette.bad if bad else self._palette.quiet))
            where = QRectF(box.left() + PADDING, box.bottom() - PADDING - QFontMetrics(small).height(), 2_000, 40)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), below)
        painter.restore()

    def _box(self, item: Item, rect: QRect, bounds: QRectF, extra: int) -> QRectF:
        room = min(WIDEST, rect.width() - 2 * MARGIN)
        left = rect.left() + (rect.width() - room) / 2
        width = min(room, max(bounds.width(), 320 if extra else 24) + 2 * PADDING)
        if isinstance(item, Message) and item.speaker is Speaker.USER:
            left += room - width
        return QRectF(left, rect.top() + SPACE / 2, width, bounds.height() + 2 * PADDING + extra)

    def _paint_box(self, painter: QPainter, item: Item, box: QRectF, option: QStyleOptionViewItem) -> None:
        palette = self._palette
        if isinstance(item, Note):
            return
        user = isinstance(item, Message) and item.speaker is Speaker.USER
        painter.setPen(QPen(QColor(palette.line if not user else palette.user), 1))
        painter.setBrush(QColor(palette.user if user else palette.raised))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if option.state & option.state.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _layout(self, item: Item, text: str, font: QFont, width: int) -> QTextLayout:
        layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if isinstance(item, Note):
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.setTextOption(option)
        layout.setFormats(self._formats(item, text))
        layout.beginLayout()
        height = 0.0
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(40, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def _formats(self, item: Item, text: str) -> list[QTextLayout.FormatRange]:
        palette = self._palette
        growing = isinstance(item, Message) and item.speaker is Speaker.USER and item.state is MessageState.GROWING
        base = palette.faint if growing or isinstance(item, Note) else palette.text
        formats = [_range(0, len(text), QColor(base))]
        if isinstance(item, Message) and item.heard is not None and item.speaker is Speaker.ASSISTANT:
            unheard = _range(item.heard, len(text) - item.heard, QColor(palette.faint))
            unheard.format.setFontStrikeOut(True)
            formats.append(unheard)
        elif isinstance(item, Message) and item.spoken is not None:
            start = text.rfind(" ", 0, max(0, item.spoken - 1)) + 1
            word = _range(start, max(0, item.spoken - start), QColor(palette.accent))
            word.format.setFontUnderline(True)
            formats.append(word)
        return formats


def _natural_width(layout: QTextLayout) -> float:
    """As wide as its longest line, not as wide as it might have been."""
    return max((layout.lineAt(number).naturalTextWidth() for number in range(layout.lineCount())), default=0.0)


def _range(start: int, length: int, colour: QColor) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = start
    found.length = length
    style = QTextCharFormat()
    style.setForeground(colour)
    found.format = style
    return found


def _view_width(option: QStyleOptionViewItem) -> int:
    widget = option.widget
    viewport = getattr(widget, "viewport", None)
    return int(viewport().width()) if viewport is not None else option.rect.width() or 600


def _text_of(item: Item) -> str:
    match item:
        case Message():
            return shown_text(item)
        case ToolCall():
            answer = f"\n→ {item.output[:400]}" if item.output else ""
            return f"⚙ {item.name} {item.arguments if item.arguments != '{}' else ''}".rstrip() + answer
        case Note():
            return item.text


def _below(item: Item) -> str:
    """A second, smaller line: what is not plain."""
    match item:
        case Message(failure=str(failure)):
            return failure
        case Message(state=MessageState.CUT) if item.unheard_text.strip():
            return tr("interrupted · what is struck through was not heard")
        case ToolCall(state=ToolState.ASKED):
            return tr("May it? Use the menu to allow or refuse")
        case ToolCall(state=ToolState.RUNNING):
            return tr("running…")
        case ToolCall(state=ToolState.REFUSED):
            return tr("refused")
        case _:
            return ""


def hover_text(item: Item) -> str:
    """When, by whom and for how much: shown on hover."""
    parts = [time.strftime("%H:%M:%S", time.localtime(item.at))]
    if isinstance(item, Message):
        parts += [part for part in (item.engine, item.model) if part]
        priced = [line.usd for line in item.spent if line.usd is not None]
        if priced:
            parts.append(f"${sum(priced):.4f}")
        if len(priced) < len(item.spent):
            parts.append(tr("price unknown"))
    return " · ".join(parts)

"""Paints the lines of the talk. Text is never treated as markup. Layouts are cached as long as nothing changes."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
)

from voiceapp.core.talk.tool_arguments import host_of
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Note, Speaker, ToolCall, ToolState
from voiceapp.gui.look.theme import LIGHT, RADIUS, SMALL_RADIUS, SPACE, Palette
from voiceapp.gui.transcript.doubt_marks import MarkedWord, background, doubt_marks, lines_of_change
from voiceapp.gui.transcript.first_version import changes_marked
from voiceapp.gui.transcript.line_pictures import LinePictures
from voiceapp.gui.transcript.line_places import line_left, line_width
from voiceapp.gui.transcript.line_words import (
    answer_words,
    asked_of,
    below_of,
    cancel_word,
    fold_words,
    has_buttons,
    has_icons,
    text_of,
    under_fold,
)
from voiceapp.gui.transcript.paragraphs import Paragraphs, coloured
from voiceapp.gui.transcript.sources_card import sources_size
from voiceapp.gui.transcript.term_marks import term_marks

PADDING = 10
KEPT = 400
BUTTONS = 26
"""The height of a row of buttons in a card, not counting that of their words."""
BUTTON_PADDING = 14
"""The width of a button beyond its words, including its edge."""
FOLD_ROW = 26
"""The height of the line that unfolds the arguments of a tool."""
ACTIONS = 24
"""The height below a line for its icons. It is kept even while they are hidden, so that nothing moves."""
MOST_ASKED = 150
"""The greatest height of a tool's arguments in a card; more of them scrolls."""
ASKED_MARGIN = 16
ASKED_MEASURED = 4_000
"""The most characters to measure, more than fill the greatest height."""


@dataclass(slots=True)
class LaidOutLine:
    """A line with every position worked out from its top left corner."""

    item: Item
    words: Paragraphs
    box: QRectF
    height: int
    below: str
    pictures: list[tuple[QImage, QRectF]]
    buttons: QRectF
    """The place of a card's buttons; empty: it has none."""
    above: str = ""
    """The name of who spoke."""
    head: float = 0.0
    """The height that the name takes above the words."""

    @property
    def fold(self) -> QRectF:
        """The place where a press unfolds or folds it: thoughts, or a tool's arguments; empty: there is no more."""
        if isinstance(self.item, ToolCall):
            return QRectF() if self.item.state is ToolState.ASKED else self.box
        if not (isinstance(self.item, Message) and under_fold(self.item)):
            return QRectF()
        bottom = self.buttons.top() if not self.buttons.isEmpty() else self.box.bottom()
        return QRectF(self.box.left(), bottom - 2 * PADDING - 10, self.box.width(), 2 * PADDING + 10)


class LinePainter:
    def __init__(self) -> None:
        self._palette: Palette = LIGHT
        self._font = QFont()
        self._mirrored = False
        self._width = 0
        self._laid: OrderedDict[ItemId, LaidOutLine] = OrderedDict()
        self._pictures = LinePictures()
        self._marked: tuple[ItemId, tuple[str, ...]] | None = None
        self._unfolded: set[ItemId] = set()
        """Lines that are unfolded: thoughts, a tool's arguments."""
        self.marks_doubts = True
        self.chosen: MarkedWord | None = None

    def use(self, palette: Palette, font: QFont, *, mirrored: bool) -> None:
        self._palette = palette
        self._font = font
        self._mirrored = mirrored
        self._laid.clear()

    def mark(self, item: ItemId | None, words: tuple[str, ...] = ()) -> None:
        """Highlight these words in one line, because a search found them."""
        before, self._marked = self._marked, (item, words) if item is not None else None
        for each in (before, self._marked):
            if each is not None:
                self._laid.pop(each[0], None)

    def mark_doubts(self, *, on: bool) -> None:
        """Mark the words of which the recogniser was unsure, or no longer."""
        self.marks_doubts = on
        self._laid.clear()

    def choose(self, word: MarkedWord | None) -> tuple[ItemId, ...]:
        """Mark the word that was clicked or gone to. Returns the lines that look different now."""
        before, self.chosen = self.chosen, word
        return self._changed(before, word)

    def _changed(self, before: MarkedWord | None, word: MarkedWord | None) -> tuple[ItemId, ...]:
        changed = lines_of_change(before, word)
        for item in changed:
            self.forget(item)
        return changed

    def fold(self, item: ItemId, *, open_: bool) -> None:
        """Unfold or fold a line."""
        if open_:
            self._unfolded.add(item)
        else:
            self._unfolded.discard(item)
        self._laid.pop(item, None)

    def forget(self, item: ItemId) -> None:
        """Lay it out again, because its words depend on the time."""
        self._laid.pop(item, None)

    def is_unfolded(self, item: ItemId) -> bool:
        return item in self._unfolded

    # --- places

    def laid(self, item: Item, width: int) -> LaidOutLine:
        if width != self._width:
            self._width = width
            self._laid.clear()
        found = self._laid.get(item.id)
        if found is None or found.item is not item:
            found = self._lay_out(item, width)
            self._laid[item.id] = found
            while len(self._laid) > KEPT:
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end(item.id)
        return found

    def _lay_out(self, item: Item, width: int) -> LaidOutLine:
        text = self._text(item)
        left = line_left(width, mirrored=self._mirrored)
        room = line_width(width)
        question = isinstance(item, ToolCall) and item.state is ToolState.ASKED
        beside = self._beside(item)
        text_room = room if _is_plain_note(item) else round(room * (1 if question else 0.84)) - 2 * PADDING
        text_room -= round(beside)
        words = self._paragraphs(item, text, text_room)
        text_height = words.height if text else 0.0
        pictures, picture_height = self._pictures.placed(item, text_room)
        below = self._below(item)
        small = QFontMetrics(self._small()).height() + 4 if below else 0
        asked = self._asked(item, text_room)
        buttons = (
            round(BUTTONS + QFontMetrics(self._font).height() + asked.height())
            if has_buttons(item) and not beside
            else 0
        )
        links = sources_size(item, self._font)
        buttons += round(links.height())
        below_width = QFontMetrics(self._small()).horizontalAdvance(below) + 4 if below else 0
        name = " ".join(item.voice.split()) if isinstance(item, Message) else ""
        head = float(QFontMetrics(self._named()).height() + 2) if name else 0.0
        inner = max(
            24.0,
            words.natural + 1 + beside,
            min(float(text_room), QFontMetrics(self._named()).horizontalAdvance(name) + 4) if name else 0.0,
            min(float(text_room), below_width),
            *(place.right() for _, place in pictures),
            *(
                (min(self._answers() if question else 260.0, text_room), min(asked.width(), text_room))
                if buttons and not links.height()
                else (min(links.width(), float(text_room)),)
            ),
        )
        height = head + text_height + picture_height + small + buttons + 2 * PADDING
        box_width = room if _is_plain_note(item) else min(room, inner + 2 * PADDING)
        at_end = isinstance(item, Message) and item.speaker is Speaker.USER and not name
        if at_end is not self._mirrored:
            left += room - box_width
        box = QRectF(left, SPACE / 2, box_width, height)
        inside = box.left() + PADDING
        top = box.top() + PADDING + head
        moved = [(image, place.translated(inside, top + text_height)) for image, place in pictures]
        where = QRectF()
        if buttons:
            where = QRectF(inside, box.bottom() - PADDING - buttons + 6, inner, buttons - 6)
        if beside:
            where = QRectF(
                box.right() - PADDING - beside + SPACE, box.top() + 4, beside - SPACE, self._line() + 2 * PADDING - 8
            )
        room_below = ACTIONS if has_icons(item) else SPACE / 2
        room_in_list = round(height + SPACE / 2 + room_below)
        return LaidOutLine(item, words, box, room_in_list, below, moved, where, name, head)

    def _text(self, item: Item) -> str:
        text = text_of(item)
        more = under_fold(item)
        if isinstance(item, ToolCall) and more:
            text = f"{'▾' if item.id in self._unfolded else '▸'} {text}"
        return text + (more if item.id in self._unfolded else "")

    def _below(self, item: Item) -> str:
        below = below_of(item)
        fold = fold_words(item, is_open=item.id in self._unfolded) if isinstance(item, Message) else ""
        return " · ".join(part for part in (fold, below) if part)

    def _paragraphs(self, item: Item, text: str, width: int) -> Paragraphs:
        return Paragraphs(text, self._font, width, self._formats(item, text), centred=_is_plain_note(item))

    def _asked(self, item: Item, width: int) -> QSizeF:
        """Says how large a tool's arguments want to be, including the line that unfolds them."""
        text = asked_of(item)[:ASKED_MEASURED] if isinstance(item, ToolCall) and item.state is ToolState.ASKED else ""
        if not isinstance(item, ToolCall) or not text:
            return QSizeF()
        fold = FOLD_ROW if item.says_all else 0
        if item.says_all and item.id not in self._unfolded:
            return QSizeF(0, fold)
        words = Paragraphs(text, self._font, width - ASKED_MARGIN, [])
        return QSizeF(words.natural + ASKED_MARGIN, min(MOST_ASKED, words.height + ASKED_MARGIN) + fold)

    def _beside(self, item: Item) -> float:
        """Says how much room a button has beside the words: a timer's is as low as its card."""
        if not (isinstance(item, ToolCall) and item.waits is not None):
            return 0.0
        return QFontMetrics(self._font).horizontalAdvance(cancel_word()) + BUTTON_PADDING + SPACE

    def _line(self) -> float:
        return QFontMetrics(self._font).height()

    def _answers(self) -> float:
        """The width of a question's buttons."""
        metrics = QFontMetrics(self._font)
        return sum(metrics.horizontalAdvance(words) + 2 * BUTTON_PADDING for words in answer_words()) + 2 * SPACE

    # --- paint

    def paint(self, painter: QPainter, item: Item, rect: QRect, *, current: bool) -> None:
        laid = self.laid(item, rect.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.left(), rect.top())
        self._paint_box(painter, item, laid.box, current=current)
        if laid.above:
            self._paint_name(painter, laid)
        laid.words.draw(painter, QPointF(laid.box.left() + PADDING, laid.box.top() + PADDING + laid.head))
        for image, place in laid.pictures:
            path = QPainterPath()
            path.addRoundedRect(place, SMALL_RADIUS, SMALL_RADIUS)
            painter.setClipPath(path)
            painter.drawImage(place, image)
            painter.setClipping(False)
        if laid.below:
            bad = isinstance(item, Message) and item.failure is not None
            painter.setFont(self._small())
            painter.setPen(QColor(self._palette.bad if bad else self._palette.quiet))
            metrics = QFontMetrics(self._small())
            bottom = laid.buttons.top() - 6 if not laid.buttons.isEmpty() else laid.box.bottom() - PADDING
            width = laid.box.width() - 2 * PADDING
            where = QRectF(laid.box.left() + PADDING, bottom - metrics.height(), width, metrics.height())
            side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
            painter.drawText(
                where, int(side), metrics.elidedText(laid.below, Qt.TextElideMode.ElideRight, round(width))
            )
        painter.restore()

    def _paint_name(self, painter: QPainter, laid: LaidOutLine) -> None:
        painter.setFont(self._named())
        painter.setPen(QColor(self._palette.accent))
        where = QRectF(laid.box.left() + PADDING, laid.box.top() + PADDING, laid.box.width() - 2 * PADDING, laid.head)
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(self._named()).elidedText(laid.above, Qt.TextElideMode.ElideRight, round(where.width()))
        painter.drawText(where, int(side), shown)

    def _named(self) -> QFont:
        font = self._small()
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small(self) -> QFont:
        small = QFont(self._font)
        small.setPixelSize(max(10, round((self._font.pixelSize() if self._font.pixelSize() > 0 else 14) * 0.86)))
        return small

    def _paint_box(self, painter: QPainter, item: Item, box: QRectF, *, current: bool) -> None:
        palette = self._palette
        if not _is_plain_note(item):
            user = isinstance(item, Message) and item.speaker is Speaker.USER and not item.voice
            asks = isinstance(item, Note) or (isinstance(item, ToolCall) and item.state is ToolState.ASKED)
            dashed = isinstance(item, Message) and item.state in (MessageState.WAITING, MessageState.FAILED)
            edge = palette.accent if asks else palette.edge if dashed else palette.user if user else palette.line
            painter.setPen(QPen(QColor(edge), 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
            painter.setBrush(QColor(palette.user if user else palette.raised))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _formats(self, item: Item, text: str) -> list[QTextLayout.FormatRange]:
        palette = self._palette
        growing = isinstance(item, Message) and item.speaker is Speaker.USER and item.state is MessageState.GROWING
        base = palette.faint if growing or _is_plain_note(item) else palette.text
        base_colour = QColor(base)
        formats = [coloured(text, 0, len(text), base_colour)]
        own = len(text) - len(under_fold(item)) if item.id in self._unfolded else len(text)
        if isinstance(item, Message) and own < len(text):
            thought = coloured(text, own, len(text) - own, QColor(palette.quiet))
            thought.format.setFontItalic(item.improved is None)
            formats += [thought, *changes_marked(item, text, own, palette)]
        if isinstance(item, ToolCall):
            formats += self._card(item, text, own)
        elif isinstance(item, Message) and item.heard is not None and item.speaker is Speaker.ASSISTANT:
            unheard = coloured(text, item.heard, own - item.heard, QColor(palette.faint))
            unheard.format.setFontStrikeOut(True)
            formats.append(unheard)
        elif isinstance(item, Message) and item.spoken is not None and item.spoken > 0:
            formats += self._speaking(text[:own], item.spoken)
        if isinstance(item, Message) and item.term_uses:
            formats += term_marks(item, text[:own], self._palette)
        if isinstance(item, Message) and self.marks_doubts:
            formats += doubt_marks(item, text, palette)
        if self._marked is not None and self._marked[0] == item.id:
            formats += self._found(text, self._marked[1])
        if self.chosen is not None and self.chosen.item == item.id:
            formats.append(background(text, (self.chosen.start, self.chosen.end), palette.mark, palette))
        return formats

    def _card(self, call: ToolCall, text: str, own: int) -> list[QTextLayout.FormatRange]:
        """A question must be read first, and its host first of all, because addresses are made to imitate others."""
        if call.state is not ToolState.ASKED:
            return [coloured(text, 0, own, QColor(self._palette.quiet))]
        question = coloured(text, 0, own, QColor(self._palette.text))
        question.format.setFontWeight(QFont.Weight.DemiBold)
        host = host_of(call.arguments)
        at = text.lower().find(host) if host else -1
        if at < 0:
            return [question]
        marked = coloured(text, at, len(host), QColor(self._palette.accent))
        marked.format.setFontWeight(QFont.Weight.Bold)
        marked.format.setFontUnderline(True)
        return [question, marked]

    def _speaking(self, text: str, spoken: int) -> list[QTextLayout.FormatRange]:
        """Underlines the word being spoken, and paints fainter what is still to come."""
        end = len(text[:spoken].rstrip())
        start = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
        word = coloured(text, start, max(0, end - start), QColor(self._palette.accent))
        word.format.setFontUnderline(True)
        word.format.setUnderlineColor(QColor(self._palette.accent))
        return [coloured(text, end, len(text) - end, QColor(self._palette.faint)), word]

    def _found(self, text: str, words: tuple[str, ...]) -> list[QTextLayout.FormatRange]:
        formats: list[QTextLayout.FormatRange] = []
        low = text.lower()
        for word in words:
            start = low.find(word.lower()) if word else -1
            while start >= 0 and len(formats) < 50:
                found = coloured(text, start, len(word), QColor(self._palette.text))
                found.format.setBackground(QColor(self._palette.mark))
                formats.append(found)
                start = low.find(word.lower(), start + len(word))
        return formats


def _is_plain_note(item: Item) -> bool:
    """It stands in the middle without a box, because nothing needs to be done about it."""
    return isinstance(item, Note) and not item.rings

"""Draws the timeline of each turn, from the person's last word to the first sound of the reply."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from voiceapp.core.transcript import Item, Message
from voiceapp.gui.look.theme import HAIR, LIGHT, Palette
from voiceapp.gui.words import tr

MOST = 30
ROW = 46
LEGEND = 20
BEGINS = "speech_ended"
STAGES = ("committed", "recognised", "first_text", "first_sound", "sound_out")
"""The stages that follow, in their order."""


@dataclass(frozen=True, slots=True)
class TimelineSpan:
    name: str
    start: float
    """Seconds after the turn began."""
    end: float

    @property
    def ms(self) -> int:
        return round((self.end - self.start) * 1000)


@dataclass(frozen=True, slots=True)
class TurnTimeline:
    words: str
    spans: tuple[TimelineSpan, ...]

    @property
    def whole(self) -> float:
        return self.spans[-1].end if self.spans else 0.0


def stage_words(name: str) -> str:
    """Returns what took the time before this stage."""
    return {
        "committed": tr("waiting for you to finish"),
        "recognised": tr("transcribing"),
        "first_text": tr("first word"),
        "first_sound": tr("first audio"),
        "sound_out": tr("playback"),
    }.get(name, name.replace("_", " "))


def turns_of(items: Iterable[Item]) -> list[TurnTimeline]:
    """Newest first. A turn without times is left out."""
    found = [_turn(item, item.text) for item in items if isinstance(item, Message) and len(item.stages) > 1]
    return [turn for turn in found if turn.spans][-MOST:][::-1]


def _turn(message: Message, words: str) -> TurnTimeline:
    stages = sorted(message.stages, key=lambda stage: stage.at)
    begin = next((stage.at for stage in stages if stage.name == BEGINS), stages[0].at)
    spans: list[TimelineSpan] = []
    before = begin
    for stage in stages:
        if stage.at > before:
            spans.append(TimelineSpan(stage.name, before - begin, stage.at - begin))
            before = stage.at
    return TurnTimeline(words, tuple(spans))


class TurnsPicture(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("turns")
        self._palette = LIGHT
        self._turns: list[TurnTimeline] = []
        self._places: list[tuple[QRectF, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def show_turns(self, turns: list[TurnTimeline]) -> None:
        if turns != self._turns:
            self._turns = turns
            self.setAccessibleName(tr("Timeline of each turn"))
            self.setAccessibleDescription("; ".join(told(turn) for turn in turns[:10]))
            self.setFixedHeight(self.sizeHint().height())
            self.update()

    @property
    def turns(self) -> list[TurnTimeline]:
        return self._turns

    def sizeHint(self) -> QSize:
        return QSize(280, max(60, ROW * len(self._turns) + LEGEND * len(self._names()) + 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._places.clear()
        if not self._turns:
            painter.setPen(QColor(self._palette.quiet))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), int(flags), tr("Each answer's timeline appears here."))
        longest = max((turn.whole for turn in self._turns), default=1.0) or 1.0
        for number, turn in enumerate(self._turns):
            self._paint_turn(painter, turn, number * ROW, longest)
        self._paint_legend(painter, len(self._turns) * ROW + 8)
        painter.end()

    def _paint_turn(self, painter: QPainter, turn: TurnTimeline, top: float, longest: float) -> None:
        palette = self._palette
        small = QFont(self.font())
        small.setPixelSize(max(10, round((small.pixelSize() if small.pixelSize() > 0 else 14) * 0.86)))
        painter.setFont(small)
        metrics = QFontMetrics(small)
        total = f"{round(turn.whole * 1000)} ms"
        room = self.width() - metrics.horizontalAdvance(total) - 10
        painter.setPen(QColor(palette.text))
        words = metrics.elidedText(turn.words.replace("\n", " "), Qt.TextElideMode.ElideRight, room - 8)
        painter.drawText(
            QRectF(0, top, room, 20), int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), words
        )
        painter.setPen(QColor(palette.quiet))
        painter.drawText(
            QRectF(0, top, self.width(), 20), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), total
        )
        scale = self.width() / longest
        painter.setPen(Qt.PenStyle.NoPen)
        for span in turn.spans:
            box = QRectF(span.start * scale, top + 22, max(2.0, (span.end - span.start) * scale - 1), 12)
            painter.setBrush(QColor(self._colour(span.name)))
            painter.drawRoundedRect(box, HAIR, HAIR)
            self._places.append((box.adjusted(0, -6, 0, 6), f"{span.ms} ms {stage_words(span.name)}"))

    def _names(self) -> list[str]:
        """In chronological order, like the bars."""
        seen = {span.name: None for turn in self._turns for span in turn.spans}
        return [name for name in STAGES if name in seen] + [name for name in seen if name not in STAGES]

    def _colour(self, name: str) -> str:
        palette = self._palette
        known = {
            "committed": palette.edge,
            "recognised": palette.bad,
            "first_text": palette.warn,
            "first_sound": palette.accent,
            "sound_out": palette.good,
        }
        return known.get(name, palette.quiet)

    def _paint_legend(self, painter: QPainter, top: float) -> None:
        small = QFont(self.font())
        small.setPixelSize(max(10, round((small.pixelSize() if small.pixelSize() > 0 else 14) * 0.86)))
        painter.setFont(small)
        for number, name in enumerate(self._names()):
            y = top + number * LEGEND
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour(name)))
            painter.drawRoundedRect(QRectF(0, y + 4, 10, 10), HAIR, HAIR)
            painter.setPen(QColor(self._palette.quiet))
            where = QRectF(18, y, self.width() - 18, LEGEND)
            painter.drawText(
                where, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), stage_words(name)
            )

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = event.pos().toPointF()
            words = next((words for box, words in self._places if box.contains(at)), "")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


def told(turn: TurnTimeline) -> str:
    """Describe a turn for screen readers: first the whole time, then where it went."""
    parts = ", ".join(f"{span.ms} ms {stage_words(span.name)}" for span in turn.spans)
    return f"{turn.words}: {round(turn.whole * 1000)} ms ({parts})"

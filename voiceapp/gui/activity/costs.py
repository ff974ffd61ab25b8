"""Draws a small chart of what each day cost."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from voiceapp.core.desk import DayCost
from voiceapp.core.prices import cost_words
from voiceapp.gui.look.theme import HAIR, LIGHT, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

HEIGHT = 150


class CostChart(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("costs")
        self._palette = LIGHT
        self._days: tuple[DayCost, ...] = ()
        self._places: list[tuple[QRectF, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, HEIGHT)

    def show_days(self, days: tuple[DayCost, ...]) -> None:
        self._days = days
        self.setAccessibleName(tr("Cost by day"))
        self.setAccessibleDescription("; ".join(told(day) for day in days if day.usd or day.unpriced))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self._palette
        small = QFont(self.font())
        small.setPixelSize(11)
        painter.setFont(small)
        self._places.clear()
        ground = self.height() - 20
        highest = max((day.usd for day in self._days), default=0.0)
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawLine(0, ground, self.width(), ground)
        painter.setPen(QColor(palette.quiet))
        if highest:
            scale = in_words(cost_words(highest))
            painter.drawText(QRectF(0, 0, self.width(), 16), int(Qt.AlignmentFlag.AlignLeading), scale)
        else:
            unpriced = in_words(cost_words(0.0, unpriced=any(day.unpriced for day in self._days)))
            words = unpriced or tr("Nothing spent")
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), words)
        if self._days:
            self._paint_days(painter, ground, highest or 1.0)
        painter.end()

    def _paint_days(self, painter: QPainter, ground: int, highest: float) -> None:
        palette = self._palette
        step = self.width() / len(self._days)
        for number, day in enumerate(self._days):
            height = (ground - 20) * day.usd / highest
            box = QRectF(number * step + 1, ground - height, max(2.0, step - 2), height)
            today = number == len(self._days) - 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent if today else palette.edge))
            painter.drawRoundedRect(box, HAIR, HAIR)
            if day.unpriced:
                painter.setPen(QColor(palette.warn))
                painter.drawText(
                    QRectF(box.left() - 4, box.top() - 16, step + 8, 14), int(Qt.AlignmentFlag.AlignCenter), "?"
                )
            self._places.append((QRectF(number * step, 0, step, ground), told(day)))
        painter.setPen(QColor(palette.quiet))
        under = QRectF(0, ground + 2, self.width(), 16)
        painter.drawText(under, int(Qt.AlignmentFlag.AlignLeft), day_of(self._days[0]))
        painter.drawText(under, int(Qt.AlignmentFlag.AlignRight), tr("Today"))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = event.pos().toPointF()
            QToolTip.showText(
                event.globalPos(), next((words for box, words in self._places if box.contains(at)), ""), self
            )
            return True
        return super().event(event)


def day_of(day: DayCost) -> str:
    when = date.fromisoformat(day.day)
    return QLocale().toString(QDate(when.year, when.month, when.day), QLocale.FormatType.ShortFormat)


def told(day: DayCost) -> str:
    cost = in_words(cost_words(day.usd, unpriced=day.unpriced))
    return f"{day_of(day)}: {cost or tr('free')}"

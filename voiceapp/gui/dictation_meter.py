"""Draws how loud the microphone is while one dictates."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from voiceapp.gui.look.theme import DARK

QUIETEST, LOUDEST = -60.0, -10.0
METER_PARTS = 12


class DictationMeter(QWidget):
    """Shows how loud the microphone is, in steps."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(64, 14)
        self._lit = 0

    def show_level(self, level: float) -> None:
        lit = round((min(LOUDEST, max(QUIETEST, level)) - QUIETEST) / (LOUDEST - QUIETEST) * METER_PARTS)
        if lit != self._lit:
            self._lit = lit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        step = self.width() / METER_PARTS
        for number in range(METER_PARTS):
            colour = QColor(DARK.good if number < self._lit else DARK.line)
            painter.fillRect(QRect(round(number * step), 0, max(2, round(step) - 2), self.height()), colour)

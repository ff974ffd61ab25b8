"""Counts down the remaining time of a timer on its card, as long as the card is visible."""

import math
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer

from voiceapp.core.transcript import Item, ToolCall

LATER = 5
"""Milliseconds after the full second, because Qt's timers may fire a little early."""


class Countdown:
    """Restarts with each painting, so that nothing wakes up for a card that is not visible."""

    def __init__(self, owner: QObject, seen: Callable[[], Sequence[Item]], tick: Callable[[ToolCall], None]) -> None:
        self._seen = seen
        self._tick = tick
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._second_over)

    def go_on(self) -> None:
        """Wait for the next second if something visible is counting down."""
        if self._timer.isActive():
            return
        now = time.time()
        parts = [call.waits.due - now for call in self._counting() if call.waits is not None]
        running = [left - math.floor(left) for left in parts if left > 0]
        if running:
            self._timer.start(round(min(running) * 1000) + LATER)

    def _second_over(self) -> None:
        for call in self._counting():
            self._tick(call)

    def _counting(self) -> list[ToolCall]:
        return [item for item in self._seen() if isinstance(item, ToolCall) and item.waits is not None]

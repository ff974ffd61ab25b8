"""The one door from the app's threads to the window's: everything that is shown comes through here.

News are gathered and handed over at the screen's rate, the newest of each kind; nobody waits.
"""

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from voiceapp.core.desk import Answer, Desk
from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    ClearFailure,
    HideItem,
    Show,
    ShowFailure,
    ShowItem,
    ShowLevels,
    ShowLimits,
    ShowState,
    ShowTalk,
)

T = TypeVar("T")
FRAME_MS = 16


class Bridge(QObject):
    """Lives in the window's thread. `shown` is emitted there, for each thing in its order."""

    shown = Signal(object)
    _arrived = Signal()
    _answered = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: dict[object, Show] = {}
        self._asleep = True
        self._number = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._hand_over)
        self._arrived.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._stop_watching = desk.watch(self._take)

    def close(self) -> None:
        """A second call does nothing."""
        stop, self._stop_watching = self._stop_watching, _nothing
        stop()
        self._timer.stop()

    def answer(self, then: Callable[[T | Failure], None]) -> Answer[T]:
        """A callback for a question to the desk: `then` is called in the window's thread."""

        def answered(value: T | Failure) -> None:
            self._answered.emit(lambda: then(value))

        return answered

    # --- any thread

    def _take(self, show: Show) -> None:
        with self._lock:
            key = self._key(show)
            if isinstance(show, ShowTalk):
                # A new talk: what was to be changed in the old one matters no more.
                self._waiting = {
                    each: waiting
                    for each, waiting in self._waiting.items()
                    if not isinstance(waiting, ShowItem | HideItem)
                }
            if isinstance(show, ShowLevels) and isinstance(self._waiting.get(key), ShowLevels):
                show = _both(self._waiting[key], show)
            self._waiting[key] = show
            wake, self._asleep = self._asleep, False
        if wake:
            self._arrived.emit()

    def _key(self, show: Show) -> object:
        match show:
            case ShowItem(item):
                return item.id
            case HideItem(item_id):
                return item_id
            case ShowState() | ShowTalk() | ShowLevels() | ShowLimits():
                return type(show)
            case ShowFailure() | ClearFailure():
                self._number += 1
                return self._number

    # --- the window's thread

    def _wake(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _hand_over(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, {}
            self._asleep = True
        for show in waiting.values():
            self.shown.emit(show)

    def _call(self, work: Callable[[], None]) -> None:
        work()


def _nothing() -> None:
    """There is nothing to stop any more."""


def _both(before: Show, now: ShowLevels) -> ShowLevels:
    assert isinstance(before, ShowLevels)
    return ShowLevels(
        before.microphone if now.microphone is None else now.microphone,
        before.speaker if now.speaker is None else now.speaker,
    )

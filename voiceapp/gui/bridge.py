"""Carries everything that is shown from the app's threads to the window's thread. There is no other way.

Updates are collected and handed over at the screen's refresh rate, only the newest of each kind; nobody waits. How
much is collected is bounded by what can be on the screen: one value for each line and each kind of failure. Handing
over is bounded by time; the rest follows with the next frame.
"""

import itertools
import threading
import time
import weakref
from collections.abc import Callable
from typing import TypeAlias, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import Shiboken

from voiceapp.core.answers import Answer
from voiceapp.core.backup_access import BackupState
from voiceapp.core.desk import Desk
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.dictation.vocabulary_access import Proposals
from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    ClearFailure,
    HideItem,
    Show,
    ShowAlarm,
    ShowAlarms,
    ShowFailure,
    ShowItem,
    ShowLevels,
    ShowLimits,
    ShowState,
    ShowTalk,
)
from voiceapp.core.model_cards import ModelCard

T = TypeVar("T")
Waiting: TypeAlias = Show | DictationView | ModelCard
FRAME_MS = 16
BUDGET = 0.006
"""Seconds of handing over for one frame: the rest is needed for painting."""


class Bridge(QObject):
    """Lives in the window's thread. `shown` is emitted there for each update, in order."""

    shown = Signal(object)
    settled = Signal()
    """Everything that has come so far is shown."""
    dictation = Signal(object)
    """What the dictation shows now."""
    model_changed = Signal(object)
    """The card of a model of the catalogue, as it is now."""
    words_proposed = Signal(object)
    """The words that may be learnt, as they are now."""
    backup_changed = Signal(object)
    """Tells what the backup does now, or how it ended."""
    settings_changed = Signal(object)
    """The names of the settings whose values have changed."""
    _arrived = Signal()
    _do = Signal(object)
    answered = Signal(int, object)
    """Delivers, from any thread, the answer to the question with that number."""
    unanswered = Signal(int)
    """Tells, from any thread, that no answer will come any more."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: dict[object, Waiting] = {}
        self._asleep = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FRAME_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._hand_over)
        self._arrived.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        self._asked: dict[int, Callable[[object], None]] = {}
        self._numbers = itertools.count()
        self._do.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self.answered.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.unanswered.connect(self._forget, Qt.ConnectionType.QueuedConnection)
        self.proposals: Proposals = ()
        self.backup = BackupState()
        self._stops = [
            desk.talk.watch(self._take),
            desk.dictation.watch(lambda view: self._put(DictationView, view)),
            desk.models.watch(lambda card: self._put((ModelCard, card.id), card)),
            desk.vocabulary.watch(lambda words: self._do.emit(lambda: self._tell_words(words))),
            desk.kept.backups.watch(lambda state: self._do.emit(lambda: self._tell_backup(state))),
            desk.settings.listen(lambda changed: self._do.emit(lambda: self._tell_settings(tuple(changed)))),
        ]

    @property
    def idle(self) -> bool:
        """Nothing is waiting to be shown."""
        return self._asleep

    def close(self) -> None:
        """A second call does nothing."""
        stops, self._stops = self._stops, []
        for stop in stops:
            stop()
        self._asked.clear()
        self._timer.stop()

    def answer(self, then: Callable[[T | Failure], None]) -> Answer[T]:
        """A callback for a question to the desk: `then` is called in the window's thread.

        If `then` is a method of a widget that no longer exists, the answer is dropped.
        """
        number = next(self._numbers)
        self._asked[number] = cast("Callable[[object], None]", then)
        return _NumberedQuestion(self, number)

    # --- any thread

    def _take(self, show: Show) -> None:
        with self._lock:
            key = _key(show)
            if isinstance(show, ShowTalk):
                # A new talk: pending changes to the old one no longer matter.
                self._waiting = {
                    each: waiting
                    for each, waiting in self._waiting.items()
                    if not isinstance(waiting, ShowItem | HideItem | ShowTalk)
                }
            if isinstance(show, ShowLevels) and isinstance(self._waiting.get(key), ShowLevels):
                show = _both(self._waiting[key], show)
            self._waiting[key] = show
            wake, self._asleep = self._asleep, False
        if wake:
            self._arrived.emit()

    def _put(self, key: object, newest: Waiting) -> None:
        with self._lock:
            self._waiting[key] = newest
            wake, self._asleep = self._asleep, False
        if wake:
            self._arrived.emit()

    # --- the window's thread

    def _wake(self) -> None:
        if self._stops and not self._timer.isActive():
            self._timer.start()

    def _hand_over(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        end = time.perf_counter() + BUDGET
        while waiting:
            key = next(iter(waiting))
            show = waiting.pop(key)
            self._hand_on(show)
            if time.perf_counter() > end:
                break
        with self._lock:
            late = _without_superseded(waiting, self._waiting)
            self._waiting = {**late, **self._waiting}
            done = self._asleep = not self._waiting
        if done:
            self.settled.emit()
        else:
            self._timer.start()

    def _hand_on(self, show: Waiting) -> None:
        if isinstance(show, DictationView):
            self.dictation.emit(show)
        elif isinstance(show, ModelCard):
            self.model_changed.emit(show)
        else:
            self.shown.emit(show)

    def _call(self, work: Callable[[], None]) -> None:
        if self._stops:
            work()

    def _tell(self, number: int, value: object) -> None:
        then = self._asked.get(number)
        asker: object = getattr(then, "__self__", None)
        if then is not None and self._stops and (not isinstance(asker, QObject) or Shiboken.isValid(asker)):
            then(value)

    def _forget(self, number: int) -> None:
        self._asked.pop(number, None)

    def _tell_words(self, proposals: Proposals) -> None:
        self.proposals = proposals
        self.words_proposed.emit(proposals)

    def _tell_backup(self, state: BackupState) -> None:
        self.backup = state
        self.backup_changed.emit(state)

    def _tell_settings(self, names: tuple[str, ...]) -> None:
        self.settings_changed.emit(names)


class _NumberedQuestion:
    """A question as the app's threads know it: by its number. The asker stays in the window's thread and is
    freed there.
    """

    def __init__(self, bridge: Bridge, number: int) -> None:
        self._bridge = weakref.ref(bridge)
        self._number = number

    def __call__(self, value: object) -> None:
        bridge = self._bridge()
        if bridge is not None and Shiboken.isValid(bridge):
            bridge.answered.emit(self._number, value)

    def __del__(self) -> None:
        bridge = self._bridge()
        if bridge is not None and Shiboken.isValid(bridge):
            bridge.unanswered.emit(self._number)


def _key(show: Show) -> object:
    match show:
        case ShowItem(item):
            return item.id
        case HideItem(item_id):
            return item_id
        case ShowState() | ShowTalk() | ShowLevels() | ShowLimits():
            return type(show)
        case ShowFailure(failure) | ClearFailure(failure):
            return failure.kind
        case ShowAlarms():
            return (ShowAlarms,)
        case ShowAlarm(sentence, number):
            return (ShowAlarm, sentence, number)


def _without_superseded(late: dict[object, Waiting], newer: dict[object, Waiting]) -> dict[object, Waiting]:
    """Returns what was left over, unless another talk has come in the meantime."""
    if ShowTalk not in newer:
        return late
    return {key: show for key, show in late.items() if not isinstance(show, ShowItem | HideItem | ShowTalk)}


def _both(before: Waiting, now: ShowLevels) -> ShowLevels:
    assert isinstance(before, ShowLevels)
    return ShowLevels(
        before.microphone if now.microphone is None else now.microphone,
        before.speaker if now.speaker is None else now.speaker,
    )

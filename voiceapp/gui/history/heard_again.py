"""Brings the new words of a line into an open talk of the history once it was transcribed again."""

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from voiceapp.core.desk import Desk
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.failures import Failure
from voiceapp.core.transcript import ItemId, Talk, TalkId
from voiceapp.gui.pending_work import Stop

_UNDER_WAY = (DictationStage.TRANSCRIBING, DictationStage.TIDYING)
_SETTLED = (DictationStage.WAITING, DictationStage.FAILED, DictationStage.ENDED, DictationStage.IDLE)


class HeardAgain(QObject):
    """Follows one line at a time, the one that was asked for last."""

    came = Signal(object, object)
    """The talk's id, and the line as the history has it now."""
    _moved = Signal(object)
    _loaded = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._line = (TalkId(""), ItemId(""))
        self._begun = False
        self._stop: Stop | None = None
        self._moved.connect(self._follow, Qt.ConnectionType.QueuedConnection)
        self._loaded.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def wait_for(self, talk: TalkId, item: ItemId) -> None:
        self._line, self._begun = (talk, item), False
        if self._stop is None:
            self._stop = self._desk.dictation.watch(self._tell)

    def write_down(
        self, talk: TalkId, item: ItemId, languages: tuple[str, ...] | None, then: Callable[[Failure | None], None]
    ) -> None:
        """Write a line of a recording down once more. `then`: gets why it can't be, or nothing."""
        self._line = talk, item

        def done(failure: Failure | None) -> None:
            if failure is None:
                self._desk.history.load_talk(talk, self._tell_loaded)
            else:
                then(failure)

        self._desk.recordings.hear_again(talk, item, languages, done)

    def _tell(self, view: DictationView) -> None:
        """Runs on any thread, and perhaps when the window is gone."""
        with contextlib.suppress(RuntimeError):
            self._moved.emit(view)

    def _tell_loaded(self, found: Talk | Failure) -> None:
        with contextlib.suppress(RuntimeError):
            self._loaded.emit(found)

    def _follow(self, view: DictationView) -> None:
        if view.stage in _UNDER_WAY:
            self._begun = True
        elif self._begun and view.stage in _SETTLED and self._stop is not None:
            self._stop()
            self._stop = None
            self._desk.history.load_talk(self._line[0], self._tell_loaded)

    def _take(self, found: Talk | Failure) -> None:
        talk, wanted = self._line
        if isinstance(found, Talk) and found.id == talk:
            for item in found.items:
                if item.id == wanted:
                    self.came.emit(talk, item)

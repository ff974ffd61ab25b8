"""Follows the recording whose talk is open while it is written down."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.recordings.jobs import RecordingJob, RecordingPhase
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.recordings.job_row import state_of


class GrowingTalk(QObject):
    came = Signal(object, bool)
    """A Talk as the history has it now, with the lines that were written down since. True: it is whole, and earlier lines
    may have changed as well, because it was found out who spoke.
    """
    told = Signal(str)
    """How far it is. Empty: nobody is writing it down."""

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._jobs: tuple[RecordingJob, ...] = ()
        self._talk: TalkId | None = None
        self._loaded: tuple[int, bool] | None = None
        """How many lines the job had written when its talk was last loaded, and whether it was over."""
        self._loading = False

    def look_at(self, talk: TalkId) -> None:
        """This talk is open now. What came while it was loaded is loaded again."""
        self._talk = talk
        self._loaded = None
        self._look()

    def take(self, jobs: Iterable[RecordingJob]) -> None:
        self._jobs = tuple(jobs)
        self._look()

    def _look(self) -> None:
        job = next((job for job in self._jobs if job.talk == self._talk), None)
        if job is None:
            self.told.emit("")
            return
        is_over = job.phase is RecordingPhase.DONE
        self.told.emit("" if is_over else state_of(job))
        now = job.lines + job.bad, is_over
        if self._loaded is None and is_over:
            self._loaded = now
        if now != self._loaded and not self._loading:
            self._loading = True
            self._loaded = now
            self._desk.history.load_talk(job.talk, self._bridge().answer(partial(self._take, is_over)))

    def _take(self, is_over: bool, found: Talk | Failure) -> None:
        self._loading = False
        if isinstance(found, Talk) and found.id == self._talk:
            self.came.emit(found, is_over)
        # More may have come meanwhile.
        self._look()

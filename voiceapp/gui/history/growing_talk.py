"""Follows the recording whose talk is open while it is written down."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.recordings.jobs import RecordingJob, RecordingPhase
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.recordings.job_row import state_of


class GrowingTalk(QObject):
    came = Signal(object)
    """A Talk as the history has it now, with the lines that were written down since."""
    told = Signal(str)
    """How far it is. Empty: nobody is writing it down."""

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._jobs: tuple[RecordingJob, ...] = ()
        self._talk: TalkId | None = None
        self._count: int | None = None
        """How many lines the job had written when its talk was last loaded."""
        self._loading = False

    def look_at(self, talk: TalkId) -> None:
        """This talk is open now. What came while it was loaded is loaded again."""
        self._talk = talk
        self._count = None
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
        if self._count is None and is_over:
            self._count = job.lines + job.bad
        if job.lines + job.bad != self._count and not self._loading:
            self._loading = True
            self._count = job.lines + job.bad
            self._desk.history.load_talk(job.talk, self._bridge().answer(self._take))

    def _take(self, found: Talk | Failure) -> None:
        self._loading = False
        if isinstance(found, Talk) and found.id == self._talk:
            self.came.emit(found)
        # More may have come meanwhile.
        self._look()

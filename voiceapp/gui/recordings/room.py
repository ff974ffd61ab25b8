"""Leads what the window does with recordings: files that are dropped, the page, and what is told when one is done."""

import contextlib
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from voiceapp.core.failures import Failure
from voiceapp.core.history import TalkSummary
from voiceapp.core.recordings.jobs import JobId, RecordingJob, RecordingOptions, RecordingPhase, VoicesBy
from voiceapp.core.sentence import SettingPlace
from voiceapp.core.transcript import TalkKind
from voiceapp.gui.late_part import LatePart
from voiceapp.gui.look.theme import LIGHT, Palette
from voiceapp.gui.words import tr

if TYPE_CHECKING:
    from voiceapp.gui.recordings.files_dialog import FilesDialog
    from voiceapp.gui.recordings.page import RecordingsPage
    from voiceapp.gui.window import Window

AGREED = "meetings_agreed"
"""Under which it's remembered that the person read the word on consent."""
_OPEN = (RecordingPhase.QUEUED, RecordingPhase.WORKING, RecordingPhase.PAUSED)
_ENDED = (RecordingPhase.DONE, RecordingPhase.FAILED)


class RecordingsRoom(QObject):
    _came = Signal(object)

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._palette = LIGHT
        self.jobs: tuple[RecordingJob, ...] = ()
        self._before: dict[JobId, RecordingPhase] | None = None
        self._page = LatePart(self._make_page)
        self.dialog: FilesDialog | None = None
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        window.top.recordings_wanted.connect(self.show)
        window.top.recording.clicked.connect(self.show)
        window.history.files_wanted.connect(self.choose)
        window.bridge.settings_changed.connect(self.look)
        self._stop = window.desk.recordings.watch(self._tell)

    def close(self) -> None:
        self._stop()

    @property
    def page(self) -> "RecordingsPage":
        return self._page.get()

    def _make_page(self) -> "RecordingsPage":
        from voiceapp.gui.recordings.page import RecordingsPage  # noqa: PLC0415  (only when somebody looks at it)

        page = RecordingsPage(self._window.desk, lambda: self.jobs)
        page.files_wanted.connect(self.choose)
        page.folders_wanted.connect(lambda: self._window.open_settings(SettingPlace("recordings.watched")))
        page.meeting_wanted.connect(self.record_or_stop)
        page.opened.connect(self.read)
        page.closed.connect(self._window.main_area.show_live)
        page.refused.connect(self._window.refused)
        page.use(self._palette)
        self._window.main_area.addWidget(page)
        return page

    def use(self, palette: Palette) -> None:
        self._palette = palette
        if self._page.made is not None:
            self._page.made.use(palette)

    def look(self) -> None:
        """Show the settings as they are now."""
        if self._page.made is not None:
            self._page.made.look()

    # --- what the person does

    def show(self) -> None:
        self.page.look()
        self._window.main_area.setCurrentWidget(self.page)
        self.page.choose.setFocus()

    def choose(self) -> None:
        """Ask for files, and for how they are to be written down."""
        self.take([])

    def take(self, paths: list[str]) -> None:
        """Ask how these are to be written down. Those that come while that is asked join them."""
        from voiceapp.gui.recordings.files_dialog import FilesDialog  # noqa: PLC0415

        if self.dialog is not None:
            self.dialog.add(paths)
            return
        self.dialog = dialog = FilesDialog(self._window.desk.settings, paths, self._palette, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._begin)
        dialog.finished.connect(self._asked)
        dialog.open()
        self._window.desk.recordings.ways_to_tell_apart(self._window.bridge.answer(self._offer_ways))

    def _offer_ways(self, ways: tuple[VoicesBy, ...] | Failure) -> None:
        if self.dialog is not None and not isinstance(ways, Failure):
            self.dialog.offer(ways)

    def _asked(self) -> None:
        self.dialog = None

    def _begin(self, paths: tuple[str, ...], options: RecordingOptions) -> None:
        self.show()
        self._window.desk.recordings.add(paths, options, self._window.bridge.answer(self._added))

    def _added(self, jobs: tuple[JobId, ...] | Failure) -> None:
        if isinstance(jobs, Failure):
            self._window.refused(jobs)

    def record_or_stop(self) -> None:
        """Record a meeting, after a word on consent the first time; or end the recording."""
        if any(job.recording for job in self.jobs):
            self._window.desk.recordings.end_meeting()
        elif str(self._window.remembered.value(AGREED, "")) == "true":
            self._begin_meeting()
        else:
            self._ask_consent()

    def _ask_consent(self) -> None:
        from voiceapp.gui.recordings.consent import ConsentDialog  # noqa: PLC0415  (once)

        dialog = ConsentDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._agreed)
        dialog.open()

    def _agreed(self) -> None:
        self._window.remembered.setValue(AGREED, "true")
        self._begin_meeting()

    def _begin_meeting(self) -> None:
        title = tr("Meeting {0}").format(time.strftime("%Y-%m-%d %H.%M"))
        self._window.desk.recordings.begin_meeting(
            title, (tr("Me"), tr("Others")), self._window.bridge.answer(self._begun)
        )

    def _begun(self, job: JobId | Failure) -> None:
        if isinstance(job, Failure):
            self._window.refused(job)

    def read(self, job: RecordingJob) -> None:
        self._window.main_area.read(
            TalkSummary(job.talk, job.title, job.added_at, None, TalkKind.TRANSCRIPTION, pinned=False, items=job.lines)
        )

    # --- what is shown

    def _tell(self, jobs: tuple[RecordingJob, ...]) -> None:
        """Runs on any thread, and perhaps when the window is gone."""
        with contextlib.suppress(RuntimeError):
            self._came.emit(jobs)

    def _take(self, jobs: tuple[RecordingJob, ...]) -> None:
        if sum(job.lines for job in jobs) != sum(job.lines for job in self.jobs):
            self._window.history.news()
        before, self.jobs = self._before, jobs
        self._window.top.recording.setVisible(any(job.recording for job in jobs))
        self._before = {job.id: job.phase for job in jobs}
        self._window.main_area.take_jobs(jobs)
        if self._page.made is not None:
            self._page.made.look()
        for job in jobs:
            if before is not None and before.get(job.id) in _OPEN and job.phase in _ENDED:
                self._say_ended(job)

    def _say_ended(self, job: RecordingJob) -> None:
        from voiceapp.gui.recordings.page import told_of  # noqa: PLC0415

        if job.lines + job.bad:
            self._window.notices.notice(told_of(job), tr("Open"), lambda: self.read(job))
        else:
            self._window.notices.notice(told_of(job))

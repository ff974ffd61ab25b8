"""Shows the recordings in the middle of the window: which are written down, how far they are, and a button for more."""

import contextlib
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.desk import Desk
from voiceapp.core.recordings.jobs import RecordingJob, RecordingPhase
from voiceapp.gui.look.controls import CentredLine, MultiLineLabel, Paragraph, ShortLabel, SignButton
from voiceapp.gui.look.theme import COLUMN, LIGHT, SPACE, WIDE, Palette
from voiceapp.gui.recordings.job_row import JobRow
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import fixed_keys, named
from voiceapp.gui.words import tr


class RecordingsPage(QWidget):
    files_wanted = Signal()
    folders_wanted = Signal()
    meeting_wanted = Signal()
    """A meeting is to be recorded, or the recording is to end."""
    opened = Signal(object)
    """A RecordingJob whose talk is to be read."""
    closed = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, jobs: Callable[[], tuple[RecordingJob, ...]]) -> None:
        super().__init__()
        self.setObjectName("recordings")
        self._desk = desk
        self._jobs = jobs
        self._palette = LIGHT
        self.rows: list[JobRow] = []
        self.choose = QPushButton(tr("Transcribe files…"))
        self.choose.setObjectName("primary")
        self.choose.clicked.connect(self.files_wanted)
        self.meeting = QPushButton()
        self.meeting.clicked.connect(self.meeting_wanted)
        self.back = SignButton("close", tr("Back to the conversation"))
        self.back.setShortcut(fixed_keys(ActionId.GO_BACK))
        self.back.call(self.back.accessibleName(), named(fixed_keys(ActionId.GO_BACK)))
        self.back.clicked.connect(self.closed)
        self.empty = Paragraph(
            tr("Drop sound or video files here, or choose some. What is said in them comes into your history.")
        )
        self.empty.setObjectName("quiet")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.watched = MultiLineLabel()
        self.watched.setObjectName("small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(CentredLine(self._head(), COLUMN))
        self._nothing = CentredLine(self.empty, COLUMN)
        # It takes the room of the list that isn't there.
        column.addWidget(self._nothing, 1)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(CentredLine(self._foot(), COLUMN))
        self.look()

    def _head(self) -> QWidget:
        title = ShortLabel()
        title.say(tr("Recordings"))
        head = QFrame()
        head.setObjectName("banner")
        row = QHBoxLayout(head)
        row.setContentsMargins(WIDE, SPACE, SPACE, SPACE)
        row.addWidget(title, 1)
        row.addWidget(self.meeting)
        row.addWidget(self.choose)
        row.addWidget(self.back)
        return head

    def _scrolled(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("ground")
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        held = QWidget()
        held.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        around = QVBoxLayout(inside)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(CentredLine(held, COLUMN))
        around.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(tr("Recordings"))
        self._area = area
        return area

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.watched, 1)
        add = QPushButton(tr("Watch a folder…"))
        add.clicked.connect(self._choose_folder)
        self.folders = QPushButton(tr("Change…"))
        self.folders.setAccessibleDescription(tr("Watched folders"))
        self.folders.clicked.connect(self.folders_wanted)
        row.addWidget(add)
        row.addWidget(self.folders)
        return foot

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self.back.use(palette)
        for row in self.rows:
            row.use(palette)

    def look(self) -> None:
        """Show the jobs and the watched folders as they are now."""
        jobs = self._jobs()
        while len(self.rows) > len(jobs):
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(jobs):
            row = JobRow(self._desk.recordings, self.opened.emit)
            row.use(self._palette)
            self.rows.append(row)
            self._list.addWidget(row)
        open_ones = [job.id for job in jobs if job.phase is not RecordingPhase.DONE]
        for row, job in zip(self.rows, jobs, strict=True):
            row.show_job(job, first=open_ones[:1] == [job.id], last=open_ones[-1:] == [job.id])
        recording = any(job.recording for job in jobs)
        self.meeting.setText(tr("Stop recording") if recording else tr("Record a meeting…"))
        self._nothing.setVisible(not jobs)
        self._area.setVisible(bool(jobs))
        self._show_watched()

    def _show_watched(self) -> None:
        folders = _words(self._desk.settings.value("recordings.watched"))
        self.folders.setVisible(bool(folders))
        told = tr("New files in {0} are transcribed by themselves.").format(", ".join(folders))
        self.watched.say(told if folders else tr("New files of a watched folder are transcribed by themselves."))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, tr("Watch a folder"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.watch)
        dialog.open()

    def watch(self, folder: str) -> None:
        folders = _words(self._desk.settings.value("recordings.watched"))
        failure = self._desk.settings.change("recordings.watched", list(dict.fromkeys((*folders, folder))))
        if failure is not None:
            self.refused.emit(failure)
        with contextlib.suppress(RuntimeError):
            self._show_watched()


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, tuple) else ()  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def told_of(job: RecordingJob) -> str:
    """Say what became of a job that has ended."""
    if job.phase is RecordingPhase.FAILED:
        return f"{job.name}: {in_words(job.failure)}"
    if not job.lines + job.bad:
        return tr("{0}: no speech found.").format(job.name)
    return tr("{0} is transcribed.").format(job.name)

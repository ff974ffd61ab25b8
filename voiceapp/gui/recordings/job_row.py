"""Shows one recording in the list: how far it is, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from voiceapp.core.recordings.access import RecordingsAccess
from voiceapp.core.recordings.jobs import RecordingJob, RecordingMove, RecordingPhase
from voiceapp.core.text.lengths import countdown
from voiceapp.gui.history.confirmation import Confirmation
from voiceapp.gui.history.model import clock_words
from voiceapp.gui.look.controls import MultiLineLabel, ShortLabel, SignButton
from voiceapp.gui.look.theme import SPACE, TIGHT, WIDE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import percent, tr

STEPS = 1000
_PAUSABLE = (RecordingPhase.QUEUED, RecordingPhase.WORKING)


class JobRow(QFrame):
    def __init__(self, recordings: RecordingsAccess, open_talk: Callable[[RecordingJob], None]) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._recordings = recordings
        self._open_talk = open_talk
        self.job: RecordingJob | None = None
        self.name = ShortLabel()
        self.told = MultiLineLabel()
        self.told.setObjectName("small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.open = QPushButton(tr("Open"))
        self.open.clicked.connect(self._open)
        self.pause = QPushButton()
        self.pause.clicked.connect(self._pause)
        self.up = SignButton("up", tr("Move up"))
        self.up.clicked.connect(lambda: self._shift(-1))
        self.down = SignButton("down", tr("Move down"))
        self.down.clicked.connect(lambda: self._shift(1))
        self.remove = SignButton("close", tr("Remove from the list"))
        self.remove.clicked.connect(self._remove)
        self._sure = Confirmation(
            tr("Delete what is recorded of this meeting and not transcribed yet?"),
            tr("Delete"),
            self._confirmed,
            name="confirmRemove",
        )
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        words.addWidget(self.name)
        words.addWidget(self.bar)
        words.addWidget(self.told)
        words.addWidget(self._sure)
        row = QHBoxLayout(self)
        row.setContentsMargins(WIDE, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addLayout(words, 1)
        for button in (self.open, self.pause, self.up, self.down, self.remove):
            row.addWidget(button)

    def use(self, palette: Palette) -> None:
        for sign in (self.up, self.down, self.remove):
            sign.use(palette)

    def show_job(self, job: RecordingJob, *, first: bool, last: bool) -> None:
        """`first`, `last`: its place among those that aren't done."""
        self.job = job
        self.name.say(job.name, job.path)
        self.told.say(state_of(job))
        done = job.phase is RecordingPhase.DONE
        if done:
            self._sure.hide()
        self.bar.setVisible(not done)
        self.bar.setRange(0, STEPS if job.share is not None else 1)
        self.bar.setValue(round((job.share or 0) * STEPS))
        self.bar.setAccessibleName(job.name)
        self.open.setVisible(job.lines + job.bad > 0)
        self.open.setAccessibleDescription(job.name)
        self.pause.setVisible(not done)
        self.pause.setText(_pause_words(job))
        self.pause.setAccessibleDescription(job.name)
        for button, at_end in ((self.up, first), (self.down, last)):
            button.setVisible(not done)
            button.setEnabled(not at_end)
            button.setAccessibleDescription(job.name)

    def _open(self) -> None:
        if self.job is not None:
            self._open_talk(self.job)

    def _pause(self) -> None:
        if self.job is not None:
            self._ask(RecordingMove.PAUSE if self.job.phase in _PAUSABLE else RecordingMove.RESUME)

    def _remove(self) -> None:
        """A file of the person's own stays where it is, but a meeting has no other recording."""
        if self.job is not None and self.job.options.meeting and self.job.phase is not RecordingPhase.DONE:
            self._sure.show()
        else:
            self._ask(RecordingMove.REMOVE)

    def _confirmed(self) -> None:
        self._sure.hide()
        self._ask(RecordingMove.REMOVE)

    def _ask(self, move: RecordingMove) -> None:
        if self.job is not None:
            self._recordings.ask(self.job.id, move)

    def _shift(self, by: int) -> None:
        if self.job is not None:
            self._recordings.shift(self.job.id, by)


def _pause_words(job: RecordingJob) -> str:
    match job.phase:
        case RecordingPhase.PAUSED:
            return tr("Resume")
        case RecordingPhase.FAILED:
            return tr("Try again")
        case _:
            return tr("Pause")


def state_of(job: RecordingJob) -> str:
    since = tr("Recording since {0}").format(clock_words(job.added_at)) if job.recording else ""
    parts = [each for each in (since, _phase_words(job)) if each]
    if job.seeks_speakers:
        parts.append(tr("finding out who spoke"))
    elif job.share is not None and job.phase in (RecordingPhase.WORKING, RecordingPhase.PAUSED):
        parts.append(tr("{0} of {1}").format(countdown(job.position / 1000), countdown(job.length / 1000)))
    if job.seconds_left is not None and not job.seeks_speakers:
        parts.append(tr("{0} left").format(countdown(job.seconds_left)))
    if job.lines or job.phase is RecordingPhase.DONE:
        parts.append(tr("1 line") if job.lines == 1 else tr("{0} lines").format(job.lines))
    if job.bad:
        parts.append(tr("{0} not transcribed").format(job.bad))
    return " · ".join(parts)


def _phase_words(job: RecordingJob) -> str:
    match job.phase:
        case RecordingPhase.WORKING:
            return tr("Transcribing") + (f" {percent(job.share)}" if job.share is not None else "…")
        case RecordingPhase.PAUSED:
            return tr("Paused") if job.failure is None else in_words(job.failure)
        case RecordingPhase.FAILED:
            return in_words(job.failure)
        case RecordingPhase.DONE:
            return tr("Done") if job.lines + job.bad else tr("No speech found")
        case _:
            return tr("Waiting")

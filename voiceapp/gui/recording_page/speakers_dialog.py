"""Finds out, when the person asks for it, who spoke in a recording."""

import contextlib
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.failures import Failure
from voiceapp.core.recordings.access import RecordingsAccess
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.recordings.speaker_wishes import SpeakerWishes
from voiceapp.core.transcript import TalkId
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import Paragraph, announce
from voiceapp.gui.look.theme import EDGE, SPACE
from voiceapp.gui.recordings.persons_field import MOST, PersonsField, limits_of_voices
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

WIDTH = 460
STEPS = 1000


class SpeakersDialog(QDialog):
    found = Signal(object, object)
    """A LineEdit for the TalkId."""

    _progress = Signal(float)
    _answered = Signal(object)

    def __init__(self, recordings: RecordingsAccess, talk: TalkId, names: Sequence[str], parent: QWidget) -> None:
        """`names`: those that lines have already."""
        super().__init__(parent)
        self.setObjectName("speakers")
        self.setWindowTitle(tr("Find who spoke"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self._recordings = recordings
        self._talk = talk
        self._stop: Callable[[], None] | None = None
        self.persons = PersonsField()
        self.only = Chooser()
        self.only.setAccessibleName(tr("Listen to"))
        self.only.addItem(tr("All lines"), None)
        for name in names:
            self.only.addItem(tr("Only the lines of {0}").format(name), name)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.bar.setRange(0, STEPS)
        self.bar.setAccessibleName(tr("Finding out who spoke"))
        self.told = Paragraph("")
        self.start = QPushButton(tr("Find"))
        self.start.setObjectName("primary")
        self.start.clicked.connect(self._begin)
        cancel = QPushButton(tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._progress.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)
        form = QFormLayout()
        form.addRow(tr("How many speak"), self.persons)
        if names:
            form.addRow(tr("Listen to"), self.only)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.start)
        limits = Paragraph(limits_of_voices())
        limits.setObjectName("quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(SPACE)
        column.addLayout(form)
        column.addWidget(limits)
        column.addWidget(self.bar)
        column.addWidget(self.told)
        column.addLayout(buttons)
        self.bar.hide()
        self.told.hide()
        self.finished.connect(self._end)

    def _begin(self) -> None:
        self.start.setEnabled(False)
        self.told.hide()
        self.bar.setValue(0)
        self.bar.show()
        names = tuple(tr("Speaker {0}").format(number + 1) for number in range(MOST))
        wishes = SpeakerWishes(self.persons.value(), self.only.currentData(), names)
        self._stop = self._recordings.find_speakers(self._talk, wishes, self._tell_progress, self._tell)

    def _tell_progress(self, share: float) -> None:
        """Runs on any thread, and perhaps when the window is gone, as does the next."""
        with contextlib.suppress(RuntimeError):
            self._progress.emit(share)

    def _tell(self, found: LineEdit | Failure | None) -> None:
        with contextlib.suppress(RuntimeError):
            self._answered.emit(found)

    def _show_progress(self, share: float) -> None:
        self.bar.setValue(round(share * STEPS))

    def _take(self, found: LineEdit | Failure | None) -> None:
        self._stop = None
        if isinstance(found, LineEdit):
            self.found.emit(self._talk, found)
            self.accept()
            return
        self.start.setEnabled(True)
        self.bar.hide()
        words = in_words(found) if isinstance(found, Failure) else tr("The names stay as they are.")
        self.told.setText(words)
        self.told.show()
        announce(self.told, words)

    def _end(self) -> None:
        if self._stop is not None:
            self._stop()
            self._stop = None

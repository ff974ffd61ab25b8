"""What went wrong, in one sentence, with one button that helps. Never a dialog on top of a talk."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from voiceapp.core.failures import Failure, Remedy
from voiceapp.core.messages import ShowFailure
from voiceapp.gui.words import tr

READ_MS = 9_000


class ErrorBar(QFrame):
    def __init__(self, help_with: Callable[[Remedy], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorBar")
        self._help_with = help_with
        self._showing: ShowFailure | None = None
        self._sentence = QLabel()
        self._sentence.setObjectName("errorSentence")
        self._sentence.setWordWrap(True)
        self._button = QPushButton()
        self._button.setObjectName("errorRemedy")
        self._button.clicked.connect(self._pressed)
        self._close = QPushButton("✕")
        self._close.setAccessibleName(tr("Dismiss"))
        self._close.setFixedWidth(34)
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_failure(self, show: ShowFailure) -> None:
        """A failure that stays is not covered by one that passes."""
        if self._showing is not None and self._showing.stays and not show.stays and self.isVisible():
            return
        self._showing = show
        self._sentence.setText(show.failure.sentence)
        self._sentence.setToolTip(show.failure.detail)
        self.setAccessibleName(show.failure.sentence)
        words = remedy_words(show.failure.remedy)
        self._button.setText(words)
        self._button.setVisible(bool(words))
        self.show()
        if show.stays:
            self._timer.stop()
        else:
            self._timer.start(READ_MS)

    def clear_failure(self, failure: Failure) -> None:
        if self._showing is not None and self._showing.failure.kind is failure.kind:
            self._showing = None
            self.hide()

    def _pressed(self) -> None:
        if self._showing is not None:
            self._help_with(self._showing.failure.remedy)


def remedy_words(remedy: Remedy) -> str:
    match remedy:
        case Remedy.NONE:
            return ""
        case Remedy.RETRY:
            return tr("Try again")
        case Remedy.OPEN_KEYS:
            return tr("Enter a key")
        case Remedy.OPEN_ENGINES | Remedy.USE_LOCAL:
            return tr("Engines…")
        case Remedy.OPEN_SOUND:
            return tr("Sound…")
        case Remedy.OPEN_BUDGET:
            return tr("Budget…")
        case Remedy.OPEN_DATA_FOLDER:
            return tr("Open the folder")
        case Remedy.REPORT:
            return tr("Save a report")

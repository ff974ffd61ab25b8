"""Shows what went wrong, in one sentence, with one button that helps; and news of what was done, with a way back.

Never a dialog on top of a talk. Each kind of failure has its own line: one that is over does not take another along.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from voiceapp.core.failures import Failure, FailureKind, Remedy
from voiceapp.core.messages import ShowFailure
from voiceapp.gui.look.controls import Paragraph, SignButton, announce
from voiceapp.gui.look.theme import LIGHT, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

READ_MS = 9_000
MOST = 3
"""Lines at a time; the rest waits behind them."""


class NoticeLine(QFrame):
    def __init__(self, name: str, sentence: str, button: str, close: Callable[[], None], quote: str = "") -> None:
        """`quote`: what the service itself says."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(sentence)
        self._sentence = Paragraph(sentence)
        self._sentence.setObjectName("errorSentence" if name == "failure" else "noticeSentence")
        self._sentence.setMinimumWidth(120)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.button = QPushButton(button)
        self.button.setObjectName("errorRemedy" if name == "failure" else "noticeButton")
        self.shut = SignButton("close", tr("Dismiss"))
        self.shut.clicked.connect(close)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._sentence)
        if quote:
            words.addWidget(_quotation(quote))
        row.addLayout(words, 1)
        row.addWidget(self.button)
        row.addWidget(self.shut)
        # Once it stands in its line: shown before, it would be a window for a moment, and take the keyboard with it.
        self.button.setVisible(bool(button))

    def explain(self, detail: str) -> None:
        self._sentence.setToolTip(detail)
        self.setAccessibleDescription(detail)

    def use(self, palette: Palette) -> None:
        self.shut.use(palette)


def _quotation(quote: str) -> Paragraph:
    said = Paragraph(f"“{quote}”")
    said.setObjectName("small")
    said.setAccessibleName(tr("The service says: {0}").format(quote))
    said.setMinimumWidth(120)
    said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
    return said


class Notices(QWidget):
    def __init__(self, help_with: Callable[[Remedy], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bars")
        self._help_with = help_with
        self._palette = LIGHT
        self._failures: dict[FailureKind, tuple[ShowFailure, NoticeLine, QTimer]] = {}
        self._notice: NoticeLine | None = None
        self._notice_timer = QTimer(self)
        self._notice_timer.setSingleShot(True)
        self._notice_timer.timeout.connect(self._drop_notice)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.hide()

    def use(self, palette: Palette) -> None:
        self._palette = palette
        for _, line, _ in self._failures.values():
            line.use(palette)
        if self._notice is not None:
            self._notice.use(palette)

    def failures(self) -> tuple[FailureKind, ...]:
        return tuple(self._failures)

    # --- failures

    def show_failure(self, show: ShowFailure) -> None:
        self._take_out(show.failure.kind)
        sentence = in_words(show.failure)
        look = "notice" if show.failure.kind.is_news else "failure"
        remedy = remedy_words(show.failure.remedy)
        line = NoticeLine(look, sentence, remedy, lambda: self._dismiss(show.failure.kind), show.failure.said)
        line.explain(show.failure.detail)
        line.use(self._palette)
        line.button.clicked.connect(lambda: self._help_with(show.failure.remedy))
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self._dismiss(show.failure.kind))
        if not show.stays:
            timer.start(READ_MS)
        self._failures[show.failure.kind] = (show, line, timer)
        self._rows.insertWidget(0, line)
        announce(line, sentence)
        self._arrange()

    def clear_failure(self, failure: Failure) -> None:
        self._dismiss(failure.kind)

    def _dismiss(self, kind: FailureKind) -> None:
        self._take_out(kind)
        self._arrange()

    def _take_out(self, kind: FailureKind) -> None:
        found = self._failures.pop(kind, None)
        if found is not None:
            _, line, timer = found
            timer.stop()
            timer.deleteLater()
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()

    # --- news

    def notice(self, sentence: str, button: str = "", then: Callable[[], None] | None = None) -> None:
        """What was done; `then` is what the button does, once."""
        self._drop_notice()
        line = NoticeLine("notice", sentence, button, self._drop_notice)
        line.use(self._palette)

        def press() -> None:
            self._drop_notice()
            if then is not None:
                then()

        line.button.clicked.connect(press)
        self._notice = line
        self._rows.addWidget(line)
        self._notice_timer.start(READ_MS)
        self._arrange()

    def _drop_notice(self) -> None:
        line, self._notice = self._notice, None
        if line is not None:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._arrange()

    def _arrange(self) -> None:
        """Those that stay first; the newest of each first."""
        newest = list(reversed(self._failures.values()))
        ordered = [each for each in newest if each[0].stays] + [each for each in newest if not each[0].stays]
        for place, (_, line, _) in enumerate(ordered):
            self._rows.removeWidget(line)
            self._rows.insertWidget(place, line)
            line.setVisible(place < MOST)
        first = ordered[0][1] if ordered else self._notice
        self.setAccessibleName(first.accessibleName() if first is not None else "")
        self.setVisible(first is not None)


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
        case Remedy.OPEN_PRIVACY:
            return tr("Privacy…")
        case Remedy.OPEN_DATA_FOLDER | Remedy.OPEN_REPORTS:
            return tr("Open the folder")
        case Remedy.REPORT:
            return tr("Save a report")

"""Shows failures and completed actions over the top of the talk: one sentence each, with one button that helps.

It is never a dialog, and pushes nothing aside. Each kind of failure has its own line, so one that ends does not
remove another.
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from voiceapp.core.failures import Failure, FailureKind, Remedy
from voiceapp.core.messages import ShowFailure
from voiceapp.gui.look.controls import Paragraph, SignButton, announce
from voiceapp.gui.look.icons import pixmap
from voiceapp.gui.look.theme import HAIR, LIGHT, SPACE, TIGHT, WIDE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

READ_MS = 9_000
MOST = 3
MOST_NEWS = 2
"""The most lines at a time; the rest wait behind them."""


class NoticeTone(Enum):
    """The looks of a notice. The values are their names in the style sheet."""

    TELLS = "notice"
    WARNS = "warning"
    ACTS = "failure"
    """Nothing continues until the person does something."""


MUST_ACT = frozenset(
    {
        FailureKind.WRONG_KEY,
        FailureKind.NO_KEY,
        FailureKind.NOT_ALLOWED,
        FailureKind.NO_QUOTA,
        FailureKind.NO_MODEL,
        FailureKind.WRONG_ADDRESS,
        FailureKind.NOT_INSTALLED,
        FailureKind.MODEL_BROKEN,
        FailureKind.OVER_BUDGET,
        FailureKind.NO_WAKE_WORD,
        FailureKind.NO_SOUND,
        FailureKind.DISK_FULL,
        FailureKind.DISK_BROKEN,
        FailureKind.SETTINGS_UNREAD,
        FailureKind.UNCHECKED,
    }
)
SIGNS = {NoticeTone.TELLS: "info", NoticeTone.WARNS: "warning", NoticeTone.ACTS: "alert"}
"""Icons, because colour alone must not carry the meaning."""


def tone_of(show: ShowFailure) -> NoticeTone:
    kind = show.failure.kind
    if kind.is_news:
        return NoticeTone.TELLS
    return NoticeTone.ACTS if kind in MUST_ACT else NoticeTone.WARNS


class NoticeLine(QFrame):
    def __init__(
        self, tone: NoticeTone, sentence: str, button: str, close: Callable[[], None], quote: str = ""
    ) -> None:
        """`quote`: the service's own words."""
        super().__init__()
        self._tone = tone
        self.setObjectName(tone.value)
        self.setAccessibleName(sentence)
        self._sign = QLabel()
        self._sentence = Paragraph(sentence)
        self._sentence.setObjectName("noticeSentence")
        self._sentence.setMinimumWidth(120)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.button = QPushButton(button)
        self.button.setObjectName("noticeButton")
        self.button.setAccessibleDescription(sentence)
        self.shut = SignButton("close", tr("Dismiss"))
        self.shut.clicked.connect(close)
        row = QHBoxLayout(self)
        row.setContentsMargins(WIDE, TIGHT, SPACE, TIGHT)
        row.addWidget(self._sign)
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(self._sentence)
        if quote:
            words.addWidget(_quotation(quote))
        row.addLayout(words, 1)
        row.addWidget(self.button)
        row.addWidget(self.shut)
        # Shown before it is in its line, it would briefly be a window and take the keyboard.
        self.button.setVisible(bool(button))

    @property
    def tone(self) -> NoticeTone:
        return self._tone

    def explain(self, detail: str) -> None:
        self._sentence.setToolTip(detail)
        self.setAccessibleDescription(detail)

    def use(self, palette: Palette) -> None:
        ink = {NoticeTone.TELLS: palette.quiet, NoticeTone.WARNS: palette.warn, NoticeTone.ACTS: palette.on_bad}
        self._sign.setPixmap(pixmap(SIGNS[self._tone], ink[self._tone], self.devicePixelRatioF()))
        self.shut.use(palette)


def _quotation(quote: str) -> Paragraph:
    said = Paragraph(f"“{quote}”")
    said.setObjectName("small")
    said.setAccessibleName(tr("The service says: {0}").format(quote))
    said.setMinimumWidth(120)
    said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
    return said


class Notices(QWidget):
    """Floats: whoever holds it places it whenever it has `changed`."""

    changed = Signal()

    def __init__(self, help_with: Callable[[Remedy], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._help_with = help_with
        self._palette = LIGHT
        self._failures: dict[FailureKind, tuple[ShowFailure, NoticeLine, QTimer]] = {}
        self._news: list[tuple[NoticeLine, QTimer]] = []
        """The newest first."""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE)
        self.hide()

    def use(self, palette: Palette) -> None:
        self._palette = palette
        for line in self._lines():
            line.use(palette)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.changed.emit()
        return done

    def height_for(self, width: int) -> int:
        """Returns its height at this width; 0 if it has nothing to say."""
        if not self._lines():
            return 0
        self._rows.activate()
        return self._rows.totalHeightForWidth(width) if self._rows.hasHeightForWidth() else self.sizeHint().height()

    def failures(self) -> tuple[FailureKind, ...]:
        return tuple(self._failures)

    # --- failures

    def show_failure(self, show: ShowFailure) -> None:
        self._take_out(show.failure.kind)
        remedy = remedy_words(show.failure.remedy)
        sentence = in_words(show.failure)
        line = NoticeLine(tone_of(show), sentence, remedy, lambda: self._dismiss(show.failure.kind), show.failure.said)
        line.explain(show.failure.detail)
        line.button.clicked.connect(lambda: self._help_with(show.failure.remedy))
        timer = self._timer(lambda: self._dismiss(show.failure.kind))
        if not show.stays:
            timer.start(READ_MS)
        self._failures[show.failure.kind] = (show, line, timer)
        self._put_in(line)

    def clear_failure(self, failure: Failure) -> None:
        self._dismiss(failure.kind)

    def _dismiss(self, kind: FailureKind) -> None:
        self._take_out(kind)
        self._arrange()

    def _take_out(self, kind: FailureKind) -> None:
        found = self._failures.pop(kind, None)
        if found is not None:
            self._put_away(found[1], found[2])

    # --- news

    def notice(
        self, sentence: str, button: str = "", then: Callable[[], None] | None = None, *, shown_ms: int = READ_MS
    ) -> Callable[[], None]:
        """Say what was done. `then` is what the button does, once. Answers a function that hides the notice."""

        def drop() -> None:
            for entry in [each for each in self._news if each[0] is line]:
                self._news.remove(entry)
                self._put_away(*entry)
            self._arrange()

        def press() -> None:
            drop()
            if then is not None:
                then()

        line = NoticeLine(NoticeTone.TELLS, sentence, button, drop)
        line.button.clicked.connect(press)
        timer = self._timer(drop)
        timer.start(shown_ms)
        self._news.insert(0, (line, timer))
        self._put_in(line)
        return drop

    # --- the lines

    def _lines(self) -> list[NoticeLine]:
        """Failures that stay first, then those that pass, then news; the newest of each first."""
        newest = list(reversed(self._failures.values()))
        ordered = [each for each in newest if each[0].stays] + [each for each in newest if not each[0].stays]
        return [line for _, line, _ in ordered] + [line for line, _ in self._news]

    def _timer(self, rung: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(rung)
        return timer

    def _put_in(self, line: NoticeLine) -> None:
        line.use(self._palette)
        self._rows.addWidget(line)
        announce(line, line.accessibleName())
        self._arrange()

    def _put_away(self, line: NoticeLine, timer: QTimer) -> None:
        timer.stop()
        timer.deleteLater()
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _arrange(self) -> None:
        lines = self._lines()
        for place, line in enumerate(lines):
            self._rows.removeWidget(line)
            self._rows.insertWidget(place, line)
            failures = len(self._failures)
            line.setVisible(place < MOST if place < failures else place - failures < MOST_NEWS)
        self.setAccessibleName(lines[0].accessibleName() if lines else "")
        self.setVisible(bool(lines))
        self.changed.emit()


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
        case Remedy.OPEN_MODELS:
            return tr("Models…")
        case Remedy.OPEN_TALKING:
            return tr("Talking…")
        case Remedy.OPEN_SOUND:
            return tr("Sound…")
        case Remedy.OPEN_BUDGET:
            return tr("Budget…")
        case Remedy.OPEN_PRIVACY:
            return tr("Privacy…")
        case Remedy.OPEN_DATA_FOLDER | Remedy.OPEN_REPORTS:
            return tr("Open folder")
        case Remedy.REPORT:
            return tr("Save report")

"""Shows the page on which one asks one's own history: the question, the answer as it comes, and its sources."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.talk_questions.access import AnswerStage, TalkAnswer
from voiceapp.gui.asking.answer_text import LINK, answer_html
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import CentredLine, Paragraph, ShortLabel, SignButton, announce, sign_of_clearing
from voiceapp.gui.look.theme import COLUMN, LIGHT, SPACE, WIDE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import fixed_keys, named
from voiceapp.gui.words import tr

SHOWN_EVERY_MS = 40
"""How often an answer that comes is laid out anew."""


class AskPage(QWidget):
    opened = Signal(object)
    """The FoundPassage at whose line its talk is to be read."""
    closed = Signal()
    dictated = Signal()
    """The person wants to say the question."""

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge]) -> None:
        super().__init__()
        self.setObjectName("asking")
        self._desk = desk
        self._bridge = bridge
        self._palette = LIGHT
        self._stop: Callable[[], None] | None = None
        self._asked = 0
        """Counts the questions, so that nothing more of an older answer is shown."""
        self.answer = TalkAnswer("")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOWN_EVERY_MS)
        self._soon.timeout.connect(self._show)
        self.hint = Paragraph()
        self.hint.setObjectName("quiet")
        self.state = ShortLabel()
        self.state.setObjectName("small")
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(tr("Answer"))
        self.text.anchorClicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(CentredLine(self._head(), COLUMN))
        column.addWidget(CentredLine(self.hint, COLUMN))
        column.addWidget(CentredLine(self.state, COLUMN))
        column.addWidget(CentredLine(self.text, COLUMN), 1)
        self.look()

    def _head(self) -> QWidget:
        self.question = QLineEdit()
        self.question.setPlaceholderText(tr("Ask your history…"))
        self.question.setAccessibleName(tr("Question about your history"))
        self.question.setClearButtonEnabled(True)
        self.question.returnPressed.connect(self.ask)
        self.question.textChanged.connect(self._typed)
        self.say = SignButton("microphone", tr("Say the question"))
        self.say.clicked.connect(self.dictated)
        self.go = QPushButton(tr("Ask"))
        self.go.setObjectName("primary")
        self.go.clicked.connect(self._go_or_stop)
        self.back = SignButton("close", tr("Back to the conversation"))
        self.back.setShortcut(fixed_keys(ActionId.GO_BACK))
        self.back.call(self.back.accessibleName(), named(fixed_keys(ActionId.GO_BACK)))
        self.back.clicked.connect(self.closed)
        head = QFrame()
        head.setObjectName("banner")
        row = QHBoxLayout(head)
        row.setContentsMargins(WIDE, SPACE, SPACE, SPACE)
        row.addWidget(self.question, 1)
        for button in (self.say, self.go, self.back):
            row.addWidget(button)
        return head

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self.say.use(palette)
        self.back.use(palette)
        sign_of_clearing(self.question, palette)
        self._show()

    def look(self) -> None:
        """Show what the settings say, and what there is of an answer."""
        here = self._desk.settings.value("history.questions") == "device"
        stays = tr("The messages that fit stay on this device.")
        goes = tr("The messages that fit go to whoever answers in writing: a service, where there's a key and it may.")
        told = tr("The answer comes from what you keep, and names the messages that it comes from.")
        self.hint.setText(f"{told} {stays if here else goes}")
        self._show()

    # --- asking

    def begin(self, question: str = "") -> None:
        """Get ready for a question; ask it, where it's known."""
        self.question.setFocus()
        if question:
            self.question.setText(question)
            self.ask()
        self.question.selectAll()

    def ask(self) -> None:
        question = self.question.text().strip()
        if not question:
            return
        self.stop()
        self._asked += 1
        number = self._asked

        def take(answer: TalkAnswer | Failure) -> None:
            if number == self._asked and isinstance(answer, TalkAnswer):
                self._take(answer)

        self.answer = TalkAnswer(question)
        self._stop = self._desk.questions.ask(question, self._bridge().answer(take))
        self._show()

    def stop(self) -> None:
        """Let an answer that still comes be."""
        stop, self._stop = self._stop, None
        if stop is not None:
            self._asked += 1
            stop()

    def _go_or_stop(self) -> None:
        if self._stop is not None:
            self.stop()
            self._show()
        else:
            self.ask()

    def _take(self, answer: TalkAnswer) -> None:
        self.answer = answer
        if answer.is_over:
            self._stop = None
            self._show()
            announce(self, answer.read.text or in_words(answer.remark))
        elif not self._soon.isActive():
            self._soon.start()

    # --- showing

    def _typed(self) -> None:
        self.go.setEnabled(self._stop is not None or bool(self.question.text().strip()))

    def _show(self) -> None:
        answer = self.answer
        self.go.setText(tr("Stop") if self._stop is not None else tr("Ask"))
        self._typed()
        self.hint.setVisible(not answer.question)
        self.state.setVisible(bool(answer.question))
        self.state.say(self._state_words())
        bar = self.text.verticalScrollBar()
        place = bar.value()
        self.text.setHtml(answer_html(answer, self._palette))
        bar.setValue(place)

    def _state_words(self) -> str:
        answer = self.answer
        if self._stop is None and not answer.is_over:
            return tr("Stopped")
        if answer.stage is AnswerStage.LOOKING:
            return tr("Looking through your history…")
        leaves = in_words(answer.leaves) if answer.leaves is not None else tr("Nothing left this device.")
        by = in_words(answer.by)
        if answer.stage in (AnswerStage.NOTHING, AnswerStage.LISTED):
            return tr("Nobody was asked.")
        doing = tr("Answering…") if answer.stage is AnswerStage.ANSWERING else ""
        return "  ·  ".join(filter(None, (doing, by, leaves if by else "")))

    def _open(self, link: QUrl) -> None:
        number = link.toString().removeprefix(LINK)
        if number.isdigit() and 0 < int(number) <= len(self.answer.sources):
            self.opened.emit(self.answer.sources[int(number) - 1])

"""Shows the interpreter: two languages side by side, whose turn it is, and what is done with what the two say."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.actions import ActionId
from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.interpreter.job import Side
from voiceapp.core.interpreter.messages import (
    HushAsked,
    InterpretingEnded,
    PauseSet,
    PersonAsked,
    SideChosen,
    SpokenSet,
    TriedAgain,
)
from voiceapp.core.interpreter.view import InterpreterPhase, InterpreterView
from voiceapp.core.languages import LANGUAGES, language_name
from voiceapp.core.messages import OffRecordSet
from voiceapp.core.prices import cost_words
from voiceapp.core.sentence import Sentence
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.interpreter.lines import InterpretedLines
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import Paragraph, ShortLabel, SignButton, SwitchControl, label_lists
from voiceapp.gui.look.theme import EDGE, LIGHT, SPACE, TIGHT, WIDE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import fixed_keys, named
from voiceapp.gui.words import tr


class _Arrival(QObject):
    """Brings what is shown from the app's threads to the window's."""

    came = Signal(object)


class InterpreterPage(QWidget):
    closed = Signal()

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge]) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._desk = desk
        self._bridge = bridge
        self._failure: Failure | None = None
        self.view = InterpreterView()
        self._arrival = _Arrival(self)
        self._arrival.came.connect(self.show_view, Qt.ConnectionType.QueuedConnection)
        self.hint = Paragraph()
        self.hint.setObjectName("quiet")
        self.leaves = Paragraph()
        self.leaves.setObjectName("strong")
        self.notice = Paragraph()
        self.notice.setObjectName("problem")
        self.lines = InterpretedLines()
        self.lines.retry_wanted.connect(self._try_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(_margined(self._head()))
        for each in (self.hint, self.leaves, self.notice):
            column.addWidget(_margined(each))
        column.addWidget(self.lines, 1)
        self.turns = _margined(self._turns())
        column.addWidget(self.turns)
        column.addWidget(_margined(self._foot()))
        label_lists(self)
        self._stop = desk.interpreter.watch(self._arrival.came.emit)
        self.show_view(self.view)

    # --- its parts

    def _head(self) -> QWidget:
        self.left, self.right = (
            self._chooser("left", tr("Language on the left")),
            self._chooser("right", tr("Language on the right")),
        )
        self.back = SignButton("close", tr("Back to the conversation"))
        self.back.setShortcut(fixed_keys(ActionId.GO_BACK))
        self.back.call(self.back.accessibleName(), named(fixed_keys(ActionId.GO_BACK)))
        self.back.clicked.connect(self.closed)
        head = QFrame()
        head.setObjectName("banner")
        row = QHBoxLayout(head)
        row.setContentsMargins(WIDE, SPACE, SPACE, SPACE)
        row.addWidget(self.left, 1)
        row.addWidget(self.right, 1)
        row.addWidget(self.back)
        return head

    def _chooser(self, name: str, label: str) -> Chooser:
        chooser = Chooser()
        chooser.setAccessibleName(label)
        for code, words in sorted(
            ((code, in_words(language_name(code))) for code in LANGUAGES), key=lambda each: each[1]
        ):
            chooser.addItem(words, code)
        chooser.activated.connect(partial(self._choose, f"interpreter.{name}", chooser))
        return chooser

    def _choose(self, key: str, chooser: Chooser, place: int = 0) -> None:
        del place
        self._desk.settings.change(key, str(chooser.currentData()))

    def _turns(self) -> QWidget:
        """Who speaks: shown by the language, or said by a press."""
        self.left_speaks, self.automatic, self.right_speaks = QPushButton(), QPushButton(tr("Automatic")), QPushButton()
        self._group = QButtonGroup(self)
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        turns = (
            (self.left_speaks, Side.LEFT, ActionId.LEFT_SPEAKS),
            (self.automatic, None, ActionId.EITHER_SPEAKS),
            (self.right_speaks, Side.RIGHT, ActionId.RIGHT_SPEAKS),
        )
        for button, side, action in turns:
            button.setCheckable(True)
            button.setObjectName("turn")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setToolTip(named(fixed_keys(action)))
            button.setShortcut(fixed_keys(action))
            button.clicked.connect(lambda _=False, side=side: self._tell(SideChosen(side)))
            self._group.addButton(button)
            row.addWidget(button, 1)
        self.automatic.setChecked(True)
        return held

    def _foot(self) -> QWidget:
        self.state = ShortLabel()
        self.state.setObjectName("phase")
        self.spoken = SwitchControl()
        self.spoken.setAccessibleName(tr("Speak translations"))
        self.spoken.clicked.connect(self._set_spoken)
        speak = QLabel(tr("Speak"))
        speak.setBuddy(self.spoken)
        self.off_record = QPushButton(tr("Off the record"))
        self.off_record.setCheckable(True)
        self.off_record.clicked.connect(lambda: self._tell(OffRecordSet(self.off_record.isChecked())))
        self.hush = QPushButton(tr("Silence"))
        self.hush.clicked.connect(lambda: self._tell(HushAsked()))
        self.pause = QPushButton()
        self.pause.clicked.connect(lambda: self._tell(PauseSet(self.view.phase is not InterpreterPhase.PAUSED)))
        self.go = QPushButton()
        self.go.clicked.connect(self.begin_or_end)
        foot = QFrame()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self.state, 1)
        row.addWidget(speak)
        row.addWidget(self.spoken)
        for button in (self.hush, self.off_record, self.pause, self.go):
            row.addWidget(button)
        return foot

    def use(self, palette: Palette = LIGHT) -> None:
        self.back.use(palette)
        self.spoken.use(palette)

    def close_watch(self) -> None:
        stop, self._stop = self._stop, lambda: None
        stop()

    # --- what the two want

    def _tell(self, event: PersonAsked) -> None:
        self._desk.interpreter.tell(event)

    def _try_again(self, utterance: str) -> None:
        self._tell(TriedAgain(utterance))

    def begin_or_end(self) -> None:
        if self.view.is_on:
            self._tell(InterpretingEnded())
            return

        def begun(answer: Failure | None) -> None:
            self._failure = answer
            self.show_view(self.view)

        self._failure = None
        self._desk.interpreter.begin(self._bridge().answer(begun))

    def _set_spoken(self) -> None:
        self._desk.settings.change("interpreter.spoken", self.spoken.isChecked())
        self._tell(SpokenSet(self.spoken.isChecked()))

    # --- what is shown

    def show_view(self, view: InterpreterView) -> None:
        self.view = view
        on = view.is_on
        for chooser, code in ((self.left, view.pair.left), (self.right, view.pair.right)):
            chooser.setCurrentIndex(self._place(chooser, code))
        self.left_speaks.setText(tr("{0} speaks").format(in_words(language_name(view.pair.left))))
        self.right_speaks.setText(tr("{0} speaks").format(in_words(language_name(view.pair.right))))
        chosen = {Side.LEFT: self.left_speaks, Side.RIGHT: self.right_speaks}.get(view.side or Side.LEFT)
        (self.automatic if view.side is None or chosen is None else chosen).setChecked(True)
        self.turns.setVisible(on)
        self.spoken.setChecked(view.spoken)
        self.off_record.setChecked(view.off_record)
        self.off_record.setVisible(on)
        self.hush.setVisible(view.phase is InterpreterPhase.SPEAKING)
        self.pause.setVisible(on)
        self.pause.setText(tr("Go on") if view.phase is InterpreterPhase.PAUSED else tr("Pause"))
        self.go.setText(tr("End") if on else tr("Begin"))
        self._name(self.go, "end" if on else "primary")
        self.state.say(self._state_words())
        self._show_sentences()
        self.lines.show_lines(view)

    def _show_sentences(self) -> None:
        view = self.view
        self.hint.setText(
            tr(
                "Two people talk at this computer, each in their own language. Leave a short pause after each sentence. "
                "Both texts are kept as a conversation in your history."
            )
        )
        _set_visible(self.hint, visible=not view.is_on and not view.lines)
        _show_sentence(self.leaves, view.leaves_machine if view.is_on else None)
        failure = self._failure.in_full if self._failure is not None and not view.is_on else None
        _show_sentence(self.notice, failure or view.notice or (view.caution if view.is_on else None))

    def _state_words(self) -> str:
        view = self.view
        words = {
            InterpreterPhase.OFF: "",
            InterpreterPhase.OPENING: tr("Opening the microphone…"),
            InterpreterPhase.LISTENING: tr("Listening"),
            InterpreterPhase.HEARING: tr("Hearing"),
            InterpreterPhase.TRANSLATING: tr("Translating…"),
            InterpreterPhase.SPEAKING: tr("Speaking"),
            InterpreterPhase.PAUSED: tr("Paused"),
            InterpreterPhase.DEAF: tr("No microphone"),
        }[view.phase]
        cost = in_words(cost_words(view.spent_usd, unpriced=view.unpriced))
        return "  ·  ".join(filter(None, (words, cost)))

    def _place(self, chooser: Chooser, code: str) -> int:
        """Return where a language stands. One that is named nowhere is listed by its code."""
        found = chooser.findData(code)
        if found < 0:
            chooser.addItem(code, code)
            found = chooser.count() - 1
        return found

    @staticmethod
    def _name(button: QPushButton, name: str) -> None:
        if button.objectName() != name:
            button.setObjectName(name)
            button.style().unpolish(button)
            button.style().polish(button)


def _show_sentence(label: Paragraph, sentence: Sentence | None) -> None:
    label.setText(in_words(sentence) if sentence is not None else "")
    _set_visible(label, visible=sentence is not None)


def _set_visible(label: Paragraph, *, visible: bool) -> None:
    """Show or hide it with the margin around it."""
    label.setVisible(visible)
    around = label.parentWidget()
    if around is not None:
        around.setVisible(visible)


def _margined(held: QWidget) -> QWidget:
    kept = QWidget()
    row = QHBoxLayout(kept)
    row.setContentsMargins(EDGE, TIGHT, EDGE, 0)
    row.addWidget(held)
    return kept

"""Puts real buttons into the lines of the talk: on the card of a tool that asks, and on words that wait."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.alarm_access import AlarmAccess
from voiceapp.core.messages import AskedAgain, Event, ToolPermitted
from voiceapp.core.transcript import Item, Message, Note, ToolCall, Via
from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.sentences import in_words
from voiceapp.gui.transcript.line_words import answer_words, asked_of, cancel_word, card_words, spoken_line
from voiceapp.gui.words import tr

PUT_OFF = 300
"""Seconds until a snoozed alarm rings again."""


class WaitingCard(QWidget):
    """Ask again and Delete, for words that wait."""

    def __init__(
        self, item: Message, tell: Callable[[Event], None], delete: Callable[[Item], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.item = item
        again = QPushButton(tr("Try again") if item.via is Via.FILE else tr("Ask again"))
        again.clicked.connect(lambda: tell(AskedAgain(item.id)))
        no = QPushButton(tr("Delete"))
        no.clicked.connect(lambda: delete(item))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (again, no):
            button.setAccessibleDescription(spoken_line(item))
            row.addWidget(button)
        row.addStretch(1)

    def open_fold(self, *, is_open: bool) -> None:
        """Does nothing, because it has no fold."""


class PermissionCard(QWidget):
    """Allow once, always or never, for a tool that asks; its full arguments stand above, open or folded."""

    def __init__(
        self,
        call: ToolCall,
        tell: Callable[[Event], None],
        always: Callable[[ToolCall], None],
        fold: Callable[[Item], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.item = call
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(card_words(call))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.fold: QPushButton | None = None
        self.asked: QPlainTextEdit | None = None
        text = asked_of(call)
        if text and call.says_all:
            self.fold = QPushButton()
            self.fold.setObjectName("fold")
            self.fold.clicked.connect(lambda: fold(call))
            column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        if text:
            self.asked = _asked(text)
            column.addWidget(self.asked, 1)
        self.open_fold(is_open=not call.says_all)
        column.addStretch(0)
        column.addLayout(self._answers(call, tell, always))

    def _answers(
        self, call: ToolCall, tell: Callable[[Event], None], always: Callable[[ToolCall], None]
    ) -> QHBoxLayout:
        allow, always_allow, refuse = answer_words()
        self.allow = _button(allow, call, lambda: tell(ToolPermitted(call.id, allowed=True)))
        self.allow.setObjectName("primary")
        self.always = _button(always_allow, call, lambda: always(call))
        self.refuse = _button(refuse, call, lambda: tell(ToolPermitted(call.id, allowed=False)))
        row = QHBoxLayout()
        row.setContentsMargins(0, SPACE, 0, 0)
        row.setSpacing(SPACE)
        for button in (self.allow, self.always, self.refuse):
            row.addWidget(button)
        if call.each_time:
            self.always.hide()
        row.addStretch(1)
        return row

    def open_fold(self, *, is_open: bool) -> None:
        if self.fold is not None:
            self.fold.setText(tr("▾ Details") if is_open else tr("▸ Details"))
            self.fold.setAccessibleName(tr("Hide the details") if is_open else tr("Show the details"))
        if self.asked is not None:
            self.asked.setVisible(is_open)


class AlarmCard(QWidget):
    """Stop and five minutes more, for a timer or a reminder that is ringing."""

    def __init__(self, note: Note, alarms: AlarmAccess, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = note
        self.setCursor(Qt.CursorShape.ArrowCursor)
        number = note.alarm if note.alarm is not None else 0
        stop = QPushButton(tr("Stop"))
        stop.setObjectName("primary")
        stop.clicked.connect(lambda: alarms.stop(number))
        later = QPushButton(tr("+{0} min").format(PUT_OFF // 60))
        later.setAccessibleName(tr("Ring again in {0} minutes").format(PUT_OFF // 60))
        later.clicked.connect(lambda: alarms.put_off(number, PUT_OFF))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for button in (stop, later):
            button.setAccessibleDescription(in_words(note.sentence))
            row.addWidget(button)
        row.addStretch(1)

    def open_fold(self, *, is_open: bool) -> None:
        """Does nothing, because it has no fold."""


class TimerCard(QWidget):
    """Cancel, beside a timer's remaining time or a reminder's words."""

    def __init__(self, call: ToolCall, alarms: AlarmAccess, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = call
        self.setCursor(Qt.CursorShape.ArrowCursor)
        number = call.waits.number if call.waits is not None else 0
        cancel = QPushButton(cancel_word())
        cancel.setObjectName("inCard")
        cancel.setAccessibleDescription(in_words(call.told))
        cancel.clicked.connect(lambda: alarms.cancel(number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(cancel)

    def open_fold(self, *, is_open: bool) -> None:
        """Does nothing, because the line itself is folded."""


def _button(words: str, call: ToolCall, work: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName("answer")
    # A screen reader reaches the button without the card, so its description says what it is about.
    button.setAccessibleDescription(card_words(call))
    button.clicked.connect(lambda: work())
    return button


def _asked(text: str) -> QPlainTextEdit:
    """The full details: what does not fit scrolls, so that the buttons always stay beside what they are about."""
    box = QPlainTextEdit(text)
    box.setObjectName("asked")
    box.setAccessibleName(tr("Tool input"))
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    box.setTabChangesFocus(True)
    box.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    box.setFrameShape(QFrame.Shape.NoFrame)
    box.setMinimumSize(QSize(0, 0))
    return box

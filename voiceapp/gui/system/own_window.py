"""Puts dictated text directly into whichever of our own fields has the keyboard."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult

T = TypeVar("T")
PATIENCE = 2.0
"""Seconds for which another thread waits for the window's thread."""
UNIT = 2
"""Bytes that Qt counts as one character."""


@dataclass(frozen=True, slots=True)
class _Question:
    work: Callable[[], None]


class OwnTextFields(QObject):
    """Meets `core.dictation.ports.OwnWindow`. Made in the window's thread, called from any other."""

    _asked = Signal(object)

    def __init__(
        self, message: Callable[[], QPlainTextEdit], parent: QObject | None = None, *, patience: float = PATIENCE
    ) -> None:
        """`message`: where text goes when our window has the keyboard but none of its fields does."""
        super().__init__(parent)
        self._message = message
        self._patience = patience
        self._asked.connect(self._do, Qt.ConnectionType.QueuedConnection)

    def secret(self) -> bool | None:
        return self._in_window(_secret, None)

    def deliver(self, wish: Deliver) -> Delivered | None:
        return self._in_window(lambda: self._deliver(wish), None)

    # --- in the window's thread

    def _deliver(self, wish: Deliver) -> Delivered | None:
        if QApplication.activeWindow() is None:
            return None
        if _secret():
            return Delivered(wish.delivery, DeliveryResult.HIDDEN_FIELD)
        field = self._field()
        if field is None:
            return Delivered(wish.delivery, DeliveryResult.FOCUS_MOVED)
        from voiceapp.core.dictation.joining import fit  # noqa: PLC0415  (only when somebody dictates)

        before, after = _around(field, wish.erase)
        text = wish.text if wish.as_is else fit(wish.text, before, after)
        _put(field, text, wish.erase)
        return Delivered(wish.delivery, DeliveryResult.INSERTED, text)

    def _field(self) -> QLineEdit | QPlainTextEdit | None:
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit) and field.isEnabled() and not field.isReadOnly():
            return field
        message = self._message()
        if message.window() is not QApplication.activeWindow():
            return None
        message.setFocus()
        return message

    def _in_window(self, work: Callable[[], T], otherwise: T) -> T:
        done: Future[T] = Future()

        def answer() -> None:
            if done.set_running_or_notify_cancel():
                done.set_result(work())

        self._asked.emit(_Question(answer))
        try:
            return done.result(self._patience)
        except TimeoutError:
            # A call that was given up must not be carried out later: its words would be in the field and still waiting.
            return otherwise if done.cancel() else done.result()

    def _do(self, asked: _Question) -> None:
        asked.work()


def _secret() -> bool | None:
    """Says whether the field that has the keyboard hides what is typed; None: another program has the keyboard."""
    if QApplication.activeWindow() is None:
        return None
    field: QWidget | None = QApplication.focusWidget()
    return isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal


def _around(field: QLineEdit | QPlainTextEdit, erase: int) -> tuple[str, str]:
    """Returns the text before and after the place where words will be inserted."""
    if isinstance(field, QLineEdit):
        whole = field.text()
        start = field.selectionStart() if field.hasSelectedText() else field.cursorPosition()
        end = field.selectionEnd() if field.hasSelectedText() else start
    else:
        whole, cursor = field.toPlainText(), field.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
    units = whole.encode("utf-16-le")
    before, after = units[: start * UNIT].decode("utf-16-le"), units[end * UNIT :].decode("utf-16-le")
    return (before[:-erase] if erase else before), after


def _put(field: QLineEdit | QPlainTextEdit, text: str, erase: int) -> None:
    if isinstance(field, QLineEdit):
        for _ in range(erase):
            field.backspace()
        field.insert(" ".join(text.splitlines()) if "\n" in text else text)
        return
    cursor = field.textCursor()
    if erase:
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, erase)
    cursor.insertText(text)
    field.setTextCursor(cursor)

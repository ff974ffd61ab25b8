"""Asks on a thread whether the program that one copied from answers, before one of our fields pastes from it.

Qt asks it in the window's thread, and waits five seconds for one that hangs. What is typed meanwhile comes after what is pasted.
"""

import threading
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

TextField = QLineEdit | QPlainTextEdit | QTextEdit
OwnerAnswers = Callable[[str], bool]
"""Given the name of the selection. May take its time."""
CLIPBOARD, PRIMARY = "CLIPBOARD", "PRIMARY"


class PatientPaste(QObject):
    """Watches the events of the field that has the keyboard, in the window's thread.

    While it waits for an answer it watches all of the application. Always to do so would call Python for each of Qt's
    events, which is a fifth of what the window costs in a talk.
    """

    _told = Signal(bool)

    def __init__(self, application: QApplication, answers: OwnerAnswers, hangs: Callable[[], None]) -> None:
        """`hangs` is called instead of pasting from a program that does not answer."""
        super().__init__(application)
        self._application = application
        self._answers = answers
        self._hangs = hangs
        self._held: deque[tuple[QWidget, QEvent]] = deque()
        """The event that pastes, and what was typed since."""
        self._passing = False
        self._told.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        application.focusChanged.connect(self._watch_field)
        self._watch_field(None, application.focusWidget())

    def _watch_field(self, left: QWidget | None, entered: QWidget | None) -> None:
        for widget in _parts_of(left):
            widget.removeEventFilter(self)
        for widget in _parts_of(entered):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._passing or not isinstance(watched, QWidget):
            return False
        if self._held:
            return self._hold_key(watched, event)
        selection = _asked_by(watched, event)
        if not selection or _is_ours(selection):
            return False
        self._held.append((watched, event.clone()))
        self._application.installEventFilter(self)
        threading.Thread(target=self._find_out, args=(selection,), name="clipboard owner", daemon=True).start()
        return True

    def _hold_key(self, watched: QWidget, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is QEvent.Type.ShortcutOverride:
            return False
        self._held.append((watched, event.clone()))
        return True

    def _find_out(self, selection: str) -> None:
        self._told.emit(self._answers(selection))

    def _go_on(self, answers: bool) -> None:
        self._application.removeEventFilter(self)
        held, self._held = self._held, deque[tuple[QWidget, QEvent]]()
        if not answers:
            held.popleft()
            self._hangs()
        self._passing = True
        try:
            for field, event in held:
                QApplication.sendEvent(field, event)
        finally:
            self._passing = False


def _asked_by(watched: QWidget, event: QEvent) -> str:
    """The selection that the field is about to read; empty: none."""
    match event:
        case QKeyEvent() if event.type() is QEvent.Type.KeyPress:
            pastes = event.matches(QKeySequence.StandardKey.Paste)
            return CLIPBOARD if pastes and _field_of(watched) is not None else ""
        case QContextMenuEvent():
            return CLIPBOARD if _field_of(watched) is not None else ""
        case QMouseEvent() if event.type() is QEvent.Type.MouseButtonRelease:
            pastes = event.button() is Qt.MouseButton.MiddleButton
            return PRIMARY if pastes and _field_of(watched) is not None else ""
        case _:
            return ""


def _parts_of(widget: QWidget | None) -> tuple[QWidget, ...]:
    """The widgets to which a field's events go; none, where it is not a field."""
    match widget:
        case QPlainTextEdit() | QTextEdit():
            return widget, widget.viewport()
        case QLineEdit():
            return (widget,)
        case _:
            return ()


def _field_of(watched: QWidget) -> TextField | None:
    """A field that one can write in. Its inside is a widget of its own in some."""
    for widget in (watched, watched.parentWidget()):
        if isinstance(widget, TextField):
            return None if widget.isReadOnly() else widget
    return None


def _is_ours(selection: str) -> bool:
    clipboard: QClipboard = QGuiApplication.clipboard()
    return clipboard.ownsClipboard() if selection == CLIPBOARD else clipboard.ownsSelection()

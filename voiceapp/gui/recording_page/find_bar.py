"""Finds words in the lines of a talk and replaces them, one by one or all at once."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton

from voiceapp.core.recordings.find import Match, Wanted, matches, replaced, replaced_at
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.transcript import ItemId
from voiceapp.gui.look.controls import SignButton
from voiceapp.gui.look.theme import SPACE, Palette
from voiceapp.gui.recording_page.painter import Span
from voiceapp.gui.recording_page.view import RecordingView
from voiceapp.gui.transcript.doubt_marks import MarkedWord
from voiceapp.gui.transcript.model import TranscriptModel
from voiceapp.gui.words import tr


class FindBar(QFrame):
    left = Signal()
    """The person wants no more of it."""

    def __init__(self, model: TranscriptModel, view: RecordingView, do: Callable[[LineEdit | None, str], bool]) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._model = model
        self._view = view
        self._do = do
        self._found: tuple[Match, ...] = ()
        self._now = -1
        self.words, self.by = QLineEdit(), QLineEdit()
        for field, name in ((self.words, tr("Find")), (self.by, tr("Replace with"))):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            field.installEventFilter(self)
        self.case, self.whole = QCheckBox(tr("Match case")), QCheckBox(tr("Whole words"))
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.back, self.next = SignButton("up", tr("Previous")), SignButton("down", tr("Next"))
        self.one, self.all = QPushButton(tr("Replace")), QPushButton(tr("Replace all"))
        self._close = SignButton("close", tr("Close"))
        self.words.textChanged.connect(self.look)
        self.words.returnPressed.connect(self.go_on)
        self.case.toggled.connect(self.look)
        self.whole.toggled.connect(self.look)
        self.back.clicked.connect(lambda: self.go_on(-1))
        self.next.clicked.connect(lambda: self.go_on())
        self.one.clicked.connect(self.replace_one)
        self.all.clicked.connect(self.replace_all)
        self._close.clicked.connect(self.leave)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for part in (self.count, self.back, self.next, self._close):
            upper.addWidget(part)
        for button in (self.one, self.all):
            lower.addWidget(button)
        lower.addStretch(1)
        wishes = QHBoxLayout()
        for wish in (self.case, self.whole):
            wishes.addWidget(wish)
        wishes.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        grid.addWidget(self.words, 0, 0)
        grid.addLayout(upper, 0, 1)
        grid.addWidget(self.by, 1, 0)
        grid.addLayout(lower, 1, 1)
        grid.addLayout(wishes, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def use(self, palette: Palette) -> None:
        for button in (self.back, self.next, self._close):
            button.use(palette)

    def open(self) -> None:
        self.show()
        self.words.setFocus()
        self.words.selectAll()
        self.look()

    def leave(self) -> None:
        self.hide()
        self._view.show_found({})
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key that otherwise stops a reply: in its fields it leaves the bar."""
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    # --- finding

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.words.text(), self.case.isChecked(), self.whole.isChecked())

    def look(self) -> None:
        """Find the words again, because they or the lines have changed."""
        if self.isHidden():
            return
        self._found = matches(self._model.items(), self.wanted)
        self._now = min(self._now, len(self._found) - 1)
        spans: dict[ItemId, list[Span]] = {}
        for match in self._found:
            spans.setdefault(match.item, []).append((match.start, match.end))
        self._view.show_found(spans)
        for button in (self.back, self.next, self.one, self.all):
            button.setEnabled(bool(self._found))
        self._say_count()

    def _say_count(self) -> None:
        if not self.words.text():
            self.count.clear()
        elif not self._found:
            self.count.setText(tr("Nothing found"))
        elif self._now >= 0:
            self.count.setText(tr("{0} of {1}").format(self._now + 1, len(self._found)))
        else:
            self.count.setText(tr("{0} found").format(len(self._found)))

    def go_on(self, by: int = 1) -> None:
        """Go to the next place."""
        if self._found:
            self._now = (self._now + by) % len(self._found) if self._now >= 0 or by > 0 else len(self._found) - 1
            match = self._found[self._now]
            self._view.bring_to(MarkedWord(match.item, match.start, match.end))
            self._say_count()

    # --- replacing

    def replace_one(self) -> None:
        """Replace the place that one is at, and go on to the next."""
        if self._now < 0:
            self.go_on()
            return
        at = self._now
        self._do(replaced_at(self._model.items(), self._found[at], self.by.text()), "")
        self.look()
        if self._found:
            self._now = min(at, len(self._found) - 1) - 1
            self.go_on()

    def replace_all(self) -> None:
        count = len(self._found)
        self._now = -1
        if self._do(replaced(self._model.items(), self.wanted, self.by.text()), tr("{0} replaced").format(count)):
            self.look()
            self.count.setText(tr("{0} replaced").format(count))

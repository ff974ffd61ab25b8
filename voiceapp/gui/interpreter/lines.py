"""Shows the lines of an interpreted talk in two columns: each of the two reads everything in their own."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from voiceapp.core.interpreter.job import Side
from voiceapp.core.interpreter.view import InterpretedLine, InterpreterView
from voiceapp.gui.look.controls import Paragraph, announce
from voiceapp.gui.look.theme import EDGE, SPACE, TIGHT, WIDE
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

NEAR_END = 60
"""Pixels above the end from which the newest line is followed."""


class LineRow(QFrame):
    retry_wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._line: InterpretedLine | None = None
        self.left, self.right = _Cell(), _Cell()
        self.remark = Paragraph()
        self.remark.setObjectName("problem")
        self.retry = QPushButton(tr("Try again"))
        self.retry.setObjectName("inCard")
        self.retry.clicked.connect(lambda: self.retry_wanted.emit(self._name))
        texts = QHBoxLayout()
        texts.setSpacing(WIDE)
        texts.addWidget(self.left, 1)
        texts.addWidget(self.right, 1)
        below = QHBoxLayout()
        below.addWidget(self.remark, 1)
        below.addWidget(self.retry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addLayout(texts)
        column.addLayout(below)

    def show_line(self, line: InterpretedLine) -> None:
        if line == self._line:
            return
        self._line = line
        speaks_right = line.side is Side.RIGHT
        said, other = (self.right, self.left) if speaks_right else (self.left, self.right)
        said.say(line.said or "…", translation=False)
        other.say(line.translated or ("…" if line.grows else ""), translation=True, sounds=line.sounds)
        waits = tr("Kept. It's translated once the service can be reached again.") if line.waiting else ""
        remark = in_words(line.remark) if line.remark is not None and not line.waiting else waits
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self.retry.setVisible(line.can_retry)


class _Cell(QFrame):
    """One text of a line, in its own colours."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Paragraph()
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, SPACE, WIDE, SPACE)
        column.addWidget(self.text)
        column.addStretch(1)

    def say(self, words: str, *, translation: bool, sounds: bool = False) -> None:
        name = ("interpretedNow" if sounds else "interpreted") if translation and words else "original"
        if self.objectName() != name:
            self.setObjectName(name)
            self.text.setObjectName(f"{name}Text")
            for each in (self, self.text):
                each.style().unpolish(each)
                each.style().polish(each)
        self.text.setText(words)


class InterpretedLines(QScrollArea):
    """Follows the newest line, as long as the person has not scrolled up."""

    retry_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Interpreted conversation"))
        self.rows: dict[str, LineRow] = {}
        self._translated: set[str] = set()
        held = QWidget()
        held.setObjectName("ground")
        self._column = QVBoxLayout(held)
        self._column.setContentsMargins(EDGE, SPACE, EDGE, SPACE)
        self._column.setSpacing(SPACE)
        self._column.addStretch(1)
        self.setWidget(held)

    def show_lines(self, view: InterpreterView) -> None:
        bar = self.verticalScrollBar()
        follows = bar.maximum() - bar.value() < NEAR_END
        wanted = {line.id for line in view.lines}
        for name in [name for name in self.rows if name not in wanted]:
            gone = self.rows.pop(name)
            self._column.removeWidget(gone)
            gone.deleteLater()
        for line in view.lines:
            if line.id not in self.rows:
                self.rows[line.id] = self._new_row(line.id)
            self.rows[line.id].show_line(line)
            self._announce(line)
        if follows:
            QTimer.singleShot(0, self, self._go_to_end)

    def _new_row(self, name: str) -> LineRow:
        row = LineRow(name)
        row.retry_wanted.connect(self.retry_wanted)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _announce(self, line: InterpretedLine) -> None:
        """A screen reader says each translation once it is whole."""
        if line.translated and not line.grows and line.id not in self._translated:
            self._translated.add(line.id)
            announce(self, line.translated)

    def _go_to_end(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

"""Shows one point of a summary, with a link to its line, and an editor in its place while it is changed."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.ids import ItemId
from voiceapp.core.summaries.summary import Point, Section
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.gui.look.controls import Paragraph, SignButton
from voiceapp.gui.look.theme import SPACE, TIGHT, Palette
from voiceapp.gui.words import tr

ESCAPE = Qt.Key.Key_Escape
MOST_LINKS = 3
"""Lines of a point that are offered; the others are close to them."""


class PointRow(QWidget):
    line_wanted = Signal(object)
    """An ItemId."""
    changed = Signal(object)
    """The Point as the person wants it."""
    removed = Signal()

    def __init__(self, point: Point, links: list[tuple[ItemId, str]], palette: Palette) -> None:
        """`links`: the lines that are there, each with its time."""
        super().__init__()
        self.point = point
        self._palette = palette
        self.links: list[QPushButton] = []
        self.editor: PointEditor | None = None
        self._shown = QWidget()
        row = QHBoxLayout(self._shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        if point.section is Section.TASK:
            row.addWidget(self._box())
        self.words = Paragraph(words_of(point))
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.words, 1)
        for line, at in links[:MOST_LINKS]:
            row.addWidget(self._link(line, at))
        self.edit = SignButton("pen", tr("Change: {0}").format(point.text))
        self.edit.clicked.connect(self._edit)
        self.delete = SignButton("close", tr("Delete: {0}").format(point.text))
        self.delete.clicked.connect(self.removed)
        for button in (self.edit, self.delete):
            button.use(palette)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._shown)

    def _box(self) -> QCheckBox:
        box = QCheckBox()
        box.setAccessibleName(tr("Done: {0}").format(self.point.text))
        box.setToolTip(tr("Done"))
        box.setChecked(self.point.done)
        box.toggled.connect(self._tick)
        return box

    def _tick(self, done: bool) -> None:
        self.changed.emit(replace(self.point, done=done))

    def _link(self, line: ItemId, at: str) -> QPushButton:
        link = QPushButton(at)
        link.setObjectName("link")
        link.setAccessibleName(tr("Go to {0}").format(at))
        link.setToolTip(tr("Go to the line that this came from"))
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda: self.line_wanted.emit(line))
        self.links.append(link)
        return link

    @property
    def typed(self) -> tuple[str, ...] | None:
        """Return what is typed and not saved yet. None: nobody edits."""
        return None if self.editor is None else tuple(field.text() for field in self.editor.fields)

    def write_on(self, typed: tuple[str, ...]) -> None:
        self._edit()
        if self.editor is not None:
            for field, text in zip(self.editor.fields, typed, strict=True):
                field.setText(text)

    def _edit(self) -> None:
        if self.editor is None:
            self.editor = PointEditor(self.point)
            self.editor.saved.connect(self._save)
            self.editor.left.connect(self._leave)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.editor)
            self._shown.hide()
            self.editor.text.setFocus()

    def _save(self, point: Point) -> None:
        self._leave()
        if not point.text:
            self.removed.emit()
        elif point != self.point:
            self.changed.emit(point)

    def _leave(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.hide()
            editor.deleteLater()
            self._shown.show()
            self.edit.setFocus()


class PointEditor(QWidget):
    """Enter saves, Esc leaves it as it was."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, point: Point) -> None:
        super().__init__()
        self._point = point
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        self.text = self._field(point.text, tr("Text"))
        self.owner = self._field(point.owner, tr("Who"))
        self.due = self._field(point.due, tr("Until when"))
        self.fields = (self.text, self.owner, self.due)
        row.addWidget(self.text, 3)
        for field in (self.owner, self.due):
            row.addWidget(field, 1)
            if point.section is not Section.TASK:
                field.hide()

    def _field(self, text: str, name: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.returnPressed.connect(self.save)
        field.installEventFilter(self)
        return field

    def save(self) -> None:
        text, owner, due = (" ".join(in_one_line(clean(each.text())).split()) for each in self.fields)
        self.saved.emit(replace(self._point, text=text, owner=owner, due=due))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Esc from the window, which has a use for it, too."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == ESCAPE:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == ESCAPE:
            self.left.emit()
            return
        super().keyPressEvent(event)


def words_of(point: Point) -> str:
    """Return a point as one reads it, a task with who and when."""
    who_and_when = [part for part in (point.owner, tr("until {0}").format(point.due) if point.due else "") if part]
    return f"{point.text} ({', '.join(who_and_when)})" if who_and_when else point.text

"""Shows a text that was written about a talk by a prompt, and lets the person change it."""

import re
from dataclasses import replace

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.summaries.summary import PromptedText
from voiceapp.core.text.clean_text import clean
from voiceapp.gui.look.controls import SignButton
from voiceapp.gui.look.theme import SPACE, TIGHT, Palette
from voiceapp.gui.words import tr

LEAST_HEIGHT = 160
DEEPEST = 6
_HEADING = re.compile(r"^(#{1,6})(?=\s)", re.MULTILINE)


class TextCard(QWidget):
    changed = Signal(object)
    """The PromptedText as the person wants it."""
    removed = Signal()

    def __init__(self, text: PromptedText, palette: Palette) -> None:
        super().__init__()
        self.text = text
        self.shown = MarkdownView(text.text)
        self.shown.setAccessibleName(text.prompt)
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(text.prompt)
        self.editor.setMinimumHeight(LEAST_HEIGHT)
        self.editor.hide()
        self.edit = SignButton("pen", tr("Change: {0}").format(text.prompt))
        self.edit.clicked.connect(self._edit)
        self.delete = SignButton("close", tr("Delete: {0}").format(text.prompt))
        self.delete.clicked.connect(self.removed)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        name = QLabel(text.prompt)
        name.setObjectName("strong")
        head.addWidget(name, 1)
        for button in (self.edit, self.delete):
            button.use(palette)
            head.addWidget(button)
        self.save, self.leave = QPushButton(tr("Save")), QPushButton(tr("Cancel"))
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(lambda: self._show_editor(on=False))
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.save)
        self._buttons.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(TIGHT)
        column.addLayout(head)
        for part in (self.shown, self.editor, self._buttons):
            column.addWidget(part)

    @property
    def typed(self) -> str | None:
        """Return what is typed and not saved yet. None: nobody edits."""
        return None if self.editor.isHidden() else self.editor.toPlainText()

    def write_on(self, typed: str) -> None:
        self._edit()
        self.editor.setPlainText(typed)

    def _edit(self) -> None:
        self.editor.setPlainText(self.text.text)
        self._show_editor(on=True)
        self.editor.setFocus()

    def _show_editor(self, *, on: bool) -> None:
        self.shown.setVisible(not on)
        self.editor.setVisible(on)
        self._buttons.setVisible(on)

    def _save(self) -> None:
        text = clean(self.editor.toPlainText()).strip()
        self._show_editor(on=False)
        if not text:
            self.removed.emit()
        elif text != self.text.text:
            self.changed.emit(replace(self.text, text=text))


class MarkdownView(QTextBrowser):
    """Shows Markdown, as high as it is. It opens nothing, and loads no picture."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.viewport().setAutoFillBackground(False)
        self.setMarkdown(_HEADING.sub(_smaller, text.replace("<", "&lt;")))
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(int(self.document().size().height()) + TIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 40)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        del kind, name
        return None


def _smaller(heading: re.Match[str]) -> str:
    """The largest ones are those of a page; here they stand below the prompt's name."""
    return "#" * min(DEEPEST, len(heading[1]) + 3)

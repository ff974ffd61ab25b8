"""Shows the versions of a line side by side, with the difference word by word, and lets the person choose one."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from voiceapp.core.text.word_changes import ChangedPiece, PieceKind, difference
from voiceapp.core.transcript import Message, Version
from voiceapp.core.versions import own_version
from voiceapp.gui.look.theme import SPACE, WIDE, Palette
from voiceapp.gui.settings.model_words import language_name
from voiceapp.gui.words import tr

_WIDTH, _HEIGHT = 620, 420


class VersionsDialog(QDialog):
    wanted = Signal(object)
    """The Version that is to be used."""

    def __init__(self, line: Message, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versions")
        self.setWindowTitle(tr("Versions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        self._palette = palette
        self.line = line
        self.buttons: list[QPushButton] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(SPACE)
        column.addWidget(self._scroll, 1)
        column.addLayout(row)
        self.show_line(line)

    def show_line(self, line: Message) -> None:
        self.line = line
        self.buttons = []
        mine = own_version(line)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(WIDE)
        column.addWidget(self._card(tr("In use: {0}").format(heading(mine)), escape(line.text), None))
        for version in reversed(line.versions):
            pieces = difference(line.text, version.text)
            same = all(piece.kind is PieceKind.SAME for piece in pieces)
            title = f"{heading(version)} · {tr('the same words')}" if same else heading(version)
            column.addWidget(self._card(title, marked(pieces, version.text, self._palette), version))
        column.addStretch(1)
        self._scroll.setWidget(body)
        for ground in (self._scroll.viewport(), body):
            ground.setAutoFillBackground(False)

    def _card(self, title: str, html: str, version: Version | None) -> QWidget:
        card = QFrame()
        card.setObjectName("banner")
        name = QLabel(title)
        name.setObjectName("small")
        name.setTextFormat(Qt.TextFormat.PlainText)
        words = QLabel(html)
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        top.addWidget(name, 1)
        if version is not None:
            button = QPushButton(tr("Use this one"))
            button.setAccessibleDescription(version.text)
            button.clicked.connect(lambda: self.wanted.emit(version))
            self.buttons.append(button)
            top.addWidget(button)
        column = QVBoxLayout(card)
        column.setContentsMargins(WIDE, SPACE, WIDE, SPACE)
        column.addLayout(top)
        column.addWidget(words)
        return card


def heading(version: Version) -> str:
    """Return who heard it, and in which language."""
    by = version.by or tr("First version")
    return f"{by} · {language_name(version.language)}" if version.language else by


def marked(pieces: tuple[ChangedPiece, ...], text: str, palette: Palette) -> str:
    """Return a version with what is new in it on a ground of its own, and what it lacks struck through."""
    if all(piece.kind is PieceKind.SAME for piece in pieces):
        return escape(text)
    styles = {
        PieceKind.SAME: "",
        PieceKind.ADDED: f"background-color: {palette.mark}",
        PieceKind.REMOVED: f"color: {palette.quiet}; text-decoration: line-through",
    }
    return " ".join(f'<span style="{styles[piece.kind]}">{escape(piece.text)}</span>' for piece in pieces)

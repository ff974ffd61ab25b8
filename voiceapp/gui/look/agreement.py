"""Says, before something is done to which others have to agree, what that is; and does it only at a press."""

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from voiceapp.gui.look.controls import Paragraph
from voiceapp.gui.look.theme import EDGE, SPACE
from voiceapp.gui.words import tr

WIDTH = 440


class AgreementDialog(QDialog):
    """Has a paragraph for each of the words, and `start`, which whoever makes it connects."""

    def __init__(self, name: str, title: str, start: str, words: Iterable[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.start = QPushButton(start)
        self.start.setObjectName("primary")
        cancel = QPushButton(tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.start)
        self.told = Paragraph("")
        """How it goes, once it was begun."""
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(SPACE)
        for each in words:
            column.addWidget(Paragraph(each))
        column.addWidget(self.told)
        column.addLayout(buttons)

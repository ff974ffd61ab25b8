"""Asks once more before something is deleted that nothing brings back."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from voiceapp.gui.look.controls import Paragraph
from voiceapp.gui.words import tr


class Confirmation(QFrame):
    """Is hidden until it is asked."""

    def __init__(self, question: str, yes: str, confirmed: Callable[[], None], *, name: str) -> None:
        """`name`: what the button that confirms is called in style sheets and tests."""
        super().__init__()
        self.setObjectName("notice")
        confirm = QPushButton(yes)
        confirm.setObjectName(name)
        confirm.clicked.connect(confirmed)
        cancel = QPushButton(tr("Cancel"))
        cancel.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.addWidget(confirm)
        row.addWidget(cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(Paragraph(question))
        column.addLayout(row)
        self.hide()

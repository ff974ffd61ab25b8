"""Says, before a meeting is recorded for the first time, what is recorded and who has to agree to it."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from voiceapp.gui.look.controls import Paragraph
from voiceapp.gui.look.theme import EDGE, SPACE
from voiceapp.gui.words import tr

WIDTH = 440


class ConsentDialog(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("consent")
        self.setWindowTitle(tr("Record a meeting"))
        self.setMinimumWidth(WIDTH)
        self.start = QPushButton(tr("Start recording"))
        self.start.setObjectName("primary")
        self.start.clicked.connect(self.accept)
        cancel = QPushButton(tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(SPACE)
        for words in (
            tr(
                "voiceapp records your microphone and everything that this computer plays, until you press Stop recording."
            ),
            tr("Tell everybody first, and record only if they agree: in many countries that's the law."),
            tr(
                "Use headphones. Otherwise your microphone hears the others as well, and their words stand there twice."
            ),
        ):
            column.addWidget(Paragraph(words))
        column.addLayout(buttons)

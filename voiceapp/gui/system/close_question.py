"""Asks what to do with an open microphone when the window is closed."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from voiceapp.gui.look.controls import Paragraph
from voiceapp.gui.look.theme import BROAD, EDGE, TIGHT, WIDE
from voiceapp.gui.words import tr

WIDTH = 540


class CloseQuestion(QDialog):
    """Cancelled with Esc: the window stays."""

    def __init__(
        self, keep: Callable[[bool], None], stop: Callable[[bool], None], quit: Callable[[], None], parent: QWidget
    ) -> None:
        """`keep` and `stop` receive whether to remember that answer."""
        super().__init__(parent)
        self.setObjectName("closeQuestion")
        self.setWindowTitle(tr("Close the window"))
        self.setMinimumWidth(WIDTH)
        title = Paragraph(tr("Keep listening in the background?"))
        title.setObjectName("title")
        words = Paragraph(
            tr(
                "Your microphone is on. If you keep listening, the conversation continues without the "
                "window and the tray icon shows a microphone."
            )
        )
        self.always = QCheckBox(tr("Don't ask again"))
        self.quit = self._button(tr("Quit"), quit)
        self.stop = self._button(tr("Stop and close"), lambda: stop(self.always.isChecked()))
        self.keep = self._button(tr("Keep listening"), lambda: keep(self.always.isChecked()))
        self.stop.setObjectName("primary")
        self.stop.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.quit)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(BROAD, EDGE, BROAD, EDGE)
        column.setSpacing(WIDE)
        column.addWidget(title)
        column.addWidget(words)
        column.addWidget(self.always)
        column.addSpacing(TIGHT)
        column.addLayout(row)
        self.setAccessibleName(title.text())
        self.setAccessibleDescription(words.text())
        self.stop.setFocus()

    def _button(self, words: str, then: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)

        def pressed() -> None:
            self.accept()
            then()

        button.clicked.connect(pressed)
        return button

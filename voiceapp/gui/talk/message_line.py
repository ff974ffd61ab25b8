"""Shows the line at the bottom: type, add a picture, choose whether the answer is spoken, send."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from voiceapp.core.transcript import Image
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.pictures.decoded import decoded
from voiceapp.gui.talk import screen
from voiceapp.gui.talk.composer import Composer, ComposerBox, Standing
from voiceapp.gui.words import tr

NARROW = 600


class MessageLine(QWidget):
    sent = Signal(object)
    notice = Signal(str)

    def __init__(self, standing: Standing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("typing")
        self.composer = Composer(standing)
        self.composer.sent.connect(self.sent)
        self.composer.too_many.connect(lambda: self.notice.emit(tr("You can add up to four pictures.")))
        self._box = ComposerBox(self.composer)
        self._box.screen_wanted.connect(self.take_picture)
        self._spoken = QPushButton(tr("Spoken reply"))
        self._spoken.setObjectName("spokenAnswer")
        self._spoken.setCheckable(True)
        self._spoken.setChecked(True)
        self._spoken.toggled.connect(self._spoken_chosen)
        send = QPushButton(tr("Send"))
        send.setObjectName("primary")
        send.clicked.connect(self.composer.send)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box, 1)
        row.addWidget(self._spoken, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(send, 0, Qt.AlignmentFlag.AlignBottom)

    def use(self, palette: Palette) -> None:
        self._box.use(palette)

    def fit(self, width: int) -> None:
        """Adapts to the available width."""
        self._spoken.setVisible(width >= NARROW)

    def take_over(self, before: "MessageLine") -> None:
        """Continues the text of another window's line."""
        self.composer.take_over(before.composer)
        self._spoken.setChecked(before.composer.spoken)

    def choose_picture(self) -> None:
        self._box.choose_file()

    def change_picture(self, image: Image) -> None:
        """Takes a picture into the message, where the person says what shall change."""
        self.composer.add_picture(decoded(image))
        self.composer.setFocus()

    def take_picture(self, part: bool) -> None:
        """Takes a picture of the screen, or of a part of it."""

        def taken(picture: QImage | None) -> None:
            if picture is None:
                self.notice.emit(tr("This desktop doesn't let voiceapp take screenshots. Paste one instead."))
            else:
                self.composer.add_picture(picture)
                self.composer.setFocus()

        screen.take(self.window(), part=part, then=taken)

    def _spoken_chosen(self, spoken: bool) -> None:
        self.composer.spoken = spoken
        self._spoken.setText(tr("Spoken reply") if spoken else tr("Text reply"))

"""Says below the message line what leaves the device, and to whom it goes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from voiceapp.core.messages import Phase, TalkState
from voiceapp.gui.look.controls import MultiLineLabel
from voiceapp.gui.look.icons import pixmap
from voiceapp.gui.look.theme import LIGHT, SPACE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

SIGN = 14


class PrivacyLine(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = LIGHT
        self._state = TalkState()
        self._sign = QLabel()
        self._sign.setFixedSize(SIGN, SIGN)
        self.words = MultiLineLabel()
        self.words.setObjectName("small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self._show_sign()

    def show_state(self, state: TalkState) -> None:
        self._state = state
        off = tr("Off the record: nothing is kept here") + " · " if state.off_record else ""
        leaves = in_words(state.leaves_machine) if state.engine else ""
        if state.engine:
            self.words.say(off + (leaves or tr("Nothing leaves this device")), leaves)
        elif state.phase is Phase.OFF:
            self.words.say(off + tr("Nothing is sent until you start"))
        else:
            self.words.say(off + tr("Nothing has left this device yet"))
        self._show_sign()

    def _show_sign(self) -> None:
        sign = "cloud" if self._state.engine and self._state.leaves_machine else "lock"
        self._sign.setPixmap(pixmap(sign, self._palette.quiet, self.devicePixelRatioF(), SIGN))

"""Lists the voices that are remembered, and deletes them."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.failures import Failure
from voiceapp.core.recordings.voice_prints import RememberedVoice
from voiceapp.core.recordings.voices_access import VoicesAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.history.model import date_words
from voiceapp.gui.look.controls import Paragraph, announce
from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr


class RememberedVoicesBox(QWidget):
    """Asks for them when it is made."""

    def __init__(self, voices: VoicesAccess, bridge: Bridge) -> None:
        super().__init__()
        self._voices = voices
        self._bridge = bridge
        title = QLabel(tr("Remembered voices"))
        title.setObjectName("phase")
        self.about = Paragraph()
        self.about.setObjectName("quiet")
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE)
        self._grid.setColumnStretch(1, 1)
        self.buttons: dict[str, QPushButton] = {}
        self.all = self._button(tr("Delete all remembered voices"))
        self.all.clicked.connect(lambda: self._forget(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(title)
        column.addWidget(self.about)
        column.addLayout(self._grid)
        column.addWidget(self.all)
        self.all.hide()
        self.look()

    def look(self) -> None:
        self._voices.remembered(self._bridge.answer(self._show))

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        return button

    def _show(self, found: tuple[RememberedVoice, ...] | Failure) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.buttons.clear()
        # What can't be read can be deleted all the same.
        self.all.setVisible(isinstance(found, Failure) or len(found) > 1)
        if isinstance(found, Failure):
            self.about.setText(in_words(found))
            return
        self.about.setText(
            tr("How these persons sound is kept on this device, so that they get their names in later recordings.")
            if found
            else tr("None. A person's voice is remembered only when you choose it in the menu of one of their lines.")
        )
        for row, voice in enumerate(found):
            button = self.buttons[voice.name] = self._button(tr("Delete"))
            button.setAccessibleDescription(voice.name)
            button.clicked.connect(partial(self._forget, voice.name))
            since = QLabel(date_words(voice.since))
            since.setObjectName("quiet")
            for place, widget in enumerate((QLabel(voice.name), since, button)):
                self._grid.addWidget(widget, row, place)

    def _forget(self, name: str | None, _checked: bool = False) -> None:
        self._voices.forget(name, self._bridge.answer(self._forgotten))

    def _forgotten(self, failure: Failure | None) -> None:
        if failure is not None:
            self.about.setText(in_words(failure))
            announce(self.about, in_words(failure))
            return
        announce(self.about, tr("Deleted"))
        self.look()

"""Says, before a voice is remembered, what is kept of it and who has to agree to that."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from voiceapp.core.failures import Failure
from voiceapp.core.recordings.voices_access import VoicesAccess
from voiceapp.core.transcript import TalkId
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.agreement import AgreementDialog
from voiceapp.gui.look.controls import announce
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr


class RememberDialog(AgreementDialog):
    remembered = Signal(str)
    """The name of the voice."""

    def __init__(self, voices: VoicesAccess, bridge: Bridge, talk: TalkId, name: str, parent: QWidget) -> None:
        words = (
            tr(
                "voiceapp keeps 256 numbers that say how {0} sounds, taken from this recording. When it's found out who spoke in "
                "another one, lines in that voice are named {0}. A voice that isn't surely the same gets no name."
            ),
            tr("Such numbers are biometric data: keep them only if {0} agrees. In many countries that's the law."),
            tr(
                "They stay in a file on this device that only you can read, and are never sent or exported. Settings > "
                "Recordings lists the voices and deletes them."
            ),
        )
        title = tr("Remember the voice of {0}").format(name)
        super().__init__("remember", title, tr("Remember"), [each.format(name) for each in words], parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._voices = voices
        self._bridge = bridge
        self._talk = talk
        self._name = name
        self.start.clicked.connect(self._remember)

    def _remember(self) -> None:
        self.start.setEnabled(False)
        self.told.setText(tr("Listening to the lines of {0}…").format(self._name))
        self.told.show()
        self._voices.remember(self._talk, self._name, self._bridge.answer(self._take))

    def _take(self, failure: Failure | None) -> None:
        if failure is None:
            self.remembered.emit(self._name)
            self.accept()
            return
        self.start.setEnabled(True)
        words = in_words(failure)
        self.told.setText(words)
        announce(self.told, words)

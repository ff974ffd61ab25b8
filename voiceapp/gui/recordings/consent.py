"""Says, before a meeting is recorded for the first time, what is recorded and who has to agree to it."""

from PySide6.QtWidgets import QWidget

from voiceapp.gui.look.agreement import AgreementDialog
from voiceapp.gui.words import tr


class ConsentDialog(AgreementDialog):
    def __init__(self, parent: QWidget) -> None:
        words = (
            tr(
                "voiceapp records your microphone and everything that this computer plays, until you press Stop recording."
            ),
            tr("Tell everybody first, and record only if they agree: in many countries that's the law."),
            tr(
                "Use headphones. Otherwise your microphone hears the others as well, and their words stand there twice."
            ),
        )
        super().__init__("consent", tr("Record a meeting"), tr("Start recording"), words, parent)
        self.start.clicked.connect(self.accept)

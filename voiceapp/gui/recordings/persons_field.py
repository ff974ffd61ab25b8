"""Asks how many persons speak in a recording, and says how far their voices can be told apart."""

from PySide6.QtWidgets import QSpinBox, QWidget

from voiceapp.gui.words import tr

MOST = 20


class PersonsField(QSpinBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, MOST)
        self.setSpecialValueText(tr("I don't know"))
        self.setAccessibleName(tr("How many speak"))


def limits_of_voices() -> str:
    return tr(
        "Works well where people take turns and can be heard clearly; poorly where they talk over each other, or far from "
        "the microphone. The voices are told apart on this device, and none is remembered unless you choose it."
    )

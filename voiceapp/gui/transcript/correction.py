"""Asks what was really said, when a line was understood wrongly."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QWidget

from voiceapp.core.messages import Event, ItemCorrected
from voiceapp.core.transcript import Message
from voiceapp.gui.words import tr


def ask_what_was_said(parent: QWidget, message: Message, tell: Callable[[Event], None]) -> None:
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(tr("Correct"))
    dialog.setLabelText(tr("What was really said:"))
    dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
    dialog.setTextValue(message.text)

    def done(text: str) -> None:
        if text.strip() and text.strip() != message.text:
            tell(ItemCorrected(message.id, text.strip()))

    dialog.textValueSelected.connect(done)
    dialog.open()

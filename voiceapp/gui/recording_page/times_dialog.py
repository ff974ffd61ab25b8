"""Asks when a line begins and ends in its recording."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QDoubleSpinBox, QFormLayout, QVBoxLayout, QWidget

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.track import TrackLine
from voiceapp.gui.look.theme import EDGE, WIDE
from voiceapp.gui.words import tr

STEP = 0.1


class TimesDialog(QDialog):
    chosen = Signal(int, int)
    """The line begins and ends there, in milliseconds from where it begins now."""

    def __init__(self, line: TrackLine, before: Milliseconds, longest: Milliseconds, parent: QWidget) -> None:
        """`before`: how much of its recording lies before the line; `longest`: how long that recording is."""
        super().__init__(parent)
        self.setObjectName("times")
        self.setWindowTitle(tr("Times"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._line = line
        first, last = line.start - before, line.start - before + longest
        self.start = self._field(tr("Begins"), first, last, line.start)
        self.end = self._field(tr("Ends"), first, last, line.end)
        form = QFormLayout()
        form.addRow(tr("Begins"), self.start)
        form.addRow(tr("Ends"), self.end)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Save).setText(tr("Save"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("Cancel"))
        self.accept_button = buttons.button(QDialogButtonBox.StandardButton.Save)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(WIDE)
        column.addLayout(form)
        column.addWidget(buttons)

    def _field(self, name: str, first: Milliseconds, last: Milliseconds, now: Milliseconds) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setAccessibleName(name)
        field.setDecimals(2)
        field.setSingleStep(STEP)
        field.setRange(first / 1000, last / 1000)
        field.setValue(now / 1000)
        field.setSuffix(" s")
        return field

    def _save(self) -> None:
        start, end = round(self.start.value() * 1000), round(self.end.value() * 1000)
        self.chosen.emit(start - self._line.start, end - self._line.start)
        self.accept()

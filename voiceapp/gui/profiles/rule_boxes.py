"""Lets a person choose what a profile writes otherwise than it is said."""

from collections.abc import Iterable
from dataclasses import fields

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from voiceapp.gui.look.theme import TIGHT
from voiceapp.gui.words import translated
from voiceapp.settings.declare import description
from voiceapp.settings.groups.writing import WritingSettings


class RuleBoxes(QWidget):
    changed = Signal(object)
    """The names of the switches that are on."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        self.boxes: dict[str, QCheckBox] = {}
        for field in fields(WritingSettings):
            declared = description(field)
            box = QCheckBox(translated(declared.label))
            box.setToolTip(translated(declared.help))
            box.toggled.connect(self._chosen)
            self.boxes[field.name] = box
            column.addWidget(box)

    def show_switches(self, on: Iterable[str]) -> None:
        names = set(on)
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(name in names)

    def _chosen(self) -> None:
        self.changed.emit(tuple(name for name, box in self.boxes.items() if box.isChecked()))

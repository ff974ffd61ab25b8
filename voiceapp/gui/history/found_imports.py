"""Offers what other programs on this computer have, before a file is asked for."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from voiceapp.core.desk import ExportAccess
from voiceapp.core.failures import Failure
from voiceapp.core.history import FoundImport
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph
from voiceapp.gui.words import tr


class FoundImports(QFrame):
    """Is hidden until something is found."""

    def __init__(
        self,
        exports: ExportAccess,
        bridge: Callable[[], Bridge],
        bring_in: Callable[[str], None],
        choose_file: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._exports = exports
        self._bridge = bridge
        self._choose_file = choose_file
        self._bring_in = bring_in
        self._told = Paragraph("")
        self._programs = QVBoxLayout()
        row = QHBoxLayout()
        row.addWidget(_button(tr("Choose a file…"), "importFile", self._done(choose_file)))
        row.addWidget(_button(tr("Cancel"), "importCancel", self.hide))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self._told)
        column.addLayout(self._programs)
        column.addLayout(row)
        self.hide()

    def look(self) -> None:
        """Ask what other programs have, which comes first. Where there is nothing, a file is asked for."""
        self._exports.find_imports(self._bridge().answer(self._ask))

    def _ask(self, found: tuple[FoundImport, ...] | Failure) -> None:
        if isinstance(found, Failure) or not found:
            self._choose_file()
            return
        self._told.setText(
            tr(
                "Found on this computer. What's already in your history isn't imported again, and nothing there is changed."
            )
        )
        while (taken := self._programs.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in found:
            text = tr("Import from {0} ({1})").format(each.program, each.talks)
            button = _button(text, f"import{each.program}", self._done(partial(self._bring_in, each.path)))
            button.setToolTip(each.path)
            self._programs.addWidget(button)
        self.show()

    def _done(self, work: Callable[[], object]) -> Callable[[], None]:
        def do() -> None:
            self.hide()
            work()

        return do


def _button(text: str, name: str, work: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.clicked.connect(lambda: work())
    return button

"""Lets the person choose who answers: this device alone, the OpenAI API, or another service."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from voiceapp.core.desk import Desk
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.sentences import in_words
from voiceapp.gui.settings.key_box import KeyBox
from voiceapp.gui.words import tr
from voiceapp.settings.engine_kinds import ALL_HERE, USUAL

EVERY_ENGINE = USUAL


class WhoAnswers(QWidget):
    """Takes the same space whatever is chosen, so that nothing moves under the pointer."""

    changed = Signal()

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.here = QRadioButton(tr("This device alone: nothing leaves it"))
        self.service = QRadioButton(tr("The OpenAI API, and this device when it can't be reached"))
        self.other = QRadioButton(tr("Another service that speaks the same API"))
        self.key = KeyBox(desk.services, bridge(), for_the_first=True)
        self.address = QLineEdit()
        self.address.setAccessibleName(tr("Address of the service"))
        self.address.setPlaceholderText("https://…/v1")
        self.address.setText(str(desk.settings.value("engines.base_url") or ""))
        self.address.editingFinished.connect(self._keep_address)
        for part in (self.address, self.key):
            kept = part.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            part.setSizePolicy(kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        order = desk.settings.value("engines.order")
        chosen = self.here if order == ALL_HERE else self.other if self.address.text() else self.service
        chosen.setChecked(True)
        for button in (self.here, self.service, self.other):
            button.toggled.connect(self._chosen)
            column.addWidget(button)
        column.addWidget(self.address)
        column.addWidget(self.key)
        self._show()

    @property
    def asks_somebody(self) -> bool:
        """There is a connection that can be tried."""
        return self.service.isChecked() or (self.other.isChecked() and bool(self._address()))

    def _address(self) -> str:
        return self.address.text().strip()

    def _chosen(self, on: bool) -> None:
        if on:
            self._desk.settings.change("engines.order", ALL_HERE if self.here.isChecked() else EVERY_ENGINE)
            if not self.here.isChecked():
                self._desk.settings.change("engines.base_url", self._address() if self.other.isChecked() else "")
            self._show()

    def _keep_address(self) -> None:
        if self.other.isChecked():
            failure = self._desk.settings.change("engines.base_url", self._address())
            self.address.setToolTip(in_words(failure))
        self._show()

    def _show(self) -> None:
        """A key belongs to the named service, so no key is requested before one is named."""
        self.address.setVisible(self.other.isChecked())
        self.key.setVisible(self.asks_somebody)
        self.key.look()
        self.changed.emit()

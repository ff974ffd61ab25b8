"""Shows which models are in memory now, and lets them go. It asks for it while it is visible."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.failures import Failure
from voiceapp.core.loaded_models import ModelsInMemory
from voiceapp.core.models_access import ModelsAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph, announce
from voiceapp.gui.look.theme import HAIR
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

LOOK_MS = 2_000


class LoadedModelsBox(QWidget):
    def __init__(self, models: ModelsAccess, bridge: Callable[[], Bridge], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._bridge = bridge
        self._asking = False
        self.line = Paragraph()
        self.line.setObjectName("quiet")
        self.go = QPushButton(tr("Let go now"))
        self.go.setAutoDefault(False)
        self.go.setToolTip(tr("Frees their memory. The next answer loads them again."))
        self.go.clicked.connect(self._let_go)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        column.addWidget(self.line)
        column.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def look(self) -> None:
        if not self._asking:
            self._asking = True
            self._models.in_memory(self._bridge().answer(self._show))

    def _let_go(self) -> None:
        self._models.let_go(self._bridge().answer(self._went))

    def _went(self, told: ModelsInMemory | Failure) -> None:
        self._show(told)
        announce(self.line, self.line.text())

    def _show(self, told: ModelsInMemory | Failure) -> None:
        """The button stays where it is, so that the keyboard does too."""
        self._asking = False
        self.line.setText(in_words(told.sentence))
        self.go.setEnabled(isinstance(told, Failure) or bool(told.models) or self.go.hasFocus())

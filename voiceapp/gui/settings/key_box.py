"""Takes the API key: pasted, checked at once, kept in the keyring, never shown again."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.desk import KeyState, Probe, ServicesAccess
from voiceapp.core.failures import Failure
from voiceapp.core.key_source import KeySource
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

_NOT_OURS = (None, KeySource.ENVIRONMENT)
"""No key is there that we may forget."""


class KeyBox(QWidget):
    def __init__(self, services: ServicesAccess, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._bridge = bridge
        self._key = QLineEdit()
        self._key.setObjectName("keyField")
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key.setPlaceholderText(tr("Paste a key"))
        self._key.setAccessibleName(tr("API key"))
        self._key.returnPressed.connect(self._keep)
        keep = QPushButton(tr("Check and keep"))
        keep.setObjectName("keepKey")
        keep.setAutoDefault(False)
        keep.clicked.connect(self._keep)
        self._forget = QPushButton(tr("Forget"))
        self._forget.setObjectName("forgetKey")
        self._forget.setAutoDefault(False)
        self._forget.clicked.connect(lambda: self._send(""))
        self._state = QLabel(tr("Looking for a key…"))
        self._state.setObjectName("quiet")
        self._state.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self._key, 1)
        line.addWidget(keep)
        line.addWidget(self._forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self._state)
        self.look()

    def look(self) -> None:
        self._services.key_state("", self._bridge.answer(self._show))

    def said(self) -> str:
        return self._state.text()

    def _show(self, state: KeyState | Failure) -> None:
        self._forget.setVisible(isinstance(state, KeyState) and state.source not in _NOT_OURS)
        if isinstance(state, Failure):
            self._state.setText(in_words(state))
        elif state.source is not None:
            where = in_words(state.source.words)
            self._state.setText(tr("There is a key for {0}, from: {1}.").format(state.base_url, where))
        else:
            self._state.setText(
                tr("There is no key for {0}. It is kept in the system's keyring and told to that host alone.").format(
                    state.base_url
                )
            )

    def _keep(self) -> None:
        key = self._key.text()
        self._key.clear()
        if key.strip():
            self._send(key)

    def _send(self, key: str) -> None:
        self._state.setText(tr("Checking…") if key else "")
        self._services.keep_key("", key, self._bridge.answer(self._kept))

    def _kept(self, probe: Probe | Failure) -> None:
        sentence = in_words(probe if isinstance(probe, Failure) else probe.sentence)
        self._services.key_state("", self._bridge.answer(lambda state: self._after(sentence, state)))

    def _after(self, sentence: str, state: KeyState | Failure) -> None:
        self._show(state)
        self._state.setText(sentence)

"""Takes the API key, which is pasted, checked at once, stored in the keyring, and never shown again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.answers import Probe
from voiceapp.core.failures import Failure
from voiceapp.core.key_source import KeySource
from voiceapp.core.services_access import KeyState, ServicesAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

LINES_SAID = 3
_NOT_OURS = (None, KeySource.ENVIRONMENT, KeySource.COMMAND)
"""In these cases there is no key that we could delete."""


class KeyBox(QWidget):
    def __init__(
        self, services: ServicesAccess, bridge: Bridge, parent: QWidget | None = None, *, for_the_first: bool = False
    ) -> None:
        """`for_the_first`: the key is for whichever service answers first, so none is chosen here."""
        super().__init__(parent)
        self._for_the_first = for_the_first
        self._services = services
        self._bridge = bridge
        self._service = Chooser()
        self._service.setObjectName("keyService")
        self._service.setAccessibleName(tr("Service this key is for"))
        self._service.setToolTip(tr("Service this key is for"))
        self._service.hide()
        self._service.activated.connect(self._look_at_chosen)
        self._key = QLineEdit()
        self._key.setObjectName("keyField")
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key.setPlaceholderText(tr("Paste a key"))
        self._key.setAccessibleName(tr("API key"))
        self._key.returnPressed.connect(self._keep)
        keep = QPushButton(tr("Verify and save"))
        keep.setObjectName("keepKey")
        keep.setAutoDefault(False)
        keep.clicked.connect(self._keep)
        self._forget = QPushButton(tr("Remove"))
        self._forget.setObjectName("forgetKey")
        self._forget.setAutoDefault(False)
        self._forget.clicked.connect(lambda: self._send(""))
        # Until it is known that there is a key: otherwise it would flash.
        self._forget.hide()
        self._state = QLabel("\n\n")
        self._state.setObjectName("quiet")
        self._state.setWordWrap(True)
        # This message comes and goes, and nothing below it may move.
        self._state.setMinimumHeight(self._state.sizeHint().height())
        self._state.setText(tr("Looking for a key…"))
        line = QHBoxLayout()
        line.addWidget(self._key, 1)
        line.addWidget(keep)
        line.addWidget(self._forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._service)
        column.addLayout(line)
        column.addWidget(self._state)
        bridge.settings_changed.connect(self._settings_changed)
        self.look()

    def look(self) -> None:
        self._services.addresses(self._bridge.answer(self._show_services))

    def _settings_changed(self, names: tuple[str, ...]) -> None:
        if any(name.endswith(("base_url", "socket_url", "key_commands")) for name in names):
            self.look()

    def _show_services(self, addresses: tuple[str, ...] | Failure) -> None:
        chosen = self._service.currentText()
        self._service.clear()
        if not isinstance(addresses, Failure):
            self._service.addItems(addresses)
        at = 0 if self._for_the_first else max(0, self._service.findText(chosen))
        self._service.setCurrentIndex(at)
        # Most people have one service for everything, and nothing to choose.
        self._service.setVisible(self._service.count() > 1 and not self._for_the_first)
        self._look_at_chosen()

    def _look_at_chosen(self) -> None:
        address = self._service.currentText()
        self._services.key_state(address, self._bridge.answer(lambda state: self._looked(address, state)))

    def _looked(self, address: str, state: KeyState | Failure) -> None:
        """Does nothing if another service was chosen meanwhile."""
        if address == self._service.currentText():
            self._show(state)

    def keep_room(self) -> None:
        """Be as high from the start as the later message needs."""
        self._state.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._state.setMinimumHeight(LINES_SAID * self._state.fontMetrics().lineSpacing())

    def said(self) -> str:
        return self._state.text()

    def _show(self, state: KeyState | Failure) -> None:
        can_forget = isinstance(state, KeyState) and state.source not in _NOT_OURS
        if not can_forget and self._forget.hasFocus():
            # Otherwise the keyboard would go to whatever comes next.
            self._key.setFocus()
        self._forget.setVisible(can_forget)
        if isinstance(state, Failure):
            self._state.setText(in_words(state))
        elif state.source is not None:
            where = in_words(state.source.words(state.variable))
            self._state.setText(tr("Key for {0} found in {1}.").format(state.base_url, where))
        else:
            self._state.setText(
                tr(
                    "No key for {0} yet. voiceapp stores it in the system keyring and sends it only to that host."
                ).format(state.base_url)
            )

    def _keep(self) -> None:
        key = self._key.text()
        self._key.clear()
        if key.strip():
            self._send(key)

    def _send(self, key: str) -> None:
        self._state.setText(tr("Checking…") if key else "")
        address = self._service.currentText()
        self._services.keep_key(address, key, self._bridge.answer(lambda probe: self._kept(address, probe)))

    def _kept(self, address: str, probe: Probe | Failure) -> None:
        sentence = in_words(probe if isinstance(probe, Failure) else probe.sentence)
        self._services.key_state(address, self._bridge.answer(lambda state: self._after(address, sentence, state)))

    def _after(self, address: str, sentence: str, state: KeyState | Failure) -> None:
        self._looked(address, state)
        self._state.setText(sentence)

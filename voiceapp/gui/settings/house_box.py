"""Looks for servers in the house and lets the person use what each offers."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.desk import SettingsAccess
from voiceapp.core.failures import Failure
from voiceapp.core.house_servers import HouseServer
from voiceapp.core.services_access import ServicesAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph
from voiceapp.gui.look.theme import SPACE, TIGHT
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

PLAIN = "engines.allow_plain"


class HouseBox(QWidget):
    def __init__(
        self, services: ServicesAccess, settings: SettingsAccess, bridge: Bridge, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._settings = settings
        self._bridge = bridge
        self.look = QPushButton(tr("Find servers in the house"))
        self.look.setObjectName("findServers")
        self.look.setAutoDefault(False)
        self.look.clicked.connect(self._begin)
        self.said = Paragraph(
            tr("Looks for Wyoming servers, as Home Assistant runs them. They transcribe and speak in your own network.")
        )
        self.said.setObjectName("quiet")
        top = QHBoxLayout()
        top.addWidget(self.look)
        top.addWidget(self.said, 1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(TIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE)
        column.addLayout(top)
        column.addLayout(self._rows)

    def _begin(self) -> None:
        self.look.setEnabled(False)
        self.said.setText(tr("Looking for a few seconds…"))
        self._services.find_house_servers(self._bridge.answer(self._found))

    def _found(self, servers: tuple[HouseServer, ...] | Failure) -> None:
        self.look.setEnabled(True)
        while (taken := self._rows.takeAt(0)) is not None:
            if (row := taken.widget()) is not None:
                row.deleteLater()
        if isinstance(servers, Failure):
            self.said.setText(in_words(servers.sentence))
            return
        plain = any(not server.encrypted for server in servers)
        if not servers:
            self.said.setText(tr("None announced itself. You can enter an address such as tcp://192.168.1.20:10300."))
        elif plain:
            self.said.setText(tr("Their lines aren't encrypted: others in your network could listen in."))
        else:
            self.said.setText("")
        for server in servers:
            self._rows.addWidget(self._row(server))

    def _row(self, server: HouseServer) -> QWidget:
        row = QWidget()
        words = Paragraph(tr("{0} at {1}: {2}").format(server.name, server.address, in_words(server.told)))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        for role in server.roles:
            button = QPushButton(_use_words(role))
            button.setObjectName(f"use-{role}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, role=role: self._use(server, role))
            line.addWidget(button)
        return row

    def _use(self, server: HouseServer, role: str) -> None:
        """Names of another service's model and voice would mean nothing to it."""
        changes: list[tuple[str, object]] = [("talking.wake_word_server", server.address), *_WAKES]
        if role != "wake":
            changes = _of_role(role, server)
        if not server.encrypted:
            changes.append((PLAIN, True))
        for name, value in changes:
            failure = self._settings.change(name, value)
            if failure is not None:
                self.said.setText(in_words(failure.sentence))
                return
        self.said.setText(_used_words(role).format(server.name))


_WAKES: tuple[tuple[str, object], ...] = (("talking.wake_word_of_server", ""), ("talking.wake_word", "server"))


def _of_role(role: str, server: HouseServer) -> list[tuple[str, object]]:
    changes: list[tuple[str, object]] = [(f"{role}.base_url", server.address), (f"{role}.where", "api")]
    return [*changes, (f"{role}.model", ""), *([("tts.voice", "")] if role == "tts" else [])]


def _use_words(role: str) -> str:
    if role == "wake":
        return tr("Use for the wake word")
    return tr("Use to transcribe") if role == "stt" else tr("Use to speak")


def _used_words(role: str) -> str:
    if role == "wake":
        return tr("{0} hears the wake word from now on, and all that's said in the room while a conversation sleeps.")
    return tr("{0} transcribes from now on.") if role == "stt" else tr("{0} speaks from now on.")

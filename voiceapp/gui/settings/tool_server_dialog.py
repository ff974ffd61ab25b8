"""Asks how a server of tools is started or where it is, as its maker says it."""

import shlex

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from voiceapp.core.answers import Probe
from voiceapp.core.failures import Failure
from voiceapp.core.tool_servers.access import ToolServersAccess
from voiceapp.core.tool_servers.server_entries import Pairs, ServerEntry
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph, announce
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

LINES = 4


class ToolServerDialog(QDialog):
    def __init__(self, servers: ToolServersAccess, bridge: Bridge, entry: ServerEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Server of tools"))
        self._servers = servers
        self._bridge = bridge
        self._entry = entry
        self.name = QLineEdit(entry.name)
        self.name.setReadOnly(bool(entry.name))
        self.runs = QLineEdit(entry.url or shlex.join(word for word in (entry.command, *entry.arguments) if word))
        self.runs.setPlaceholderText(tr("a command, or an address with https://"))
        self.folder = QLineEdit(entry.folder)
        self.values = QPlainTextEdit("\n".join(f"{name}={value}" for name, value in (*entry.variables, *entry.headers)))
        self.values.setFixedHeight(self.values.fontMetrics().lineSpacing() * (LINES + 1))
        self.values.setTabChangesFocus(True)
        form = QFormLayout()
        for words, field in (
            (tr("Name"), self.name),
            (tr("Command or address"), self.runs),
            (tr("Folder"), self.folder),
            (tr("Variables or headers"), self.values),
        ):
            field.setAccessibleName(words)
            form.addRow(words, field)
        about = Paragraph(
            tr(
                "Variables and headers: NAME=VALUE, a line each. Secrets go into the keyring. The program gets none of your "
                "keys, and nothing starts before you switch it on."
            )
        )
        about.setObjectName("quiet")
        self.said = Paragraph()
        self.said.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.accepted.connect(self._keep)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(about)
        column.addWidget(self.said)
        column.addWidget(self.buttons)
        self.resize(560, self.sizeHint().height())

    def entry(self) -> ServerEntry:
        """Return what was entered. Raises ValueError where a quotation mark is not closed."""
        runs = self.runs.text().strip()
        pairs = _pairs(self.values.toPlainText())
        if runs.startswith(("http://", "https://")):
            return ServerEntry(self.name.text().strip(), url=runs, headers=pairs)
        words = shlex.split(runs)
        command, arguments = (words[0], tuple(words[1:])) if words else ("", ())
        return ServerEntry(self.name.text().strip(), command, arguments, pairs, self.folder.text().strip())

    def _keep(self) -> None:
        try:
            entry = self.entry()
        except ValueError:
            self._say(tr("A quotation mark in the command isn't closed."))
            return
        self._servers.keep(entry, self._bridge.answer(self._kept))

    def _kept(self, probe: Probe | Failure) -> None:
        if isinstance(probe, Failure) or not probe.ok:
            self._say(in_words(probe.sentence))
        else:
            self.accept()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        announce(self.said, words)


def _pairs(text: str) -> Pairs:
    lines = (line.strip() for line in text.splitlines())
    return tuple((name.strip(), value.strip()) for name, _, value in (line.partition("=") for line in lines if line))

"""Lists the programs whose tools the assistant may use, with a switch for each, and adds, tries and removes them."""

import html
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.answers import Probe
from voiceapp.core.desk import SettingsAccess
from voiceapp.core.failures import Failure
from voiceapp.core.tool_servers.access import FoundServers, ServerCard, ServerState, ToolServersAccess
from voiceapp.core.tool_servers.server_entries import ServerEntry
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph, SwitchControl, announce
from voiceapp.gui.look.theme import SPACE, WIDE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.settings.tool_server_dialog import ToolServerDialog
from voiceapp.gui.words import tr
from voiceapp.settings.kinds import Entries

PERMISSIONS = "tools.permissions"


class ToolServersBox(QWidget):
    _came = Signal(object)

    def __init__(self, servers: ToolServersAccess, settings: SettingsAccess, bridge: Bridge, palette: Palette) -> None:
        super().__init__()
        self._servers = servers
        self._settings = settings
        self._bridge = bridge
        self._palette = palette
        self.cards: tuple[ServerCard, ...] = ()
        title = QLabel(tr("Tools from other programs"))
        title.setObjectName("phase")
        about = Paragraph(
            tr(
                "Programs that speak MCP offer tools to the assistant. Each is off until you switch it on, and each call asks "
                "you first."
            )
        )
        about.setObjectName("quiet")
        self.said = Paragraph()
        self.said.setObjectName("quiet")
        self.said.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE)
        self.add = self._button(tr("Add a server…"), "addServer")
        self.add.clicked.connect(lambda: self._open(ServerEntry("")))
        self.take = self._button(tr("Take over from other programs…"), "takeServers")
        self.take.clicked.connect(lambda: servers.found_elsewhere(bridge.answer(self._offer)))
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.take)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, WIDE, 0, SPACE)
        column.setSpacing(SPACE)
        for each in (title, about):
            column.addWidget(each)
        column.addLayout(self._rows)
        column.addWidget(self.said)
        column.addLayout(buttons)
        self._came.connect(self._show)
        stop = servers.watch(self._came.emit)
        self.destroyed.connect(lambda: stop())

    @staticmethod
    def _button(words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _show(self, cards: tuple[ServerCard, ...]) -> None:
        if cards == self.cards and self._rows.count():
            return
        self.cards = cards
        while (taken := self._rows.takeAt(0)) is not None:
            if (row := taken.widget()) is not None:
                row.hide()
                row.deleteLater()
        for card in cards:
            self._rows.addWidget(self._row(card))

    def _row(self, card: ServerCard) -> QWidget:
        switch = SwitchControl(self._palette)
        switch.setAccessibleName(card.name)
        switch.setChecked(card.on)
        switch.setEnabled(card.state is not ServerState.UNUSABLE)
        switch.toggled.connect(partial(self._switch, card.name))
        # Whole, because this is what the person allows; long paths are broken anywhere.
        runs = Paragraph(card.shown.replace("/", "/\u200b"))
        runs.setObjectName("quiet")
        told = Paragraph(" · ".join(filter(None, (state_words(card), in_words(card.sentence)))))
        told.setObjectName("quiet")
        words = QVBoxLayout()
        words.setSpacing(0)
        for each in (QLabel(card.name), runs, told):
            words.addWidget(each)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        line.addWidget(switch)
        line.addLayout(words, 1)
        for button in self._buttons(card):
            button.setAccessibleDescription(card.name)
            line.addWidget(button)
        return row

    def _buttons(self, card: ServerCard) -> list[QPushButton]:
        buttons: list[QPushButton] = []
        if card.state is ServerState.SIGN_IN or (card.remote and card.state is ServerState.FAILED):
            sign_in = self._button(tr("Sign in"), "signIn")
            sign_in.clicked.connect(lambda: self._servers.sign_in(card.name))
            buttons.append(sign_in)
        if card.tools:
            tools = self._button(tr("Tools"), "serverTools")
            tools.setMenu(self._tools_menu(card, tools))
            buttons.append(tools)
        more = self._button(tr("More"), "serverMore")
        menu = QMenu(more)
        menu.addAction(tr("Test"), partial(self._try, card.name))
        menu.addAction(tr("Change…"), lambda: self._open(card.entry))
        menu.addAction(tr("Remove"), partial(self._servers.remove, card.name))
        more.setMenu(menu)
        buttons.append(more)
        return buttons

    def _tools_menu(self, card: ServerCard, parent: QWidget) -> QMenu:
        """A tick for each tool that the assistant is told of."""
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        said = cast("Entries", self._settings.value(PERMISSIONS))
        never = {name for name, chosen in said.items() if chosen == "never"}
        for tool in card.tools:
            note = tr("changes nothing") if tool.read_only else ""
            action = menu.addAction(f"{tool.shown_name} ({note})" if note else tool.shown_name)
            action.setToolTip(f"<qt>{html.escape(tool.description)}</qt>")
            action.setCheckable(True)
            action.setChecked(tool.name not in never)
            action.toggled.connect(partial(self._allow, tool.name))
        return menu

    def _switch(self, server: str, on: bool) -> None:
        self._servers.switch(server, on=on)

    def _allow(self, tool: str, on: bool) -> None:
        failure = self._settings.change(f"{PERMISSIONS}.{tool}", "ask" if on else "never")
        if failure is not None:
            self._say(in_words(failure))

    def _try(self, server: str) -> None:
        self._say(tr("Testing…"))
        self._servers.try_out(server, self._bridge.answer(self._tried))

    def _tried(self, probe: Probe | Failure) -> None:
        self._say(in_words(probe.sentence))

    def _open(self, entry: ServerEntry) -> None:
        dialog = ToolServerDialog(self._servers, self._bridge, entry, self)
        dialog.open()

    def _offer(self, found: tuple[FoundServers, ...] | Failure) -> None:
        """A menu of what other programs have. What is chosen is opened, to be looked at before it is kept."""
        known = {card.name for card in self.cards}
        menu = QMenu(self)
        for each in found if not isinstance(found, Failure) else ():
            for entry in each.entries:
                if entry.name not in known:
                    menu.addAction(f"{each.program}: {entry.name}", partial(self._open, entry))
        if menu.isEmpty():
            menu.deleteLater()
            self._say(tr("No other program here has servers that you don't have yet."))
            return
        menu.popup(self.take.mapToGlobal(self.take.rect().bottomLeft()))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        announce(self.said, words)


def state_words(card: ServerCard) -> str:
    """Say in a word or two how a server fares."""
    match card.state:
        case ServerState.OFF:
            return tr("off")
        case ServerState.CHANGED:
            return tr("off, since it has changed")
        case ServerState.STARTING:
            return tr("starting…")
        case ServerState.READY:
            return tr("{0} tools").format(len(card.tools))
        case ServerState.SIGN_IN | ServerState.FAILED:
            return tr("not running")
        case ServerState.UNUSABLE:
            return tr("can't be used")

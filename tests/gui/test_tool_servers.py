"""The page of servers of tools: what each runs is seen whole, and nothing is on before the person says so."""

import pytest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.answers import Probe
from voiceapp.core.sentence import Sentence
from voiceapp.core.tool_servers.access import FoundServers, ServerCard, ServerState, ServerTool
from voiceapp.core.tool_servers.server_entries import ServerEntry
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph, SwitchControl
from voiceapp.gui.look.theme import LIGHT
from voiceapp.gui.settings.tool_server_dialog import ToolServerDialog
from voiceapp.gui.settings.tool_servers_box import ToolServersBox

FILES = ServerEntry("files", "npx", ("-y", "server files"), (("TOKEN", "${keyring}"),))
TOOLS = (
    ServerTool("files__read", "read", "Reads a file.", read_only=True),
    ServerTool("files__w", "write", "W.", False),
)


def card(state: ServerState, *, remote: bool = False, sentence: Sentence | None = None) -> ServerCard:
    tools = TOOLS if state is ServerState.READY else ()
    return ServerCard("files", FILES.shown, state, remote, sentence, tools, FILES)


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


@pytest.fixture
def box(qtbot: QtBot, desk: PaperDesk) -> ToolServersBox:
    made = ToolServersBox(desk.tool_servers, desk.settings, Bridge(desk), LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def words_in(widget: QWidget) -> str:
    return "\n".join(each.text().replace("\u200b", "") for each in widget.findChildren(Paragraph) if each.isVisible())


def button(box: QWidget, name: str) -> QPushButton:
    (found,) = [each for each in box.findChildren(QPushButton, name) if each.isVisible()]
    return found


def menu_of(pressed: QPushButton) -> dict[str, object]:
    menu = pressed.menu()
    assert isinstance(menu, QMenu)
    return {action.text(): action for action in menu.actions()}


def test_a_server_is_shown_whole_and_switched(qtbot: QtBot, desk: PaperDesk, box: ToolServersBox) -> None:
    desk.tool_servers.show(card(ServerState.OFF))
    qtbot.waitUntil(lambda: 'TOKEN=… npx -y "server files"' in words_in(box))
    (switch,) = [each for each in box.findChildren(SwitchControl) if each.isVisible()]
    assert not switch.isChecked()
    switch.click()
    assert desk.tool_servers.told == [("files", True)]


@pytest.mark.parametrize(
    ("state", "sentence", "words"),
    [
        (ServerState.CHANGED, None, "off, since it has changed"),
        (ServerState.STARTING, None, "starting…"),
        (ServerState.READY, None, "2 tools"),
        (ServerState.FAILED, Sentence("The program ended."), "not running · The program ended."),
        (ServerState.UNUSABLE, Sentence("It has neither."), "can't be used · It has neither."),
    ],
)
def test_how_it_fares_is_said(
    qtbot: QtBot, desk: PaperDesk, box: ToolServersBox, state: ServerState, sentence: Sentence | None, words: str
) -> None:
    desk.tool_servers.show(card(state, sentence=sentence))
    qtbot.waitUntil(lambda: words in words_in(box))


def test_a_tool_can_be_kept_from_the_assistant(qtbot: QtBot, desk: PaperDesk, box: ToolServersBox) -> None:
    desk.tool_servers.show(card(ServerState.READY))
    qtbot.waitUntil(lambda: "2 tools" in words_in(box))
    actions = menu_of(button(box, "serverTools"))
    assert list(actions) == ["read (changes nothing)", "write"]
    actions["write"].trigger()  # type: ignore[attr-defined]
    assert desk.settings.value("tools.permissions") == {"files__w": "never"}


def test_it_is_tried_signed_in_at_and_removed(qtbot: QtBot, desk: PaperDesk, box: ToolServersBox) -> None:
    desk.tool_servers.show(card(ServerState.SIGN_IN, remote=True))
    qtbot.waitUntil(lambda: "not running" in words_in(box))
    button(box, "signIn").click()
    more = menu_of(button(box, "serverMore"))
    more["Test"].trigger()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: box.said.text() == "It works.")
    more["Remove"].trigger()  # type: ignore[attr-defined]
    assert desk.tool_servers.told == [("sign in", "files"), ("try", "files"), ("remove", "files")]


def opened(qtbot: QtBot, box: ToolServersBox) -> ToolServerDialog:
    qtbot.waitUntil(lambda: bool(box.findChildren(ToolServerDialog)))
    return box.findChildren(ToolServerDialog)[0]


def test_a_server_is_added_as_its_maker_says_it(qtbot: QtBot, desk: PaperDesk, box: ToolServersBox) -> None:
    box.add.click()
    dialog = opened(qtbot, box)
    dialog.name.setText("notes")
    dialog.runs.setText("npx -y 'a b")
    dialog._keep()
    assert dialog.said.text() == "A quotation mark in the command isn't closed."
    dialog.runs.setText("npx -y 'a b'")
    dialog.values.setPlainText("TOKEN=x=y\n\nLEVEL = 3")
    desk.tool_servers.answer = Probe(ok=False, sentence=Sentence("It can't be kept."))
    dialog._keep()
    qtbot.waitUntil(lambda: dialog.said.text() == "It can't be kept.")
    desk.tool_servers.answer = Probe(ok=True, sentence=Sentence("Kept."))
    dialog._keep()
    qtbot.waitUntil(lambda: not box.findChildren(ToolServerDialog))
    entry = ServerEntry("notes", "npx", ("-y", "a b"), (("TOKEN", "x=y"), ("LEVEL", "3")))
    assert desk.tool_servers.told == [entry, entry]


def test_what_other_programs_have_is_looked_at_before_it_is_taken(
    qtbot: QtBot, desk: PaperDesk, box: ToolServersBox
) -> None:
    box.take.click()
    qtbot.waitUntil(lambda: "No other program here has servers" in box.said.text())
    wiki = ServerEntry("wiki", url="https://wiki.example/mcp", headers=(("X-Key", "secret"),))
    desk.tool_servers.show(card(ServerState.OFF))
    desk.tool_servers.found = (FoundServers("Cursor", "/mcp.json", (FILES, wiki)),)
    box.take.click()

    def offered() -> list[str]:
        return [action.text() for menu in box.findChildren(QMenu) for action in menu.actions() if menu.isVisible()]

    qtbot.waitUntil(lambda: offered() == ["Cursor: wiki"])
    (menu,) = [each for each in box.findChildren(QMenu) if each.isVisible()]
    menu.actions()[0].trigger()
    menu.close()
    dialog = opened(qtbot, box)
    assert dialog.entry() == wiki
    assert desk.tool_servers.told == []
    dialog.reject()

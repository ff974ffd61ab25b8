"""What the tests of servers of tools share: real ones, started as programs of their own, and news that are waited for."""

import queue
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.rig.patience import EVENT
from voiceapp.core.ports import Tool
from voiceapp.core.tool_servers.access import ServerCard, ServerState
from voiceapp.core.tool_servers.server_entries import ServerEntry
from voiceapp.settings.keyring_question import Vault
from voiceapp.settings.named_secrets import NamedSecrets
from voiceapp.tool_servers.server_list import ServerList
from voiceapp.tool_servers.server_secrets import ServerSecrets
from voiceapp.tool_servers.tool_servers import ToolServers

ROOT = Path(__file__).parents[2]


def program(name: str = "tests", *mode: str, variables: tuple[tuple[str, str], ...] = ()) -> ServerEntry:
    """A server as `tests/tool_servers/program.py` is one."""
    arguments = ("-m", "tests.tool_servers.program", *mode)
    return ServerEntry(name, sys.executable, arguments, (("PYTHONPATH", str(ROOT)), *variables), str(ROOT))


class Drawer(Vault):
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        del self.kept[username]

    def _open(self) -> None:
        if self.locked:
            raise RuntimeError("locked")


class Servers:
    """All servers of a folder of one's own, and what is told of them."""

    def __init__(self, home: Path, environ: Mapping[str, str]) -> None:
        self.drawer = Drawer()
        self.list = ServerList(home / "config", home / "state")
        secrets = ServerSecrets(NamedSecrets(lambda: self.drawer))
        self.may_leave = True
        self.all = ToolServers(
            self.list, secrets, environ, lambda: frozenset({"OPENAI_API_KEY"}), may_leave=lambda: self.may_leave
        )
        self._news = threading.Condition()
        self._cards: tuple[ServerCard, ...] = ()
        self.all.watch(self._take)
        self.others_offered: queue.Queue[tuple[str, ...]] = queue.Queue()
        self.all.on_tools = lambda: self.others_offered.put(tuple(self.all.tools))

    def _take(self, cards: tuple[ServerCard, ...]) -> None:
        with self._news:
            self._cards = cards
            self._news.notify_all()

    def wait(self, name: str, what: ServerState | Callable[[ServerCard], bool]) -> ServerCard:
        """The server of that name, once it is in that state."""

        def card() -> ServerCard | None:
            found = next((each for each in self._cards if each.name == name), None)
            fits = found is not None and (what(found) if callable(what) else found.state is what)
            return found if fits else None

        with self._news:
            assert self._news.wait_for(card, EVENT * 2), f"{name} is not so; it is: {self._cards}"
            found = card()
        assert found is not None
        return found

    def begin(self, *entries: ServerEntry) -> None:
        """Keep them, switch them on, and wait until they are there."""
        for entry in entries:
            assert self.all.keep(entry) is None
            assert self.all.switch(entry.name, on=True) is None
            self.wait(entry.name, ServerState.READY)

    def tool(self, name: str) -> Tool:
        return self.all.tools[name]

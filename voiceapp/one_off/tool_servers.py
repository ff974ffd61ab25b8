"""Changes and tries the servers of tools from a terminal. The running app follows by itself when it connects next."""

import os
from collections.abc import Callable
from types import TracebackType
from typing import Self

from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.core.tool_servers.access import ServerCard
from voiceapp.core.tool_servers.server_entries import ServerEntry
from voiceapp.settings.named_secrets import NamedSecrets
from voiceapp.settings.paths import Paths
from voiceapp.tool_servers.own_keys import own_key_variables
from voiceapp.tool_servers.server_list import ServerList
from voiceapp.tool_servers.server_runner import ServerNews
from voiceapp.tool_servers.server_secrets import ServerSecrets
from voiceapp.tool_servers.tool_servers import ToolServers


class TerminalServers:
    """A context. It runs no server but one that is tried."""

    def __init__(self, may_leave: Callable[[], bool]) -> None:
        """`may_leave`: anything may leave this device."""
        paths = Paths.find()
        paths.make()
        servers = ServerList(paths.config, paths.state)
        secrets = ServerSecrets(NamedSecrets())
        self._servers = ToolServers(servers, secrets, os.environ, own_key_variables, runs=False, may_leave=may_leave)
        self._servers.reload()
        self.path = str(servers.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._servers.close()

    @property
    def problem(self) -> Sentence | None:
        """The reason the file cannot be read."""
        return self._servers.problem

    def cards(self) -> tuple[ServerCard, ...]:
        return self._servers.cards()

    def keep(self, entry: ServerEntry) -> Failure | None:
        return self._servers.keep(entry)

    def remove(self, server: str) -> Failure | None:
        return self._servers.remove(server)

    def switch(self, server: str, *, on: bool) -> Failure | None:
        return self._servers.switch(server, on=on)

    def try_out(self, server: str) -> ServerNews | Failure:
        return self._servers.try_out(server)

"""Puts servers of tools together with the settings: what they offer reaches the talk, and what was allowed for good asks
again once a tool is not described as it was.
"""

import os
from collections.abc import Callable, Mapping

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import Tool
from voiceapp.core.sentence import Sentence
from voiceapp.core.tool_servers.access import FoundServers, ServerCard, ServerState
from voiceapp.core.tool_servers.server_entries import ServerEntry
from voiceapp.settings.model import Settings
from voiceapp.settings.named_secrets import NamedSecrets
from voiceapp.settings.paths import Paths
from voiceapp.tool_servers.other_programs import servers_of_other_programs
from voiceapp.tool_servers.own_keys import own_key_variables
from voiceapp.tool_servers.served_tool import LiveTools
from voiceapp.tool_servers.server_list import ServerList, tool_fingerprint
from voiceapp.tool_servers.server_secrets import ServerSecrets
from voiceapp.tool_servers.sign_in import NOT_SIGNED_IN
from voiceapp.tool_servers.tool_servers import ToolServers

PERMISSIONS = "tools.permissions"


class ToolServersDesk:
    """Meets `core.tool_servers.access.ToolServersAccess`. May be used from any thread."""

    def __init__(
        self,
        paths: Paths,
        settings: Callable[[], Settings],
        change: Callable[[str, object], Failure | None],
        beside: Callable[[Callable[[], object]], None],
        fail: Callable[[Failure], None],
    ) -> None:
        """`change` changes a setting. `beside` does slow work."""
        self._list = ServerList(paths.config, paths.state)
        secrets = ServerSecrets(NamedSecrets())
        self._servers = ToolServers(
            self._list,
            secrets,
            os.environ,
            own_key_variables,
            may_leave=lambda: settings().engines.leaves_machine != "nothing",
        )
        self._settings = settings
        self._change = change
        self._beside = beside
        self._fail = fail
        self.changed: Callable[[], None] = lambda: None
        """Called on any thread when other tools are offered than before."""
        self._servers.on_tools = self._tools_changed

    def all_tools(self, own: Mapping[str, Tool]) -> Mapping[str, Tool]:
        """Return the app's own tools and, at any time, those that are offered then."""
        return LiveTools(own, self._servers.as_tools)

    def start(self) -> None:
        self._beside(self._servers.reload)

    def look_again(self) -> None:
        """Follow what was changed in a terminal."""
        self._beside(self._servers.look_again)

    def watch(self, show: Callable[[tuple[ServerCard, ...]], None]) -> Callable[[], None]:
        return self._servers.watch(show)

    def switch(self, server: str, *, on: bool) -> None:
        self._beside(lambda: self._tell(self._servers.switch(server, on=on)))

    def what_may_leave_changed(self) -> None:
        self._beside(self._servers.reload)

    def sign_in(self, server: str) -> None:
        """Open the person's browser, where the server asks them to sign in."""
        self._tell(self._servers.sign_in(server, open_browser))

    def try_out(self, server: str, then: Answer[Probe]) -> None:
        """Start a server once, on or off, and tell how many tools it has."""
        self._beside(lambda: then(self._tried(server)))

    def keep(self, entry: ServerEntry, then: Answer[Probe]) -> None:
        def work() -> None:
            failure = self._servers.keep(entry)
            kept = Probe(ok=True, sentence=Sentence("It's on the list, and off."))
            then(kept if failure is None else Probe(ok=False, sentence=failure.sentence))

        self._beside(work)

    def found_elsewhere(self, then: Answer[tuple[FoundServers, ...]]) -> None:
        self._beside(lambda: then(servers_of_other_programs()))

    def remove(self, server: str) -> None:
        self._beside(lambda: self._tell(self._servers.remove(server)))

    def permissions_changed(self) -> None:
        """Remember what a tool looks like when it is allowed for good."""
        said = self._settings().tools.permissions
        self._list.allow_always(
            {
                name: tool_fingerprint(each.server, each.tool) if said.get(name) == "always" else ""
                for name, each in self._servers.tools.items()
                if said.get(name) != "always" or not self._list.always_as(name)
            }
        )

    def close(self) -> None:
        self._servers.close()

    def _tools_changed(self) -> None:
        for name, each in self._servers.tools.items():
            seen, now = self._list.always_as(name), tool_fingerprint(each.server, each.tool)
            if self._settings().tools.permissions.get(name) == "always" and seen != now:
                self._change(f"{PERMISSIONS}.{name}", "ask")
                told = Sentence(
                    "{server} describes its tool “{tool}” otherwise now, so it asks each time again.",
                    server=each.server,
                    tool=each.tool.shown_name,
                )
                self._fail(Failure(FailureKind.REJECTED, told))
        self.permissions_changed()
        self.changed()

    def _tried(self, server: str) -> Probe:
        came = self._servers.try_out(server)
        if isinstance(came, Failure):
            return Probe(ok=False, sentence=came.sentence)
        if came.state is not ServerState.READY:
            return Probe(ok=False, sentence=came.sentence or NOT_SIGNED_IN)
        names = ", ".join(tool.shown_name for tool in came.offer.tools)
        return Probe(ok=True, sentence=Sentence("It works, and has these tools: {tools}.", tools=names))

    def _tell(self, failure: Failure | None) -> None:
        if failure is not None:
            self._fail(failure)


def open_browser(address: str) -> bool:
    import webbrowser  # noqa: PLC0415  (only when the person signs in)

    return webbrowser.open(address)

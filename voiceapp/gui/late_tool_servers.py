"""Stands in for the servers of tools while the app behind the window is loading."""

from collections.abc import Callable

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.tool_servers.access import FoundServers, ServerCard
from voiceapp.core.tool_servers.server_entries import ServerEntry
from voiceapp.gui.pending_work import PendingWork, Stop


class LateToolServers:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def watch(self, show: Callable[[tuple[ServerCard, ...]], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.tool_servers.watch(show))

    def switch(self, server: str, *, on: bool) -> None:
        self._arrival.do(lambda desk: desk.tool_servers.switch(server, on=on))

    def keep(self, entry: ServerEntry, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.tool_servers.keep(entry, then))

    def remove(self, server: str) -> None:
        self._arrival.do(lambda desk: desk.tool_servers.remove(server))

    def sign_in(self, server: str) -> None:
        self._arrival.do(lambda desk: desk.tool_servers.sign_in(server))

    def try_out(self, server: str, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.tool_servers.try_out(server, then))

    def found_elsewhere(self, then: Answer[tuple[FoundServers, ...]]) -> None:
        self._arrival.do(lambda desk: desk.tool_servers.found_elsewhere(then))

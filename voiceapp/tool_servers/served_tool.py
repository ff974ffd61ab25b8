"""Makes the tools of servers tools like the app's own: asked for by the same cards, run by the same session."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from voiceapp.core.ports import Tool
from voiceapp.core.sentence import Sentence
from voiceapp.core.tool_servers.offered_tools import OfferedTool
from voiceapp.core.wishes import Permission, ToolCard, ToolSpec

Call = Callable[[str, str], Coroutine[None, None, str]]
"""Calls a tool by its real name, in the loop of its server."""
InItsLoop = Callable[[Coroutine[None, None, str]], "Future[str]"]


@dataclass(frozen=True, slots=True)
class ServedTool:
    """A tool of a server. Meets `core.ports.Tool`."""

    server: str
    tool: OfferedTool
    call: Call
    in_its_loop: InItsLoop

    @property
    def spec(self) -> ToolSpec:
        return self.tool.spec

    @property
    def suggested(self) -> Permission:
        return Permission.ASK

    @property
    def card(self) -> ToolCard | None:
        return ToolCard(
            names_it=Sentence("Let {server} use its tool “{tool}”?", server=self.server, tool=self.tool.shown_name),
            named_done=Sentence("{server} · {tool}", server=self.server, tool=self.tool.shown_name),
            may_always=self.tool.read_only,
        )

    async def run(self, arguments: str) -> str:
        """Run it on its server's thread. If nobody waits any more, the server is told so."""
        return await asyncio.wrap_future(self.in_its_loop(self.call(self.tool.real_name, arguments)))


class LiveTools(Mapping[str, Tool]):
    """Gives the app's own tools, and those that servers offer right now."""

    def __init__(self, own: Mapping[str, Tool], served: Callable[[], Mapping[str, Tool]]) -> None:
        self._own = own
        self._served = served

    def __getitem__(self, name: str) -> Tool:
        own = self._own.get(name)
        return self._served()[name] if own is None else own

    def __iter__(self) -> Iterator[str]:
        return iter({**self._served(), **self._own})

    def __len__(self) -> int:
        return len({**self._served(), **self._own})

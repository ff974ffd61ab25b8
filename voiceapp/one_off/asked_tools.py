"""Lets a single question in a terminal use the tools of other programs: the person is asked there, each time."""

import asyncio
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.talk.tool_arguments import misfit, tidied, told
from voiceapp.core.talk.tool_calls import REFUSED
from voiceapp.core.talk.tool_cards import question_of
from voiceapp.core.tool_servers.access import ServerCard, ServerState
from voiceapp.core.wishes import Permission, ToolCard, ToolSpec
from voiceapp.settings.model import Settings
from voiceapp.settings.named_secrets import NamedSecrets
from voiceapp.settings.paths import Paths
from voiceapp.settings.wishes_from_settings import permissions
from voiceapp.tool_servers.own_keys import own_key_variables
from voiceapp.tool_servers.server_list import ServerList, tool_fingerprint
from voiceapp.tool_servers.server_secrets import ServerSecrets
from voiceapp.tool_servers.tool_servers import ToolServers

START_PATIENCE = 20.0
"""Seconds in which servers may start. What is not there by then is not offered for this question."""
MayUse = Callable[[Sentence, tuple[tuple[str, str], ...]], bool]
"""Asks the person whether a tool may be used, with everything that it would be given. May block."""


class AskedTools:
    """A context, in which the servers run that the person has switched on."""

    def __init__(self, paths: Paths, settings: Settings, may_use: MayUse) -> None:
        self._list = ServerList(paths.config, paths.state)
        self._settings = settings
        self._may_use = may_use
        self._servers = ToolServers(
            self._list,
            ServerSecrets(NamedSecrets()),
            os.environ,
            own_key_variables,
            may_leave=lambda: settings.engines.leaves_machine != "nothing",
        )
        self._settled = threading.Event()

    def __enter__(self) -> Self:
        if self._settings.tools.enabled:
            self._servers.reload()
            stop = self._servers.watch(self._look)
            self._settled.wait(START_PATIENCE)
            stop()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._servers.close()

    def _look(self, cards: tuple[ServerCard, ...]) -> None:
        if all(card.state is not ServerState.STARTING for card in cards):
            self._settled.set()

    def tools(self) -> Mapping[str, Tool]:
        """Return those that may be used, some only after asking."""
        served = self._servers.tools
        allowed = permissions(self._settings, served.values())
        found: dict[str, Tool] = {}
        for name, tool in served.items():
            as_allowed = self._list.always_as(name) == tool_fingerprint(tool.server, tool.tool)
            if allowed[name] is Permission.ALWAYS and as_allowed:
                found[name] = tool
            elif allowed[name] is not Permission.NEVER:
                found[name] = AskingTool(tool, self._may_use)
        return found


@dataclass(frozen=True, slots=True)
class AskingTool:
    """A tool that asks before it runs. Meets `core.ports.Tool`."""

    tool: Tool
    may_use: MayUse

    @property
    def spec(self) -> ToolSpec:
        return self.tool.spec

    @property
    def suggested(self) -> Permission:
        return self.tool.suggested

    @property
    def card(self) -> ToolCard | None:
        return self.tool.card

    async def run(self, arguments: str) -> str:
        asked = tidied(arguments)
        wrong = misfit(asked, self.spec.parameters)
        if wrong:
            raise ToolError(verbatim(wrong))
        question = question_of(self.spec.name, asked, self.card).sentence
        if not await asyncio.to_thread(self.may_use, question, told(asked)):
            return REFUSED
        return await self.tool.run(asked)

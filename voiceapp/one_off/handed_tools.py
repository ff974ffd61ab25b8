"""Hands the timers and reminders of a command to the running app, or keeps them until it opens."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from voiceapp.core.answers import Answer
from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.sentence import told_by
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.core.wishes import Permission, ToolCard, ToolSpec
from voiceapp.ipc.client import NotRunningError, RunningAppCall
from voiceapp.ipc.told import NO_ANSWER, sentence_in
from voiceapp.local.asked_language import is_german
from voiceapp.settings.paths import Paths
from voiceapp.storage.instance_lock import InstanceLock
from voiceapp.tools import TOOLS, set_reminder, set_timer
from voiceapp.tools.parts.alarms import Alarms
from voiceapp.tools.parts.function import AnyFunction
from voiceapp.tools.parts.tool_context import ToolContext

RINGS = frozenset({set_timer.TOOL.name, set_reminder.TOOL.name})


class NoHistory:
    """Stands in for the history, in which a command looks nothing up."""

    def find(self, query: Query, then: Answer[HistoryPage]) -> None:
        then(HistoryPage(query, (), 0))

    def load_talk(self, talk: TalkId, then: Answer[Talk]) -> None:
        then(Talk(talk, 0.0))


class HandedTools:
    """Has the tools that need the running app, for the duration of one command."""

    def __init__(self, paths: Paths, context: ToolContext) -> None:
        """`context`: the surroundings of the tools, but for the alarms."""
        self._paths = paths
        self._context = context
        self.rings_later = False
        """Something was set, and nobody is there yet who would let it ring."""

    def tools(self) -> Mapping[str, Tool]:
        return {function.name: HandedTool(function, self) for function in TOOLS if function.handed_over}

    def spec(self, function: AnyFunction) -> ToolSpec:
        return function.within(self._context).spec

    async def used(self, function: AnyFunction, arguments: str) -> str:
        """Raises ToolError."""
        told = await asyncio.to_thread(self._by_app, function.name, arguments)
        if told is not None:
            return told
        lock = InstanceLock(self._paths.data)
        if not lock.acquire():
            raise ToolError(NO_ANSWER)
        with lock:
            alarms = Alarms(self._paths.data / "alarms.json", lambda _: None)
            alarms.take_up()
            context = replace(self._context, alarms=alarms)
            answer = await function.within(context).run(arguments)
        self.rings_later = self.rings_later or function.name in RINGS
        return answer

    def _by_app(self, name: str, arguments: str) -> str | None:
        """Return what the running app answers. None: none runs. Raises ToolError."""
        try:
            call = RunningAppCall(f"tool {name} {quote(arguments)}", self._paths)
        except NotRunningError:
            return None
        try:
            answer = call.answer()
        except OSError as error:
            raise ToolError(told_by(error)) from error
        finally:
            call.close()
        word, _, told = answer.partition(" ")
        if word != "ok":
            raise ToolError(sentence_in(answer))
        return unquote(told)


def only_while_open(asked: str) -> str:
    """Return what is said of something that was set while no app runs, in the language of what was asked."""
    if is_german(asked):
        return "voiceapp ist nicht offen, und nur dann klingelt es. Was inzwischen fällig war, klingelt beim Öffnen."
    return "voiceapp isn't open, and it rings only then. Open it; what fell due before that rings at once."


@dataclass(frozen=True, slots=True)
class HandedTool:
    """Meets `core.ports.Tool`."""

    function: AnyFunction
    hands: HandedTools

    @property
    def spec(self) -> ToolSpec:
        return self.hands.spec(self.function)

    @property
    def suggested(self) -> Permission:
        return self.function.suggested

    @property
    def card(self) -> ToolCard | None:
        return self.function.card

    async def run(self, arguments: str) -> str:
        return await self.hands.used(self.function, arguments)

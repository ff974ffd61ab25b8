"""Carries out the work that a Live session's voice hands over, with a model that chats: of any server, or of this device."""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from voiceapp.core.messages import CallId, LinkCharged
from voiceapp.core.ports import Chat, ChatEnd, ChatText, ChatTool, EngineError
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes, side_job

MOST_ROUNDS = 8
"""The answers of a task that may ask for functions, one after the other."""
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class TaskContext:
    """Holds what a task needs of the session that it belongs to."""

    items: Callable[[], tuple[Item, ...]]
    wishes: Callable[[], SessionWishes]
    ask_tools: Callable[[Sequence[tuple[CallId, str, str]]], None]
    charged: Callable[[LinkCharged], None]


class Tasks:
    """Works on each by itself. Whoever starts one must see to its end."""

    def __init__(self, chat: Chat, context: TaskContext) -> None:
        self._chat = chat
        self._context = context
        self._results: dict[CallId, asyncio.Future[str]] = {}

    def give(self, call: CallId, output: str) -> bool:
        """Give the result of a function. Return whether it was wanted here."""
        result = self._results.pop(call, None)
        if result is not None and not result.done():
            result.set_result(output)
        return result is not None

    async def work(self) -> str:
        """Do what the talk asks for now, and return what is to be said of it."""
        items = list(self._context.items())
        try:
            for rest in reversed(range(MOST_ROUNDS)):
                text, calls = await self._answer(items, replace(self._context.wishes(), may_call=rest > 0))
                if not calls:
                    return text
                items += await self._run(calls)
        except EngineError as error:
            return f"That could not be done: {error.failure.sentence}"
        return "That could not be done: it took too many steps."

    async def aside(self, instructions: str, text: str) -> tuple[str, LinkCharged | None]:
        """Do a side job. Return the answer, empty if there is none, and what it cost."""
        item = Message(ItemId("aside"), Speaker.USER, 0.0, text, MessageState.DONE)
        said, spent = "", None
        async with aclosing(self._chat.answer((item,), side_job(instructions))) as pieces:
            async for piece in pieces:
                if isinstance(piece, ChatText):
                    said += piece.text
                elif isinstance(piece, ChatEnd) and piece.spent:
                    spent = LinkCharged(piece.spent)
        return said, spent

    async def _answer(self, items: Sequence[Item], wishes: SessionWishes) -> tuple[str, list[ChatTool]]:
        text, calls = "", list[ChatTool]()
        async with aclosing(self._chat.answer(items, wishes)) as pieces:
            async for piece in pieces:
                if isinstance(piece, ChatText):
                    text += piece.text
                elif isinstance(piece, ChatTool):
                    calls.append(piece)
                elif isinstance(piece, ChatEnd) and piece.spent:
                    self._context.charged(LinkCharged(piece.spent))
        return text, calls

    async def _run(self, calls: Sequence[ChatTool]) -> list[ToolCall]:
        named = [(CallId(f"task-{next(_numbers)}"), call) for call in calls]
        loop = asyncio.get_running_loop()
        results: list[asyncio.Future[str]] = [loop.create_future() for _ in named]
        self._results.update((name, result) for (name, _), result in zip(named, results, strict=True))
        self._context.ask_tools([(name, call.name, call.arguments) for name, call in named])
        outputs = await asyncio.gather(*results)
        return [
            ToolCall(
                ItemId(name), 0.0, call.name, call.arguments, output, ToolState.DONE, call_id=call.call or str(name)
            )
            for (name, call), output in zip(named, outputs, strict=True)
        ]

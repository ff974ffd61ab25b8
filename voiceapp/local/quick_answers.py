"""Answers without a model: time, date, timers, sums and conversions, through the same tools as always."""

import itertools
import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import Chat, ChatEnd, ChatPiece, ChatText, ChatTool
from voiceapp.core.transcript import Item, Message, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes
from voiceapp.local.intents import Intent, intent_in, only_alarm, sentence_of, wants_to_cancel

MARK = "reflex-"
"""Begins the names of our own calls."""


class WithReflexes:
    """Meets `core.ports.Chat`. A small model guesses; what a tool knows is asked of the tool."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._numbers = itertools.count(1)

    @property
    def traits(self) -> EngineTraits:
        return self._chat.traits

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        cancel = _cancelling(items)
        if cancel is not None:
            yield ChatTool(f"{MARK}{next(self._numbers)}", cancel.tool, json.dumps(dict(cancel.arguments)))
            yield ChatEnd()
            return
        answered = _answered(items)
        if answered:
            yield ChatText(answered)
            yield ChatEnd()
            return
        intent = _intent(items, wishes)
        if intent is not None:
            yield ChatTool(f"{MARK}{next(self._numbers)}", intent.tool, json.dumps(dict(intent.arguments)))
            yield ChatEnd()
            return
        async with aclosing(self._chat.answer(items, wishes)) as pieces:
            async for piece in pieces:
                yield piece


def _intent(items: Sequence[Item], wishes: SessionWishes) -> Intent | None:
    last = items[-1] if items else None
    if not isinstance(last, Message) or last.speaker is not Speaker.USER or last.images:
        return None
    intent = intent_in(last.text)
    known = {tool.name for tool in wishes.tools}
    return intent if intent is not None and intent.tool in known else None


def _cancelling(items: Sequence[Item]) -> Intent | None:
    """The person wants the timer gone, and it is known now that there is just one."""
    last = items[-1] if items else None
    if not (isinstance(last, ToolCall) and last.call_id.startswith(MARK) and last.name == "list_alarms"):
        return None
    asked = next((item.text for item in reversed(items) if isinstance(item, Message)), "")
    number = only_alarm(last.output)
    return Intent("cancel_alarm", {"number": number}) if number is not None and wants_to_cancel(asked) else None


def _answered(items: Sequence[Item]) -> str:
    """A sentence for what our own tool call brought."""
    last = items[-1] if items else None
    if isinstance(last, ToolCall) and last.call_id.startswith(MARK) and last.state is not ToolState.RUNNING:
        return sentence_of(last.name, last.output, failed=last.state is not ToolState.DONE)
    return ""

"""Answers, without a model, plain questions that a tool knows better, by recognising their words and asking the tool.

Only plain questions count. Anything with more around it goes to the model.
"""

import itertools
import json
import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import cast

from voiceapp.core.messages import EngineTraits
from voiceapp.core.phrasing import NOT_DONE, Fields, OtherToolFirst, Phrasing
from voiceapp.core.ports import Chat, ChatEnd, ChatPiece, ChatText, ChatTool
from voiceapp.core.text.number_words import in_digits
from voiceapp.core.transcript import Item, Message, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes

MARK = "reflex-"
"""The prefix of our own calls' names."""
LONGEST = 160
"""The most characters that a plain question has."""
LONGEST_ANSWER = 300
_COURTESIES = re.compile(
    r"^(?:(?:hey|hi|hello|okay|ok|so|well|please|um|uh)\b[,\s]*)+|[\s,]*\b(?:please|for me|right now|thanks|thank you)\b[.!?\s]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Intent:
    """Holds a tool, and what to ask it."""

    tool: str
    arguments: Fields


class QuickAnswers:
    """Answers what a tool knows by asking the tool, since a small model would guess. Implements `core.ports.Chat`."""

    def __init__(self, chat: Chat, phrasings: Mapping[str, Phrasing]) -> None:
        self._chat = chat
        self._phrasings = phrasings
        self._numbers = itertools.count(1)

    @property
    def traits(self) -> EngineTraits:
        return self._chat.traits

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        piece = self._without_model(items, {tool.name for tool in wishes.tools})
        if piece is not None:
            yield piece
            yield ChatEnd()
            return
        async with aclosing(self._chat.answer(items, wishes)) as pieces:
            async for each in pieces:
                yield each

    def _without_model(self, items: Sequence[Item], offered: set[str]) -> ChatTool | ChatText | None:
        match items[-1] if items else None:
            case Message(speaker=Speaker.USER, images=()) as asked:
                return self._call(self._first_intent(asked.text, offered))
            case ToolCall(state=state) as ours if ours.call_id.startswith(MARK) and state is not ToolState.RUNNING:
                next_intent = self._next_intent(items, ours)
                if next_intent is not None:
                    return self._call(next_intent)
                said = sentence_of(self._phrasings, ours.name, ours.output, failed=state is not ToolState.DONE)
                return ChatText(said) if said else None
            case _:
                return None

    def _call(self, intent: Intent | None) -> ChatTool | None:
        if intent is None:
            return None
        return ChatTool(f"{MARK}{next(self._numbers)}", intent.tool, json.dumps(dict(intent.arguments)))

    def _first_intent(self, text: str, offered: set[str]) -> Intent | None:
        intent = intent_in(text, self._phrasings)
        return intent if intent is not None and intent.tool in offered else None

    def _next_intent(self, items: Sequence[Item], ours: ToolCall) -> Intent | None:
        """Now that the first lookup is done, the tool that the person meant can be asked."""
        words = next((item.text for item in reversed(items) if isinstance(item, Message)), "")
        meant = _meant(words, self._phrasings)
        if meant is None or not isinstance(meant[1], OtherToolFirst) or meant[1].tool != ours.name:
            return None
        arguments = meant[1].then(_fields(ours.output))
        return Intent(meant[0], arguments) if arguments is not None else None


def intent_in(text: str, phrasings: Mapping[str, Phrasing]) -> Intent | None:
    """Returns what to ask a tool, or None if this is for the model."""
    meant = _meant(text, phrasings)
    if meant is None:
        return None
    tool, asked = meant
    return Intent(asked.tool, {}) if isinstance(asked, OtherToolFirst) else Intent(tool, asked)


def _meant(text: str, phrasings: Mapping[str, Phrasing]) -> tuple[str, Fields | OtherToolFirst] | None:
    words = _plain(text)
    if not words or len(words) > LONGEST:
        return None
    found = ((tool, phrasing.asked(words)) for tool, phrasing in phrasings.items())
    return next(((tool, asked) for tool, asked in found if asked is not None), None)


def _plain(text: str) -> str:
    words = " ".join(text.replace("’", "'").split()).rstrip(".!?… ")
    before = ""
    while before != words:
        before = words
        words = _COURTESIES.sub("", words).strip(" ,.")
    return in_digits(words)


def sentence_of(phrasings: Mapping[str, Phrasing], tool: str, output: str, *, failed: bool) -> str:
    """Returns what to say about a tool's answer."""
    fields = _fields(output)
    problem = fields.get("error")
    phrasing = phrasings.get(tool)
    if isinstance(problem, str):
        return problem
    if "declined" in fields:
        return phrasing.refused if phrasing is not None else NOT_DONE
    if failed or not fields:
        return output.strip()[:LONGEST_ANSWER] or "That didn't work."
    return phrasing.said(fields) if phrasing is not None else output.strip()[:LONGEST_ANSWER]


def _fields(output: str) -> Fields:
    try:
        value = cast("object", json.loads(output))
    except ValueError:
        return {}
    return cast("Fields", value) if isinstance(value, dict) else {}

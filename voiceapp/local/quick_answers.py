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
from voiceapp.local.asked_language import is_german
from voiceapp.local.chat import CALL_MARK, LocalChat
from voiceapp.local.weekdays import weekday_answer

MARK = "reflex-"
"""The prefix of our own calls' names."""
LONGEST = 160
"""The most characters that a plain question has."""
LONGEST_ANSWER = 300
_COURTESIES = re.compile(
    r"^(?:(?:hey|hi|hello|okay|ok|so|well|please|um|uh|hallo|bitte|ähm?)\b[,\s]*)+"
    r"|[\s,]*\b(?:please|for me|right now|thanks|thank you|bitte|danke)\b[.!?\s]*$",
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

    async def get_ready(self, items: Sequence[Item], wishes: SessionWishes) -> None:
        """Let the model read the talk so far. Raises EngineError."""
        if isinstance(self._chat, LocalChat):
            await self._chat.get_ready(items, wishes)

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
                day = weekday_answer(asked.text, german=is_german(asked.text, asked.language or ""))
                return ChatText(day) if day else self._call(self._first_intent(asked, offered))
            case ToolCall(state=state) as ours if self._tells(ours) and state is not ToolState.RUNNING:
                next_intent = self._next_intent(items, ours)
                if next_intent is not None:
                    return self._call(next_intent)
                failed = state is not ToolState.DONE
                said = sentence_of(
                    self._phrasings, ours.name, ours.output, failed=failed, german=self._was_asked_in_german(items)
                )
                return ChatText(said) if said else None
            case _:
                return None

    def _tells(self, call: ToolCall) -> bool:
        """Return whether we say what came of a call: of each of ours, and of the model's where we have words for it."""
        return call.call_id.startswith(MARK) or (call.call_id.startswith(CALL_MARK) and call.name in self._phrasings)

    def _call(self, intent: Intent | None) -> ChatTool | None:
        if intent is None:
            return None
        return ChatTool(f"{MARK}{next(self._numbers)}", intent.tool, json.dumps(dict(intent.arguments)))

    def _first_intent(self, asked: Message, offered: set[str]) -> Intent | None:
        intent = intent_in(asked.text, self._phrasings, asked.language or "")
        return intent if intent is not None and intent.tool in offered else None

    def _next_intent(self, items: Sequence[Item], ours: ToolCall) -> Intent | None:
        """Now that the first lookup is done, the tool that the person meant can be asked."""
        meant = self._last_meant(items)
        if meant is None or not isinstance(meant.asked, OtherToolFirst) or meant.asked.tool != ours.name:
            phrasing = self._phrasings.get(ours.name)
            led_to = phrasing.goes_on(_fields(ours.output)) if phrasing is not None else None
            return Intent(*led_to) if led_to is not None else None
        arguments = meant.asked.then(_fields(ours.output))
        return Intent(meant.tool, arguments) if arguments is not None else None

    def _was_asked_in_german(self, items: Sequence[Item]) -> bool:
        meant = self._last_meant(items)
        if meant is not None:
            return meant.german
        last = next((item for item in reversed(items) if isinstance(item, Message)), None)
        return last is not None and is_german(last.text, last.language or "")

    def _last_meant(self, items: Sequence[Item]) -> "_Meant | None":
        last = next((item for item in reversed(items) if isinstance(item, Message)), None)
        return None if last is None else _meant(last.text, self._phrasings, last.language or "")


def intent_in(text: str, phrasings: Mapping[str, Phrasing], language: str = "") -> Intent | None:
    """Returns what to ask a tool, or None if this is for the model. `language`: as it was recognised, if it was."""
    meant = _meant(text, phrasings, language)
    if meant is None:
        return None
    asked = meant.asked
    return Intent(asked.tool, asked.arguments) if isinstance(asked, OtherToolFirst) else Intent(meant.tool, asked)


@dataclass(frozen=True, slots=True)
class _Meant:
    tool: str
    asked: Fields | OtherToolFirst
    german: bool


def _meant(text: str, phrasings: Mapping[str, Phrasing], language: str) -> _Meant | None:
    if is_german(text, language):
        in_german = {tool: each.german for tool, each in phrasings.items() if each.german is not None}
        meant = _meant_in(_plain(_with_points(text)), in_german, german=True)
        if meant is not None:
            return meant
    return _meant_in(_plain(text), phrasings, german=False)


def _meant_in(words: str, phrasings: Mapping[str, Phrasing], *, german: bool) -> _Meant | None:
    if not words or len(words) > LONGEST:
        return None
    found = ((tool, phrasing.asked(words)) for tool, phrasing in phrasings.items())
    return next((_Meant(tool, asked, german) for tool, asked in found if asked is not None), None)


def _with_points(text: str) -> str:
    """German numbers as they are written elsewhere: "1.500,5" is 1500.5."""
    return re.sub(r"(?<=\d),(?=\d)", ".", re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", text))


def _plain(text: str) -> str:
    words = " ".join(text.replace("’", "'").split()).rstrip(".!?… ")
    before = ""
    while before != words:
        before = words
        words = _COURTESIES.sub("", words).strip(" ,.")
    return in_digits(words)


def sentence_of(
    phrasings: Mapping[str, Phrasing], tool: str, output: str, *, failed: bool, german: bool = False
) -> str:
    """Returns what to say about a tool's answer, if possible in the language of the question."""
    fields = _fields(output)
    problem = fields.get("error")
    phrasing = phrasings.get(tool)
    if phrasing is not None and german:
        phrasing = phrasing.german or phrasing
    if "declined" in fields:
        return phrasing.refused if phrasing is not None else NOT_DONE
    if phrasing is not None and phrasing.failed and (failed or not fields or "error" in fields):
        return phrasing.failed
    if isinstance(problem, str):
        return problem
    if failed or not fields:
        return output.strip()[:LONGEST_ANSWER] or "That didn't work."
    return phrasing.said(fields) if phrasing is not None else output.strip()[:LONGEST_ANSWER]


def _fields(output: str) -> Fields:
    try:
        value = cast("object", json.loads(output))
    except ValueError:
        return {}
    return cast("Fields", value) if isinstance(value, dict) else {}

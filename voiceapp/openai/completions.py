"""Speaks the older completions over HTTP, by which servers of one's own let a base model write on where a text ends."""

import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Message, Spent
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.chat_chunks import ChatChunks
from voiceapp.openai.connections import STANDSTILL
from voiceapp.openai.http import Server
from voiceapp.openai.model_chooser import ModelChooser
from voiceapp.openai.model_quirks import asked_until_taken, named
from voiceapp.openai.sampling_fields import REFUSALS

CALL = "completions"
_OPTIONAL: Mapping[str, re.Pattern[str]] = named("stream_options") | dict(REFUSALS)


@dataclass(frozen=True, slots=True)
class DraftWishes:
    """Says how far a draft is continued, and how boldly."""

    longest: int
    """Tokens."""
    temperature: float


class DraftCompletions:
    """Meets `core.ports.Chat`: the last message is the draft, and the answer is what follows it."""

    def __init__(self, server: Server, model: str, wishes: DraftWishes) -> None:
        self._server = server
        self._choice = ModelChooser(server, Role.CHAT, model)
        self._wishes = wishes

    @property
    def traits(self) -> EngineTraits:
        return self._choice.traits(lambda whom: Sentence("Your words go to {whom}.", whom=whom))

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        """A base model follows no instructions, so the wishes say nothing to it."""
        del wishes
        model = await self._choice.name()
        quirks = self._server.quirks(CALL, model)
        whole = self.body(model, items)

        def ask() -> tuple[set[str], AsyncGenerator[ChatPiece]]:
            body = {name: value for name, value in whole.items() if name not in quirks.left_out}
            return set(body), self._ask(model, body)

        async with aclosing(asked_until_taken(quirks, _OPTIONAL, ask)) as pieces:
            async for piece in pieces:
                yield piece

    def body(self, model: str, items: Sequence[Item]) -> dict[str, object]:
        """Return the request."""
        draft = next((item.text for item in reversed(items) if isinstance(item, Message)), "")
        return {
            "model": model,
            "prompt": draft,
            "max_tokens": self._wishes.longest,
            "temperature": self._wishes.temperature,
            "stream": True,
            "stream_options": {"include_usage": True},
        }

    async def _ask(self, model: str, body: Mapping[str, object]) -> AsyncGenerator[ChatPiece]:
        said, came, spent = ChatChunks(), 0, tuple[Spent, ...]()
        stream = self._server.stream(CALL, body, model=model, patience=STANDSTILL)
        try:
            async with stream as answer, aclosing(answer.parts()) as chunks:
                async for chunk in chunks:
                    text, _ = said.take_chunk(chunk)
                    came += len(text)
                    if text:
                        yield ChatText(text)
        finally:
            # It is billed even if nobody waits for the rest.
            if said.usage:
                spent = (self._server.spent(said.model or model, said.usage),)
            elif came:
                spent = (self._server.spent_roughly(model, body, came),)
        # It ends where it was told to, which is no fault.
        yield ChatEnd(spent)

"""Puts a check before a chat: its answer comes sentence by sentence, each once it was found harmless."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from functools import partial

from voiceapp.core.failures import Failure
from voiceapp.core.messages import EngineTraits
from voiceapp.core.moderation.gate import GateRules
from voiceapp.core.moderation.held_reply import CONTEXT, ends_sentence
from voiceapp.core.moderation.verdict import (
    CHECK_PATIENCE,
    TOO_SLOW,
    Harm,
    Moderator,
    answer_failure,
    said_failure,
    unchecked_failure,
)
from voiceapp.core.ports import Chat, ChatEnd, ChatPiece, ChatText, ChatThought, ChatTool, EngineError
from voiceapp.core.transcript import Image, Item, Message, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.checked.engine import with_check

log = logging.getLogger(__name__)


class CheckedChat:
    """Meets `core.ports.Chat`."""

    def __init__(self, chat: Chat, moderator: Moderator, rules: GateRules) -> None:
        self._chat = chat
        self._moderator = moderator
        self._rules = rules

    @property
    def traits(self) -> EngineTraits:
        return with_check(self._chat.traits, self._moderator.whom)

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        asked = asyncio.create_task(self._look_at_question(items))
        held: list[ChatPiece] = []
        text = passed = ""
        try:
            async with aclosing(self._chat.answer(items, wishes)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, ChatThought):
                        yield ChatThought("", takes_back=piece.takes_back)
                        continue
                    held.append(piece)
                    text += _words_of(piece)
                    if isinstance(piece, ChatTool | ChatEnd) or ends_sentence(text):
                        await asked
                        if text != passed:
                            await self._look(text[-CONTEXT:], (), partial(_held, passed))
                        for each in held:
                            yield each
                        held, passed = [], text
        finally:
            asked.cancel()
            await asyncio.gather(asked, return_exceptions=True)

    async def _look_at_question(self, items: Sequence[Item]) -> None:
        said = next((i for i in reversed(items) if isinstance(i, Message) and i.speaker is Speaker.USER), None)
        if said is not None and (said.text.strip() or said.images):
            await self._look(said.text, said.images, said_failure)

    async def _look(self, text: str, images: tuple[Image, ...], failure_of: Callable[[Harm], Failure]) -> None:
        """Raises EngineError where something is found, or where nothing may pass unchecked."""
        try:
            async with asyncio.timeout(CHECK_PATIENCE):
                verdict = await self._moderator.look(text, images)
        except (EngineError, TimeoutError) as error:
            failure = error.failure if isinstance(error, EngineError) else TOO_SLOW
            if self._rules.closed:
                raise EngineError(unchecked_failure(failure)) from error
            log.info("an answer goes unchecked: %s", failure.kind.value)
            return
        harm = verdict.harm(strict=self._rules.strict)
        if harm is not None:
            raise EngineError(failure_of(harm))


def _held(passed: str, harm: Harm) -> Failure:
    return answer_failure(harm, some_heard=bool(passed))


def _words_of(piece: ChatPiece) -> str:
    match piece:
        case ChatText(text):
            return text
        case ChatTool(_, _, arguments):
            return f"\n{arguments}\n"
        case _:
            return ""

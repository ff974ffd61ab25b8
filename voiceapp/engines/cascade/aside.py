"""Asks the chat part of a cascade for what is wanted beside the talk, such as a title."""

import logging
from contextlib import aclosing

from voiceapp.core.messages import AsideAnswered, AskAside
from voiceapp.core.ports import Chat, ChatEnd, ChatText, EngineError
from voiceapp.core.transcript import ItemId, Message, Speaker
from voiceapp.core.wishes import side_job

log = logging.getLogger(__name__)


async def answered_aside(chat: Chat | None, ask: AskAside) -> AsideAnswered:
    """Returns an empty answer if there is nobody to ask, or they fail."""
    text, end = "", ChatEnd()
    if chat is not None:
        item = Message(ItemId(ask.job), Speaker.USER, 0.0, ask.text)
        try:
            async with aclosing(chat.answer((item,), side_job(ask.instructions))) as pieces:
                async for piece in pieces:
                    if isinstance(piece, ChatText):
                        text += piece.text
                    elif isinstance(piece, ChatEnd):
                        end = piece
        except EngineError as error:
            log.info("a side job was not done: %s", error.failure.kind.value)
    return AsideAnswered(ask.job, text, end.spent)

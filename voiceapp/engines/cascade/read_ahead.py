"""Lets the chat part read the talk while the person speaks. What goes wrong shows when an answer is wanted."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from voiceapp.core.ports import EngineError
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes

log = logging.getLogger(__name__)


GetReady = Callable[[Sequence[Item], SessionWishes], Awaitable[None]]


async def read_ahead(get_ready: GetReady, items: Sequence[Item], wishes: SessionWishes) -> None:
    try:
        await get_ready(items, wishes)
    except EngineError as error:
        log.info("the talk was not read beforehand: %s", error.failure.kind.value)

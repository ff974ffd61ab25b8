"""Hands out the events of a link until it is lost."""

import asyncio
from collections.abc import AsyncIterator

from voiceapp.core.messages import EngineEvent, LinkLost


async def until_lost(events: "asyncio.Queue[EngineEvent]") -> AsyncIterator[EngineEvent]:
    """In the order in which it came; the loss is the last."""
    while True:
        event = await events.get()
        yield event
        if isinstance(event, LinkLost):
            return

"""Hands out the events of a link until it is lost."""

import asyncio
from collections.abc import AsyncIterator

from voiceapp.core.messages import EngineEvent, LinkLost


async def until_lost(events: "asyncio.Queue[EngineEvent]") -> AsyncIterator[EngineEvent]:
    """Yield the events in the order in which they came, ending with the loss."""
    while True:
        event = await events.get()
        yield event
        if isinstance(event, LinkLost):
            return

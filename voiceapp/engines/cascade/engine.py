"""Offers a cascade as an engine, preparing its parts when a link opens and releasing them when it closes."""

import contextlib
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from voiceapp.core.messages import EngineTraits, LinkInfo
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.cascade.link import CascadeLink
from voiceapp.engines.cascade.parts import CascadeParts

Ready = Callable[[], AbstractAsyncContextManager[None]]


class CascadeEngine:
    """Meets `core.ports.Engine`."""

    def __init__(self, parts: CascadeParts, traits: EngineTraits, ready: Ready, model: str = "") -> None:
        """`ready` provides what the parts need while a link is open; it raises EngineError where it cannot."""
        self._parts = parts
        self._traits = replace(traits, prepares=not parts.hears)
        self._ready = ready
        self._model = model

    @property
    def traits(self) -> EngineTraits:
        return self._traits

    @contextlib.asynccontextmanager
    async def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AsyncGenerator[CascadeLink]:
        async with self._ready():
            link = CascadeLink(self._parts, LinkInfo(self._traits, self._model), wishes, tuple(history))
            try:
                yield link
            finally:
                await link.close()

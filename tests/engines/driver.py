"""Drives an engine's link as the session would, and waits for what it says."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import Self, TypeVar

from tests.rig.patience import EVENT
from voiceapp.core.messages import EngineCommand, EngineEvent, LinkOpened, SendAudio
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import Engine, EngineLink
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes

E = TypeVar("E")


class Driver:
    """`async with Driver(engine) as link:` opens it and gathers all that it says."""

    def __init__(self, engine: Engine, wishes: SessionWishes | None = None, history: Sequence[Item] = ()) -> None:
        self._engine = engine
        self._wishes = wishes or SessionWishes()
        self._history = history
        self._stack = AsyncExitStack()
        self._news = asyncio.Condition()
        self.events: list[EngineEvent] = []
        self.link: EngineLink
        self._reader: asyncio.Task[None]

    async def __aenter__(self) -> Self:
        self.link = await self._stack.enter_async_context(self._engine.connect(self._wishes, self._history))
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)
        await self._stack.aclose()

    async def _read(self) -> None:
        async for event in self.link:
            async with self._news:
                self.events.append(event)
                self._news.notify_all()

    async def opened(self) -> "Driver":
        await self.until(LinkOpened)
        return self

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, kind: type[E], which: Callable[[E], bool] = lambda _: True) -> E:
        """The first such event, when it comes."""
        try:
            async with asyncio.timeout(EVENT), self._news:
                await self._news.wait_for(lambda: any(which(event) for event in self.of(kind)))
        except TimeoutError:
            seen = [type(event).__name__ for event in self.events][-20:]
            raise AssertionError(f"no {kind.__name__} came; what came: {seen}") from None
        return next(event for event in self.of(kind) if which(event))

    def send(self, *commands: EngineCommand) -> None:
        for command in commands:
            self.link.send(command)

    def speak(self, pcm: bytes) -> None:
        frame = WIRE.frame_bytes
        for start in range(0, len(pcm), frame):
            self.link.send(SendAudio(pcm[start : start + frame]))

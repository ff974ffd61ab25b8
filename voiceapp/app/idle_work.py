"""Runs work that nobody waits for, piece by piece, in the session's loop."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import TypeVar

from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure
from voiceapp.runtime.session_thread import SessionThread

log = logging.getLogger(__name__)

T = TypeVar("T")

STUMBLED_FOR = 600.0
"""Seconds for which work rests that failed by a mistake of ours."""


class IdleWork:
    """May be used from any thread."""

    def __init__(self, room: SessionThread, once: Callable[[], Awaitable[float]]) -> None:
        """`once` does a piece of work, and returns after how many seconds to go on."""
        self._room = room
        self._once = once
        self._woken = asyncio.Event()
        self._working: Future[None] | None = None

    def start(self) -> None:
        self._working = self._room.run(self._work())

    def wake(self) -> None:
        """Go on at once."""
        self._room.call(self._woken.set)

    def close(self) -> None:
        if self._working is not None:
            self._working.cancel()

    async def _work(self) -> None:
        while True:
            # Whoever wakes it from now on means what this piece may not have seen.
            self._woken.clear()
            pause = await self._piece()
            try:
                async with asyncio.timeout(pause):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def _piece(self) -> float:
        try:
            return await self._once()
        except Exception:
            log.exception("work that nobody waits for failed in a way that it should not")
            return STUMBLED_FOR


async def answered(ask: Callable[[Answer[T]], None], otherwise: T) -> T:
    """Wait in a loop for what a part of the app answers on another thread; `otherwise` where it can't answer."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def settle(found: T) -> None:
        if not answer.done():
            answer.set_result(found)

    def then(found: T | Failure) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is over, and nobody waits any more
            loop.call_soon_threadsafe(settle, otherwise if isinstance(found, Failure) else found)

    ask(then)
    return await answer

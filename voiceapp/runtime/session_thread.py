"""Runs the thread that the session lives on, which starts once and stops in bounded time."""

import asyncio
import logging
import sys
import threading
import traceback
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")
INNERMOST = 4


class SessionThread:
    """An event loop on a thread of its own."""

    def __init__(self, name: str = "session") -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)
        self._open = threading.Event()

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        return self._loop

    def start(self) -> None:
        self._thread.start()
        self._open.wait(10)

    def run(self, work: Coroutine[None, None, T]) -> "Future[T]":
        """Runs a coroutine in its loop; the future may be waited for on any other thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def call(self, work: Callable[[], None]) -> None:
        self._loop.call_soon_threadsafe(work)

    def stop(self, patience: float = 5.0) -> bool:
        """Ends the loop. Returns False if it did not end in time and is left behind."""
        if not self._thread.is_alive():
            return True
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(patience)
        if self._thread.is_alive():
            log.error("the %s's thread did not end in time: %s", self._thread.name, self._where())
            return False
        return True

    def _where(self) -> str:
        """Says what keeps it from ending: its innermost calls and what it still has to do."""
        frames = sys._current_frames()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        frame = frames.get(self._thread.ident or 0)
        calls = traceback.extract_stack(frame)[-INNERMOST:] if frame is not None else ()
        places = " > ".join(f"{Path(call.filename).name}:{call.lineno} {call.name}" for call in calls)
        work = ", ".join(str(task.get_coro()) for task in asyncio.all_tasks(self._loop))
        return f"{places} [{work}]"

    def _live(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.call_soon(self._open.set)
        try:
            self._loop.run_forever()
        finally:
            left = asyncio.all_tasks(self._loop)
            for task in left:
                task.cancel()
            if left:
                self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

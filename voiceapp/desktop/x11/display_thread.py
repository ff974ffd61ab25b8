"""Runs one X connection on a thread of its own, and answers other threads from it in bounded time.

Xlib's connections are not thread-safe, so whoever needs something from one hands over a job and waits.
"""

import contextlib
import logging
import os
import queue
import select
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from Xlib import error
from Xlib.display import Display

log = logging.getLogger(__name__)

_REFUSED = (error.XError, error.ConnectionClosedError, OSError)

T = TypeVar("T")


def _nothing() -> None:
    """Does nothing."""


class DisplayThread:
    """`turn`, on the thread: take what has come, and answer how many seconds may pass until the next turn (None: any).

    `lost` is what the log says when the server goes; `ended` is called on the thread however it ended.
    """

    def __init__(
        self,
        name: str,
        display: Display,
        turn: Callable[[], float | None],
        *,
        patience: float,
        lost: str,
        ended: Callable[[], None] = _nothing,
    ) -> None:
        self._display = display
        self._turn = turn
        self._patience = patience
        self._lost = lost
        self._ended = ended
        self._jobs: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._wake_read, self._wake_write = os.pipe()
        self._open = True
        self._handing_over = threading.Lock()
        self._can_wake = True
        """Guards the pipe: once it is closed, its number belongs to another file."""
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    # --- from any thread

    def do(self, job: Callable[[], object]) -> None:
        """Have a job done soon. Never waits."""
        self._hand_over(job)

    def ask(self, job: Callable[[], T], otherwise: T) -> T:
        """Have a job done and wait for its answer; `otherwise` if the server refuses, is gone, or does not answer."""
        answer: Future[T] = Future()

        def work() -> None:
            try:
                answer.set_result(job())
            except _REFUSED as refused:
                log.info("%s: the X server refused (%s)", self._thread.name, type(refused).__name__)
                answer.set_result(otherwise)

        if not self._hand_over(work):
            return otherwise
        try:
            return answer.result(self._patience)
        except TimeoutError:
            return otherwise

    def close(self) -> None:
        if self._open:
            self._open = False
            self._hand_over(_nothing)
            self._thread.join(self._patience)

    def _hand_over(self, job: Callable[[], object]) -> bool:
        """False: the thread has ended, so nobody would do it."""
        with self._handing_over:
            if self._can_wake:
                self._jobs.put(job)
                os.write(self._wake_write, b"x")
            return self._can_wake

    # --- on the thread

    def _live(self) -> None:
        try:
            while self._open:
                timeout = self._turn()
                readable, _, _ = select.select([self._display.fileno(), self._wake_read], [], [], timeout)
                if self._wake_read in readable:
                    os.read(self._wake_read, 1024)
                self._work()
        except _REFUSED:
            if self._open:
                log.warning("%s", self._lost)
        finally:
            self._ended()
            with contextlib.suppress(error.ConnectionClosedError, OSError):
                self._display.close()
            with self._handing_over:
                self._can_wake = False
                os.close(self._wake_read)
                os.close(self._wake_write)
            # Whoever asked just before the end must be answered as well.
            with contextlib.suppress(*_REFUSED):
                self._work()

    def _work(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._jobs.get_nowait()()

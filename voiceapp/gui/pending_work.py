"""Keeps what the window asks until the app behind it is loaded."""

import threading
from collections import deque
from collections.abc import Callable

from voiceapp.core.desk import Desk

Work = Callable[[Desk], object]
Stop = Callable[[], None]


class PendingWork:
    """Keeps work until the desk is there, then does it in order; from then on, work is done at once."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._waiting: deque[Work] = deque()
        self.desk: Desk | None = None

    def arrive(self, desk: Desk) -> None:
        """The app is there. An exception in one piece of work does not keep the others from being done."""
        with self._lock:
            try:
                while self._waiting:
                    self._waiting.popleft()(desk)
            finally:
                if self._waiting:
                    self.arrive(desk)
                self.desk = desk

    def do(self, work: Work) -> None:
        with self._lock:
            desk = self.desk
            if desk is None:
                self._waiting.append(work)
        if desk is not None:
            work(desk)

    def begin(self, begin: Callable[[Desk], Stop]) -> Stop:
        """Begin something that its return value stops. What was stopped in time never begins."""
        stops: list[Stop] = []
        stopped = threading.Event()

        def work(desk: Desk) -> None:
            if not stopped.is_set():
                stops.append(begin(desk))

        def stop() -> None:
            stopped.set()
            while stops:
                stops.pop()()

        self.do(work)
        return stop

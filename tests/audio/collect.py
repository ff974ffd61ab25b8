"""Gathers what the ears and the mouth tell, and waits for what is expected."""

import threading
from collections.abc import Callable
from typing import TypeVar

from tests.rig.patience import EVENT
from voiceapp.core.messages import Event

E = TypeVar("E")


class Told:
    def __init__(self) -> None:
        self.events: list[Event] = []
        self._news = threading.Condition()

    def __call__(self, event: Event) -> None:
        with self._news:
            self.events.append(event)
            self._news.notify_all()

    def of(self, kind: type[E]) -> list[E]:
        with self._news:
            return [event for event in self.events if isinstance(event, kind)]

    def wait_for(self, enough: Callable[[], bool], timeout: float = EVENT) -> None:
        with self._news:
            assert self._news.wait_for(enough, timeout), f"it did not happen; the last events: {self.events[-5:]}"

    def wait_for_one(self, kind: type[E], which: Callable[[E], bool] = lambda _: True, timeout: float = EVENT) -> E:
        self.wait_for(lambda: any(isinstance(e, kind) and which(e) for e in self.events), timeout)
        return next(event for event in self.of(kind) if which(event))

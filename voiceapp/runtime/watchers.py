"""Tells news to whoever wants them. A watcher that fails harms neither the others nor whoever tells."""

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

News = TypeVar("News")


class Watchers(Generic[News]):
    """May be used from any thread."""

    def __init__(self) -> None:
        self._watchers: list[Callable[[News], object]] = []
        self._failed: set[tuple[int, type[Exception]]] = set()
        """A watcher that always fails is told fifty times a second: it is logged once."""

    def add(self, watcher: Callable[[News], object]) -> Callable[[], None]:
        """Be told from now on. Returns the way to stop it; more than once is once."""
        self._watchers.append(watcher)

        def stop() -> None:
            if watcher in self._watchers:
                self._watchers.remove(watcher)

        return stop

    def notify(self, news: News) -> bool:
        """True: one of them has failed for the first time."""
        failed = [self.notify_one(watcher, news) for watcher in tuple(self._watchers)]
        return any(failed)

    def notify_one(self, watcher: Callable[[News], object], news: News) -> bool:
        """True: it has failed for the first time."""
        try:
            watcher(news)
        except Exception as error:  # the watcher's edge
            seen = (id(watcher), type(error))
            if seen in self._failed:
                return False
            self._failed.add(seen)
            log.exception("a watcher could not be told of %s", type(news).__name__)
            return True
        return False

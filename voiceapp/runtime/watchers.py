"""Tells news to whoever wants them. A failing watcher harms neither the others nor the sender."""

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
        """Failures already logged, because a watcher that always fails is called fifty times a second."""

    def add(self, watcher: Callable[[News], object]) -> Callable[[], None]:
        """Adds a watcher. Returns a function that removes it, which may be called more than once."""
        self._watchers.append(watcher)

        def stop() -> None:
            if watcher in self._watchers:
                self._watchers.remove(watcher)

        return stop

    def notify(self, news: News) -> bool:
        """Returns True when a watcher has failed for the first time."""
        failed = [self.notify_one(watcher, news) for watcher in tuple(self._watchers)]
        return any(failed)

    def notify_one(self, watcher: Callable[[News], object], news: News) -> bool:
        """Returns True when it has failed for the first time."""
        try:
            watcher(news)
        except Exception as error:  # a watcher's bug must not reach the others or the sender
            seen = (id(watcher), type(error))
            if seen in self._failed:
                return False
            self._failed.add(seen)
            log.exception("a watcher could not be told of %s", type(news).__name__)
            return True
        return False

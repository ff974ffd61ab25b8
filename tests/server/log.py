"""Everything that passed between client and server, with the time at which it did."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.rig.patience import EVENT


@dataclass(frozen=True, slots=True)
class Entry:
    at: float
    """By the monotonic clock."""
    way: str
    """in: from the client; out: to it."""
    type: str
    body: dict[str, Any]
    connection: int


class Log:
    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._news = threading.Condition()

    def add(self, way: str, kind: str, body: dict[str, Any], connection: int = 0) -> None:
        with self._news:
            self._entries.append(Entry(time.monotonic(), way, kind, body, connection))
            self._news.notify_all()

    @property
    def entries(self) -> list[Entry]:
        with self._news:
            return list(self._entries)

    def received(self, kind: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.way == "in" and entry.type == kind]

    def sent(self, kind: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.way == "out" and entry.type == kind]

    def wait_for(self, enough: Callable[[list[Entry]], bool], timeout: float = EVENT) -> None:
        """Wait until the log is as wanted; fails when it never is."""
        with self._news:
            if not self._news.wait_for(lambda: enough(self._entries), timeout):
                seen = [f"{entry.way} {entry.type}" for entry in self._entries if "append" not in entry.type]
                raise AssertionError(f"the server waited in vain; it saw {seen[-30:]}")

    def wait_for_received(self, kind: str, count: int = 1, timeout: float = EVENT) -> list[Entry]:
        self.wait_for(lambda all_: sum(e.way == "in" and e.type == kind for e in all_) >= count, timeout)
        return self.received(kind)

    def wait_for_sent(self, kind: str, count: int = 1, timeout: float = EVENT) -> list[Entry]:
        self.wait_for(lambda all_: sum(e.way == "out" and e.type == kind for e in all_) >= count, timeout)
        return self.sent(kind)

"""Queues what waits to be written: each item once, in its newest shape, and jobs in the order they came."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from voiceapp.core.transcript import Item, ItemId, Talk, TalkId

Job = Callable[[], None]

SOUND_QUEUED = 64 * 1024 * 1024
"""Bytes of sound that may wait for the writer: twenty minutes. Only a disk that stands still gets there."""
JOBS_QUEUED = 100_000


@dataclass(frozen=True, slots=True)
class SetAside:
    """An item that the person deleted, as it was then."""

    item: Item
    at: float


Waiting = Item | SetAside | None
"""What is to become of an item; None: it goes for good."""


@dataclass(slots=True)
class Changes:
    """The newest of each talk and item, in the order in which they were first spoken of."""

    talks: dict[TalkId, Talk] = field(default_factory=dict[TalkId, Talk])
    items: dict[tuple[TalkId, ItemId], Waiting] = field(default_factory=dict[tuple[TalkId, ItemId], Waiting])

    def __bool__(self) -> bool:
        return bool(self.talks or self.items)

    def singly(self) -> Iterator["Changes"]:
        for name, talk in self.talks.items():
            yield Changes(talks={name: talk})
        for key, item in self.items.items():
            yield Changes(items={key: item})

    def under(self, newer: "Changes") -> "Changes":
        """These, where nothing newer is known, and the newer ones."""
        return Changes({**self.talks, **newer.talks}, {**self.items, **newer.items})


class WriteQueue:
    """Filled by any thread, emptied by the writer. Never waits to take something in."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._changes = Changes()
        self._jobs: deque[Job] = deque()
        self._sound_bytes = 0
        self._closing = False

    # --- from any thread

    def put_talk(self, talk: Talk) -> None:
        with self._changed:
            self._changes.talks[talk.id] = talk
            self._changed.notify()

    def put_item(self, talk: TalkId, item: ItemId, value: Waiting) -> None:
        with self._changed:
            self._changes.items[talk, item] = value
            self._changed.notify()

    def put_job(self, job: Job) -> None:
        with self._changed:
            self._jobs.append(job)
            self._changed.notify()

    def put_sound(self, job: Job, size: int) -> bool:
        """False: too much waits already, the piece was not taken."""
        with self._changed:
            if self._sound_bytes + size > SOUND_QUEUED or len(self._jobs) > JOBS_QUEUED:
                return False
            self._sound_bytes += size
            self._jobs.append(job)
            self._changed.notify()
            return True

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify()

    def peek(self) -> Changes:
        """Returns what has not been written yet."""
        with self._changed:
            return Changes(dict(self._changes.talks), dict(self._changes.items))

    # --- from the writer

    def wait(self, *, until: float, flush_at: float) -> None:
        """Waits until there is a job, or changes that may be written (from `flush_at`), or the app ends; at most
        `until`.
        """
        with self._changed:
            while not (self._jobs or self._closing):
                end = min(until, flush_at) if self._changes else until
                left = end - time.monotonic()
                if left <= 0:
                    return
                self._changed.wait(left if left < threading.TIMEOUT_MAX else None)

    def take_jobs(self) -> Iterable[Job]:
        with self._changed:
            jobs, self._jobs = self._jobs, deque()
            self._sound_bytes = 0
            return jobs

    def take_changes(self) -> Changes:
        with self._changed:
            changes, self._changes = self._changes, Changes()
            return changes

    def put_back(self, changes: Changes) -> None:
        """They could not be written; what came meanwhile is newer."""
        with self._changed:
            self._changes = changes.under(self._changes)

    @property
    def has_changes(self) -> bool:
        with self._changed:
            return bool(self._changes)

    @property
    def closing(self) -> bool:
        with self._changed:
            return self._closing and not self._jobs


def overlaid(talk: Talk, waiting: Mapping[tuple[TalkId, ItemId], Waiting]) -> Talk:
    """A talk with what the disk has not taken yet."""
    items: dict[ItemId, Item] = {item.id: item for item in talk.items}
    for (name, key), item in waiting.items():
        if name != talk.id:
            continue
        if item is None or isinstance(item, SetAside):
            items.pop(key, None)
        else:
            items[key] = item
    return replace(talk, items=tuple(items.values()))

"""Remembers what is on the screen now, for a front end that starts watching later."""

import threading
from collections.abc import Callable

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    ClearFailure,
    HideItem,
    Show,
    ShowAlarm,
    ShowAlarms,
    ShowFailure,
    ShowItem,
    ShowLevels,
    ShowLimits,
    ShowState,
    ShowTalk,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, ItemId, Talk, TalkId
from voiceapp.runtime.watchers import Watchers

UNSHOWN = ShowFailure(Failure(FailureKind.BUG, Sentence("Something couldn't be shown. See the log for details.")))


class LatestState:
    """Call it with what is to be shown. Every watcher gets that, starting with what is shown already.

    A passing failure is only for whoever reads it when it comes. A later reader is told of it only if nobody was there.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watchers: Watchers[Show] = Watchers()
        self._talk = ShowTalk(Talk(TalkId(""), 0.0))
        self._items: dict[ItemId, Item] = {}
        self._state: ShowState | None = None
        self._limits: ShowLimits | None = None
        self._alarms = ShowAlarms()
        self._failures: dict[FailureKind, ShowFailure] = {}
        self._readers = 0

    def __call__(self, show: Show) -> None:
        with self._lock:
            self._remember(show)
        if self._watchers.notify(show):
            self._watchers.notify(UNSHOWN)

    def watch(self, show: Callable[[Show], None], *, reads: bool = True) -> Callable[[], None]:
        """`reads`: a person sees what this watcher is told."""
        with self._lock:
            standing = self._standing(reads=reads)
            self._readers += reads
            leave = self._watchers.add(show)
            for each in standing:
                self._watchers.notify_one(show, each)
        here = [reads]

        def stop() -> None:
            leave()
            with self._lock:
                self._readers -= here.pop() if here else 0

        return stop

    def _remember(self, show: Show) -> None:
        match show:
            case ShowTalk(talk):
                self._talk = show
                self._items = {item.id: item for item in talk.items}
            case ShowItem(item):
                self._items[item.id] = item
            case HideItem(item_id):
                self._items.pop(item_id, None)
            case ShowState():
                self._state = show
            case ShowLimits():
                self._limits = show
            case ShowFailure(failure):
                self._failures.pop(failure.kind, None)
                if show.stays or not self._readers:
                    self._failures[failure.kind] = show
            case ClearFailure(failure):
                self._failures.pop(failure.kind, None)
            case ShowAlarms():
                self._alarms = show
            case ShowLevels() | ShowAlarm():
                pass

    def _standing(self, *, reads: bool) -> list[Show]:
        shows: list[Show] = [self._talk]
        shows += [ShowItem(item) for item in self._items.values()]
        shows += [show for show in (self._state, self._limits) if show is not None]
        shows.append(self._alarms)
        shows += list(self._failures.values())
        if reads:
            self._failures = {kind: show for kind, show in self._failures.items() if show.stays}
        return shows

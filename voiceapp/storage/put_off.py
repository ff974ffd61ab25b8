"""Keeps changes that the disk does not take yet: of each thing the newest, in the order in which they were made."""

import itertools
import logging
from collections.abc import Callable, Hashable

from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import UNWRITABLE

MOST = 100_000
"""Changes that are about no one thing, as what a correction teaches. Nobody makes so many; a mistake of ours might."""

log = logging.getLogger(__name__)
Change = Callable[[Database], object]


class PutOffChanges:
    """Belongs to the writing thread. Its length is bounded by what there is to change."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, Change] = {}
        self._numbers = itertools.count()
        self._unnamed = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, change: Change, about: Hashable | None) -> None:
        """`about`: what it sets, where it sets it whatever it was before. It takes the place of an earlier one."""
        if about is None:
            if self._unnamed >= MOST:
                log.error("a change is lost: too many wait for the disk")
                return
            self._unnamed += 1
            about = next(self._numbers)
        # The newest is made last, because it may build on what came in between.
        self._waiting.pop(about, None)
        self._waiting[about] = change

    def clear(self) -> None:
        self._waiting.clear()
        self._unnamed = 0

    def write(self, database: Database) -> None:
        """Raises as the disk does; what was written by then waits no more."""
        while self._waiting:
            about = next(iter(self._waiting))
            try:
                with database.writing():
                    self._waiting[about](database)
            except UNWRITABLE as error:
                # No disk takes it, and it must not keep the others waiting. Only the kind: it could carry what was said.
                log.error("a change cannot be kept: %s", type(error).__name__)  # noqa: TRY400
            del self._waiting[about]
        self._unnamed = 0

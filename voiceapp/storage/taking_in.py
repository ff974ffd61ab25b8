"""Takes in what comes from elsewhere, on the writing thread: files that are imported, and backups."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from voiceapp.core.answers import Answer
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import NOT_TAKEN_IN, UNWRITABLE, StoreRefusedError, failure_of
from voiceapp.storage.write_queue import WriteQueue
from voiceapp.storage.writer import Writer

T = TypeVar("T")
Work = Callable[[Database], T]


class TakingIn:
    """May be used from any thread."""

    def __init__(self, write_queue: WriteQueue, writer: Writer) -> None:
        self._write_queue = write_queue
        self._writer = writer

    def answer(self, work: Work[T], then: Answer[T]) -> None:
        """Whoever waits is told why it failed, and the store takes note of trouble with the disk."""

        def take() -> None:
            try:
                then(work(self._writer.opened()))
            except (OSError, sqlite3.Error) as error:
                then(failure_of(error))
                raise
            except UNWRITABLE:
                # No disk takes these values; whoever read them from a file should have seen that.
                then(NOT_TAKEN_IN)
                raise

        self._write_queue.put_job(take)

    def wait_for(self, work: Work[T]) -> T:
        """Wait until it is done. Raises StoreRefusedError with the sentence for the person, and what `work` raises."""
        done: Future[T] = Future()

        def take() -> None:
            try:
                done.set_result(work(self._writer.opened()))
            except Exception as error:  # noqa: BLE001  whoever waits is told
                done.set_exception(error)

        self._write_queue.put_job(take)
        try:
            return done.result()
        except StoreRefusedError:
            raise
        except (OSError, sqlite3.Error) as error:
            raise StoreRefusedError(failure_of(error)) from error

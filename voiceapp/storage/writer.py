"""Runs the one thread that writes: it alone holds the database open for writing, and the recordings.

What it is handed waits in an inbox. Changes of items are written together, a few times a second; when
the disk takes nothing they stay in the inbox, where newer ones replace older ones, until it does again.
"""

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable, Hashable
from dataclasses import replace
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import Repaired, Retention
from voiceapp.core.messages import StoreFailed, StoreRecovered
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, SoundId, Talk, TalkId
from voiceapp.storage import repair, restored_talks
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import NEWER, UNWRITABLE, StoreRefusedError, failure_of
from voiceapp.storage.instance_lock import InstanceLock
from voiceapp.storage.open_database import DamagedError
from voiceapp.storage.put_off import Change, PutOffChanges
from voiceapp.storage.recently_deleted import place_of
from voiceapp.storage.recordings import Recordings
from voiceapp.storage.retention import RetentionKeeper, StartedOver
from voiceapp.storage.schema import NewerFileError
from voiceapp.storage.sound_references import forget_sound, sounds_of_none_but
from voiceapp.storage.write_queue import Changes, Job, SetAside, Waiting, WriteQueue
from voiceapp.storage.writer_access import WriterAccess

FLUSH_EVERY = 0.25
SYNC_EVERY = 1.0
RETRY_EVERY = 2.0
TEND_EVERY = 3600.0

log = logging.getLogger(__name__)


class Writer:
    def __init__(
        self,
        path: Path,
        lock: InstanceLock,
        recordings: Recordings,
        write_queue: WriteQueue,
        tell: Callable[[StoreFailed | StoreRecovered], None],
        now: Callable[[], float],
        replaced: Callable[[Path], None],
        notice: Callable[[Failure], None],
        started_over: StartedOver,
    ) -> None:
        """`replaced` is told where a damaged database was put while the app runs: another one is in its place."""
        self._path = path
        self.recordings = recordings
        self._write_queue = write_queue
        self._tell = tell
        self._now = now
        self._replaced = replaced
        self._entrance = WriterAccess(path, lock, now)
        self._retention = RetentionKeeper(path, recordings, now, notice, started_over)
        self.database: Database | None = None
        self._trouble: Failure | None = None
        self._put_off = PutOffChanges()
        self._dropped: set[SoundId] = set()
        self._flush_at = self._sync_at = self._retry_at = 0.0
        self._tend_at = float("inf")

    # --- the beginning

    def open(self) -> Repaired:
        """Open, bring up to date, mend. With a disk that does not work: begin in memory."""
        repaired = Repaired()
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._path.parent.chmod(0o700)
            self.recordings.prepare()
            repaired = self._begin()
        except NewerFileError as error:
            self._leave()
            raise StoreRefusedError(NEWER) from error
        except (OSError, sqlite3.Error) as error:
            self._in_trouble(error)
        self._tend_at = time.monotonic() + TEND_EVERY
        return repaired

    def _begin(self) -> Repaired:
        try:
            return self._opened()
        except (sqlite3.DatabaseError, ValueError) as error:
            # Damage that only shows where one looks.
            if not self._entrance.complained(error):
                raise
            self._leave()
            return self._opened()

    def _opened(self) -> Repaired:
        opened = self._entrance.open()
        self.database = opened.database
        # First, so that what a restore brought is not taken for recordings that belong to nothing.
        restored_talks.move_staged(opened.database, self.recordings)
        # Only now, before anything is recorded: later, what is open is open because it goes on.
        repaired = repair.repair(opened.database, self.recordings, self._now())
        self._retention.look_at_clock(opened.database)
        self._retention.leftovers(opened.database)
        return replace(repaired, damaged=str(opened.damaged or ""))

    # --- the thread

    def run(self) -> None:
        while not self._write_queue.closing:
            self._write_queue.wait(until=self._due(), flush_at=self._retry_at if self._trouble else self._flush_at)
            for job in self._write_queue.take_jobs():
                self._do(job)
            self._do(self._tend)
        self._close()

    def _due(self) -> float:
        if self._trouble:
            return min(self._tend_at, self._retry_at)
        return min(self._tend_at, self._sync_at) if self.recordings.is_recording else self._tend_at

    def _tend(self) -> None:
        """Does between the jobs what is due."""
        now = time.monotonic()
        if self._trouble:
            if now >= self._retry_at:
                self._try_again()
        elif self._write_queue.has_changes and now >= self._flush_at:
            self.flush()
        if now >= self._sync_at and not self._trouble:
            self._sync_at = now + SYNC_EVERY
            self.recordings.sync()
        if now >= self._tend_at:
            self._tend_at = now + TEND_EVERY
            self.forget_old()

    def _do(self, job: Job) -> None:
        try:
            job()
        except (OSError, MemoryError, sqlite3.Error) as error:
            self._in_trouble(error)
        except Exception as error:  # noqa: BLE001  the thread's edge: it must live on, whatever one job does
            self._report_bug(error)

    def _close(self) -> None:
        if self._trouble:
            self._do(self._try_again)
        self._do(self.flush)
        self.recordings.close()
        self._do(self._at_the_end)
        self._leave()

    def _leave(self) -> None:
        database, self.database = self.database, None
        if database is not None:
            with contextlib.suppress(sqlite3.Error):
                database.close()

    # --- writing

    def change(self, change: Change, about: Hashable | None = None) -> None:
        """Do this to the database now, or as soon as the disk is well; `about` as in `PutOffChanges.add`."""
        self.flush()
        if self._trouble or self.database is None:
            self._put_off.add(change, about)
            return
        try:
            with self.database.writing():
                change(self.database)
        except (OSError, sqlite3.Error):
            self._put_off.add(change, about)
            raise
        self._scrub_what_was_deleted(self.database)

    def delete(self, change: Change, about: Hashable | None = None) -> None:
        """Do this, which marks something as deleted; where nothing deleted is to be kept, it goes."""
        self.change(change, about)
        if self.database is not None and not self._trouble:
            self._retention.deleted_at_once(self.database)

    def flush(self) -> None:
        """Write what has changed, all of it or nothing."""
        if self._trouble:
            return
        changes = self._write_queue.take_changes()
        if not changes:
            return
        self._flush_at = time.monotonic() + FLUSH_EVERY
        try:
            self._write_most(changes)
        except (OSError, sqlite3.Error) as error:
            self._write_queue.put_back(changes)
            self._in_trouble(error)

    def _write_most(self, changes: Changes) -> None:
        """Write everything. What cannot be written on any disk must not take the rest with it."""
        try:
            self._write(changes)
        except UNWRITABLE as error:
            self._report_bug(error)
            for one in changes.singly():
                try:
                    self._write(one)
                except UNWRITABLE as again:
                    # Only the kind: a traceback could carry what was said.
                    log.error("an item cannot be kept: %s", type(again).__name__)  # noqa: TRY400

    def _write(self, changes: Changes) -> None:
        if self.database is None:
            raise OSError("the history is not open")
        self._remove_recordings(changes)
        with self.database.writing():
            touched = {self._put_talk(self.database, talk) for talk in changes.talks.values()}
            for (talk, name), item in changes.items.items():
                number = self._put(self.database, talk, name, item)
                if number is not None:
                    touched.add(number)
            for number in touched:
                self.database.sum_up(number)
        if any(isinstance(item, SetAside) for item in changes.items.values()):
            self._retention.deleted_at_once(self.database)
        self._scrub_what_was_deleted(self.database)

    def _scrub_what_was_deleted(self, database: Database) -> None:
        if database.index.has_deleted:
            database.scrub()

    def _put_talk(self, database: Database, talk: Talk) -> int:
        known = database.number_of(talk.id) is not None
        number = database.put_talk(talk)
        if not known and not self._retention.rule.talks:
            database.mark_passing(number)
            # The talk before this one is over, so it is forgotten.
            self._write_queue.put_job(lambda: self._purge_passing(talk.id))
        return number

    def _put(self, database: Database, talk: TalkId, name: ItemId, item: Waiting) -> int | None:
        number = database.number_of(talk)
        deleted_at = None
        if isinstance(item, SetAside):
            item, deleted_at = item.item, item.at
        if item is None:
            if number is not None:
                database.forget_item(number, name)
            return number
        if number is None:
            number = self._put_talk(database, Talk(talk, item.at))
        if isinstance(item, Message) and item.sound in self._dropped:
            item = replace(item, sound=None, parts=())
        database.put_item(number, item, deleted_at)
        return number

    def _remove_recordings(self, changes: Changes) -> None:
        """Files first: should we be killed in between, the item still knows what is to go with it."""
        assert self.database is not None
        for (talk, name), item in changes.items.items():
            number = self.database.number_of(talk) if item is None else None
            place = None if number is None else place_of(self.database, number, name)
            for sound in [] if place is None else sounds_of_none_but(self.database.db, {place}):
                self.recordings.end(sound, keep=False)

    # --- recordings

    def append_sound(self, sound: SoundId, pcm: bytes) -> None:
        self.recordings.append(sound, pcm)

    def end_sound(self, sound: SoundId, *, keep: bool) -> None:
        if keep:
            self.recordings.end(sound, keep=True)
            return
        self._dropped.add(sound)
        self.recordings.end(sound, keep=False)
        self.change(lambda database: forget_sound(database.db, sound), ("sound", sound))

    # --- what is kept no longer

    def retain(self, retention: Retention) -> None:
        # What came before was said under the old rule.
        self.flush()
        self._retention.rule = retention
        self.forget_old()

    def forget_old(self) -> None:
        """Delete what the person wants kept no longer, and the words of it that the index still has."""
        if self.database is None or self._trouble:
            return
        self._retention.old(self.database)
        self._retention.scrub(self.database)

    def _purge_passing(self, but: TalkId) -> None:
        if self.database is not None:
            self._retention.passing(self.database, but)

    # --- for others of this thread

    def opened(self) -> Database:
        """The database with all that was handed over so far. Raises OSError where the disk takes nothing now."""
        self.flush()
        if self.database is None:
            raise OSError("the history is not open")
        return self.database

    # --- deleting

    def purge(self, talk: TalkId | None, item: ItemId | None) -> None:
        """Let go for good of what was deleted: an item, a talk, or (neither) all of it."""
        self.flush()
        if self.database is None:
            raise OSError("the history is not open")
        self._retention.purge(self.database, talk, item)

    def delete_everything(self) -> None:
        self._write_queue.take_changes()
        self._put_off.clear()
        self._retention.everything(self.database)

    def _at_the_end(self) -> None:
        if self.database is not None:
            self._retention.at_the_end(self.database)

    # --- trouble

    def _in_trouble(self, error: Exception) -> None:
        failure = failure_of(error, self._path.parent)
        self._entrance.complained(error)
        if self._trouble is None:
            # Further complaints must not put off the next try.
            self._retry_at = time.monotonic() + RETRY_EVERY
        if self._trouble is None or self._trouble.sentence != failure.sentence:
            log.warning("the store failed: %s", failure.detail)
            self._trouble = failure
            self._tell(StoreFailed(failure))

    def _try_again(self) -> None:
        """Tries whether the disk is well again. If so, everything that waited is written."""
        self._retry_at = time.monotonic() + RETRY_EVERY
        changes = self._write_queue.take_changes()
        try:
            self.recordings.retry()
            damaged = self._reopen()
            self._write_most(changes)
            self._catch_up()
        except (OSError, sqlite3.Error) as error:
            self._write_queue.put_back(changes)
            # A connection that has seen the disk fail is not trusted again.
            self._leave()
            self._in_trouble(error)
        else:
            self._trouble = None
            self._tell(StoreRecovered())
            if damaged is not None:
                self._replaced(damaged)

    def _reopen(self) -> Path | None:
        """Opens the database again where it was closed because of its trouble, or is damaged. Answers where a damaged
        one was put.
        """
        if self._entrance.broken:
            self._leave()
        if self.database is not None:
            return None
        opened = self._entrance.open()
        self.database = opened.database
        return opened.damaged

    def mend(self, complaint: Exception) -> None:
        """Whoever reads found the database damaged."""
        self._in_trouble(DamagedError(type(complaint).__name__))

    def _catch_up(self) -> None:
        assert self.database is not None
        self._put_off.write(self.database)

    def _report_bug(self, error: Exception) -> None:
        log.error("the store stumbled", exc_info=error)
        sentence = Sentence("A bug kept something out of the history. Please send a report.")
        self._tell(StoreFailed(Failure(FailureKind.BUG, sentence, type(error).__name__)))

"""Stores what stays: this is the store as a talk writes to it, and as the history is read from it.

Two threads: one writes, one reads. Every call returns at once and may come from any thread; what a
question brings comes to its callback, on the reading thread, and holds everything that was handed
over before.
"""

import contextlib
import logging
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import DeletedEntry, DiskUsage, HistoryPage, Query, Repaired, Retention
from voiceapp.core.messages import StoreFailed, StoreRecovered
from voiceapp.core.ports import SoundFiles
from voiceapp.core.talk.corrections import corrected, uncorrected
from voiceapp.core.transcript import Item, ItemId, Message, SoundId, Spent, Talk, TalkId
from voiceapp.imports.bundle import Bundle
from voiceapp.storage.damaged_database import damaged_ones, is_corrupt
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import (
    ALREADY_OPEN,
    GONE,
    NO_HISTORY,
    NOT_RESTORED,
    SLOW,
    StoreRefusedError,
    detail_of,
    failure_of,
    was_damaged,
)
from voiceapp.storage.imported_talks import take_in
from voiceapp.storage.instance_lock import InstanceLock, NoLocksError
from voiceapp.storage.meaning_store import MeaningStore
from voiceapp.storage.put_off import Change
from voiceapp.storage.recently_deleted import find_deleted, mark_item
from voiceapp.storage.recordings import Recordings
from voiceapp.storage.retention import StartedOver
from voiceapp.storage.saved_corrections import change_message
from voiceapp.storage.search import find_talks
from voiceapp.storage.taking_in import TakingIn
from voiceapp.storage.write_queue import SetAside, WriteQueue, overlaid
from voiceapp.storage.writer import Writer

DATABASE = "voiceapp.db"
SOUNDS = "sounds"
CLOSING_PATIENCE = 20.0

log = logging.getLogger(__name__)
T = TypeVar("T")


class Store:
    """The history in one folder. Meets `core.ports.TalkKeeper`; only one store may have a folder open to write."""

    def __init__(
        self,
        folder: Path,
        files: SoundFiles,
        tell: Callable[[StoreFailed | StoreRecovered], None],
        now: Callable[[], float] = time.time,
        lock: InstanceLock | None = None,
        notice: Callable[[Failure], None] = lambda _: None,
    ) -> None:
        """`lock`: where the app has it already, to tell another copy where to turn to.

        `notice` is told what the person should know of, although it does not go on; from the writing thread.
        """
        self.folder = folder
        self.lock = lock or InstanceLock(folder)
        self._path = folder / DATABASE
        self._tell = tell
        self._write_queue = WriteQueue()
        self._now = now
        self._notice = notice
        self._writer = Writer(
            self._path,
            self.lock,
            Recordings(folder / SOUNDS, files),
            self._write_queue,
            tell,
            now,
            self._replaced,
            notice,
            lambda job, instead: self.started_over(job, instead),  # noqa: PLW0108  (it is set later)
        )
        self.recordings = self._writer.recordings
        self._thread = threading.Thread(target=self._write, name="store", daemon=True)
        self.started_over: StartedOver = lambda _job, _instead: None
        self._opened: Future[Repaired] = Future()
        self._overflowed = False
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="history")
        self._reading: Database | None = None
        self.meanings = MeaningStore(self.ask, self.change)
        self.taking_in = TakingIn(self._write_queue, self._writer)
        self.by_meaning: Callable[[Query, Answer[HistoryPage]], None] | None = None
        """Finds by meaning, too, where something here can."""

    # --- the beginning and the end

    def start(self) -> Repaired:
        """Open the folder, mend what a crash left, begin to write.

        Raises StoreRefusedError where another copy of the app has the folder or may have it, or a later version wrote in it.
        """
        try:
            mine = self.lock.acquire()
        except NoLocksError as error:
            raise StoreRefusedError(failure_of(error)) from error
        except OSError:
            # A folder that cannot be written has no lock; the writer says so, and goes on in memory.
            mine = True
        if not mine:
            raise StoreRefusedError(ALREADY_OPEN)
        self._thread.start()
        return self._opened.result()

    def close(self) -> None:
        """Write everything and end. What was deleted goes for good. A second call does nothing."""
        self._write_queue.close()
        if self._thread.is_alive():
            self._thread.join(CLOSING_PATIENCE)
        with contextlib.suppress(RuntimeError):
            self._reader.submit(self._stop_reading)
        self._reader.shutdown(wait=True)
        if not self._thread.is_alive():
            # Else the disk still holds it up, and it may write yet: the lock ends with the process.
            self.lock.release()

    def settle(self, patience: float = 30.0) -> bool:
        """Wait until everything handed over so far has been written. False: it was not, yet."""
        done: Future[bool] = Future()

        def written() -> None:
            all_sound = False
            try:
                self._writer.flush()
                self.recordings.sync()
                all_sound = not self.recordings.in_memory
            finally:
                done.set_result(all_sound)

        self._write_queue.put_job(written)
        with contextlib.suppress(TimeoutError):
            return done.result(patience) and not self._write_queue.has_changes
        return False

    def unsaved(self) -> tuple[Talk, ...]:
        """Returns what the disk has not taken, to be offered to the person when the app ends."""
        changes = self._write_queue.peek()
        return tuple(
            overlaid(changes.talks.get(name, Talk(name, self._now())), changes.items)
            for name in dict.fromkeys([*changes.talks, *(talk for talk, _ in changes.items)])
        )

    def unsaved_sounds(self) -> Mapping[SoundId, bytes]:
        """The recordings of which that holds. Once the store has closed."""
        return {} if self._thread.is_alive() else self.recordings.unwritten()

    def _write(self) -> None:
        try:
            repaired = self._writer.open()
        except Exception as error:  # noqa: BLE001  whoever waits for `start` is told
            self._opened.set_exception(error)
            return
        self._opened.set_result(repaired)
        self._writer.run()

    # --- Keeper

    def keep_talk(self, talk: Talk) -> None:
        self._write_queue.put_talk(talk)

    def keep_item(self, talk: TalkId, item: Item) -> None:
        self._write_queue.put_item(talk, item.id, item)

    def forget_item(self, talk: TalkId, item: ItemId) -> None:
        self._write_queue.put_item(talk, item, None)

    def set_item_aside(self, talk: TalkId, item: Item) -> None:
        self._write_queue.put_item(talk, item.id, SetAside(item, self._now()))

    def keep_sound(self, sound: SoundId, pcm: bytes) -> None:
        taken = self._write_queue.put_sound(lambda: self._writer.append_sound(sound, pcm), len(pcm))
        if taken is self._overflowed:
            self._tell(StoreRecovered() if taken else StoreFailed(SLOW))
        self._overflowed = not taken

    def end_sound(self, sound: SoundId, *, keep: bool) -> None:
        self._write_queue.put_job(lambda: self._writer.end_sound(sound, keep=keep))

    def keep_whole_sound(self, sound: SoundId, pcm: bytes) -> None:
        """A recording that was made before, of any length."""
        self._write_queue.put_job(lambda: self.recordings.put(sound, pcm))

    def read_sound(self, sound: SoundId, then: Callable[[bytes], None]) -> None:
        """Empty: there is no such recording (any more)."""

        def read() -> None:
            try:
                pcm = self.recordings.read(sound)
            except OSError:
                log.warning("a recording cannot be read")
                pcm = b""
            then(pcm)

        self._write_queue.put_job(read)

    # --- what is asked of the history

    def find(self, query: Query, then: Answer[HistoryPage]) -> None:
        if query.meaning and query.words.strip() and self.by_meaning is not None:
            self.by_meaning(query, then)
        else:
            self.ask(lambda database: find_talks(database.db, query), then)

    def load_talk(self, talk: TalkId, then: Answer[Talk]) -> None:
        self.ask(lambda database: self._load(database, talk), then)

    def load_talks(self, query: Query, then: Answer[tuple[Talk, ...]]) -> None:
        """All talks that a query finds, whole."""

        def load(database: Database) -> tuple[Talk, ...]:
            found = (database.load(summary.id) for summary in find_talks(database.db, query).talks)
            return tuple(talk for talk in found if talk is not None)

        self.ask(load, then)

    def load_sounds(self, talk: Talk, then: Answer[Mapping[SoundId, bytes]]) -> None:
        """The recordings of a talk, for exports; those that are gone are left out."""
        parts = [part for item in talk.items if isinstance(item, Message) for part in item.sound_parts]
        sounds = dict.fromkeys(part.sound for part in parts)

        def read() -> None:
            found: dict[SoundId, bytes] = {}
            for sound in sounds:
                with contextlib.suppress(OSError):
                    found[sound] = self.recordings.read(sound)
            then({sound: pcm for sound, pcm in found.items() if pcm})

        self._write_queue.put_job(read)

    def room(self, then: Answer[DiskUsage]) -> None:
        self.ask(lambda _: self._room(), then)

    def spent_since(self, at: float, then: Answer[list[tuple[float, Spent]]]) -> None:
        """Every line of the bill from then on, also of talks that were deleted since."""
        self.ask(lambda database: database.spent_since(at), then)

    # --- what is done to it

    def rename_talk(self, talk: TalkId, title: str, *, by_hand: bool = True) -> None:
        """An empty title: made from the first words again."""
        self.change(lambda database: database.rename(talk, title, by_hand=by_hand), ("title", talk))

    def pin_talk(self, talk: TalkId, *, pinned: bool) -> None:
        self.change(lambda database: database.pin(talk, pinned=pinned), ("pinned", talk))

    def delete_talk(self, talk: TalkId) -> None:
        """Out of sight at once; gone for good as the person has it set."""
        at = self._now()
        self.change_deleting(lambda database: database.mark_deleted(talk, at), ("deleted", talk))

    def restore_talk(self, talk: TalkId) -> None:
        self._restore(lambda database: database.mark_deleted(talk, None), ("deleted", talk))

    def delete_item(self, talk: TalkId, item: ItemId) -> None:
        at = self._now()
        self.change_deleting(lambda database: mark_item(database, talk, item, at), ("deleted", talk, item))

    def restore_item(self, talk: TalkId, item: ItemId) -> None:
        self._restore(lambda database: mark_item(database, talk, item, None), ("deleted", talk, item))

    def correct_item(self, talk: TalkId, item: ItemId, text: str) -> None:
        self._correct(talk, item, lambda found: corrected(found, text))

    def undo_correction(self, talk: TalkId, before: Message) -> None:
        """The words of a message are again what they were."""
        self._correct(talk, before.id, lambda now: uncorrected(now, before))

    # --- what was deleted

    def find_deleted(self, then: Answer[tuple[DeletedEntry, ...]]) -> None:
        """Find what can be restored, the newest first."""
        self.ask(find_deleted, then)

    def purge(self, talk: TalkId | None = None, item: ItemId | None = None) -> None:
        """Let go for good of what was deleted: an item, a talk, or (neither) all of it."""
        self._write_queue.put_job(lambda: self._writer.purge(talk, item))

    def delete_everything(self, then: Answer[DiskUsage]) -> None:
        def delete() -> None:
            try:
                self._writer.delete_everything()
            except (OSError, sqlite3.Error) as error:
                then(failure_of(error))
                raise
            self.room(then)

        self._write_queue.put_job(delete)

    def retain(self, retention: Retention) -> None:
        """Delete what is to be kept no longer, now and from time to time. Holds for talks that begin after it."""
        self._write_queue.put_job(lambda: self._writer.retain(retention))

    def import_talks(self, bundle: Bundle, then: Answer[tuple[TalkId, ...]]) -> None:
        """Take talks into the history; those that are there already, unchanged, are not taken twice."""
        recordings, sounds, origin = self.recordings, bundle.sounds, bundle.origin
        self.taking_in.answer(
            lambda database: tuple(take_in(database, recordings, talk, sounds, origin) for talk in bundle.talks), then
        )

    # --- how

    def change(self, change: Change, about: Hashable | None = None) -> None:
        """Have the writer do this in a transaction, now or as soon as the disk is well.

        `about`: what it sets, where it sets it whatever it was before, so that of several only the newest has to wait.
        """
        self._write_queue.put_job(lambda: self._writer.change(change, about))

    def _correct(self, talk: TalkId, item: ItemId, change: Callable[[Message], Message]) -> None:
        self.change(lambda database: change_message(database, talk, item, change), ("words", talk, item))

    def _restore(self, restore: Callable[[Database], bool], about: Hashable) -> None:
        self.change(lambda database: restore(database) or self._notice(NOT_RESTORED), about)

    def change_deleting(self, change: Change, about: Hashable | None = None) -> None:
        self._write_queue.put_job(lambda: self._writer.delete(change, about))

    def ask(self, ask: Callable[[Database], T], then: Answer[T]) -> None:
        """Have the reader answer once the writer has written what it was handed before."""

        def written() -> None:
            self._writer.flush()
            with contextlib.suppress(RuntimeError):  # the reader has been shut down: nobody waits any more
                self._reader.submit(self._answer, ask, then)

        self._write_queue.put_job(written)

    def _answer(self, ask: Callable[[Database], T], then: Answer[T]) -> None:
        answer: T | Failure
        try:
            if self._reading is None:
                self._reading = Database(self._path, read_only=True)
            answer = ask(self._reading)
        except LookupError:
            answer = GONE
        except (OSError, sqlite3.Error, ValueError) as error:
            self._stop_reading()
            if is_corrupt(error):
                self._write_queue.put_job(partial(self._writer.mend, error))
            answer = Failure(FailureKind.DISK_BROKEN, NO_HISTORY.sentence, detail_of(error))
        except Exception as error:  # noqa: BLE001  the thread's edge: whoever asked is told
            # Only the kind: a traceback could carry what was said.
            log.error("a question to the history could not be answered: %s", type(error).__name__)  # noqa: TRY400
            answer = Failure(FailureKind.BUG, NO_HISTORY.sentence, type(error).__name__)
        try:
            then(answer)
        except Exception:
            log.exception("whoever asked the history could not take the answer")

    def _replaced(self, damaged: Path) -> None:
        """Another file is the database now."""
        with contextlib.suppress(RuntimeError):
            self._reader.submit(self._stop_reading)
        self._notice(was_damaged(damaged))

    def _stop_reading(self) -> None:
        database, self._reading = self._reading, None
        if database is not None:
            database.close()

    def _load(self, database: Database, talk: TalkId) -> Talk:
        found = database.load(talk) or next((waiting for waiting in self.unsaved() if waiting.id == talk), None)
        if found is None:
            raise LookupError
        return overlaid(found, self._write_queue.peek().items)

    def _room(self) -> DiskUsage:
        files = [self._path.with_name(self._path.name + ending) for ending in ("", "-wal", "-shm")]
        files += damaged_ones(self._path)
        return DiskUsage(
            database=sum(file.stat().st_size for file in files if file.exists()),
            sounds=self.recordings.size(),
            free=shutil.disk_usage(self.folder).free,
        )

"""Saves talks in the folder that the person chose, beside everything else: while they go on, and whenever they change."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TypeVar

from voiceapp.app.folder_talk import FolderTalk
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.folder_wishes import FolderWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message, MessageState, SoundId, Talk
from voiceapp.one_off.folder_history import FolderTalkFile, files_beside
from voiceapp.storage.folder_due import DueTalk, all_due, done, due_again, due_talks, note_changes, note_no_changes
from voiceapp.storage.folder_files import FolderFiles, FolderGoneError
from voiceapp.storage.store import Store

log = logging.getLogger(__name__)
T = TypeVar("T")

LOOK_EVERY = 20.0
"""Seconds between two looks, so that a talk that goes on is written three times a minute at most."""
REST = 50.0
"""How long it rests, for each second that it took."""
TRY_AGAIN = 60.0
"""Seconds after which a folder that took nothing is tried again."""
ANSWER_WITHIN = 60.0
CLOSING_PATIENCE = 15.0
QUIET = 60.0
"""Seconds in which nothing was said, after which the sound of a talk that goes on is written."""
LONGEST = 3600.0
"""Seconds that a line may take. One that has grown for longer was left behind by a crash."""


class FolderCopies:
    """Works on a thread of its own."""

    def __init__(
        self,
        store: Store,
        wishes: Callable[[], FolderWishes],
        ledger: Path,
        fail: Callable[[Failure], None],
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._store = store
        self._wishes = wishes
        self._ledger = ledger
        self._fail = fail
        self._every = look_every
        self._woken = threading.Event()
        self._closing = False
        self._noted: FolderWishes | None = None
        """The wishes by which changes are noted. None: that is still to be seen."""
        self._troubled_by = ""
        """What could not be saved the last time: the folder, or one talk. Empty: nothing."""
        self._files = threading.Lock()
        """Held by whoever puts files there, or notes which lie there."""
        self._noting = threading.Lock()
        """Held while what is noted follows the wishes, so that wishes of before end no noting that was asked for since."""
        self._thread = threading.Thread(target=self._work, name="talk-folder", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Look at once. May be called from any thread."""
        self._woken.set()

    def close(self) -> None:
        """Save what has changed last, if that is soon done. The rest is noted, and saved at the next start."""
        self._closing = True
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(CLOSING_PATIENCE)

    def save_all(self, then: Answer[int]) -> None:
        """Save every talk that is kept, also what was said before there was a folder. Answers how many there are."""

        def counted(due: tuple[DueTalk, ...] | Failure) -> None:
            then(due if isinstance(due, Failure) else len(due))
            self.wake()

        with self._noting:
            self._store.change(lambda database: all_due(database.db))
        self._store.ask(lambda database: due_talks(database.db), counted)

    def adopt(self, found: Iterable[FolderTalkFile]) -> None:
        """Take the files that talks were brought back from for those of these talks, if they lie in the folder."""
        wishes = self._wishes()
        folder = Path(wishes.folder).expanduser().resolve()
        with self._files:
            files = FolderFiles(Path(wishes.folder).expanduser(), self._ledger)
            for file in found:
                if wishes.folder and file.path.resolve().is_relative_to(folder):
                    files.adopt(file.talk.id, files_beside(file, wishes.export), file.places)

    # --- the thread

    def _work(self) -> None:
        last = False
        while not last:
            self._woken.clear()
            last = self._closing
            pause: float | None = TRY_AGAIN
            try:
                pause = self._look(last=last)
            except Exception:  # a bug with one look must not end the thread, which looks again
                log.exception("the folder of talks could not be brought up to date")
            if not last and not self._closing:
                self._woken.wait(pause)

    def _look(self, *, last: bool) -> float | None:
        """Bring the folder up to date. Returns after how many seconds to look again; None: when woken."""
        with self._noting:
            wishes = self._wishes()
            self._note_wishes(wishes)
        if not wishes.folder:
            return None
        began = time.monotonic()
        due = self._asked(self._due)
        if isinstance(due, Failure):
            self._noted = None  # another database may be in its place
            return TRY_AGAIN
        folder = Path(wishes.folder).expanduser()
        try:
            with self._files:
                left = self._save_due(due, FolderFiles(folder, self._ledger), wishes, last=last)
        except FolderGoneError:
            self._complain(
                wishes.folder,
                Sentence(
                    "The folder {folder} isn't there. Conversations are saved there once it is.", folder=str(folder)
                ),
            )
            return TRY_AGAIN
        except OSError as error:
            self._complain(wishes.folder, _unwritten(folder, error))
            return TRY_AGAIN
        if left:
            one, trouble = left[0]
            alone = len(left) == 1 and one.title
            self._complain(
                one.talk if alone else wishes.folder, _unsaved(one, trouble) if alone else _unwritten(folder, trouble)
            )
            return TRY_AGAIN
        self._troubled_by = ""
        # A long talk takes a while, and whoever talks meanwhile shall not notice.
        return max(self._every, REST * (time.monotonic() - began))

    def _save_due(
        self, due: tuple[DueTalk, ...], files: FolderFiles, wishes: FolderWishes, *, last: bool
    ) -> list[tuple[DueTalk, OSError]]:
        """Save one after the other. Returns those that could not be. Raises FolderGoneError, and OSError."""
        if due:
            files.open()
        left: list[tuple[DueTalk, OSError]] = []
        for each in due:
            try:
                self._save(each, files, wishes, last=last)
            except TimeoutError:
                raise  # it would keep whoever waits for the others, too
            except OSError as error:
                files.open()
                left.append((each, error))
        return left

    def _due(self, then: Answer[tuple[DueTalk, ...]]) -> None:
        self._store.ask(lambda database: due_talks(database.db), then)

    def _note_wishes(self, wishes: FolderWishes) -> None:
        """Note changes from here on, or none; where other files are wanted, all that are there are to be looked at."""
        before, self._noted = self._noted, wishes
        if before == wishes:
            return
        if wishes.folder:
            known = FolderFiles(Path(wishes.folder).expanduser(), self._ledger).talks
            self._store.change(lambda database: note_changes(database.db, known))
            if before is not None and before.folder:
                self._store.change(lambda database: due_again(database.db, known))
        elif self._ledger.exists() or before is not None:
            self._store.change(lambda database: note_no_changes(database.db))

    def _save(self, due: DueTalk, files: FolderFiles, wishes: FolderWishes, *, last: bool) -> None:
        if due.kind is None or due.deleted:
            self._let_go(due, files, wishes)
        elif wishes.wants(due.kind):
            talk = self._asked(partial(self._store.load_talk, due.talk))
            if isinstance(talk, Failure):
                return
            made = FolderTalk(talk, files, wishes, self._sound)
            waits = wishes.sound and not last and _goes_on(talk)
            for remark in made.save(sound=not waits):
                self._fail(Failure(FailureKind.OWN_FOLDER, remark))
            if waits:
                return
        self._store.change(lambda database: done(database.db, due))

    def _let_go(self, due: DueTalk, files: FolderFiles, wishes: FolderWishes) -> None:
        if wishes.deletes:
            files.drop(due.talk)
        elif due.kind is None:
            files.forget(due.talk)

    def _sound(self, sound: SoundId) -> bytes:
        answered: Future[bytes] = Future()
        self._store.read_sound(sound, answered.set_result)
        return answered.result(ANSWER_WITHIN)

    def _asked(self, ask: Callable[[Answer[T]], None]) -> T | Failure:
        answered: Future[T | Failure] = Future()
        ask(answered.set_result)
        return answered.result(ANSWER_WITHIN)

    def _complain(self, about: str, sentence: Sentence) -> None:
        """Say it once, until it is over."""
        if about != self._troubled_by:
            self._fail(Failure(FailureKind.OWN_FOLDER, sentence))
        self._troubled_by = about


def _unwritten(folder: Path, error: OSError) -> Sentence:
    return Sentence(
        "The folder {folder} couldn't be written ({why}). What's missing there is saved as soon as it can be.",
        folder=str(folder),
        why=error.strerror or str(error),
    )


def _unsaved(talk: DueTalk, error: OSError) -> Sentence:
    return Sentence(
        "“{title}” couldn't be saved in the folder ({why}). It's saved as soon as it can be.",
        title=talk.title,
        why=error.strerror or str(error),
    )


def _goes_on(talk: Talk) -> bool:
    said = [item for item in talk.items if isinstance(item, Message)]
    if talk.ended_at is not None:
        return False
    now = time.time()
    # How long a line is stands there only in the end.
    grows = any(item.state is MessageState.GROWING and 0 <= now - item.at < LONGEST for item in said)
    return grows or any(now - (item.at + item.sound_ms / 1000) < QUIET for item in said[-1:])

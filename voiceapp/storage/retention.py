"""Deletes for good what the person no longer wants kept: words and recordings, and every copy of them that was put
aside.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from voiceapp.core.failures import Failure
from voiceapp.core.history import Retention
from voiceapp.core.transcript import TalkId
from voiceapp.storage import damage
from voiceapp.storage.clock import DAY, ClockHistory
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import clock_leapt
from voiceapp.storage.recordings import Recordings

LOOKED_AFTER = 1
"""Days that a damaged database is left to a person who keeps no talks: they were told where it is."""


class RetentionKeeper:
    """Belongs to the store's writing thread."""

    def __init__(
        self, path: Path, shelf: Recordings, now: Callable[[], float], notice: Callable[[Failure], None]
    ) -> None:
        self.rule = Retention()
        self._path = path
        self._shelf = shelf
        self._now = now
        self._notice = notice
        self._doubt_told = False

    def old(self, book: Database) -> None:
        """What is older than the person wants anything kept."""
        now = self._now()
        if not self._believes(book, now):
            return
        sound_days, word_days = self.rule.sound_days, self.rule.word_days
        if word_days is not None:
            self.drop(book, book.old(now - word_days * DAY))
        copy_days = word_days if self.rule.talks else LOOKED_AFTER
        if copy_days is not None:
            self._remove(file for file in self._put_aside if _written_before(file, now - copy_days * DAY))
        if sound_days is not None:
            for sound in book.old_sounds(now - sound_days * DAY):
                self._shelf.remove(sound)
                with book.writing():
                    book.forget_sound(sound)
            self._remove(file for file in self._shelf.stranded() if _written_before(file, now - sound_days * DAY))

    def deleted(self, book: Database) -> None:
        """What was deleted and not restored, what was not to be kept, and talks in which nothing was said."""
        self.drop(book, list(dict.fromkeys([*book.deleted(), *book.passing(), *book.empty()])))

    def passing(self, book: Database, but: TalkId) -> None:
        """Talks that are over and were not to be kept."""
        kept = book.number_of(but)
        self.drop(book, [number for number in book.passing() if number != kept])

    def at_the_end(self, book: Database) -> None:
        self.old(book)
        self.deleted(book)
        self.scrub(book)

    def scrub(self, book: Database) -> None:
        """Words that were deleted or became others."""
        if book.index.has_deleted or book.index.has_replaced:
            book.scrub()

    def everything(self, book: Database | None) -> None:
        """All but the bill. Raises OSError where the history is not open."""
        self._shelf.clear()
        self._remove(self._put_aside)
        if book is None:
            raise OSError("the history is not open")
        with book.writing():
            book.clear()
        book.vacuum()

    def drop(self, book: Database, numbers: Sequence[int]) -> None:
        for number in numbers:
            # Files first: should we be killed in between, the talk still knows what is to go with it.
            for sound in book.sounds_of(number):
                self._shelf.end(sound, keep=False)
            with book.writing():
                book.drop_talk(number)
        if numbers:
            book.scrub()

    @property
    def _put_aside(self) -> list[Path]:
        return list(damage.damaged_ones(self._path))

    def _remove(self, files: Iterable[Path]) -> None:
        for file in list(files):
            file.unlink(missing_ok=True)

    def look_at_clock(self, book: Database) -> ClockHistory:
        """Belongs to every start, before anything is said: only then what is here tells when the last talk was."""
        now = self._now()
        before = book.clock()
        seen = (before or ClockHistory(book.latest() or now)).look(now)
        if seen.is_worth_writing(before):
            with book.writing():
                book.set_clock(seen)
        return seen

    def _believes(self, book: Database, now: float) -> bool:
        seen = self.look_at_clock(book)
        by_age = self.rule.sound_days is not None or self.rule.word_days is not None
        if not seen.is_believed and by_age and not self._doubt_told:
            self._doubt_told = True
            self._notice(clock_leapt(round((now - seen.at) / DAY)))
        return seen.is_believed


def _written_before(file: Path, moment: float) -> bool:
    try:
        return file.stat().st_mtime < moment
    except OSError:
        return False

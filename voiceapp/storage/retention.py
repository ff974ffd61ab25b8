"""Deletes for good what the person no longer wants kept: words, recordings, and every copy set aside."""

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from voiceapp.core.failures import Failure
from voiceapp.core.history import Retention
from voiceapp.core.recordings.jobs import JobId, RecordingJob
from voiceapp.core.transcript import ItemId, TalkId
from voiceapp.storage import damaged_database
from voiceapp.storage.clock_trust import DAY, ClockHistory
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import clock_leapt
from voiceapp.storage.recently_deleted import items_deleted, place_of
from voiceapp.storage.recording_rows import start_over
from voiceapp.storage.recordings import Recordings
from voiceapp.storage.schema import PLACES
from voiceapp.storage.sound_references import forget_sound, old_sounds, sounds_of_none_but, sounds_of_talk

LOOKED_AFTER = 1
"""Days for which a damaged database is left even to a person who keeps no talks, since they were told where it is."""


StartedOver = Callable[[JobId, RecordingJob], None]
"""Is told of a recording whose talk was purged while it was written down, and of the job that replaces it."""


class RetentionKeeper:
    """Deletes from the store. Belongs to its writing thread."""

    def __init__(
        self,
        path: Path,
        recordings: Recordings,
        now: Callable[[], float],
        notice: Callable[[Failure], None],
        started_over: StartedOver,
    ) -> None:
        self.rule = Retention()
        self._path = path
        self._recordings = recordings
        self._now = now
        self._notice = notice
        self._started_over = started_over
        self._doubt_told = False

    def old(self, database: Database) -> None:
        """Deletes what is older than the person wants anything kept."""
        now = self._now()
        self.deleted_at_once(database)
        if not self._believes(database, now):
            return
        self._purge_deleted(database, now - self.rule.deleted_days * DAY)
        sound_days, word_days = self.rule.sound_days, self.rule.word_days
        if word_days is not None:
            self.drop(database, database.old(now - word_days * DAY))
        self._remove(file for file in self._put_aside if _written_before(file, now - self._copy_days * DAY))
        if sound_days is not None:
            for sound in old_sounds(database.db, now - sound_days * DAY):
                self._recordings.remove(sound)
                with database.writing():
                    forget_sound(database.db, sound)
            self._remove(file for file in self._recordings.stranded() if _written_before(file, now - sound_days * DAY))

    @property
    def _copy_days(self) -> int:
        """How long a damaged database is left: no longer than anything that is deleted, because it may hold just that."""
        if not self.rule.talks:
            return LOOKED_AFTER
        wanted = (self.rule.deleted_days, self.rule.word_days)
        return max(LOOKED_AFTER, min(days for days in wanted if days is not None))

    def leftovers(self, database: Database) -> None:
        """Purges what was not to be kept, and talks in which nothing was said."""
        self.drop(database, list(dict.fromkeys([*database.passing(), *database.empty()])))

    def deleted_at_once(self, database: Database) -> None:
        """Purges all that was deleted, if the person wants none of it kept."""
        if not self.rule.deleted_days:
            self._purge_deleted(database, math.inf)

    def purge(self, database: Database, talk: TalkId | None, item: ItemId | None) -> None:
        """Purges a deleted item, a deleted talk, or (given neither) all that was deleted. Touches nothing that is not
        deleted, but whatever was put aside, because it may hold the same words.
        """
        self._remove(self._put_aside)
        if talk is None:
            self._purge_deleted(database, math.inf)
            return
        number = database.number_of(talk)
        if number is not None and item is None:
            self.drop(database, [each for each in database.deleted(math.inf) if each == number])
        elif number is not None and item is not None:
            place = place_of(database, number, item)
            self._drop_items(database, [each for each in items_deleted(database, math.inf) if each == place])

    def _purge_deleted(self, database: Database, before: float) -> None:
        self.drop(database, database.deleted(before))
        self._drop_items(database, items_deleted(database, before))

    def _drop_items(self, database: Database, places: Sequence[int]) -> None:
        items = {place: item for place in places if (item := database.item(place)) is not None}
        for sound in sounds_of_none_but(database.db, items):
            # The file goes first, as with talks.
            self._recordings.end(sound, keep=False)
        if items:
            with database.writing():
                for place, item in items.items():
                    database.forget_item(place >> PLACES, item.id)
                for number in {place >> PLACES for place in items}:
                    database.sum_up(number)
            database.scrub()

    def passing(self, database: Database, but: TalkId) -> None:
        """Purges talks that are over and were not to be kept."""
        kept = database.number_of(but)
        self.drop(database, [number for number in database.passing() if number != kept])

    def at_the_end(self, database: Database) -> None:
        self.old(database)
        self.leftovers(database)
        self.scrub(database)

    def scrub(self, database: Database) -> None:
        """Scrubs words that were deleted or replaced."""
        if database.index.has_deleted or database.index.has_replaced:
            database.scrub()

    def everything(self, database: Database | None) -> None:
        """Deletes all but the bill. Raises OSError if the history is not open."""
        self._recordings.clear()
        self._remove(self._put_aside)
        if database is None:
            raise OSError("the history is not open")
        with database.writing():
            database.clear()
            for table in ("learnt_words", "recording_jobs", "taken_files"):
                database.db.execute(f"DELETE FROM {table}")  # noqa: S608
        database.vacuum()

    def drop(self, database: Database, numbers: Sequence[int]) -> None:
        # Files go first: if we are killed in between, the talks still know what else to delete.
        for number in numbers:
            for sound in sounds_of_talk(database.db, number):
                self._recordings.end(sound, keep=False)
        if numbers:
            with database.writing():
                replaced = [moved for number in numbers if (moved := start_over(database, number)) is not None]
                for number in numbers:
                    database.drop_talk(number)
            database.scrub()
            for old, instead in replaced:
                self._started_over(old, instead)

    @property
    def _put_aside(self) -> list[Path]:
        return list(damaged_database.damaged_ones(self._path))

    def _remove(self, files: Iterable[Path]) -> None:
        for file in list(files):
            file.unlink(missing_ok=True)

    def look_at_clock(self, database: Database) -> ClockHistory:
        """Call this at every start before anything is said, as only then does the history tell when the last talk was."""
        now = self._now()
        before = database.clock()
        seen = (before or ClockHistory(database.latest() or now)).look(now)
        if seen.is_worth_writing(before):
            with database.writing():
                database.set_clock(seen)
        return seen

    def _believes(self, database: Database, now: float) -> bool:
        seen = self.look_at_clock(database)
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

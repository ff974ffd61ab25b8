"""Reads the history for commands, which may run beside the app; only a few of them write it."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import DeletedEntry, HistoryPage, Query
from voiceapp.core.meaning import Vectors
from voiceapp.core.ports import SoundFiles
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.summary import NO_SUMMARIES, Summaries
from voiceapp.core.talk_questions.passages import FoundPassage
from voiceapp.core.transcript import ItemId, Message, SoundId, Talk, TalkId
from voiceapp.imports.bundle import FROM_A_FILE, ImportOrigin
from voiceapp.storage import imported_talks, schema
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import NEWER, failure_of
from voiceapp.storage.found_passages import find_passages
from voiceapp.storage.recently_deleted import find_deleted, mark_item
from voiceapp.storage.recordings import Recordings
from voiceapp.storage.saved_corrections import change_message, find_message
from voiceapp.storage.saved_summaries import summaries_of
from voiceapp.storage.search import find_talks, talks_within
from voiceapp.storage.store import DATABASE, SOUNDS
from voiceapp.storage.summary_store import change_summaries, entitle

EVERYTHING = 1_000_000


class ArchiveError(Exception):
    """Something could not be done; `failure` says why in one sentence."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.sentence)
        self.failure = failure


class KeptHistory:
    def __init__(self, folder: Path, sound_files: Callable[[], SoundFiles]) -> None:
        """`sound_files` is called only if sound is read or written."""
        self._path = folder / DATABASE
        self._sound_folder = folder / SOUNDS
        self._sound_files = sound_files

    @cached_property
    def _recordings(self) -> Recordings:
        return Recordings(self._sound_folder, self._sound_files())

    def find(self, query: Query) -> HistoryPage:
        if not self._path.exists():
            return HistoryPage(query, (), 0)
        with closing(self.opened()) as database:
            return find_talks(database.db, query)

    def find_near(self, query: Query, question: Vectors, model: str) -> HistoryPage | None:
        """Finds by words, and by what they mean to this model. None: it has read nothing yet."""
        from voiceapp.storage.nearest_lines import NearestLines  # noqa: PLC0415  (numpy, only where it's needed)

        if not self._path.exists():
            return None
        with closing(self.opened()) as database:
            if database.meanings.model != model:
                return None
            near = NearestLines().find(database.db, model, question.rows, talks_within(database.db, query))
            return find_talks(database.db, query, near)

    def find_like(self, query: Query) -> HistoryPage | None:
        """Finds what means nearly the same as the line or the talk that it names. None: it's unknown, or not read yet."""
        from voiceapp.storage.like_this import find_like  # noqa: PLC0415  (numpy, only where it's needed)
        from voiceapp.storage.nearest_lines import NearestLines  # noqa: PLC0415

        if not self._path.exists():
            return None
        with closing(self.opened()) as database:
            return find_like(database.db, NearestLines(), database.meanings.model, query)

    def find_passages(self, question: str, meaning: Vectors | None, model: str) -> tuple[FoundPassage, ...]:
        """Finds the lines that a question is about. `meaning`: what it means to that model. None: go by its words."""
        if not self._path.exists():
            return ()
        with closing(self.opened()) as database:
            near: list[int] = []
            if meaning is not None and database.meanings.model == model:
                from voiceapp.storage.nearest_lines import NearestLines  # noqa: PLC0415

                near = NearestLines().find(database.db, model, meaning.rows)
            return find_passages(database.db, question, near)

    def talks(self, query: Query) -> list[Talk]:
        """Reads all talks that a query finds, whole, oldest first."""
        found = self.find(replace(query, offset=0, count=EVERYTHING)).talks
        if not found:
            return []
        with closing(self.opened()) as database:
            loaded = (database.load(summary.id) for summary in sorted(found, key=lambda talk: talk.started_at))
            return [talk for talk in loaded if talk is not None]

    def talk(self, name: str) -> Talk | None:
        """Finds a talk by its name or the beginning of it. None if that fits no talk, or more than one."""
        if not self._path.exists() or not name:
            return None
        with closing(self.opened()) as database:
            exact = database.load(TalkId(name))
            if exact is not None:
                return exact
            meant = database.named_like(name)
            return database.load(meant[0]) if len(meant) == 1 else None

    def talk_of_item(self, name: str) -> Talk | None:
        """Finds the talk that has a line of this name. None if none has, or more than one."""
        if not self._path.exists():
            return None
        with closing(self.opened()) as database:
            talks = database.talks_with(ItemId(name))
            return database.load(talks[0]) if len(talks) == 1 else None

    def change_message(self, talk: TalkId, item: ItemId, change: Callable[[Message], Message]) -> Message:
        """Replace a message by what `change` makes of it, and return it, also beside the running app. Raises ArchiveError."""
        try:
            with closing(Database(self._path)) as database:
                with database.writing():
                    change_message(database, talk, item, change)
                found = find_message(database, talk, item)
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(_not_written(error)) from error
        if found is None:
            raise ArchiveError(Failure(FailureKind.NOT_FOUND, Sentence("This line is no longer in the history.")))
        return found

    def change_summaries(self, talk: TalkId, change: Callable[[Summaries], Summaries], title: str = "") -> Summaries:
        """Replace what is kept about a talk by what `change` makes of it, also beside the running app. `title`: for a
        talk that the person didn't name. Raises ArchiveError.
        """
        try:
            with closing(Database(self._path)) as database:
                database.migrate()
                with database.writing():
                    change_summaries(database, talk, change)
                    entitle(database, talk, title)
                number = database.number_of(talk)
                return NO_SUMMARIES if number is None else summaries_of(database.db, number)
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(_not_written(error)) from error

    def last(self) -> Talk | None:
        """The newest talk, pinned or not."""
        if not self._path.exists():
            return None
        with closing(self.opened()) as database:
            newest = database.newest()
            return None if newest is None else database.load(newest)

    def deleted(self) -> tuple[DeletedEntry, ...]:
        """Return what can be restored, the newest first."""
        if not self._path.exists():
            return ()
        with closing(self.opened()) as database:
            return find_deleted(database)

    def restore(self, name: str) -> DeletedEntry | None:
        """Bring back the talk or the message of that name. None if nothing of that name was deleted."""
        entry = next((entry for entry in self.deleted() if name == entry.name), None)
        if entry is None:
            return None
        try:
            with closing(Database(self._path)) as database, database.writing():
                if entry.item is None:
                    database.mark_deleted(entry.talk, None)
                else:
                    mark_item(database, entry.talk, entry.item.id, None)
        except (sqlite3.Error, OSError) as error:
            sentence = Sentence(
                "Couldn't restore that ({why}). It's still in Recently deleted. Try again.", why=str(error)
            )
            raise ArchiveError(Failure(failure_of(error).kind, sentence)) from error
        return entry

    def read_sound(self, sound: SoundId) -> bytes:
        """Empty: there is no such recording, or it can't be read."""
        try:
            return self._recordings.read(sound)
        except OSError:
            return b""

    def sounds(self, talk: Talk) -> Mapping[SoundId, bytes]:
        """Reads its recordings, as far as possible."""
        found: dict[SoundId, bytes] = {}
        parts = [part for item in talk.items if isinstance(item, Message) for part in item.sound_parts]
        for sound in dict.fromkeys(part.sound for part in parts):
            try:
                pcm = self._recordings.read(sound)
            except OSError:
                continue
            if pcm:
                found[sound] = pcm
        return found

    def keep(
        self, talks: Sequence[Talk], sounds: Mapping[SoundId, bytes], origin: ImportOrigin = FROM_A_FILE
    ) -> tuple[tuple[TalkId, ...], int]:
        """Returns their names, and how many of them are new. Raises ArchiveError."""
        try:
            return self._keep(talks, sounds, origin)
        except schema.NewerFileError as error:
            raise ArchiveError(NEWER) from error
        except (sqlite3.Error, OSError, ValueError, OverflowError) as error:
            raise ArchiveError(_not_written(error)) from error

    def keep_new(self, talk: Talk, sounds: Iterable[tuple[SoundId, bytes]]) -> None:
        """Keep a talk that is nowhere yet, with recordings that are handed over one by one. Raises ArchiveError."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with closing(Database(self._path)) as database:
                database.migrate()
                # Sound goes first, because an item must never refer to a recording that does not exist.
                for sound, pcm in sounds:
                    self._recordings.prepare()
                    self._recordings.put(sound, pcm)
                with database.writing():
                    database.put_whole(talk)
        except schema.NewerFileError as error:
            raise ArchiveError(NEWER) from error
        except (sqlite3.Error, OSError, ValueError, OverflowError) as error:
            raise ArchiveError(_not_written(error)) from error

    def knows(self, talk: TalkId) -> bool:
        """Return whether there is a talk of that name, also one that was deleted and can be restored. Raises ArchiveError."""
        if not self._path.exists():
            return False
        with closing(self.opened()) as database:
            return database.number_of(talk) is not None

    def give_back_sounds(self, talk: TalkId, read: Callable[[SoundId], bytes]) -> int:
        """Keep the recordings of a talk that are gone and that `read` still has. Returns how many. Raises ArchiveError."""
        known = self.talk(talk)
        parts = (
            [part for item in known.items if isinstance(item, Message) for part in item.sound_parts] if known else []
        )
        given = 0
        try:
            for sound in dict.fromkeys(part.sound for part in parts):
                if not self._recordings.has(sound) and (pcm := read(sound)):
                    self._recordings.prepare()
                    self._recordings.put(sound, pcm)
                    given += 1
        except OSError as error:
            raise ArchiveError(_not_written(error)) from error
        return given

    def _keep(
        self, talks: Sequence[Talk], sounds: Mapping[SoundId, bytes], origin: ImportOrigin
    ) -> tuple[tuple[TalkId, ...], int]:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._recordings.prepare()
        with closing(Database(self._path)) as database:
            database.migrate()
            before = database.count()
            names = tuple(imported_talks.take_in(database, self._recordings, talk, sounds, origin) for talk in talks)
            if database.index.has_deleted:
                database.scrub()
            return names, database.count() - before

    def opened(self) -> Database:
        """Open it to read, in the newest shape; whoever asked closes it. Raises ArchiveError."""
        try:
            self._migrate()
            return Database(self._path, read_only=True)
        except schema.NewerFileError as error:
            raise ArchiveError(NEWER) from error
        except sqlite3.Error as error:
            sentence = Sentence(
                "The history in {folder} can't be read ({why}). Start voiceapp to repair it.",
                folder=str(self._path.parent),
                why=str(error),
            )
            raise ArchiveError(Failure(FailureKind.DISK_BROKEN, sentence)) from error

    def _migrate(self) -> None:
        """Brings a history from an earlier version up to date, as the app would."""
        with closing(Database(self._path, read_only=True)) as database:
            schema.refuse_newer(database.db)
            old = schema.version(database.db) < len(schema.STEPS)
        if old:
            with closing(Database(self._path)) as database:
                database.migrate()


def _not_written(error: Exception) -> Failure:
    known = failure_of(error)
    return Failure(
        known.kind,
        Sentence("Couldn't write the history ({why}). Nothing incomplete was imported.", why=str(error)),
    )

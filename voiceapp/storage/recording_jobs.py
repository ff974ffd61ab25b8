"""Keeps the queue of recordings that are written down, and the lines that come of them, a part at a time.

What was written down of a part and how far its job has come are one transaction, so after a crash nothing is missing
and nothing stands there twice.
"""

import time
from collections.abc import Callable, Iterable

from voiceapp.core.answers import Answer
from voiceapp.core.recordings.jobs import RecordingJob
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.transcript import ItemId, Message, SoundId, Talk, TalkId
from voiceapp.storage.recording_rows import load_jobs, put_job, put_part, put_talk
from voiceapp.storage.rows import clean
from voiceapp.storage.saved_corrections import change_message, write_edit
from voiceapp.storage.store import Store


class RecordingJobs:
    """May be used from any thread; what is asked is answered on the store's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load(self, then: Answer[tuple[RecordingJob, ...]]) -> None:
        """Jobs whose talk was deleted for good begin anew, if they weren't done."""
        self._store.ask(load_jobs, then)

    def keep(self, job: RecordingJob) -> None:
        self._store.change(lambda database: put_job(database, job), ("job", job.id))

    def forget(self, job: str) -> None:
        self._store.change(
            lambda database: database.db.execute("DELETE FROM recording_jobs WHERE id = ?", (clean(job),)),
            ("job", job),
        )

    def keep_talk(self, talk: Talk) -> None:
        self._store.change(lambda database: put_talk(database, talk))

    def keep_part(self, job: RecordingJob, talk: Talk, lines: Iterable[tuple[Message, bytes]]) -> None:
        """`job` is how it stands with these lines. A line whose recording is empty has none, or refers to a file."""
        every = tuple(lines)
        for line, pcm in every:
            if pcm and line.sound is not None:
                # Sound goes first, because an item must never refer to a recording that does not exist.
                self._store.keep_whole_sound(line.sound, pcm)
        names = tuple(line.id for line, _ in every)
        self._store.change(
            lambda database: put_part(database, job, talk, [line for line, _ in every]),
            ("lines", talk.id, names) if names else ("job", job.id),
        )

    def edit(self, talk: TalkId, edit: LineEdit) -> None:
        at = time.time()
        self._store.change_deleting(lambda database: write_edit(database, talk, edit, at))

    def keep_line(self, talk: TalkId, item: ItemId, change: Callable[[Message], Message]) -> None:
        """Keep what `change` makes of a line as it is by then, unless it is deleted."""
        self._store.change(lambda database: change_message(database, talk, item, change))

    def lines(self, talk: TalkId, then: Answer[Talk]) -> None:
        """All that was written down of it so far, as the person has it by now."""
        self._store.load_talk(talk, then)

    def sound(self, sound: SoundId, then: Callable[[bytes], None]) -> None:
        self._store.read_sound(sound, then)

    # --- what a watched folder held

    def taken(self, then: Answer[frozenset[str]]) -> None:
        """The names under which files were taken before, as `file_mark` makes them."""
        self._store.ask(
            lambda database: frozenset(mark for (mark,) in database.db.execute("SELECT mark FROM taken_files")), then
        )

    def take(self, marks: Iterable[str]) -> None:
        rows = [(clean(mark),) for mark in marks]
        self._store.change(
            lambda database: database.db.executemany("INSERT OR IGNORE INTO taken_files (mark) VALUES (?)", rows),
            ("taken", *rows),
        )

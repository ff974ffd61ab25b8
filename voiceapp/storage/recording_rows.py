"""Converts the jobs of recordings to rows and back, and writes a part's lines together with how far its job has come."""

from dataclasses import replace

import msgspec

from voiceapp.core.recordings.jobs import JobId, RecordedBy, RecordingJob, RecordingOptions, RecordingPhase, VoicesBy
from voiceapp.core.sentence import Sentence
from voiceapp.core.sentence_data import SentenceData, from_data, to_data
from voiceapp.core.transcript import Message, SoundId, Talk, TalkId
from voiceapp.storage.database import Database
from voiceapp.storage.rows import clean


class _Row(msgspec.Struct, omit_defaults=True):
    path: str
    added_at: float
    phase: RecordingPhase = RecordingPhase.QUEUED
    place: int = 0
    by: RecordedBy = RecordedBy.SETTINGS
    languages: tuple[str, ...] = ()
    vocabulary: bool = True
    profile: str = ""
    voices: VoicesBy = VoicesBy.NOTHING
    names: tuple[str, ...] = ()
    copies_sound: bool = True
    translated: bool = False
    persons: int = 0
    meeting: bool = False
    length: int = 0
    positions: tuple[int, ...] = (0,)
    lines: int = 0
    bad: int = 0
    failure: SentenceData | None = None


_read_row = msgspec.json.Decoder(_Row)


def put_job(database: Database, job: RecordingJob) -> None:
    options = job.options
    row = _Row(
        clean(job.path),
        job.added_at,
        job.phase,
        job.place,
        options.by,
        tuple(map(clean, options.languages)),
        options.vocabulary,
        clean(options.profile),
        options.voices,
        tuple(map(clean, options.names)),
        options.copies_sound,
        options.translated,
        options.persons,
        options.meeting,
        job.length,
        job.positions,
        job.lines,
        job.bad,
        None if job.failure is None else to_data(job.failure),
    )
    database.db.execute(
        "INSERT OR REPLACE INTO recording_jobs (id, open, job) VALUES (?, ?, ?)",
        (clean(job.id), job.phase is not RecordingPhase.DONE, msgspec.json.encode(row).decode()),
    )


def load_jobs(database: Database) -> tuple[RecordingJob, ...]:
    found = database.db.execute("SELECT id, job FROM recording_jobs").fetchall()
    return tuple(_with_its_talk(database, _job(name, _read_row.decode(row))) for name, row in found)


def job_of(name: str, text: str) -> RecordingJob | None:
    """Return the job in a row of a damaged database. None: it can't be read."""
    try:
        return _job(name, _read_row.decode(text))
    except (msgspec.DecodeError, ValueError):
        return None


def _job(name: str, row: _Row) -> RecordingJob:
    options = RecordingOptions(
        row.by,
        row.languages,
        row.vocabulary,
        row.profile,
        row.voices,
        row.names,
        row.copies_sound,
        row.translated,
        row.persons,
        row.meeting,
    )
    return RecordingJob(
        name,
        row.path,
        row.added_at,
        options,
        row.phase,
        row.place,
        row.length,
        row.positions,
        row.lines,
        row.bad,
        failure=None if row.failure is None else from_data(row.failure),
    )


def _with_its_talk(database: Database, job: RecordingJob) -> RecordingJob:
    if job.phase is RecordingPhase.DONE or database.number_of(job.talk) is not None:
        return job
    return replace(job, positions=(0,) * len(job.positions), lines=0, bad=0)


PURGED = Sentence(
    "Its conversation was deleted for good. Resume to transcribe it into a new one, or remove it from the list."
)


def start_over(database: Database, number: int) -> tuple[JobId, RecordingJob] | None:
    """The talk of that number goes for good. Return the job that was writing it down, and the one that replaces it: it
    begins anew if the person says so, and makes another talk.
    """
    found = database.db.execute(
        """SELECT recording_jobs.id, job FROM recording_jobs JOIN talks ON talks.id = recording_jobs.id
           WHERE talks.number = ? AND open AND (talks.deleted_at IS NOT NULL OR talks.items > 0)""",
        (number,),
    ).fetchone()
    job = None if found is None else job_of(*found)
    if job is None:
        return None
    again = replace(
        job,
        id=_again(job.id),
        phase=RecordingPhase.PAUSED,
        positions=(0,) * len(job.positions),
        lines=0,
        bad=0,
        failure=PURGED,
    )
    database.db.execute("DELETE FROM recording_jobs WHERE id = ?", (clean(job.id),))
    put_job(database, again)
    return job.id, again


def _again(job: JobId) -> JobId:
    return f"{job}-again"


def _is_purged(database: Database, job: JobId) -> bool:
    """Says whether a job still writes what the person has deleted for good."""
    if database.number_of(TalkId(job)) is not None:
        return False
    found = database.db.execute("SELECT 1 FROM recording_jobs WHERE id = ?", (clean(_again(job)),))
    return found.fetchone() is not None


def put_talk(database: Database, talk: Talk) -> None:
    if _is_purged(database, talk.id):
        return
    number = database.put_talk(talk)
    database.sum_up(number)


def put_part(database: Database, job: RecordingJob, talk: Talk, lines: list[Message]) -> None:
    if _is_purged(database, job.id):
        return
    number = database.number_of(talk.id)
    if number is None:
        number = database.put_talk(talk)
    deleted_at = database.talk_deleted_at(number)
    for line in lines:
        database.put_item(number, line)
    if deleted_at is not None:
        # Nobody speaks there, so it stays deleted, with all that comes of it.
        database.mark_deleted(talk.id, deleted_at)
    database.sum_up(number)
    put_job(database, job)


def unfinished_talks(database: Database) -> tuple[TalkId, ...]:
    """The talks whose recordings are still being written down."""
    return tuple(TalkId(name) for (name,) in database.db.execute("SELECT id FROM recording_jobs WHERE open"))


def belongs_to(sound: SoundId, talks: tuple[TalkId, ...]) -> bool:
    return any(sound.startswith(f"{talk}-") for talk in talks)

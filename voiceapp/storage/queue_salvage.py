"""Finds in a damaged database the queue of recordings, what was taken from watched folders, and words that were learnt."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from voiceapp.core.dictation.vocabulary_access import Learnt
from voiceapp.core.recordings.jobs import RecordingJob
from voiceapp.storage.database import Database
from voiceapp.storage.recording_rows import job_of, put_job
from voiceapp.storage.restored_talks import LearntRow, put_learnt
from voiceapp.storage.sqlite_pages import Pages, Value

_LEARNT = frozenset(state.value for state in Learnt)
_DIGEST = 64
"""Letters of the name that a taken file has."""


@dataclass(slots=True)
class SalvagedQueue:
    jobs: dict[str, RecordingJob] = field(default_factory=dict[str, RecordingJob])
    taken: set[str] = field(default_factory=set[str])
    learnt: list[LearntRow] = field(default_factory=list[LearntRow])


def queue_in(pages: Pages) -> SalvagedQueue:
    """Tells rows apart by their shape, as no page says which table it belongs to."""
    found = SalvagedQueue()
    for row in pages.keyed_rows():
        match row:
            case (str(name), int(), str(text)) if text.startswith("{"):
                job = job_of(name, text)
                if job is not None:
                    found.jobs[name] = job
            case (str(mark),) if _is_mark(mark):
                found.taken.add(mark)
            case (str(), str(), int(), str(state), int() | float(), *_) if state in _LEARNT:
                found.learnt.extend(_learnt(row))
            case _:
                pass
    return found


def _is_mark(text: str) -> bool:
    return text.startswith("folder:") or (len(text) == _DIGEST and text.isalnum())


def _learnt(row: tuple[Value, ...]) -> Iterator[LearntRow]:
    heard, written, times, state, at, *rest = row
    if isinstance(times, int) and isinstance(at, int | float):
        profile = rest[0] if rest and isinstance(rest[0], str) else ""
        yield LearntRow(str(heard), str(written), times, Learnt(state), float(at), profile)


def take_over_queue(pages: Pages, database: Database) -> None:
    found = queue_in(pages)
    with database.writing():
        for job in found.jobs.values():
            put_job(database, job)
        database.db.executemany(
            "INSERT OR IGNORE INTO taken_files (mark) VALUES (?)", [(mark,) for mark in sorted(found.taken)]
        )
        put_learnt(database, found.learnt)

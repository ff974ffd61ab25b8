"""Decides which recording is written down when. Pure: events go in, commands come out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.jobs import (
    RECORDING_TRANSITIONS,
    JobId,
    RecordingJob,
    RecordingMove,
    RecordingPhase,
)
from voiceapp.core.sentence import Sentence

MOST_DONE = 50
"""Finished jobs that stay in the list."""


@dataclass(frozen=True, slots=True)
class RecordingsAdded:
    jobs: tuple[RecordingJob, ...]


@dataclass(frozen=True, slots=True)
class RecordingAsked:
    """The person pauses, resumes or removes a job."""

    job: JobId
    move: RecordingMove


@dataclass(frozen=True, slots=True)
class RecordingShifted:
    """The person moves a job up (-1) or down (1) among those that wait."""

    job: JobId
    by: int


@dataclass(frozen=True, slots=True)
class RecordingOpened:
    """The file could be opened."""

    job: JobId
    length: Milliseconds
    channels: int
    """How many persons are told apart by their channels; otherwise 1."""


@dataclass(frozen=True, slots=True)
class PartSettled:
    """A part stands in the history."""

    job: JobId
    channel: int
    until: Milliseconds
    lines: int
    bad: bool
    seconds: float
    """What the work took."""


@dataclass(frozen=True, slots=True)
class SpeakersSought:
    """All of it is written down, and now it's found out who spoke."""

    job: JobId


@dataclass(frozen=True, slots=True)
class RecordingEnded:
    """The end of the file was reached, or it can't go on. Its failure says why."""

    job: JobId
    failure: Sentence | None = None


@dataclass(frozen=True, slots=True)
class MeetingEnded:
    """Its recording is whole."""

    job: JobId


@dataclass(frozen=True, slots=True)
class TalkPurged:
    """Tells that what was written down of a job was deleted for good. `instead` waits for what the person says of it."""

    job: JobId
    instead: RecordingJob


@dataclass(frozen=True, slots=True)
class NetworkReturned:
    """Tells that what failed for want of a network may work now."""


RecordingEvent = (
    RecordingsAdded
    | RecordingAsked
    | RecordingShifted
    | RecordingOpened
    | PartSettled
    | SpeakersSought
    | RecordingEnded
    | MeetingEnded
    | TalkPurged
    | NetworkReturned
)


@dataclass(frozen=True, slots=True)
class BeginWork:
    job: RecordingJob


@dataclass(frozen=True, slots=True)
class EndWork:
    job: JobId


@dataclass(frozen=True, slots=True)
class KeepJob:
    job: RecordingJob


@dataclass(frozen=True, slots=True)
class ForgetJob:
    job: JobId


@dataclass(frozen=True, slots=True)
class ShowJobs:
    jobs: tuple[RecordingJob, ...]


RecordingCommand = BeginWork | EndWork | KeepJob | ForgetJob | ShowJobs


class RecordingQueue:
    """Holds the jobs in their order. Only one is worked at, the first that waits."""

    def __init__(self) -> None:
        self._jobs: dict[JobId, RecordingJob] = {}
        self._out: list[RecordingCommand] = []

    @property
    def jobs(self) -> tuple[RecordingJob, ...]:
        return tuple(sorted(self._jobs.values(), key=lambda job: (job.place, job.added_at, job.id)))

    def restore(self, jobs: Iterable[RecordingJob]) -> list[RecordingCommand]:
        """Take the jobs of the last run. What was worked at then waits in its place."""
        for job in jobs:
            working = job.phase is RecordingPhase.WORKING
            self._jobs.setdefault(job.id, _moved(job, RecordingMove.STEP_BACK) if working else job)
        return self._commands()

    def handle(self, event: RecordingEvent) -> list[RecordingCommand]:
        match event:
            case RecordingsAdded(jobs):
                self._add(jobs)
            case NetworkReturned():
                self._try_failed_again()
            case _:
                job = self._jobs.get(event.job)
                if job is not None:
                    self._handle(job, event)
        return self._commands()

    def _handle(
        self,
        job: RecordingJob,
        event: RecordingAsked
        | RecordingShifted
        | RecordingOpened
        | PartSettled
        | SpeakersSought
        | RecordingEnded
        | MeetingEnded
        | TalkPurged,
    ) -> None:
        match event:
            case RecordingAsked(move=move):
                if RECORDING_TRANSITIONS.allows(job.phase, move):
                    self._ask(job, move)
            case RecordingShifted(by=by):
                self._shift(job, by)
            case RecordingOpened(length=length, channels=channels):
                positions = job.positions if len(job.positions) == channels else (job.position,) * channels
                self._put(replace(job, length=length, positions=positions, worked=0.0, worked_through=0))
            case PartSettled():
                self._settle(job, event)
            case SpeakersSought():
                self._put(replace(job, seeks_speakers=True))
            case MeetingEnded():
                self._put(replace(job, recording=False))
            case TalkPurged(instead=instead):
                self._remove(job)
                self._put(replace(instead, place=job.place, recording=job.recording))
            case RecordingEnded(failure=failure):
                if job.phase is RecordingPhase.WORKING:
                    move = RecordingMove.FINISH if failure is None else RecordingMove.FAIL
                    self._put(replace(_moved(job, move), failure=failure))

    # --- what the events do

    def _add(self, jobs: tuple[RecordingJob, ...]) -> None:
        places = [job.place for job in self._jobs.values()] or [0]
        for number, job in enumerate(jobs, 1):
            if job.id in self._jobs:
                continue
            if job.recording:
                self._make_way()
            self._put(replace(job, place=min(places) - number if job.recording else max(places) + number))

    def _make_way(self) -> None:
        """What is said now goes before what was recorded once."""
        for job in self.jobs:
            if job.phase is RecordingPhase.WORKING:
                self._out.append(EndWork(job.id))
                self._put(_moved(job, RecordingMove.STEP_BACK))

    def _ask(self, job: RecordingJob, move: RecordingMove) -> None:
        if move is RecordingMove.REMOVE:
            self._remove(job)
            return
        if job.phase is RecordingPhase.WORKING:
            self._out.append(EndWork(job.id))
        self._put(replace(_moved(job, move), failure=None))

    def _remove(self, job: RecordingJob) -> None:
        if job.phase is RecordingPhase.WORKING:
            self._out.append(EndWork(job.id))
        _moved(job, RecordingMove.REMOVE)
        del self._jobs[job.id]
        self._out.append(ForgetJob(job.id))

    def _shift(self, job: RecordingJob, by: int) -> None:
        """Exchange it with the nearest one that isn't finished either."""
        listed = [each for each in self.jobs if each.phase is not RecordingPhase.DONE]
        here = next((place for place, each in enumerate(listed) if each.id == job.id), None)
        if here is None or not 0 <= here + by < len(listed):
            return
        other = listed[here + by]
        self._put(replace(job, place=other.place))
        self._put(replace(other, place=job.place))

    def _settle(self, job: RecordingJob, part: PartSettled) -> None:
        if part.channel >= len(job.positions):
            return
        before = job.positions[part.channel]
        positions = tuple(
            max(place, part.until) if channel == part.channel else place for channel, place in enumerate(job.positions)
        )
        self._put(
            replace(
                job,
                positions=positions,
                lines=job.lines + part.lines,
                bad=job.bad + part.bad,
                worked=job.worked + part.seconds,
                worked_through=job.worked_through + max(0, part.until - before) // len(positions),
            )
        )

    def _try_failed_again(self) -> None:
        for job in self.jobs:
            if job.phase is RecordingPhase.FAILED:
                self._put(replace(_moved(job, RecordingMove.RESUME), failure=None))

    # --- what follows

    def _put(self, job: RecordingJob) -> None:
        if self._jobs.get(job.id) != job:
            self._jobs[job.id] = job
            self._out.append(KeepJob(job))

    def _commands(self) -> list[RecordingCommand]:
        self._begin_next()
        self._forget_oldest()
        out, self._out = self._out, []
        return [*out, ShowJobs(self.jobs)]

    def _begin_next(self) -> None:
        jobs = self.jobs
        if any(job.phase is RecordingPhase.WORKING for job in jobs):
            return
        waiting = next((job for job in jobs if job.phase is RecordingPhase.QUEUED), None)
        if waiting is not None:
            begun = _moved(waiting, RecordingMove.BEGIN)
            self._put(begun)
            self._out.append(BeginWork(begun))

    def _forget_oldest(self) -> None:
        done = [job for job in self.jobs if job.phase is RecordingPhase.DONE]
        for job in done[: max(0, len(done) - MOST_DONE)]:
            del self._jobs[job.id]
            self._out.append(ForgetJob(job.id))


def _moved(job: RecordingJob, move: RecordingMove) -> RecordingJob:
    return replace(job, phase=RECORDING_TRANSITIONS.after(job.phase, move), seeks_speakers=False)

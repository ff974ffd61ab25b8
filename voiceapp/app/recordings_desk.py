"""Puts the queue of recordings together: what is wanted of it, the work on it, and what is kept of it."""

import itertools
import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path

from voiceapp.app.quiet_time import QuietTime
from voiceapp.app.recording_ears import usual_options
from voiceapp.app.recording_paths import files_in, orphans
from voiceapp.app.recording_work import RecordingNeeds, RecordingWork
from voiceapp.app.speaker_work import SpeakerWork
from voiceapp.app.voices_desk import VoicesDesk
from voiceapp.app.watched_folders import WatchedFolders
from voiceapp.app.word_timing import WordTiming
from voiceapp.app.worker_pool import BUG, WorkerPool
from voiceapp.audio.meeting_capture import MeetingCapture
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.recordings.jobs import JobId, RecordingJob, RecordingMove, RecordingOptions, RecordingPhase, VoicesBy
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.recordings.queue import (
    BeginWork,
    EndWork,
    ForgetJob,
    KeepJob,
    MeetingEnded,
    NetworkReturned,
    RecordingAsked,
    RecordingCommand,
    RecordingEvent,
    RecordingQueue,
    RecordingsAdded,
    RecordingShifted,
    ShowJobs,
    TalkPurged,
)
from voiceapp.core.recordings.speaker_wishes import SpeakerWishes
from voiceapp.core.recordings.voice_prints import VoiceReader
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_stretch import stretch_in
from voiceapp.core.transcript import ItemId, Message, MessageState, SoundId, Talk, TalkId
from voiceapp.core.versions import heard_again
from voiceapp.one_off.another_version import sound_of
from voiceapp.one_off.kept_recording import NOTHING_KEPT
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.model import Settings
from voiceapp.storage.disk_trouble import failure_of
from voiceapp.storage.recording_jobs import RecordingJobs
from voiceapp.storage.remembered_voices import RememberedVoices
from voiceapp.storage.store import SOUNDS, Store

log = logging.getLogger(__name__)

QUIET_AFTER = 3.0
"""Seconds after a talk in which this device's recogniser is left alone."""
NOTHING_THERE = Failure(
    FailureKind.BAD_FILE, Sentence("There are no recordings. Choose sound or video files, or a folder of them.")
)
GONE = Failure(FailureKind.NOT_FOUND, Sentence("The recording is gone, so it can't be transcribed again."))
BROKEN_OFF = Sentence(
    "The meeting is no longer being recorded: the disk takes no more. Free some space, then record again."
)
_OVER = (RecordingPhase.FAILED, RecordingPhase.DONE)
Show = Callable[[tuple[RecordingJob, ...]], None]


class RecordingsDesk:
    """Meets `core.recordings.access.RecordingsAccess`. May be used from any thread."""

    def __init__(
        self,
        store: Store,
        settings: Callable[[], Settings],
        ears: RecordingNeeds,
        room: SessionThread,
        workers: WorkerPool,
        trouble: Callable[[Failure], None],
        voice_reader: Callable[[], VoiceReader],
    ) -> None:
        self._store = store
        self._settings = settings
        self._room = room
        self._workers = workers
        self._trouble = trouble
        self._ears = ears
        self.quiet = QuietTime(QUIET_AFTER)
        self.kept = RecordingJobs(store)
        self._queue = RecordingQueue()
        self._lock = threading.Lock()
        """Held while the queue decides and the watchers are told, so that nobody sees an older state last."""
        self._shown: tuple[RecordingJob, ...] = ()
        self._watchers: list[Show] = []
        self._working: dict[JobId, Future[None]] = {}
        self._remembered = RememberedVoices(store.folder)
        self._speakers = SpeakerWork(store, voice_reader, self.quiet, self._remembered.voices)
        self.voices = VoicesDesk(self._remembered, self._speakers, room, workers)
        self._work = RecordingWork(self.kept, ears, self.quiet, self.tell, trouble, self._grows, self._speakers)
        self._timing = WordTiming(store, ears.timer, room, self.quiet)
        self._meeting: tuple[JobId, MeetingCapture] | None = None
        self._beginning = threading.Lock()
        """Held while a meeting begins, so that a second press of the button leaves none that nobody can end."""
        self._meetings = store.folder / SOUNDS / "meetings"
        self._numbers = itertools.count(1)
        self._closed = False
        store.started_over = self._start_over
        self._watched = WatchedFolders(lambda: settings().recordings.watched, self.kept, self._take, unreadable=trouble)

    def start(self) -> None:
        """Go on with what the last run left."""
        self.kept.load(self._restore)
        self._watched.start()

    def wake(self) -> None:
        """The settings have changed."""
        self._watched.wake()

    def _take(self, paths: tuple[str, ...]) -> None:
        """Queue what appeared or changed in a watched folder, unless it is in the queue."""
        known = {job.path: job for job in self._shown}
        new: list[str] = []
        for path in paths:
            job = known.get(path)
            if job is not None and job.phase is RecordingPhase.FAILED and not job.lines + job.bad:
                self.tell(RecordingAsked(job.id, RecordingMove.RESUME))
            elif job is None or (job.phase in _OVER and _changed_after(path, job.added_at)):
                new.append(path)
        if new:
            self.add(tuple(new), usual_options(self._settings()), lambda _: None)

    def close(self) -> None:
        """Stop the work; what is being written down goes on from there next time."""
        self._end_meeting()
        with self._lock:
            self._closed = True
            self._watched.close()
            self._timing.close()
            working, self._working = list(self._working.values()), {}
        for work in working:
            work.cancel()

    def _restore(self, jobs: tuple[RecordingJob, ...] | Failure) -> None:
        known = () if isinstance(jobs, Failure) else jobs
        with self._lock:
            self._do(self._queue.restore(known))
        if not isinstance(jobs, Failure):
            self._workers.beside(lambda: self._look_for_orphans(known))

    def _start_over(self, job: JobId, instead: RecordingJob) -> None:
        """Its talk was purged, so another job replaces it; a meeting that is being recorded is that one's."""
        meeting = self._meeting
        if meeting is not None and meeting[0] == job:
            self._meeting = instead.id, meeting[1]
        self.tell(TalkPurged(job, instead))

    def _look_for_orphans(self, jobs: tuple[RecordingJob, ...]) -> None:
        """Write down the recording of a meeting that no job knows of, as after damage to the database."""
        if not self._settings().privacy.keep_talks:
            return
        options = replace(usual_options(self._settings()), voices=VoicesBy.CHANNELS, meeting=True, copies_sound=True)
        with self._beginning:
            unknown = orphans(self._meetings, (*jobs, *self._shown))
            if unknown:
                self.tell(RecordingsAdded(tuple(self._job(path, options) for path in unknown)))

    # --- what fronts ask

    def add(self, paths: tuple[str, ...], options: RecordingOptions, then: Answer[tuple[JobId, ...]]) -> None:
        if not self._settings().privacy.keep_talks:
            then(NOTHING_KEPT)
            return

        def look() -> None:
            found = tuple(files_in(paths))
            if not found:
                then(NOTHING_THERE)
                return
            jobs = tuple(self._job(path, options) for path in found)
            self.tell(RecordingsAdded(jobs))
            then(tuple(job.id for job in jobs))

        self._workers.work(look, then)

    def ways_to_tell_apart(self, then: Answer[tuple[VoicesBy, ...]]) -> None:
        self._workers.ask(self._ears.ways_to_tell_apart, then)

    def watch(self, show: Show) -> Callable[[], None]:
        with self._lock:
            self._watchers.append(show)
            show(self._shown)

        def stop() -> None:
            with self._lock:
                if show in self._watchers:
                    self._watchers.remove(show)

        return stop

    def begin_meeting(self, title: str, names: tuple[str, str], then: Answer[JobId]) -> None:
        if not self._settings().privacy.keep_talks:
            then(NOTHING_KEPT)
            return
        usual = usual_options(self._settings())
        # The microphone is a channel of its own in any case.
        voices = VoicesBy.DEVICE if usual.voices is VoicesBy.DEVICE else VoicesBy.CHANNELS
        options = replace(usual, voices=voices, names=names, meeting=True)
        self._workers.ask(lambda: self._begin_meeting(title, replace(options, copies_sound=True)), then)

    def _begin_meeting(self, title: str, options: RecordingOptions) -> JobId:
        """Raises SoundError, OSError."""
        with self._beginning:
            self._end_meeting()
            job = self._job(self._meeting_file(title), options)
            capture = MeetingCapture(Path(job.path), self._settings().sound.input_device, self._meeting_broke)
            self._meeting = job.id, capture
            self.tell(RecordingsAdded((replace(job, recording=True),)))
            return job.id

    def _meeting_file(self, title: str) -> Path:
        """Not that of another in the list: it may still be written down, and its file goes when it is done."""
        name = "".join(sign if sign.isalnum() or sign in " -_." else "-" for sign in title) or "meeting"
        taken = {job.path for job in self._shown}
        names = itertools.chain((name,), (f"{name} ({number})" for number in itertools.count(2)))
        paths = (self._meetings / f"{each}.wav" for each in names)
        return next(path for path in paths if str(path) not in taken and not path.exists())

    def _meeting_broke(self, error: OSError) -> None:
        known = failure_of(error)
        self._trouble(Failure(known.kind, BROKEN_OFF, known.detail))
        self.end_meeting()

    def end_meeting(self) -> None:
        self._workers.beside(self._end_meeting)

    def _end_meeting(self) -> None:
        meeting = self._meeting
        if meeting is not None:
            # Until its file is whole it grows, so that whoever reads it doesn't take its last words for missing.
            meeting[1].close()
            if self._meeting is meeting:
                self._meeting = None
            self.tell(MeetingEnded(meeting[0]))

    def _grows(self, job: JobId) -> bool:
        meeting = self._meeting
        return meeting is not None and meeting[0] == job and meeting[1].is_open

    def ask(self, job: JobId, move: RecordingMove) -> None:
        if move is RecordingMove.REMOVE and self._grows(job):
            self.end_meeting()
        self.tell(RecordingAsked(job, move))

    def shift(self, job: JobId, by: int) -> None:
        self.tell(RecordingShifted(job, by))

    def hear_again(self, talk: TalkId, item: ItemId, languages: tuple[str, ...] | None, then: Answer[None]) -> None:
        def loaded(found: Talk | Failure) -> None:
            if isinstance(found, Failure):
                then(found)
                return
            line = next((each for each in found.items if each.id == item), None)
            if not isinstance(line, Message) or line.sound is None:
                then(GONE)
                return
            alone = replace(found, items=(line,))
            self._store.load_sounds(alone, partial(self._hear_line, talk, line, languages, then))

        self._store.load_talk(talk, loaded)

    def time_words(self, talk: TalkId, then: Callable[[Message], None]) -> None:
        self._timing.begin(talk, then)

    def find_speakers(
        self,
        talk: TalkId,
        wishes: SpeakerWishes,
        progress: Callable[[float], None],
        then: Answer[LineEdit | None],
    ) -> Callable[[], None]:
        async def find() -> None:
            try:
                found = await self._speakers.find(talk, wishes, progress)
            except EngineError as error:
                then(error.failure)
            except Exception:  # the task's edge: whoever waits is told
                log.exception("who spoke could not be found out in a way that it should not")
                then(BUG)
            else:
                then(found)

        working = self._room.run(find())

        def stop() -> None:
            working.cancel()

        return stop

    def network_came_back(self) -> None:
        self.tell(NetworkReturned())

    def _hear_line(
        self,
        talk: TalkId,
        line: Message,
        languages: tuple[str, ...] | None,
        then: Answer[None],
        read: Mapping[SoundId, bytes] | Failure,
    ) -> None:
        pcm = b"" if isinstance(read, Failure) else sound_of(line, read)
        if not pcm:
            then(GONE)
            return
        usual = usual_options(self._settings())
        options = next((job.options for job in self._shown if job.talk == talk), usual)
        if languages is not None:
            options = replace(options, languages=languages)

        async def hear() -> None:
            try:
                again = await self._work.hear_line(line, pcm, options)
            except EngineError as error:
                then(error.failure)
                return
            self.kept.keep_line(talk, line.id, partial(heard_again, again=again))
            if line.state is MessageState.WAITING and not self._settings().privacy.keep_audio:
                self._let_go(line)
            then(None)

        self._room.run(hear())

    def _let_go(self, line: Message) -> None:
        """Its sound was kept only until it is written down. A file of the person's own stays theirs."""
        if line.sound is not None and stretch_in(line.sound) is None:
            self._store.end_sound(line.sound, keep=False)

    # --- the queue

    def tell(self, event: RecordingEvent) -> None:
        with self._lock:
            if not self._closed:
                self._do(self._queue.handle(event))

    def forget_all(self) -> None:
        """Let every job go, and every voice, because everything is deleted. Raises EngineError."""
        self._remembered.forget()
        self._end_meeting()
        for job in self._shown:
            self.tell(RecordingAsked(job.id, RecordingMove.REMOVE))

    def _tidy_up(self, jobs: tuple[RecordingJob, ...]) -> None:
        """The sound of a meeting is kept line by line, so its own recording goes when it is written down or removed."""
        still = {job.path for job in jobs if job.phase is not RecordingPhase.DONE}
        for job in self._shown:
            if job.options.meeting and job.path not in still:
                Path(job.path).unlink(missing_ok=True)

    def _do(self, commands: list[RecordingCommand]) -> None:
        for command in commands:
            match command:
                case BeginWork(job):
                    self._working[job.id] = self._room.run(self._work.run(job))
                case EndWork(job_id):
                    work = self._working.pop(job_id, None)
                    if work is not None:
                        work.cancel()
                case KeepJob(job):
                    self.kept.keep(job)
                case ForgetJob(job_id):
                    self.kept.forget(job_id)
                case ShowJobs(jobs):
                    self._tidy_up(jobs)
                    self._shown = jobs
                    for show in tuple(self._watchers):
                        show(jobs)

    def _job(self, path: Path, options: RecordingOptions) -> RecordingJob:
        now = time.time()
        copies = options.copies_sound and self._settings().privacy.keep_audio
        return RecordingJob(
            f"recording-{int(now * 1000)}-{next(self._numbers)}",
            str(path),
            now,
            replace(options, copies_sound=copies),
        )


def _changed_after(path: str, at: float) -> bool:
    try:
        return Path(path).stat().st_mtime > at
    except OSError:
        return False

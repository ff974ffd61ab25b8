"""A queue of recordings for the window's tests: what is asked is noted, what is shown a test says."""

from collections.abc import Callable

from voiceapp.core.failures import Failure
from voiceapp.core.recordings.jobs import JobId, RecordingJob, RecordingMove, RecordingOptions, VoicesBy
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.recordings.speaker_wishes import SpeakerWishes
from voiceapp.core.recordings.voice_prints import RememberedVoice
from voiceapp.core.transcript import ItemId, Message, TalkId


class PaperVoices:
    def __init__(self) -> None:
        self.kept: list[RememberedVoice] = []
        self.asked: list[tuple[TalkId, str]] = []
        self.refusal: Failure | None = None

    def remembered(self, then: Callable[[tuple[RememberedVoice, ...] | Failure], None]) -> None:
        then(tuple(self.kept))

    def remember(self, talk: TalkId, name: str, then: Callable[[Failure | None], None]) -> None:
        self.asked.append((talk, name))
        then(self.refusal)

    def forget(self, name: str | None, then: Callable[[Failure | None], None]) -> None:
        self.kept = [] if name is None else [voice for voice in self.kept if voice.name != name]
        then(None)


class PaperRecordings:
    def __init__(self) -> None:
        self.voices = PaperVoices()
        self.added: list[tuple[tuple[str, ...], RecordingOptions]] = []
        self.refusal: Failure | None = None
        self.asked: list[tuple[JobId, RecordingMove]] = []
        self.shifted: list[tuple[JobId, int]] = []
        self.heard_again: list[tuple[TalkId, ItemId]] = []
        self.meetings: list[tuple[str, tuple[str, str]]] = []
        self.meetings_ended = 0
        self.timed: list[tuple[TalkId, Callable[[Message], None]]] = []
        """The talks whose words are to be timed, and who is told of each line."""
        self.ways: tuple[VoicesBy, ...] = (VoicesBy.NOTHING, VoicesBy.CHANNELS)
        self.speakers_sought: list[tuple[TalkId, SpeakerWishes]] = []
        self.then_speakers: Callable[[LineEdit | Failure | None], None] = lambda _: None
        self.searches_ended = 0
        self.jobs: tuple[RecordingJob, ...] = ()
        self.watchers: list[Callable[[tuple[RecordingJob, ...]], None]] = []

    def add(
        self, paths: tuple[str, ...], options: RecordingOptions, then: Callable[[tuple[JobId, ...] | Failure], None]
    ) -> None:
        self.added.append((paths, options))
        then(self.refusal or paths)

    def ways_to_tell_apart(self, then: Callable[[tuple[VoicesBy, ...] | Failure], None]) -> None:
        then(self.ways)

    def watch(self, show: Callable[[tuple[RecordingJob, ...]], None]) -> Callable[[], None]:
        self.watchers.append(show)
        show(self.jobs)
        return lambda: self.watchers.remove(show)

    def begin_meeting(self, title: str, names: tuple[str, str], then: Callable[[JobId | Failure], None]) -> None:
        self.meetings.append((title, names))
        then(self.refusal or "meeting")

    def end_meeting(self) -> None:
        self.meetings_ended += 1

    def ask(self, job: JobId, move: RecordingMove) -> None:
        self.asked.append((job, move))

    def shift(self, job: JobId, by: int) -> None:
        self.shifted.append((job, by))

    def time_words(self, talk: TalkId, then: Callable[[Message], None]) -> None:
        self.timed.append((talk, then))

    def hear_again(
        self,
        talk: TalkId,
        item: ItemId,
        languages: tuple[str, ...] | None,
        then: Callable[[Failure | None], None],
    ) -> None:
        self.heard_again.append((talk, item))
        del languages
        then(None)

    def find_speakers(
        self,
        talk: TalkId,
        wishes: SpeakerWishes,
        progress: Callable[[float], None],
        then: Callable[[LineEdit | Failure | None], None],
    ) -> Callable[[], None]:
        self.speakers_sought.append((talk, wishes))
        self.then_speakers = then
        progress(0.5)

        def stop() -> None:
            self.searches_ended += 1

        return stop

    def show(self, *jobs: RecordingJob) -> None:
        self.jobs = jobs
        for watcher in tuple(self.watchers):
            watcher(jobs)

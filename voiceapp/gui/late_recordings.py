"""Stands in for the queue of recordings while the app behind the window is loading."""

from collections.abc import Callable

from voiceapp.core.failures import Failure
from voiceapp.core.recordings.jobs import JobId, RecordingJob, RecordingMove, RecordingOptions, VoicesBy
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.recordings.speaker_wishes import SpeakerWishes
from voiceapp.core.recordings.voice_prints import RememberedVoice
from voiceapp.core.transcript import ItemId, Message, TalkId
from voiceapp.gui.pending_work import PendingWork, Stop


class LateVoices:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def remembered(self, then: Callable[[tuple[RememberedVoice, ...] | Failure], None]) -> None:
        self._arrival.do(lambda desk: desk.recordings.voices.remembered(then))

    def remember(self, talk: TalkId, name: str, then: Callable[[Failure | None], None]) -> None:
        self._arrival.do(lambda desk: desk.recordings.voices.remember(talk, name, then))

    def forget(self, name: str | None, then: Callable[[Failure | None], None]) -> None:
        self._arrival.do(lambda desk: desk.recordings.voices.forget(name, then))


class LateRecordings:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival
        self.voices = LateVoices(arrival)

    def add(
        self, paths: tuple[str, ...], options: RecordingOptions, then: Callable[[tuple[JobId, ...] | Failure], None]
    ) -> None:
        self._arrival.do(lambda desk: desk.recordings.add(paths, options, then))

    def ways_to_tell_apart(self, then: Callable[[tuple[VoicesBy, ...] | Failure], None]) -> None:
        self._arrival.do(lambda desk: desk.recordings.ways_to_tell_apart(then))

    def watch(self, show: Callable[[tuple[RecordingJob, ...]], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.recordings.watch(show))

    def begin_meeting(self, title: str, names: tuple[str, str], then: Callable[[JobId | Failure], None]) -> None:
        self._arrival.do(lambda desk: desk.recordings.begin_meeting(title, names, then))

    def end_meeting(self) -> None:
        self._arrival.do(lambda desk: desk.recordings.end_meeting())

    def ask(self, job: JobId, move: RecordingMove) -> None:
        self._arrival.do(lambda desk: desk.recordings.ask(job, move))

    def shift(self, job: JobId, by: int) -> None:
        self._arrival.do(lambda desk: desk.recordings.shift(job, by))

    def time_words(self, talk: TalkId, then: Callable[[Message], None]) -> None:
        self._arrival.do(lambda desk: desk.recordings.time_words(talk, then))

    def hear_again(
        self,
        talk: TalkId,
        item: ItemId,
        languages: tuple[str, ...] | None,
        then: Callable[[Failure | None], None],
    ) -> None:
        self._arrival.do(lambda desk: desk.recordings.hear_again(talk, item, languages, then))

    def find_speakers(
        self,
        talk: TalkId,
        wishes: SpeakerWishes,
        progress: Callable[[float], None],
        then: Callable[[LineEdit | Failure | None], None],
    ) -> Stop:
        return self._arrival.begin(lambda desk: desk.recordings.find_speakers(talk, wishes, progress, then))

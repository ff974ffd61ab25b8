"""Lets talks be summarised by themselves, if the person wants that: recordings, or each conversation when it ends."""

import logging
from collections.abc import Callable

from voiceapp.app.idle_work import IdleWork, answered
from voiceapp.app.summaries_desk import SummariesDesk
from voiceapp.core.dictation.access import DictationAccess
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ids import TalkId
from voiceapp.core.messages import Show, ShowTalk
from voiceapp.core.ports import EngineError
from voiceapp.core.recordings.access import RecordingsAccess
from voiceapp.core.recordings.jobs import RecordingJob, RecordingPhase
from voiceapp.core.transcript import Message, Talk, TalkKind
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.runtime.latest_state import LatestState
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.store import Store

log = logging.getLogger(__name__)

LOOK_EVERY = 300.0
"""Seconds after which it's looked again for what waits."""
GIVEN_UP_FOR = 600.0
"""Seconds for which nobody is asked after a failure."""
LEAST = 60
"""Words from which on there is anything to sum up."""
_IN_VAIN = frozenset({FailureKind.REJECTED, FailureKind.CONTENT_REFUSED, FailureKind.NOT_UNDERSTOOD})
"""What the model could not do with this talk. After anything else the same talk may go well, however often it was tried."""


def by_rule(settings: Settings, kind: TalkKind) -> bool:
    """Say whether talks of this kind are summarised without being asked for it."""
    match settings.summaries.when:
        case "all":
            return True
        case "recordings":
            return kind is TalkKind.TRANSCRIPTION
        case "asked":
            return False


def is_worth_it(talk: Talk) -> bool:
    """Say whether so much was said that it can be summed up."""
    words = sum(len(item.heard_text.split()) for item in talk.items if isinstance(item, Message))
    return words >= LEAST


class SummaryRule:
    """Works in the session's loop. What it's told may come from any thread."""

    def __init__(self, settings: Callable[[], Settings], desk: SummariesDesk, room: SessionThread) -> None:
        self._settings = settings
        self._desk = desk
        self._live = TalkId("")
        self._done: frozenset[TalkId] | None = None
        self._work = IdleWork(room, self._work_once)
        self.start, self.wake = self._work.start, self._work.wake

    def follow(self, shown: LatestState, dictation: DictationAccess, recordings: RecordingsAccess) -> None:
        """Begin, and be told of what goes on."""
        shown.watch(self.take_show, reads=False)
        dictation.watch(self.take_view)
        recordings.watch(self.take_jobs)
        self.start()

    def close(self) -> None:
        """The conversation that goes on ends with the app, and is summarised the next time."""
        self._ended(self._live)
        self._work.close()

    def take_show(self, show: Show) -> None:
        """Take what the talk shows: another talk, and the one before it is over."""
        self._desk.quiet.take_show(show)
        if isinstance(show, ShowTalk) and show.talk.id != self._live:
            before, self._live = self._live, show.talk.id
            self._ended(before)
            self.wake()

    def take_view(self, view: DictationView) -> None:
        """Take what the dictation shows."""
        self._desk.quiet.take_view(view)

    def take_jobs(self, jobs: tuple[RecordingJob, ...]) -> None:
        """Take the list of recordings: those that are written down by now."""
        done = frozenset(job.talk for job in jobs if job.phase is RecordingPhase.DONE)
        new = done - (done if self._done is None else self._done)
        self._done = done
        if by_rule(self._settings(), TalkKind.TRANSCRIPTION):
            for talk in new:
                self._desk.kept.put_due(talk)
            if new:
                self.wake()

    def _ended(self, talk: TalkId) -> None:
        if talk and by_rule(self._settings(), TalkKind.CONVERSATION):
            self._desk.kept.put_due(talk)

    async def _work_once(self) -> float:
        """Summarise one talk. Returns after how many seconds to go on."""
        if self._settings().summaries.when == "asked":
            return LOOK_EVERY

        def ask(answer: Callable[[TalkId | Failure], None]) -> None:
            self._desk.kept.next_due(answer)

        name = await answered(ask, TalkId(""))
        if not name or name == self._live:
            return LOOK_EVERY
        talk = await self._desk.load(name)
        if talk is None or talk.summaries.summary is not None or not is_worth_it(talk):
            self._desk.kept.settle_due(name, done=True)
            return 0.0
        try:
            by = await self._desk.summariser()
            if not by.unasked:
                return GIVEN_UP_FOR  # it makes too many mistakes for what nobody asked for
            if not await self._desk.write_unasked(talk, by):
                return LOOK_EVERY
        except EngineError as error:
            log.info("a talk was not summarised: %s", error.failure.kind.value)
            if error.failure.kind in _IN_VAIN:
                self._desk.kept.settle_due(name, done=False)
            return GIVEN_UP_FOR
        self._desk.kept.settle_due(name, done=True)
        return 0.0


def summarising(
    store: Store, settings: Callable[[], Settings], keys: KeyRing, engines: AvailableEngines, room: SessionThread
) -> tuple[SummariesDesk, SummaryRule]:
    """Return what summarises, and the rule by which it does so unasked."""
    desk = SummariesDesk(store, settings, keys, engines, room)
    return desk, SummaryRule(settings, desk, room)

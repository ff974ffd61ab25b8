"""Decides who translates which utterance when: while it is said, and again later where nobody could be reached."""

from collections.abc import Callable

from voiceapp.core.backoff import Backoff
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.interpreter.job import (
    InterpretJob,
    InterpretNews,
    JobDone,
    Side,
    SideFound,
    VoiceMade,
    WordsHeard,
    WordsTranslated,
)
from voiceapp.core.interpreter.keeping import InterpretedTalkKeeping
from voiceapp.core.interpreter.messages import BeginJob, DropJob, InterpreterCommand
from voiceapp.core.interpreter.sides import same_words
from voiceapp.core.interpreter.speaking import SpokenTranslations
from voiceapp.core.interpreter.utterance import InterpretedUtterance, JobMove, JobPhase, VoiceState
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import in_one_line

MOST_WAITING = 60
"""Utterances whose sound is held to be translated later."""
ECHO_WORDS, ECHO_SHARE = 3, 0.8
"""From how many words on, and how many of them in common with a translation that sounds, an utterance is its echo."""
TOO_MANY = Failure(
    FailureKind.TOO_SLOW, Sentence("Too much waits for its translation. The recording is in the history.")
)


class InterpreterJobs:
    def __init__(
        self,
        emit: Callable[[InterpreterCommand], None],
        speaking: SpokenTranslations,
        keeping: InterpretedTalkKeeping,
    ) -> None:
        self._emit = emit
        self._speaking = speaking
        self._keeping = keeping
        self._backoff = Backoff()
        self._trial = ""
        """The utterance that is tried again."""
        self._last: Side | None = None
        self.spoken = True
        self.retry_at: float | None = None
        self.utterances: dict[str, InterpretedUtterance] = {}
        """Of this talk, in the order in which they were said."""

    # --- one utterance

    def begin(self, utterance: InterpretedUtterance) -> None:
        self.utterances[utterance.id] = utterance
        self._make_room()
        self._ask(utterance)

    def _ask(self, utterance: InterpretedUtterance) -> None:
        spoken = self.spoken and utterance.voice is VoiceState.COMING
        self._emit(BeginJob(utterance.id, InterpretJob(utterance.pair, utterance.side, self._last, spoken)))

    def unsay(self, utterance: InterpretedUtterance) -> None:
        """It was nothing that anybody said."""
        self._trial_is_over(utterance)
        self._emit(DropJob(utterance.id))
        self._keeping.forget(utterance)
        self.utterances.pop(utterance.id, None)

    def leave_all(self, why: Failure) -> None:
        """Give up what is not translated. What was said stays in the history."""
        for each in self.utterances.values():
            if each.phase in (JobPhase.WORKING, JobPhase.WAITING):
                self._give_up(each, why)
        self.utterances.clear()
        self._last = None
        self.retry_at, self._trial = None, ""

    def _give_up(self, utterance: InterpretedUtterance, why: Failure) -> None:
        if utterance.phase is JobPhase.WAITING:
            utterance.move(JobMove.BEGAN_ANEW)
        utterance.move(JobMove.REFUSED)
        utterance.failure = why
        utterance.is_gone = True
        self._keeping.keep(utterance)
        self._emit(DropJob(utterance.id))

    def _make_room(self) -> None:
        waiting = [each for each in self.utterances.values() if each.phase is JobPhase.WAITING]
        for each in waiting[: max(0, len(waiting) - MOST_WAITING)]:
            self._give_up(each, TOO_MANY)

    # --- what comes

    def take(self, name: str, news: InterpretNews) -> None:
        utterance = self._working(name)
        if utterance is None:
            return
        match news:
            case WordsHeard(text):
                utterance.said = in_one_line(text).strip()
            case SideFound(side):
                utterance.side = side
            case WordsTranslated(text):
                utterance.translated = in_one_line(text).strip()
            case VoiceMade(pcm):
                self._speaking.take(utterance, pcm)
            case JobDone(spent):
                utterance.spent += spent
                self._finish(utterance)

    def _working(self, name: str) -> InterpretedUtterance | None:
        utterance = self.utterances.get(name)
        return utterance if utterance is not None and utterance.phase is JobPhase.WORKING else None

    def _finish(self, utterance: InterpretedUtterance) -> None:
        self._trial_is_over(utterance)
        self._backoff.reset()
        if not utterance.has_words or self._is_echo(utterance):
            self.unsay(utterance)
        else:
            utterance.move(JobMove.FINISHED)
            self._last = utterance.side or self._last
            self._speaking.all_came(utterance)
            self._keeping.keep(utterance)
            self._emit(DropJob(utterance.id))
        if self.retry_at is None:
            self.try_oldest()

    def _is_echo(self, utterance: InterpretedUtterance) -> bool:
        """Return whether it repeats what was being spoken when it began."""
        if not utterance.over_ours or len(utterance.said.split()) < ECHO_WORDS:
            return False
        before = [each for each in self.utterances.values() if each is not utterance and each.translated]
        return any(same_words(utterance.said, each.translated) >= ECHO_SHARE for each in before[-2:])

    def fail(self, name: str, failure: Failure, now: float) -> None:
        utterance = self._working(name)
        if utterance is None:
            return
        utterance.failure = failure
        self._trial_is_over(utterance)
        if failure.worth_retrying:
            utterance.move(JobMove.BROKE)
            if self.retry_at is None:
                self.retry_at = now + self._backoff.next(asked_for=failure.retry_after)
        else:
            utterance.move(JobMove.REFUSED)
            self._speaking.all_came(utterance)
        if not utterance.is_open:
            self._keeping.keep(utterance)
        if self.retry_at is None:
            self.try_oldest()

    def _trial_is_over(self, utterance: InterpretedUtterance) -> None:
        if utterance.id == self._trial:
            self._trial = ""

    # --- once more

    def network_came_back(self) -> None:
        self._backoff.reset()
        self.try_oldest()

    def try_oldest(self) -> None:
        """One at a time: where it fails, the others would, too."""
        self.retry_at = None
        if not self._trial:
            oldest = next((each for each in self.utterances.values() if each.phase is JobPhase.WAITING), None)
            if oldest is not None:
                self.try_again(oldest.id)

    def try_again(self, name: str) -> None:
        utterance = self.utterances.get(name)
        if utterance is None or utterance.is_gone or utterance.phase not in (JobPhase.WAITING, JobPhase.FAILED):
            return
        utterance.move(JobMove.BEGAN_ANEW)
        utterance.failure = None
        self._speaking.begin_anew(utterance)
        self._trial = utterance.id
        self._ask(utterance)

"""Watches over the answers that are owed, by applying `answer_patience` to the turns and replies of a talk."""

from collections.abc import Callable, Iterator

from voiceapp.core.messages import (
    AnswerOverdue,
    Command,
    EngineEvent,
    ModelLoading,
    ReplyBegan,
    ReplySound,
    ReplyThought,
    ReplyWords,
    ToEngine,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.talk.answer_patience import NO_ANSWER, STOPPED, AnswerWatch, MissingAnswer, NextStep, OwedAnswer
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.replies import Replies
from voiceapp.core.talk.reply import GenerationPhase, Reply
from voiceapp.core.talk.tool_calls import ToolCalls
from voiceapp.core.talk.turn import Turn
from voiceapp.core.talk.turns import Turns

SIGNS_OF_LIFE = (TurnTaken, TurnWords, ReplyBegan, ReplySound, ReplyWords, ReplyThought)


class OverdueAnswers:
    def __init__(
        self, emit: Callable[[Command], None], link: LinkKeeper, turns: Turns, replies: Replies, tools: ToolCalls
    ) -> None:
        self._emit = emit
        self._link = link
        self._turns = turns
        self._replies = replies
        self._tools = tools
        self._watch = AnswerWatch()
        self._tools_were_open = False

    @property
    def deadline(self) -> float | None:
        return self._watch.deadline(wait for wait, _ in self._owed())

    def engine_said(self, said: EngineEvent, now: float) -> None:
        if isinstance(said, SIGNS_OF_LIFE):
            self._watch.sign_of_life(now)

    def engine_loads(self, loading: ModelLoading, now: float) -> None:
        """Note that a model on this device is being loaded."""
        if loading.what:
            self._watch.sign_of_life(now)

    def follow_up(self, now: float, *, speaking: bool) -> None:
        """Exclude from the wait the time that a tool takes, and the time while the person goes on speaking."""
        if speaking or self._tools.open or self._tools_were_open:
            self._watch.sign_of_life(now)
        self._tools_were_open = self._tools.open

    def tick(self, now: float) -> tuple[Turn, ...]:
        """Return the turns that are to be given up."""
        link = self._link.usable
        if link is None:
            return ()
        late: list[Turn] = []
        for wait, owed in tuple(self._owed()):
            step = self._watch.next_step(wait, now)
            if step is NextStep.ASK_ANOTHER:
                self._watch.passed_over(now)
                self._emit(ToEngine(link, AnswerOverdue()))
            elif step is not None and isinstance(owed, Reply):
                # Its turns are asked again or reported, as after any failed reply, unless it was complete.
                self._replies.give_up(owed, STOPPED if owed.has_come else NO_ANSWER)
            elif step is NextStep.ASK_ONCE_MORE and isinstance(owed, Turn):
                owed.ask_once_more()
            elif step is NextStep.TELL and isinstance(owed, Turn):
                late.append(owed)
        return tuple(late)

    def _owed(self) -> Iterator[tuple[OwedAnswer, Turn | Reply]]:
        if self._tools.open or not (self._replies.writing or self._turns.awaiting):
            return
        loads = self._link.info is not None and self._link.info.traits.loads_models
        not_begun = MissingAnswer.MAY_BE_LOADING if loads else MissingAnswer.NOT_BEGUN
        for reply in self._replies.being_made:
            silence = MissingAnswer.BROKEN_OFF if reply.has_come else not_begun
            if reply.generation is GenerationPhase.SPOKEN:
                silence = MissingAnswer.NOT_ENDED
            yield OwedAnswer(silence, self._watch.since(reply.news_at)), reply
        for turn in self._turns.awaiting:
            silence = MissingAnswer.UNWANTED if turn.is_unwanted else not_begun
            last_try = turn.was_asked_once_more or turn.is_unwanted
            yield OwedAnswer(silence, self._watch.since(turn.sent_at), last_try), turn

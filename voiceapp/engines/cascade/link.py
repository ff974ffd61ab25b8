"""Runs a talk with a cascade, taking the same commands and giving the same events as any other engine's link.

Turns end where the local detector says so. An answer begins when nobody is speaking and nothing is left to recognise.
If the words look unfinished it waits a little longer; if the person then goes on, both parts are answered together.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from dataclasses import replace
from functools import partial

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    BESIDE_A_PAUSE,
    AnswerOverdue,
    AskAside,
    AskReply,
    CancelReply,
    CommitTurn,
    Configure,
    CorrectReply,
    CorrectTurn,
    DropAudio,
    EngineCommand,
    EngineEvent,
    ForgetTurn,
    GiveToolOutput,
    LinkInfo,
    LinkLost,
    LinkOpened,
    Outcome,
    PrepareTurn,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ResumeTurn,
    SendAudio,
    SendText,
    SendUtterance,
    TruncateReply,
    TurnId,
    TurnNotUnderstood,
)
from voiceapp.core.ports import (
    EngineError,
    RecognisedText,
    RecognitionHints,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.unfinished import looks_unfinished
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.cascade.answer_maker import AnswerMaker, new_reply
from voiceapp.engines.cascade.aside import answered_aside
from voiceapp.engines.cascade.chat_memory import ChatMemory
from voiceapp.engines.cascade.parts import CascadeParts
from voiceapp.engines.cascade.prepared_answer import PreparedAnswer
from voiceapp.engines.cascade.read_ahead import read_ahead
from voiceapp.engines.cascade.recognition import Recognition
from voiceapp.engines.cascade.reply_draft import AnswerInProgress
from voiceapp.engines.link_events import until_lost

log = logging.getLogger(__name__)

MOST_CALLS = 12
"""Tools that are called for one answer; then it is given in words, so that it ends."""


class CascadeLink:
    """Meets `core.ports.EngineLink`."""

    def __init__(self, parts: CascadeParts, info: LinkInfo, wishes: SessionWishes, history: tuple[Item, ...]) -> None:
        self._parts = parts
        self._info = info
        self._wishes = wishes
        self._memory = ChatMemory(history)
        self._events: asyncio.Queue[EngineEvent] = asyncio.Queue()
        self._recognition = Recognition(
            parts.recogniser,
            hints=lambda: self._hints,
            put_event=self._put_event,
            start=self._start,
            on_begun=self._read_ahead,
            on_pause=self._prepare_answer,
            on_understood=self._on_understood,
            on_said=self._on_said if parts.hears else None,
        )
        self._unanswered: list[TurnId] = []
        self._answer: AnswerInProgress | None = None
        self._prepared: PreparedAnswer | None = None
        """What is being prepared while the person pauses."""
        self._waited_for: TurnId | None = None
        """The last turn whose words were known before it ended, so that the person had time to go on."""
        self._once_more = False
        """An answer was asked for while another was being made."""
        self._spoken = wishes.spoken
        self._tasks: set[asyncio.Task[None]] = set()
        self._over = False
        self._put_event(LinkOpened(info))
        self._read_ahead()

    # --- the session's side

    def __aiter__(self) -> AsyncIterator[EngineEvent]:
        return until_lost(self._events)

    def send(self, command: EngineCommand) -> None:
        if self._over:
            return
        if not isinstance(command, BESIDE_A_PAUSE):
            self._throw_away()
        match command:
            case SendAudio() | PrepareTurn() | ResumeTurn() | CommitTurn() | DropAudio() | SendUtterance():
                self._on_voice(command)
            case SendText():
                self._take_text(command)
            case AnswerOverdue():
                pass  # an answer is under way or was reported as failed
            case AskReply(spoken):
                self._wants_answer(None, spoken=spoken)
            case CancelReply(reply):
                self._cancel(reply)
            case TruncateReply() | ForgetTurn() | CorrectTurn() | CorrectReply():
                self._memory.amend(command)
            case GiveToolOutput(call, output, last):
                self._memory.tool_answered(call, output)
                if last:
                    self._wants_answer(None, spoken=self._spoken)
            case Configure(wishes):
                self._wishes = wishes
            case AskAside():
                self._start(self._aside(command))

    def _on_voice(self, command: SendAudio | PrepareTurn | ResumeTurn | CommitTurn | DropAudio | SendUtterance) -> None:
        match command:
            case SendAudio(pcm):
                self._recognition.append(pcm)
            case PrepareTurn(turn):
                self._prepare(turn)
            case ResumeTurn():
                self._recognition.go_on()
            case CommitTurn(turn, waited):
                self._end_turn(turn, waited=waited)
            case DropAudio():
                self._recognition.drop()
                self._consider()
            case SendUtterance(turn, pcm):
                self._recognition.take_utterance(turn, pcm)

    async def close(self) -> None:
        self._over = True
        self._recognition.drop()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _put_event(self, event: EngineEvent) -> None:
        """Next stop: whoever reads this link, the supervisor or the session."""
        if not self._over:
            self._events.put_nowait(event)

    def _put_events(self, events: Iterable[EngineEvent]) -> None:
        for event in events:
            self._put_event(event)

    def _start(self, work: Coroutine[None, None, None]) -> "asyncio.Task[None]":
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # A task cancelled before its first step never runs its coroutine, which must then be closed here.
        task.add_done_callback(lambda _: work.close())
        return task

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except EngineError as error:
            self._lose(error.failure)
        except Exception:  # a link that failed must not look as if it still worked
            log.exception("a cascade failed in a way that it should not")
            self._lose(Failure(FailureKind.BUG, Sentence("A bug stopped the engine. Please report it.")))

    def _lose(self, failure: Failure) -> None:
        self._put_event(LinkLost(failure))
        self._over = True

    # --- what the person says

    @property
    def _hints(self) -> RecognitionHints:
        wishes = self._wishes
        return RecognitionHints(wishes.language, wishes.vocabulary, self._memory.last_said, wishes.languages)

    def _end_turn(self, turn: TurnId, *, waited: bool) -> None:
        prepared = self._prepared
        if waited:
            self._waited_for = turn
        if prepared is not None and prepared.turn == turn and prepared.text:
            self._prepared = None
            self._give_out(prepared)
        else:
            self._throw_away()
            self._recognition.end(turn)

    def _take_text(self, typed: SendText) -> None:
        self._recognition.newest = typed.turn
        self._memory.person_said(typed.turn, typed.text, typed.images)
        if typed.answer:
            self._wants_answer(typed.turn, spoken=typed.spoken)
        else:
            self._unanswered.append(typed.turn)

    def _on_said(self, turn: TurnId, pcm: bytes) -> None:
        """The chat hears it itself, so the words are for the transcript and for later turns."""
        self._memory.person_spoke(turn, pcm)
        self._wants_answer(turn, spoken=self._wishes.spoken)

    def _on_understood(self, turn: TurnId, heard: RecognisedText) -> None:
        text = heard.text.strip()
        if self._parts.hears:
            if text:
                self._memory.person_said(turn, text, language=heard.language)
        elif text:
            self._memory.person_said(turn, text, language=heard.language)
            self._wants_answer(turn, spoken=self._wishes.spoken)
        else:
            self._not_understood(turn)

    def _not_understood(self, turn: TurnId) -> None:
        failure = Failure(
            FailureKind.NOT_UNDERSTOOD, Sentence("We couldn't understand that. Say it again, or play it.")
        )
        self._put_event(TurnNotUnderstood(turn, failure))
        reply = new_reply()
        self._put_event(ReplyBegan(reply, turn))
        self._put_event(ReplyEnded(reply, Outcome.DONE))
        self._consider()

    # --- preparing an answer in a pause

    def _read_ahead(self) -> None:
        if self._parts.get_ready is not None and self._answer is None:
            self._start(read_ahead(self._parts.get_ready, self._memory.items, self._wishes))

    def _prepare(self, turn: TurnId) -> None:
        if not (self._answer or self._unanswered) and self._recognition.pause():
            self._prepared = PreparedAnswer(turn)

    def _prepare_answer(self, heard: RecognisedText) -> bool:
        """The words up to the pause are known, so the answer can be started. Returns False if the person went on."""
        prepared, memory = self._prepared, self._memory.copy()
        if prepared is None:
            return False
        prepared.understand(heard, memory)
        if prepared.seems_complete(memory.language_for(self._wishes)):
            answer = AnswerInProgress(self._wishes.spoken, (prepared.turn,), prepared.turn)
            prepared.answer = answer
            answer.task = self._start(self._make_prepared(prepared, answer, memory))
        return True

    async def _make_prepared(self, prepared: PreparedAnswer, answer: AnswerInProgress, memory: ChatMemory) -> None:
        try:
            await self._maker(answer, memory, prepared.put_event).make()
        except EngineError:
            if prepared.was_given_out:
                raise
            prepared.fail()
        finally:
            if self._answer is answer:
                self._answer = None
        if prepared.was_given_out:
            self._consider()

    def _give_out(self, prepared: PreparedAnswer) -> None:
        """The person had finished, so this becomes the answer to their turn."""
        turn, heard, answer = prepared.turn, prepared.heard, prepared.answer
        self._recognition.end_with(turn, heard)
        if answer is None or not prepared.is_usable:
            self._put_events(prepared.give_words_alone())
            self._memory.person_said(turn, prepared.text, language=heard.language)
            self._waited_for = turn
            self._wants_answer(turn, spoken=self._wishes.spoken)
            return
        self._memory, self._answer, self._spoken = prepared.memory, answer, answer.spoken
        prepared.give_out(partial(self._put_event_of, answer))
        if answer.task is None or answer.task.done():
            self._answer = None
            self._consider()

    def _throw_away(self) -> None:
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            self._put_events(prepared.throw_away())

    # --- answering

    def _wants_answer(self, turn: TurnId | None, *, spoken: bool) -> None:
        if turn is not None:
            self._unanswered.append(turn)
        waiting = self._answer
        if waiting is not None and waiting.draft is None:
            if waiting.task is not None:
                waiting.task.cancel()
            self._answer = None
        if self._answer is not None:
            self._once_more = True
        else:
            self._once_more = False
            self._answer = AnswerInProgress(spoken and self._wishes.spoken)
            self._answer.task = self._start(self._reply(self._answer))

    def _consider(self) -> None:
        """Something that an answer was waiting for is over."""
        if self._answer is None and (self._unanswered or self._once_more):
            self._wants_answer(None, spoken=self._wishes.spoken)

    async def _reply(self, answer: AnswerInProgress) -> None:
        if not await self._persons_turn_is_over():
            if self._answer is answer:
                self._answer = None  # it will be answered when the person has finished
            return
        answer.turns = tuple(self._unanswered)
        self._unanswered.clear()
        self._spoken = answer.spoken
        answer.up_to = self._recognition.newest
        try:
            await self._maker(answer, self._memory, partial(self._put_event_of, answer)).make()
        finally:
            if self._answer is answer:
                self._answer = None
        self._consider()

    def _maker(
        self, answer: AnswerInProgress, memory: ChatMemory, on_engine_event: Callable[[EngineEvent], None]
    ) -> AnswerMaker:
        return AnswerMaker(
            answer,
            memory,
            self._parts,
            wishes=replace(self._wishes, may_call=memory.calls_for_one_answer < MOST_CALLS),
            language=memory.language_for(self._wishes) or "en",
            model=self._info.model,
            on_engine_event=on_engine_event,
        )

    async def _persons_turn_is_over(self) -> bool:
        """Nobody is speaking and nothing is left to recognise; unfinished words are given some more time."""
        if self._recognition.busy:
            return False
        waited = self._waited_for is not None and self._waited_for == self._recognition.newest
        if waited or not looks_unfinished(self._memory.last_said, self._memory.language_for(self._wishes)):
            return True
        self._recognition.spoke.clear()
        try:
            async with asyncio.timeout(self._wishes.unfinished_ms / 1000):
                await self._recognition.spoke.wait()
        except TimeoutError:
            return not self._recognition.busy
        return False

    def _put_event_of(self, answer: AnswerInProgress, event: EngineEvent) -> None:
        """The voice may lag a step behind, so events of an answer that is over are dropped."""
        if self._answer is answer:
            self._put_event(event)

    def _cancel(self, reply: ReplyId) -> None:
        answer = self._answer
        if answer is None or answer.draft is None or reply not in answer.replies:
            return
        if answer.task is not None:
            answer.task.cancel()
        self._answer = None
        self._memory.reply_said(answer.draft.reply, answer.draft.text)
        self._put_event(ReplyEnded(answer.draft.reply, Outcome.CUT, answer.all_spent))
        self._consider()

    async def _aside(self, ask: AskAside) -> None:
        self._put_event(await answered_aside(self._parts.chat if self._parts.asides else None, ask))

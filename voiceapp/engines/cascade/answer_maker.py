"""Makes one answer of a cascade by turning what the chat writes into words, sound, thoughts and tool calls."""

import uuid
from collections.abc import Callable
from contextlib import aclosing

from voiceapp.core.failures import NOTHING_ANSWERED, NOTHING_SAID, FailureKind
from voiceapp.core.messages import (
    CallId,
    EngineEvent,
    Outcome,
    PreparedInVain,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySpoken,
    ReplyTakenBack,
    ToolAsked,
)
from voiceapp.core.ports import ChatEnd, ChatSound, ChatSpoken, ChatText, ChatThought, ChatTool, EngineError
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.cascade.chat_memory import ChatMemory
from voiceapp.engines.cascade.parts import CascadeParts
from voiceapp.engines.cascade.reply_draft import AnswerInProgress, ReplyDraft
from voiceapp.engines.cascade.reply_voice import ReplyVoice

_REPLY_ONLY = frozenset({FailureKind.CONTENT_REFUSED, FailureKind.REJECTED, FailureKind.NOT_UNDERSTOOD})
"""These concern one answer; all other failures concern the link."""


class AnswerMaker:
    """Asks the chat for one answer to everything remembered, using the wishes that held when it began."""

    def __init__(
        self,
        answer: AnswerInProgress,
        memory: ChatMemory,
        parts: CascadeParts,
        *,
        wishes: SessionWishes,
        language: str,
        model: str,
        on_engine_event: Callable[[EngineEvent], None],
    ) -> None:
        """`on_engine_event` leads to `CascadeLink`, which drops events once the answer is over."""
        self._answer = answer
        self._memory = memory
        self._parts = parts
        self._wishes = wishes
        self._language = language
        self._model = model
        self._on_engine_event = on_engine_event

    async def make(self) -> None:
        """Waits until the last of its sound has been handed over. Raises EngineError for failures that do not concern
        this answer alone.
        """
        answer = self._answer
        answer.draft = self._new_draft()
        end, failure = ChatEnd(), None
        calls = False
        try:
            async with aclosing(self._parts.answer(self._memory, self._wishes)) as pieces:
                async for piece in pieces:
                    match piece:
                        case ChatText(text):
                            answer.draft.write(text)
                        case ChatThought(text, takes_back):
                            if takes_back:
                                await self._begin_again(answer.draft)
                            answer.draft.think(text)
                        case ChatTool(call, name, arguments):
                            calls = True
                            self._memory.reply_said(answer.draft.reply, answer.draft.text)
                            self._memory.tool_asked(CallId(call), name, arguments)
                            self._on_engine_event(ToolAsked(answer.draft.reply, CallId(call), name, arguments))
                        case ChatSound(pcm, words):
                            answer.draft.sound(pcm, words)
                        case ChatSpoken(spoken):
                            self._memory.reply_spoken(answer.draft.reply, spoken)
                        case ChatEnd():
                            end = piece
                            answer.spent += piece.spent
            await answer.draft.finish()
        except EngineError as error:
            if error.failure.kind not in _REPLY_ONLY:
                await self._tell_cost(answer.draft)
                raise
            failure = error.failure
        finally:
            await answer.draft.close()
        draft = answer.draft
        self._memory.reply_said(draft.reply, draft.text)
        if failure is None and not calls and not draft.text.strip():
            failure = NOTHING_SAID if draft.thoughts.strip() else NOTHING_ANSWERED
        outcome = Outcome.FAILED if failure else Outcome.SHORTENED if end.shortened else Outcome.DONE
        self._on_engine_event(ReplySpoken(draft.reply))
        self._on_engine_event(ReplyEnded(draft.reply, outcome, answer.all_spent, failure))

    async def _tell_cost(self, draft: ReplyDraft) -> None:
        """The link breaks, so no end of the answer is told."""
        await draft.close()
        if self._answer.all_spent:
            self._on_engine_event(PreparedInVain(self._answer.all_spent))

    def _new_draft(self) -> ReplyDraft:
        reply = new_reply()
        self._answer.replies.append(reply)
        self._on_engine_event(ReplyBegan(reply, model=self._model, up_to=self._answer.up_to))
        speaking = None
        if self._answer.spoken:
            speaking = ReplyVoice(reply, self._parts.voice, self._wishes, self._language, self._on_engine_event)
        return ReplyDraft(reply, speaking, self._on_engine_event)

    async def _begin_again(self, draft: ReplyDraft) -> None:
        """What was said so far was really thought, so another reply replaces it."""
        await draft.close()
        self._answer.spent += draft.spent
        self._on_engine_event(ReplyTakenBack(draft.reply))
        again = self._answer.draft = self._new_draft()
        again.think(draft.thoughts + draft.text)


def new_reply() -> ReplyId:
    return ReplyId(f"reply-{uuid.uuid4().hex[:16]}")

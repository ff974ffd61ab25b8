"""Tracks what the model asked tools to do: permission, running and answers. Each call is answered exactly once."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum

from voiceapp.core.messages import (
    CallId,
    CancelTool,
    Command,
    GiveToolOutput,
    LinkId,
    ReplyId,
    RunTool,
    ToEngine,
    ToolAnswered,
    ToolAsked,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.tool_arguments import misfit
from voiceapp.core.talk.tool_cards import allowance_of, line_of, question_of
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import ItemId, ToolCall, ToolState
from voiceapp.core.transitions import Transitions
from voiceapp.core.wishes import Permission, TalkWishes, ToolCard

UNKNOWN = '{"error": "There is no such tool."}'
REFUSED = json.dumps(
    {
        "declined": "The person was asked and said no. Nothing went wrong. Tell them in one short, friendly sentence that "
        "you won't do it, and don't ask again unless they bring it up."
    }
)
"""This is not worded as an error, because a model would apologise for one and read it out."""
UNANSWERED = json.dumps(
    {"declined": "Nobody answered whether you may. Don't ask again unless the person speaks of it."}
)
NOT_ALLOWED_IN_TIME = Sentence("Nobody allowed this in time. Ask for it again if you want it.")
SENSELESS = Sentence("The assistant asked for something that the tool can't do.")
INTERRUPTED = Sentence("You stopped this.")
_FIRST_STATE = {
    Permission.ALWAYS: ToolState.RUNNING,
    Permission.ASK: ToolState.ASKED,
    Permission.NEVER: ToolState.REFUSED,
}


class CallPhase(Enum):
    ASKED = "asked"
    """The model asks for it, and it was not allowed yet."""
    RUNNING = "running"
    """The tool is at work."""
    OVER = "over"
    """It was answered, or nobody waits for its answer any more."""


class CallMove(Enum):
    RUN = "run"
    """The person, or a setting of theirs, allows it."""
    ANSWER = "answer"
    """The tool answers, or it is refused, senseless or interrupted: the model is told so."""
    ABANDON = "abandon"
    """The link over which it was asked is lost."""


CALL_TRANSITIONS = Transitions(
    "A call of a tool",
    CallPhase.ASKED,
    {
        CallPhase.ASKED: {
            CallMove.RUN: CallPhase.RUNNING,
            CallMove.ANSWER: CallPhase.OVER,
            CallMove.ABANDON: CallPhase.OVER,
        },
        CallPhase.RUNNING: {
            CallMove.ANSWER: CallPhase.OVER,
            CallMove.ABANDON: CallPhase.OVER,
        },
        CallPhase.OVER: {},
    },
)


@dataclass(slots=True)
class PendingToolCall:
    call: CallId
    item: ItemId
    reply: ReplyId
    link: LinkId
    name: str
    arguments: str
    card: ToolCard | None
    _phase: CallPhase = field(default=CALL_TRANSITIONS.first, init=False)

    @property
    def running(self) -> bool:
        return self._phase is CallPhase.RUNNING

    def move(self, event: CallMove) -> None:
        self._phase = CALL_TRANSITIONS.after(self._phase, event)


class ToolCalls:
    def __init__(self, emit: Callable[[Command], None], transcript: TranscriptWriter) -> None:
        self._emit = emit
        self._transcript = transcript
        self._calls: dict[CallId, PendingToolCall] = {}

    def clear(self) -> None:
        """Forget all calls, because another talk begins."""
        self._calls.clear()

    @property
    def busy(self) -> bool:
        return any(call.running for call in self._calls.values())

    @property
    def asking(self) -> bool:
        """Return whether a call is waiting for the person."""
        return any(not call.running for call in self._calls.values())

    @property
    def open(self) -> bool:
        return bool(self._calls)

    def asked(
        self, event: ToolAsked, link: LinkId, wishes: TalkWishes, now: float, *, off_record: bool = False
    ) -> None:
        if event.call in self._calls:
            return
        card = wishes.card(event.name)
        allowed_as = allowance_of(event.name, event.arguments, card)
        permission = wishes.permission(event.name, allowed_as)
        senseless = _senseless(event, wishes)
        item = self._transcript.new_id(off_record=off_record or None)
        call = PendingToolCall(event.call, item, event.reply, link, event.name, event.arguments, card)
        self._calls[event.call] = call
        state = ToolState.FAILED if senseless else _FIRST_STATE[permission]
        shown = ToolCall(item, now, event.name, event.arguments, state=state, call_id=str(event.call))
        if state is ToolState.ASKED:
            question = question_of(event.name, event.arguments, card)
            shown = replace(
                shown,
                told=question.sentence,
                says_all=question.says_all,
                allowed_as=allowed_as,
                each_time=card is not None and not card.may_always,
            )
        self._transcript.put(shown)
        if senseless:
            # Nobody is asked to allow something that cannot be done.
            self._answer(call, senseless, ToolState.FAILED, now, failure=SENSELESS)
        elif permission is Permission.ALWAYS:
            self._run(call)
        elif permission is Permission.NEVER:
            self._answer(call, REFUSED, ToolState.REFUSED, now)

    def permitted(self, item: ItemId, now: float, *, allowed: bool) -> None:
        call = next((call for call in self._calls.values() if call.item == item), None)
        if call is None or call.running:
            return
        if allowed:
            self._run(call)
        else:
            self._answer(call, REFUSED, ToolState.REFUSED, now)

    def answered(self, event: ToolAnswered, now: float) -> None:
        call = self._calls.get(event.call)
        if call is not None and call.running:
            state = ToolState.FAILED if event.failed else ToolState.DONE
            self._answer(call, event.output, state, now, failure=event.failure)

    def link_lost(self, link: LinkId, now: float) -> None:
        """Drop the calls of a lost link, whose answers nobody awaits. The question is asked again over the next one."""
        for call in [call for call in self._calls.values() if call.link == link]:
            self._abandon(call, now)

    def abandon(self, now: float) -> None:
        """Stop what still runs and tell the model, because the person interrupted."""
        for call in list(self._calls.values()):
            if call.running:
                self._emit(CancelTool(call.call))
            self._answer(call, '{"error": "Interrupted by the person."}', ToolState.FAILED, now, failure=INTERRUPTED)

    def give_up_asking(self, now: float) -> None:
        """Tell the model that nobody answers whether its tools may run."""
        for call in [call for call in self._calls.values() if not call.running]:
            self._answer(call, UNANSWERED, ToolState.FAILED, now, failure=NOT_ALLOWED_IN_TIME)

    def _run(self, call: PendingToolCall) -> None:
        call.move(CallMove.RUN)
        self._change(call, state=ToolState.RUNNING)
        self._emit(RunTool(call.call, call.name, call.arguments))

    def _abandon(self, call: PendingToolCall, now: float) -> None:
        if call.running:
            self._emit(CancelTool(call.call))
        call.move(CallMove.ABANDON)
        del self._calls[call.call]
        self._change(call, state=ToolState.FAILED, output="", ended_at=now)

    def _answer(
        self, call: PendingToolCall, output: str, state: ToolState, now: float, failure: Sentence | None = None
    ) -> None:
        call.move(CallMove.ANSWER)
        del self._calls[call.call]
        self._change(call, state=state, output=output, ended_at=now, failure=failure)
        last = not any(other.reply == call.reply for other in self._calls.values())
        self._emit(ToEngine(call.link, GiveToolOutput(call.call, output, last)))

    def _change(
        self,
        call: PendingToolCall,
        *,
        state: ToolState,
        output: str = "",
        ended_at: float | None = None,
        failure: Sentence | None = None,
    ) -> None:
        told = line_of(call.arguments, output, call.card) if state is ToolState.DONE else None
        self._transcript.change_tool_call(
            call.item,
            lambda item: replace(item, state=state, output=output, ended_at=ended_at, told=told, failure=failure),
        )


def _senseless(event: ToolAsked, wishes: TalkWishes) -> str:
    """Return what the model is told of a call that cannot work; empty if it may be run."""
    if not wishes.knows(event.name):
        return UNKNOWN
    wrong = misfit(event.arguments, wishes.parameters(event.name))
    return json.dumps({"error": wrong}) if wrong else ""

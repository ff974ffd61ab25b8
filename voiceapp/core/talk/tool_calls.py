"""Tracks what the model asked tools to do: permission, running and answers. Each call is answered exactly once.

A picture is paid for once it is being made. So it goes on when the person speaks or the link is lost: the model is told
that it does, and its card gets the picture whenever it comes.
"""

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
    ToolProgressed,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.tool_arguments import misfit
from voiceapp.core.talk.tool_cards import allowance_of, doing_of, line_of, question_of
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import Image, ItemId, ToolCall, ToolState
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
GOES_ON = '{"status": "It goes on. The person sees the picture in the conversation as soon as it is there."}'
STOPPED = '{"error": "The person stopped this."}'
NO_PICTURE = '{"error": "There is no picture in this conversation yet. Ask for one, or offer to draw one."}'
NO_PICTURE_YET = Sentence("There's no picture in this conversation yet. Show one, or have one drawn.")
NOT_KEPT = Sentence("You're off the record, so nothing is kept. Say “back on the record” first.")
OFF_RECORD = json.dumps(
    {"error": "The person is off the record, so nothing may be kept. Tell them so in one short sentence."}
)
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
    picture: Image | None = None
    """The one that it works on."""
    _phase: CallPhase = field(default=CALL_TRANSITIONS.first, init=False)

    @property
    def running(self) -> bool:
        return self._phase is CallPhase.RUNNING

    @property
    def goes_on(self) -> bool:
        """Return whether it is not stopped by the way."""
        return self.running and self.card is not None and self.card.goes_on

    def move(self, event: CallMove) -> None:
        self._phase = CALL_TRANSITIONS.after(self._phase, event)


class ToolCalls:
    def __init__(self, emit: Callable[[Command], None], transcript: TranscriptWriter) -> None:
        self._emit = emit
        self._transcript = transcript
        self._calls: dict[CallId, PendingToolCall] = {}
        self._going_on: dict[CallId, PendingToolCall] = {}
        """Calls whose answers nobody awaits but the person."""

    def clear(self, now: float) -> None:
        """Forget all calls, because another talk begins."""
        for call in list(self._going_on.values()):
            self._give_up(call, now)
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
        shown_in, picture = self._picture_for(card)
        # A picture made of one that is kept nowhere is kept nowhere, either.
        withheld = off_record or (shown_in is not None and self._transcript.record.withholds(shown_in))
        item = self._transcript.new_id(off_record=withheld or None)
        senseless, why = _senseless(event, wishes), SENSELESS
        if not senseless and card is not None and card.takes_picture and picture is None:
            senseless, why = NO_PICTURE, NO_PICTURE_YET
        call = PendingToolCall(event.call, item, event.reply, link, event.name, event.arguments, card, picture)
        self._calls[event.call] = call
        refused = off_record and card is not None and card.keeps
        state = ToolState.FAILED if senseless or refused else _FIRST_STATE[permission]
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
            self._answer(call, senseless, ToolState.FAILED, now, failure=why)
        elif refused:
            self._answer(call, OFF_RECORD, ToolState.FAILED, now, failure=NOT_KEPT)
        elif permission is Permission.ALWAYS:
            self._run(call)
        elif permission is Permission.NEVER:
            self._answer(call, REFUSED, ToolState.REFUSED, now)

    def permitted(self, item: ItemId, now: float, *, allowed: bool) -> None:
        """Take the person's answer. A no to what goes on already stops it."""
        every = (*self._calls.values(), *self._going_on.values())
        call = next((call for call in every if call.item == item), None)
        if call is None:
            return
        if not call.running and call.call in self._calls:
            if allowed:
                self._run(call)
            else:
                self._answer(call, REFUSED, ToolState.REFUSED, now)
        elif not allowed and call.call in self._going_on:
            self._give_up(call, now)
        elif not allowed and call.goes_on:
            self._emit(CancelTool(call.call))
            self._answer(call, STOPPED, ToolState.FAILED, now, failure=INTERRUPTED)

    def on_news(self, event: ToolAnswered | ToolProgressed, now: float) -> None:
        if isinstance(event, ToolProgressed):
            self._progressed(event)
        else:
            self._answered(event, now)

    def _progressed(self, event: ToolProgressed) -> None:
        call = self._calls.get(event.call, self._going_on.get(event.call))
        shown = self._transcript.tool_call(call.item) if call is not None else None
        if shown is not None and shown.state is ToolState.RUNNING:
            self._transcript.show_only(replace(shown, images=(event.image,)))

    def _answered(self, event: ToolAnswered, now: float) -> None:
        state = ToolState.FAILED if event.failed else ToolState.DONE
        going_on = self._going_on.pop(event.call, None)
        if going_on is not None:
            self._change(
                going_on, state=state, output=event.output, ended_at=now, failure=event.failure, images=event.images
            )
            return
        call = self._calls.get(event.call)
        if call is not None and call.running:
            self._answer(call, event.output, state, now, failure=event.failure, images=event.images)

    def link_lost(self, link: LinkId, now: float) -> None:
        """Drop the calls of a lost link, whose answers nobody awaits. The question is asked again over the next one."""
        for call in [call for call in self._calls.values() if call.link == link]:
            if call.goes_on:
                self._let_go_on(call, CallMove.ABANDON)
            else:
                self._abandon(call, now)

    def abandon(self, now: float) -> None:
        """Stop what still runs and tell the model, because the person interrupted."""
        for call in list(self._calls.values()):
            if call.goes_on:
                self._let_go_on(call, CallMove.ANSWER)
                self._tell_engine(call, GOES_ON)
                continue
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
        self._emit(RunTool(call.call, call.name, call.arguments, call.picture))

    def _abandon(self, call: PendingToolCall, now: float) -> None:
        if call.running:
            self._emit(CancelTool(call.call))
        call.move(CallMove.ABANDON)
        del self._calls[call.call]
        self._change(call, state=ToolState.FAILED, output="", ended_at=now)

    def _let_go_on(self, call: PendingToolCall, move: CallMove) -> None:
        call.move(move)
        del self._calls[call.call]
        self._going_on[call.call] = call

    def _give_up(self, call: PendingToolCall, now: float) -> None:
        """Stop what nobody awaits but the person."""
        del self._going_on[call.call]
        self._emit(CancelTool(call.call))
        self._change(call, state=ToolState.FAILED, output=STOPPED, ended_at=now, failure=INTERRUPTED)

    def _picture_for(self, card: ToolCard | None) -> tuple[ItemId | None, Image | None]:
        last = self._transcript.last_picture if card is not None and card.takes_picture else None
        return last or (None, None)

    def _answer(
        self,
        call: PendingToolCall,
        output: str,
        state: ToolState,
        now: float,
        failure: Sentence | None = None,
        images: tuple[Image, ...] = (),
    ) -> None:
        call.move(CallMove.ANSWER)
        del self._calls[call.call]
        self._change(call, state=state, output=output, ended_at=now, failure=failure, images=images)
        self._tell_engine(call, output)

    def _tell_engine(self, call: PendingToolCall, output: str) -> None:
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
        images: tuple[Image, ...] = (),
    ) -> None:
        told = None
        if state is ToolState.DONE:
            told = line_of(call.arguments, output, call.card)
        elif state is ToolState.RUNNING:
            told = doing_of(call.arguments, call.card)
        self._transcript.change_tool_call(
            call.item,
            lambda item: replace(
                item, state=state, output=output, ended_at=ended_at, told=told, failure=failure, images=images
            ),
        )


def _senseless(event: ToolAsked, wishes: TalkWishes) -> str:
    """Return what the model is told of a call that cannot work; empty if it may be run."""
    if not wishes.knows(event.name):
        return UNKNOWN
    wrong = misfit(event.arguments, wishes.parameters(event.name))
    return json.dumps({"error": wrong}) if wrong else ""

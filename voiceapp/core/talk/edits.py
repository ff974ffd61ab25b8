"""Corrects, deletes and restores lines for the person: in the transcript, in the queue of turns, and for the linked
engine.
"""

from collections.abc import Callable
from typing import assert_never

from voiceapp.core.messages import (
    Command,
    CorrectionUndone,
    CorrectReply,
    CorrectTurn,
    EditEvent,
    EngineCommand,
    ForgetTurn,
    ItemCorrected,
    ItemDeleted,
    ItemRestored,
    ToEngine,
    TruncateReply,
    WordConfirmed,
)
from voiceapp.core.recordings.doubt import without_doubt
from voiceapp.core.talk.corrections import corrected, uncorrected
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.replies import Replies
from voiceapp.core.talk.tool_calls import ToolCalls
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.talk.turns import Turns
from voiceapp.core.transcript import Item, ItemId, Message, Speaker


class Edits:
    """Changes lines under every name by which an engine may know them."""

    def __init__(
        self,
        emit: Callable[[Command], None],
        transcript: TranscriptWriter,
        link: LinkKeeper,
        turns: Turns,
        replies: Replies,
        tools: ToolCalls,
    ) -> None:
        self._emit = emit
        self._transcript = transcript
        self._link = link
        self._turns = turns
        self._replies = replies
        self._tools = tools

    def on_edit(self, event: EditEvent, now: float) -> None:
        match event:
            case ItemCorrected(item, text):
                self._correct(item, lambda message: corrected(message, text))
            case WordConfirmed(item, word):
                self._transcript.change(item, lambda message: without_doubt(message, word))
            case CorrectionUndone(before):
                self._correct(before.id, lambda message: uncorrected(message, before))
            case ItemDeleted(item):
                self._delete(item, now)
            case ItemRestored(deleted):
                self._restore(deleted, now)
            case _:
                assert_never(event)

    def _correct(self, item: ItemId, change: Callable[[Message], Message]) -> None:
        message = self._transcript.message(item)
        if message is None:
            return
        self._transcript.change(item, change)
        text = change(message).heard_text
        if message.speaker is Speaker.USER:
            self._turns.correct(item, text)
            for name in self._turns.names_of(item):
                self._send_to_engine(CorrectTurn(name, text, len(message.images)))
        else:
            for reply in self._replies.names_of(item):
                self._send_to_engine(CorrectReply(reply, text))

    def _delete(self, item: ItemId, now: float) -> None:
        message = self._transcript.message(item)
        turns = self._turns
        waiting = turns.of_item(item)
        if waiting is not None:
            turns.forget(waiting)
        # The model would wait for ever for the answer to a question that nobody sees any more.
        self._tools.permitted(item, now, allowed=False)
        self._transcript.delete(item)
        if message is not None and message.speaker is Speaker.USER:
            for name in turns.names_of(item):
                self._send_to_engine(ForgetTurn(name))
        elif message is not None and not self._replies.drop(item, now, self._link.usable):
            for reply in self._replies.names_of(item):
                self._send_to_engine(TruncateReply(reply, 0))

    def _restore(self, item: Item, now: float) -> None:
        if self._transcript.restore(item, goes_on=self._replies.still_says(item.id)):
            # Engines cannot insert a line into what they already know, so a new session gets everything again.
            self._link.renew_when_quiet(now)

    def _send_to_engine(self, command: EngineCommand) -> None:
        link = self._link.usable
        if link is not None:
            self._emit(ToEngine(link, command))

"""Corrects and deletes lines for the person: in the transcript, in what waits to be sent, and for the linked engine."""

from collections.abc import Callable
from dataclasses import replace

from voiceapp.core.messages import (
    Command,
    CorrectReply,
    CorrectTurn,
    EngineCommand,
    ForgetTurn,
    ToEngine,
    TruncateReply,
)
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.replies import Replies
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.talk.turns import Turns
from voiceapp.core.transcript import ItemId, Message, Speaker


class Edits:
    """Corrects and deletes lines, under every name by which an engine may know them."""

    def __init__(
        self,
        emit: Callable[[Command], None],
        transcript: TranscriptWriter,
        link: LinkKeeper,
        turns: Turns,
        replies: Replies,
    ) -> None:
        self._emit = emit
        self._transcript = transcript
        self._link = link
        self._turns = turns
        self._replies = replies

    def correct(self, item: ItemId, text: str) -> None:
        message = self._transcript.message(item)
        if message is None:
            return
        self._transcript.change(item, _corrected(text))
        if message.speaker is Speaker.USER:
            self._turns.correct(item, text)
            for name in self._turns.names_of(item):
                self._send_to_engine(CorrectTurn(name, text, len(message.images)))
        else:
            for reply in self._replies.names_of(item):
                self._send_to_engine(CorrectReply(reply, text))

    def delete(self, item: ItemId) -> None:
        message = self._transcript.message(item)
        turns = self._turns
        waiting = turns.of_item(item)
        if waiting is not None:
            turns.forget(waiting)
        if message is not None and message.speaker is Speaker.USER:
            for name in turns.names_of(item):
                self._send_to_engine(ForgetTurn(name))
        elif message is not None:
            for reply in self._replies.names_of(item):
                self._send_to_engine(TruncateReply(reply, 0))
        self._transcript.forget(item)

    def _send_to_engine(self, command: EngineCommand) -> None:
        link = self._link.usable
        if link is not None:
            self._emit(ToEngine(link, command))


def _corrected(text: str) -> Callable[[Message], Message]:
    def correct(message: Message) -> Message:
        return replace(message, text=text, original=message.original or message.text, words=(), heard=None)

    return correct

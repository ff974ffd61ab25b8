"""Remembers what was said in a Live session, for whoever does the work that the voice hands over."""

from collections.abc import Sequence

from voiceapp.core.messages import EngineCommand, EngineEvent, ReplyWords, SendText, TruncateReply, TurnWords
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker


class TalkMemory:
    def __init__(self, history: Sequence[Item]) -> None:
        self._history = tuple(history)
        self._said: dict[str, Message] = {}

    @property
    def items(self) -> tuple[Item, ...]:
        return (*self._history, *(message for message in self._said.values() if message.text.strip()))

    def on_event(self, event: EngineEvent) -> None:
        match event:
            case TurnWords(turn, text):
                self._put(str(turn), Speaker.USER, text)
            case ReplyWords(reply, text):
                before = self._said.get(str(reply))
                self._put(str(reply), Speaker.ASSISTANT, (before.text if before is not None else "") + text)
            case _:
                pass

    def on_command(self, command: EngineCommand) -> None:
        match command:
            case SendText(turn, text):
                self._put(str(turn), Speaker.USER, text)
            case TruncateReply(reply, _, text) if str(reply) in self._said:
                self._put(str(reply), Speaker.ASSISTANT, text)
            case _:
                pass

    def _put(self, name: str, speaker: Speaker, text: str) -> None:
        self._said[name] = Message(ItemId(name), speaker, 0.0, text, MessageState.DONE)

"""Remembers what a cascade knows of the talk: items, as the chat part is given them. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from voiceapp.core.messages import (
    CallId,
    CorrectReply,
    CorrectTurn,
    ForgetTurn,
    ReplyId,
    TruncateReply,
    TurnId,
    own_reply,
    own_turn,
)
from voiceapp.core.transcript import (
    Image,
    Item,
    ItemId,
    Message,
    MessageState,
    Speaker,
    ToolCall,
    ToolState,
    Via,
)

NO_OUTPUT = "It was given up before an answer came."


class ChatMemory:
    def __init__(self, history: Sequence[Item] = ()) -> None:
        self._items: dict[str, Item] = {_key(item): item for item in history}
        self._corrected: dict[TurnId, str] = {}
        """What the person put in the place of what was understood, also where that is still to come."""

    def copy(self) -> "ChatMemory":
        """Another one that remembers the same, and may be forgotten."""
        other = ChatMemory()
        other._items.update(self._items)
        other._corrected.update(self._corrected)
        return other

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything so far. Calls that nobody answered say so: models refuse a call without an answer."""
        return tuple(
            replace(item, output=NO_OUTPUT, state=ToolState.FAILED)
            if isinstance(item, ToolCall) and item.state is ToolState.RUNNING
            else item
            for item in self._items.values()
        )

    @property
    def last_said(self) -> str:
        """The person's last words."""
        for item in reversed(self._items.values()):
            if isinstance(item, Message) and item.speaker is Speaker.USER:
                return item.text
        return ""

    @property
    def last_language(self) -> str:
        """The person's last words' own, where a recogniser said it."""
        said = (item for item in reversed(self._items.values()) if isinstance(item, Message))
        return next((item.language for item in said if item.speaker is Speaker.USER and item.language), "")

    def person_said(self, turn: TurnId, text: str, images: tuple[Image, ...] = (), language: str | None = None) -> None:
        said = self._corrected.get(turn, text)
        self._items[f"turn:{turn}"] = Message(
            ItemId(turn), Speaker.USER, 0.0, said, MessageState.DONE, Via.VOICE, images=images, language=language
        )

    def reply_said(self, reply: ReplyId, text: str) -> None:
        """All that a reply says, as far as it has come."""
        if text.strip():
            self._items[f"reply:{reply}"] = Message(ItemId(reply), Speaker.ASSISTANT, 0.0, text, MessageState.DONE)

    def amend(self, command: TruncateReply | ForgetTurn | CorrectTurn | CorrectReply) -> None:
        """Remember otherwise what was said already."""
        match command:
            case TruncateReply(reply, _, text):
                self.reply_heard(reply, text)
            case ForgetTurn(turn):
                self.forget(turn)
            case CorrectTurn(turn, text):
                self.correct_turn(turn, text)
            case CorrectReply(reply, text):
                self.correct_reply(reply, text)

    def reply_heard(self, reply: ReplyId, text: str) -> None:
        """Only this much of a reply was heard; nothing: it is as if it had not been said."""
        if not text.strip():
            self._items.pop(f"reply:{reply}", None)
        elif f"reply:{reply}" in self._items:
            self.reply_said(reply, text)

    def tool_asked(self, call: CallId, name: str, arguments: str) -> None:
        self._items[f"call:{call}"] = ToolCall(ItemId(call), 0.0, name, arguments, call_id=call)

    def tool_answered(self, call: CallId, output: str) -> None:
        asked = self._items.get(f"call:{call}")
        if isinstance(asked, ToolCall):
            self._items[f"call:{call}"] = replace(asked, output=output, state=ToolState.DONE)

    def correct_turn(self, turn: TurnId, text: str) -> None:
        self._corrected[turn] = text
        self._put(f"turn:{turn}", text)

    def correct_reply(self, reply: ReplyId, text: str) -> None:
        self._put(f"reply:{reply}", text)

    def _put(self, key: str, text: str) -> None:
        said = self._items.get(key)
        if isinstance(said, Message):
            self._items[key] = replace(said, text=text, heard=None)

    def forget(self, turn: TurnId) -> None:
        self._items.pop(f"turn:{turn}", None)


def _key(item: Item) -> str:
    """What was said before this link is known by our own names for it."""
    if not isinstance(item, Message):
        return str(item.id)
    return f"turn:{own_turn(item.id)}" if item.speaker is Speaker.USER else f"reply:{own_reply(item.id)}"

"""Remembers what a cascade knows of the talk, as the items that the chat part is given. Pure."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from voiceapp.core.chat_pieces import SpokenReply, TalkSounds
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
from voiceapp.core.pcm import WIRE
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
from voiceapp.core.wishes import SessionWishes

HEARD_TURNS = 2
"""Turns whose sound is still sent when their words are known, for how they were said."""
MOST_HEARD = 8
"""Turns whose sound is kept at all."""
LONGEST_HEARD = WIRE.bytes(300_000)
"""Bytes of a turn that a chat takes. Of a longer one it is told the words."""
NO_OUTPUT = "It was given up before an answer came."


class ChatMemory:
    def __init__(self, history: Sequence[Item] = ()) -> None:
        self._items: dict[str, Item] = {_key(item): item for item in history}
        self._corrected: dict[TurnId, str] = {}
        """What the person wrote in place of what was understood, including for turns whose words are still to come."""
        self._said: dict[str, bytes] = {}
        """The sound of turns, for a chat that hears."""
        self._spoken: dict[str, SpokenReply] = {}
        """What the chat spoke itself, as its service knows it, as long as it was heard to the end."""

    def copy(self) -> "ChatMemory":
        """Returns an independent copy, which can be thrown away."""
        other = ChatMemory()
        other._items.update(self._items)
        other._corrected.update(self._corrected)
        other._said.update(self._said)
        other._spoken.update(self._spoken)
        return other

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything so far. Unanswered calls get an answer that says so, because models refuse a call without one."""
        return tuple(
            replace(item, output=NO_OUTPUT, state=ToolState.FAILED)
            if isinstance(item, ToolCall) and item.state is ToolState.RUNNING
            else item
            for item in self._items.values()
        )

    @property
    def sounds(self) -> TalkSounds:
        """The sound of the last turns, and of those without words; the replies that can be referred to."""
        return TalkSounds(
            {self._items[key].id: pcm for key, pcm in self._said.items() if key in self._items},
            {self._items[key].id: reply for key, reply in self._spoken.items() if key in self._items},
        )

    @property
    def last_said(self) -> str:
        """Returns the person's last words."""
        for item in reversed(self._items.values()):
            if isinstance(item, Message) and item.speaker is Speaker.USER:
                return item.text
        return ""

    @property
    def last_language(self) -> str:
        """The language of the person's last words, where a recogniser reported it."""
        said = (item for item in reversed(self._items.values()) if isinstance(item, Message))
        return next((item.language for item in said if item.speaker is Speaker.USER and item.language), "")

    @property
    def calls_for_one_answer(self) -> int:
        """Returns how many tools were called since the person last said something."""
        since = itertools.takewhile(lambda item: not _is_persons(item), reversed(self._items.values()))
        return sum(isinstance(item, ToolCall) for item in since)

    def language_for(self, wishes: SessionWishes) -> str:
        """The language in which the person last spoke, as far as known."""
        heard = self.last_language
        if wishes.language or not wishes.languages:
            return wishes.language or heard
        return heard if heard in wishes.languages else wishes.languages[0]

    def person_said(self, turn: TurnId, text: str, images: tuple[Image, ...] = (), language: str | None = None) -> None:
        said = self._corrected.get(turn, text)
        self._items[f"turn:{turn}"] = Message(
            ItemId(turn), Speaker.USER, 0.0, said, MessageState.DONE, Via.VOICE, images=images, language=language
        )

    def person_spoke(self, turn: TurnId, pcm: bytes) -> None:
        """Keeps the sound of a turn whose words may come later, or never."""
        self.person_said(turn, "")
        known = {key: heard for key, heard in self._said.items() if not self._words_of(key)}
        last = dict([*self._said.items()][-(HEARD_TURNS - 1) :])
        self._said = dict([*(known | last).items()][-MOST_HEARD:])
        if f"turn:{turn}" in self._items and turn not in self._corrected and len(pcm) <= LONGEST_HEARD:
            self._said[f"turn:{turn}"] = pcm

    def _words_of(self, key: str) -> str:
        item = self._items.get(key)
        return item.text if isinstance(item, Message) else ""

    def reply_spoken(self, reply: ReplyId, spoken: SpokenReply) -> None:
        """Keeps the name by which the service knows a reply, until less of it was heard than was spoken."""
        self._spoken[f"reply:{reply}"] = spoken

    def reply_said(self, reply: ReplyId, text: str) -> None:
        """Sets the text of a reply as far as it has come."""
        if text.strip():
            self._items[f"reply:{reply}"] = Message(ItemId(reply), Speaker.ASSISTANT, 0.0, text, MessageState.DONE)

    def amend(self, command: TruncateReply | ForgetTurn | CorrectTurn | CorrectReply) -> None:
        """Change what is remembered of something said earlier."""
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
        """Keeps only this much of a reply, the part that was heard. An empty text removes the reply altogether."""
        self._spoken.pop(f"reply:{reply}", None)
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
        self._said.pop(f"turn:{turn}", None)
        self._put(f"turn:{turn}", text)

    def correct_reply(self, reply: ReplyId, text: str) -> None:
        self._spoken.pop(f"reply:{reply}", None)
        self._put(f"reply:{reply}", text)

    def _put(self, key: str, text: str) -> None:
        said = self._items.get(key)
        if isinstance(said, Message):
            self._items[key] = replace(said, text=text, heard=None)

    def forget(self, turn: TurnId) -> None:
        self._items.pop(f"turn:{turn}", None)
        self._said.pop(f"turn:{turn}", None)


def _is_persons(item: Item) -> bool:
    return isinstance(item, Message) and item.speaker is Speaker.USER


def _key(item: Item) -> str:
    """Things said before this link opened are known by our own names for them."""
    if not isinstance(item, Message):
        return str(item.id)
    return f"turn:{own_turn(item.id)}" if item.speaker is Speaker.USER else f"reply:{own_reply(item.id)}"

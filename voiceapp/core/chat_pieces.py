"""Defines the pieces that a chat's answer comes in, and the sounds that a chat may be told of beside the words of a talk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from voiceapp.core.ids import ItemId
from voiceapp.core.text.thoughts import SplitText
from voiceapp.core.transcript import Spent


@dataclass(frozen=True, slots=True)
class ChatText:
    """More of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class ChatThought:
    """A thought of the model on its way to an answer, shown on request and never spoken. Empty: it is thinking."""

    text: str
    takes_back: bool = False
    """All text of this answer so far was a thought as well."""


@dataclass(frozen=True, slots=True)
class ChatTool:
    """A function call, complete."""

    call: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class ChatEnd:
    spent: tuple[Spent, ...] = ()
    shortened: bool = False
    """It was stopped by a limit on length or by a content filter."""
    refused: bool = False
    """The model said that it won't answer this."""


@dataclass(frozen=True, slots=True)
class ChatSound:
    """More of an answer that the model speaks itself: sound at the wire rate, or the words that sound from here on."""

    pcm: bytes = b""
    words: str = ""


@dataclass(frozen=True, slots=True)
class SpokenReply:
    """The name by which a service knows a reply that its model spoke, for as long as it keeps it."""

    name: str
    until: float
    """Seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class ChatSpoken:
    """The answer can be referred to by this name."""

    reply: SpokenReply


ChatPiece = ChatText | ChatThought | ChatTool | ChatEnd | ChatSound | ChatSpoken


@dataclass(frozen=True, slots=True)
class TalkSounds:
    """Holds what a chat that hears or speaks may be told beside the words."""

    said: Mapping[ItemId, bytes] = field(default_factory=dict[ItemId, bytes])
    """What the person said, at the wire rate: it takes the place of their words."""
    spoken: Mapping[ItemId, SpokenReply] = field(default_factory=dict[ItemId, SpokenReply])


NO_SOUNDS = TalkSounds()


def pieces_of(parted: SplitText) -> Iterator[ChatText | ChatThought]:
    if parted.thought or parted.taken_back:
        yield ChatThought(parted.thought, takes_back=parted.taken_back)
    if parted.said:
        yield ChatText(parted.said)

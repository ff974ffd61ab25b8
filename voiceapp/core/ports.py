"""Defines the interfaces that everything around the core must meet: roles, each as small as the core needs it."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    EngineCommand,
    EngineEvent,
    EngineTraits,
    ReplyId,
)
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.text.thoughts import SplitText
from voiceapp.core.transcript import Item, ItemId, SoundId, Spent, Talk, TalkId, Word
from voiceapp.core.wishes import Permission, SessionWishes, ToolCard, ToolSpec


class EngineError(Exception):
    """A link or a part could not do what it was asked; `failure` says it to the person."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.sentence)
        self.failure = failure


# --- engines


class EngineLink(Protocol):
    """One open connection. Iterate over it for what the engine says; it ends with LinkLost or when closed."""

    def __aiter__(self) -> AsyncIterator[EngineEvent]: ...

    def send(self, command: EngineCommand) -> None:
        """Queue a command. Never waits: a link too slow to keep up ends with LinkLost instead."""
        ...


class Engine(Protocol):
    @property
    def traits(self) -> EngineTraits: ...

    def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AbstractAsyncContextManager[EngineLink]:
        """Open a link that knows the conversation so far. Raises EngineError when it cannot.

        The first event of the link is LinkOpened. Leaving the context closes the link.
        """
        ...


# --- the three parts of a cascade


@dataclass(frozen=True, slots=True)
class RecognitionHints:
    """Things that help a recogniser."""

    language: str = ""
    vocabulary: tuple[str, ...] = ()
    before: str = ""
    """The words just before, where a long recording was split."""
    languages: tuple[str, ...] = ()
    """Where no language is named, but it is one of these."""


@dataclass(frozen=True, slots=True)
class RecognisedText:
    """A transcription, final or so far."""

    text: str
    final: bool = True
    language: str | None = None
    words: tuple[Word, ...] = ()
    spent: tuple[Spent, ...] = ()
    trouble: Failure | None = None
    """Why another recogniser than the chosen one heard it; said once."""
    pause: int = 0
    """Not final, but these are all words up to this pause, counted from 1."""


PAUSE = b""
"""Stands in the sound for a recogniser where the person pauses. Who can says what the words are so far, and up to which
pause."""


class SpeechToText(Protocol):
    @property
    def traits(self) -> EngineTraits: ...

    def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        """Turn sound (16-bit mono at the wire rate, as it comes, PAUSE where it pauses) into words; the last answer is final.

        A part that cannot stream waits for the end of the sound. Closing the iterator cancels.
        Raises EngineError.
        """
        ...


@dataclass(frozen=True, slots=True)
class ChatText:
    """More of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class ChatThought:
    """A thought of the model on the way: for whoever asks for it, and never to be said. It may be empty: it thinks."""

    text: str
    takes_back: bool = False
    """All text of this answer so far was thought as well."""


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
    """Stopped by a limit of length or a content filter."""


ChatPiece = ChatText | ChatThought | ChatTool | ChatEnd


def pieces_of(parted: SplitText) -> Iterator[ChatText | ChatThought]:
    if parted.thought or parted.taken_back:
        yield ChatThought(parted.thought, takes_back=parted.taken_back)
    if parted.said:
        yield ChatText(parted.said)


class Chat(Protocol):
    @property
    def traits(self) -> EngineTraits: ...

    def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        """Answer the conversation; the last piece is ChatEnd. Closing the iterator cancels. Raises EngineError."""
        ...


@dataclass(frozen=True, slots=True)
class SpokenAudio:
    """A piece of speech at the wire rate."""

    pcm: bytes
    spent: tuple[Spent, ...] = ()
    trouble: Failure | None = None
    """Why another voice than the chosen one speaks from here on; said once."""


class TextToSpeech(Protocol):
    @property
    def traits(self) -> EngineTraits: ...

    def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        """Say it, in pieces as they are made. Closing the iterator cancels. Raises EngineError."""
        ...


# --- ears and mouth


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block of sound that a microphone's callback handed over."""

    pcm: bytes
    """As the device gave it."""
    at: float
    """When its first sample was taken, on the session's clock."""


class Loudspeaker(Protocol):
    """Plays replies in order. None of these waits; what happened comes back as events."""

    def get_ready(self) -> None:
        """Sound may come soon."""
        ...

    def play(self, reply: ReplyId, pcm: bytes) -> None: ...
    def finish(self, reply: ReplyId) -> None: ...
    def duck(self) -> None: ...
    def unduck(self) -> None: ...
    def stop(self) -> None:
        """Silence at once; PlaybackStopped follows for each reply that was not heard to its end."""
        ...

    def chime(self, pcm: bytes) -> None: ...


class Detector(Protocol):
    """Tells how likely someone speaks. Fed with 20 ms at the detector's rate."""

    def probability(self, pcm: bytes) -> float: ...
    def reset(self) -> None: ...


class PauseJudge(Protocol):
    """Tells how likely someone who pauses has finished. Hears the end of what was said, at the wire rate."""

    def get_ready(self) -> None:
        """It will be asked soon. Never waits."""
        ...

    async def likelihood(self, pcm: bytes) -> float | None:
        """0 to 1; None: it cannot tell, or not soon enough to be of use."""
        ...


# --- what stays


class SoundWriter(Protocol):
    """A recording that grows on disk. Raises OSError when the disk takes no more."""

    def append(self, pcm: bytes) -> None:
        """More sound, 16-bit mono at the wire rate."""
        ...

    def sync(self) -> None:
        """All that was appended survives a power cut once this returns."""
        ...

    def close(self) -> None:
        """Make the file whole. Not called when the process dies: `SoundFiles.salvage` does it then."""
        ...


class SoundFiles(Protocol):
    """Writes and reads recordings. All raise OSError when the disk or the file is no good."""

    @property
    def suffix(self) -> str:
        """The suffix of file names, with its dot: .flac"""
        ...

    def create(self, path: str) -> SoundWriter: ...
    def read(self, path: str) -> bytes:
        """All samples at the wire rate, as many as there are, also of a file that was never closed."""
        ...

    def salvage(self, path: str) -> Milliseconds:
        """Make a file that was never closed whole, in place; answers how long it is. 0: there is no sound in it."""
        ...


class TalkKeeper(Protocol):
    """The store, as a talk writes to it. Calls queue and never wait; trouble comes back as StoreFailed."""

    def keep_talk(self, talk: Talk) -> None: ...
    def keep_item(self, talk: TalkId, item: Item) -> None: ...
    def forget_item(self, talk: TalkId, item: ItemId) -> None: ...
    def set_item_aside(self, talk: TalkId, item: Item) -> None:
        """The person deleted it. Keeping it again restores it."""
        ...

    def keep_sound(self, sound: SoundId, pcm: bytes) -> None: ...
    def end_sound(self, sound: SoundId, *, keep: bool) -> None: ...
    def read_sound(self, sound: SoundId, then: Callable[[bytes], None]) -> None:
        """Read a recording, finished or not, and hand its samples (wire rate) to `then`, on the store's thread."""
        ...


# --- tools


class Tool(Protocol):
    """A function that the model may call."""

    @property
    def spec(self) -> ToolSpec: ...

    @property
    def suggested(self) -> Permission:
        """The permission that holds until the person decides otherwise."""
        ...

    @property
    def card(self) -> ToolCard | None:
        """The words of its card; None: it is told of in general words."""
        ...

    async def run(self, arguments: str) -> str:
        """Do it and say what came out, as text for the model. Raises ToolError with a sentence for it."""
        ...


class Clipboard(Protocol):
    """Reads and writes what the person has copied, as text. Both raise ToolError where there is no clipboard."""

    async def read(self) -> str:
        """Empty: there is no text on it."""
        ...

    async def write(self, text: str) -> None: ...


class ToolError(Exception):
    """A tool could not do it. Raised with a sentence: the person reads it on the card, and the model in English."""


__all__ = [
    "Chat",
    "ChatEnd",
    "ChatPiece",
    "ChatText",
    "ChatThought",
    "ChatTool",
    "Clipboard",
    "Detector",
    "Engine",
    "EngineError",
    "EngineLink",
    "Loudspeaker",
    "Milliseconds",
    "RawBlock",
    "RecognisedText",
    "RecognitionHints",
    "SoundFiles",
    "SoundWriter",
    "SpeechToText",
    "SpokenAudio",
    "TalkKeeper",
    "TextToSpeech",
    "Tool",
    "ToolError",
    "pieces_of",
]

"""Defines the interfaces that everything around the core must meet, each as small as the core allows."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.chat_pieces import (
    ChatEnd,
    ChatPiece,
    ChatSound,
    ChatSpoken,
    ChatText,
    ChatThought,
    ChatTool,
    TalkSounds,
    pieces_of,
)
from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    EngineCommand,
    EngineEvent,
    EngineTraits,
    ReplyId,
)
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sound_stretch import SoundStretch
from voiceapp.core.transcript import Item, ItemId, SoundId, Spent, Talk, TalkId, Word
from voiceapp.core.voice_turns import KnownVoice, VoiceTurn
from voiceapp.core.wishes import Permission, SessionWishes, ToolCard, ToolSpec


class EngineError(Exception):
    """A link or a part could not do what was asked. `failure` tells the person why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.sentence)
        self.failure = failure


# --- engines


class EngineLink(Protocol):
    """One open connection. Iterate over it for the engine's events; it ends with LinkLost or when closed."""

    def __aiter__(self) -> AsyncIterator[EngineEvent]: ...

    def send(self, command: EngineCommand) -> None:
        """Queue a command without waiting. A link too slow to keep up ends with LinkLost instead."""
        ...


class Engine(Protocol):
    @property
    def traits(self) -> EngineTraits: ...

    def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AbstractAsyncContextManager[EngineLink]:
        """Open a link that knows the conversation so far. Raises EngineError if it cannot.

        The first event of the link is LinkOpened. Leaving the context closes the link.
        """
        ...


# --- the three parts of a cascade


@dataclass(frozen=True, slots=True)
class RecognitionHints:
    """Information that helps a recogniser."""

    language: str = ""
    vocabulary: tuple[str, ...] = ()
    before: str = ""
    """The preceding words, if a long recording was split."""
    languages: tuple[str, ...] = ()
    """The languages it may be in, if none is chosen."""
    live: bool = False
    """The person watches their words come, so even the first is wanted at once."""
    over_reply: bool = False
    """It was said while a reply sounded, so it may well be a sign of listening or a command."""
    voices: tuple[KnownVoice, ...] = ()
    """Those who may speak, for who tells voices apart."""


@dataclass(frozen=True, slots=True)
class RecognisedText:
    """A transcription, final or partial."""

    text: str
    final: bool = True
    language: str | None = None
    words: tuple[Word, ...] = ()
    spent: tuple[Spent, ...] = ()
    trouble: Failure | None = None
    """Why it was not recognised by the chosen recogniser. Said once."""
    pause: int = 0
    """Not final, but these are all words up to this pause, counted from 1."""
    unsure: bool = False
    """The recogniser guessed, so something else was probably said."""
    preview: bool = False
    """Words of somebody quicker, shown until those of the chosen recogniser come. Never final."""
    turns: tuple[VoiceTurn, ...] = ()
    """Who says which of the words, from who tells voices apart."""


class SoundMark(bytes):
    """Marks a place in a recogniser's sound. It holds no sound, so who does not know it may send it on."""


PAUSE = SoundMark()
"""The person has said nothing for PAUSE_LENGTH. A recogniser that can then reports the words so far, and up to which
pause.
"""
PAUSE_LENGTH: Milliseconds = 200
WENT_ON = SoundMark()
"""The person went on after that pause, or may have, however quietly: its words are not all."""


class SpeechToText(Protocol):
    @property
    def traits(self) -> EngineTraits: ...

    def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        """Turn sound (16-bit mono at the wire rate, in pieces, with marks) into words; the last answer is final.

        A part that cannot stream waits for the end of the sound. Closing the iterator cancels.
        Raises EngineError.
        """
        ...


class Chat(Protocol):
    @property
    def traits(self) -> EngineTraits: ...

    def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        """Answer the conversation; the last piece is ChatEnd. Closing the iterator cancels. Raises EngineError."""
        ...


class SoundChat(Chat, Protocol):
    """Hears the person itself, speaks its answers itself, or both. What `answer` is asked it writes."""

    @property
    def hears(self) -> bool: ...
    def converse(
        self, items: Sequence[Item], wishes: SessionWishes, sounds: TalkSounds
    ) -> AsyncGenerator[ChatPiece]: ...


@dataclass(frozen=True, slots=True)
class SpokenAudio:
    """A piece of speech at the wire rate."""

    pcm: bytes
    spent: tuple[Spent, ...] = ()
    trouble: Failure | None = None
    """Why another voice than the chosen one speaks from here on. Said once."""


class TextToSpeech(Protocol):
    @property
    def traits(self) -> EngineTraits: ...

    def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        """Speak the text, in pieces as they are made. Closing the iterator cancels. Raises EngineError."""
        ...


# --- ears and mouth


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block of sound that a microphone's callback handed over."""

    pcm: bytes
    """The samples in the device's own format."""
    at: float
    """When its first sample was taken, on the session's clock."""


class Loudspeaker(Protocol):
    """Plays replies in order. No call waits; what happened comes back as events."""

    def get_ready(self) -> None:
        """Get ready for sound that may come soon."""
        ...

    def play(self, reply: ReplyId, pcm: bytes, *, paced: bool = False) -> None:
        """Play more of a reply. `paced`: it comes at the pace of speech, with the silence in it."""
        ...

    def finish(self, reply: ReplyId) -> None: ...
    def duck(self) -> None: ...
    def unduck(self) -> None: ...
    def pause(self) -> None:
        """Be silent at once, and keep what is left of each reply."""
        ...

    def resume(self) -> None:
        """Go on from where `pause` left off."""
        ...

    def stop(self) -> None:
        """Be silent at once. PlaybackStopped follows for each reply that was not heard to its end."""
        ...

    def chime(self, pcm: bytes) -> None: ...


class Detector(Protocol):
    """Tells how likely it is that someone is speaking. Takes 20 ms at a time, at the detector's rate."""

    def probability(self, pcm: bytes) -> float: ...
    def reset(self) -> None: ...


class PauseJudge(Protocol):
    """Tells how likely it is that a pausing person has finished. Takes the end of what was said, at the wire rate."""

    def get_ready(self) -> None:
        """Get ready for a question that will come soon. Never waits."""
        ...

    async def likelihood(self, pcm: bytes) -> float | None:
        """Return a likelihood from 0 to 1. None: it cannot tell, or not soon enough to be of use."""
        ...


class WakeWords(Protocol):
    """Hears one wake word, on this device or by a server that the person named. Used in the session's loop alone."""

    async def choose(self, word: str) -> str:
        """Listen for this word, by its name, the path of one's own, or a server's address; empty: for none. Return what has
        to be said. Raises EngineError.
        """
        ...

    def hears(self, pcm: bytes) -> bool:
        """Return whether the word ends in this frame of 20 ms, at the wire rate. Never waits. False if there is none.
        Raises EngineError, once, where what heard it is gone.
        """
        ...


# --- what stays


class SoundWriter(Protocol):
    """A recording that grows on disk. Raises OSError if the disk takes no more."""

    def append(self, pcm: bytes) -> None:
        """Append more sound, 16-bit mono at the wire rate."""
        ...

    def sync(self) -> None:
        """Make sure that all that was appended survives a power cut once this returns."""
        ...

    def close(self) -> None:
        """Complete the file. Not called if the process dies, in which case `SoundFiles.salvage` completes it."""
        ...


class SoundFiles(Protocol):
    """Writes and reads recordings. All methods raise OSError if the disk or the file is faulty."""

    @property
    def suffix(self) -> str:
        """Return the suffix of file names with its dot, such as .flac."""
        ...

    def create(self, path: str) -> SoundWriter: ...
    def read(self, path: str) -> bytes:
        """Return all samples at the wire rate, as many as there are, even from a file that was never closed."""
        ...

    def read_stretch(self, stretch: SoundStretch) -> bytes:
        """Return a part of a sound file of the person's own, at the wire rate."""
        ...

    def salvage(self, path: str) -> Milliseconds:
        """Complete a file in place that was never closed, and return its length. 0: there is no sound in it."""
        ...


class TalkKeeper(Protocol):
    """The store as a talk writes to it. Calls are queued and never wait; trouble comes back as StoreFailed."""

    def keep_talk(self, talk: Talk) -> None: ...
    def keep_item(self, talk: TalkId, item: Item) -> None: ...
    def forget_item(self, talk: TalkId, item: ItemId) -> None: ...
    def set_item_aside(self, talk: TalkId, item: Item) -> None:
        """Set aside an item that the person deleted. Storing it again restores it."""
        ...

    def keep_sound(self, sound: SoundId, pcm: bytes) -> None: ...
    def end_sound(self, sound: SoundId, *, keep: bool) -> None: ...
    def read_sound(self, sound: SoundId, then: Callable[[bytes], None]) -> None:
        """Read a recording, finished or not, and pass its samples (wire rate) to `then`, on the store's thread."""
        ...


# --- tools


class Tool(Protocol):
    """A function that the model may call."""

    @property
    def spec(self) -> ToolSpec: ...

    @property
    def suggested(self) -> Permission:
        """Return the permission that applies until the person decides otherwise."""
        ...

    @property
    def card(self) -> ToolCard | None:
        """Return the words for its card. None: general words are used."""
        ...

    async def run(self, arguments: str) -> str:
        """Run the tool and return the outcome as text for the model. Raises ToolError with a sentence for it."""
        ...


class Clipboard(Protocol):
    """Reads and writes the person's clipboard as text. Both methods raise ToolError if there is no clipboard."""

    async def read(self) -> str:
        """Return the text. Empty: there is none."""
        ...

    async def write(self, text: str) -> None: ...


class ToolError(Exception):
    """A tool could not do its job. Its sentence is read by the person on the card, and by the model in English."""


__all__ = [
    "Chat",
    "ChatEnd",
    "ChatPiece",
    "ChatSound",
    "ChatSpoken",
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
    "SoundChat",
    "SoundFiles",
    "SoundWriter",
    "SpeechToText",
    "SpokenAudio",
    "TalkKeeper",
    "TextToSpeech",
    "Tool",
    "ToolError",
    "WakeWords",
    "pieces_of",
]

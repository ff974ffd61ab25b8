"""Defines the lines of a talk: what was said, by whom, when, and how much of it was really heard.

These values are what the window shows, the store keeps and the exports write. All times are
seconds since the epoch (UTC); offsets into a sound are milliseconds.
"""

from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.ids import ItemId as ItemId  # noqa: PLC0414  (all that a talk is made of can be had from here)
from voiceapp.core.ids import SoundId as SoundId  # noqa: PLC0414
from voiceapp.core.ids import TalkId as TalkId  # noqa: PLC0414
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.ringing import WaitingAlarm
from voiceapp.core.sentence import Sentence
from voiceapp.core.sources import Source
from voiceapp.core.summaries.summary import NO_SUMMARIES, Summaries


class Speaker(Enum):
    USER = "user"
    ASSISTANT = "assistant"


class Via(Enum):
    """Names the ways in which a message can come about."""

    VOICE = "voice"
    TEXT = "text"
    DICTATION = "dictation"
    FILE = "file"


class MessageState(Enum):
    GROWING = "growing"
    """Words may still be added or change."""
    WAITING = "waiting"
    """The message is kept but not yet transcribed or answered, so it gets a Retry button."""
    DONE = "done"
    CUT = "cut"
    """The reply was interrupted, and `heard` says where."""
    FAILED = "failed"


class ToolState(Enum):
    ASKED = "asked"
    """The call is waiting for the person's permission."""
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"


class TalkKind(Enum):
    CONVERSATION = "conversation"
    DICTATION = "dictation"
    TRANSCRIPTION = "transcription"


@dataclass(frozen=True, slots=True)
class Word:
    """A word and when it sounds, counted from the beginning of its item's sound."""

    text: str
    start: Milliseconds
    end: Milliseconds
    sure: float | None = None
    """How sure the recogniser was of it, from 0 to 1. None: nobody said."""


@dataclass(frozen=True, slots=True)
class SoundPart:
    """A stretch of a recording, and where it sounds in the line that it belongs to."""

    sound: SoundId
    start: Milliseconds
    """Where it begins in the recording."""
    length: Milliseconds
    at: Milliseconds = 0
    """Where it sounds, counted from the beginning of the line."""


@dataclass(frozen=True, slots=True)
class TermUse:
    """Holds a place where the vocabulary wrote something else than what was heard."""

    heard: str
    written: str


@dataclass(frozen=True, slots=True)
class Image:
    media_type: str
    """One of image/png, image/jpeg and image/webp."""
    data: bytes = field(repr=False)
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens that a reply or a transcription took. Cached tokens count as input tokens, as in the API."""

    text_in: int = 0
    audio_in: int = 0
    image_in: int = 0
    cached_text_in: int = 0
    cached_audio_in: int = 0
    cached_image_in: int = 0
    text_out: int = 0
    audio_out: int = 0
    seconds: float = 0.0
    """The length of the sound, if the service bills by duration."""
    characters: int = 0
    """The length of the text, if speech is billed by character."""
    written_text_in: int = 0
    """The tokens of the input that the service wrote to its cache."""
    image_out: int = 0
    calls: int = 0
    """How often a tool of the service was used that is billed by the call."""
    batched: bool = False
    """Done within a day, at the price that is asked for that."""

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            text_in=self.text_in + other.text_in,
            audio_in=self.audio_in + other.audio_in,
            image_in=self.image_in + other.image_in,
            cached_text_in=self.cached_text_in + other.cached_text_in,
            cached_audio_in=self.cached_audio_in + other.cached_audio_in,
            cached_image_in=self.cached_image_in + other.cached_image_in,
            text_out=self.text_out + other.text_out,
            audio_out=self.audio_out + other.audio_out,
            seconds=self.seconds + other.seconds,
            characters=self.characters + other.characters,
            written_text_in=self.written_text_in + other.written_text_in,
            image_out=self.image_out + other.image_out,
            calls=self.calls + other.calls,
            batched=self.batched and other.batched,
        )

    @property
    def tokens(self) -> int:
        return self.text_in + self.audio_in + self.image_in + self.text_out + self.audio_out + self.image_out


@dataclass(frozen=True, slots=True)
class Spent:
    """One line of an item's bill: which model took how much, and its price if known."""

    model: str
    usage: Usage
    usd: float | None
    """None: the model is not in the price table. It is still counted, and never taken as free."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step on a turn's timeline."""

    name: str
    """One of speech_ended, committed, first_text, first_sound, sound_out, …"""
    at: float


BY_PERSON = ""
"""Stands for the name of a recogniser where the person had the line transcribed again."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """Says what a better recogniser made of a line when it heard it again later."""

    by: str
    """Its name, or BY_PERSON."""
    before: str
    """The words that were recognised first."""


@dataclass(frozen=True, slots=True)
class Version:
    """Holds other words for the same sound, which wait beside the line's own."""

    text: str
    by: str = ""
    """The name of who heard them. Empty: whoever heard the line first."""
    language: str = ""
    original: str | None = None
    words: tuple[Word, ...] = ()
    improved: Improvement | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """Something the person or the assistant said or wrote."""

    id: ItemId
    speaker: Speaker
    at: float
    """The time of its first sound or keystroke."""
    text: str = ""
    state: MessageState = MessageState.GROWING
    via: Via = Via.VOICE
    heard: int | None = None
    """The number of characters of `text` that were heard before a reply was cut. None: all of it."""
    spoken: int | None = None
    """The number of characters that have sounded so far while a reply plays. None: it is not playing."""
    words: tuple[Word, ...] = ()
    sound: SoundId | None = None
    sound_ms: Milliseconds = 0
    """The length of the sound, or for a cut reply, of the part that was heard."""
    images: tuple[Image, ...] = ()
    language: str | None = None
    engine: str | None = None
    model: str | None = None
    spent: tuple[Spent, ...] = ()
    stages: tuple[Stage, ...] = ()
    thoughts: str = ""
    """What the model thought on its way to this. Shown on request, never spoken."""
    thought_for: float = 0.0
    """Seconds that it thought. 0: nobody knows."""
    original: str | None = None
    """The text before the person corrected it or a tidy-up rewrote it."""
    improved: Improvement | None = None
    """None: these are the words that were recognised first, or the person's."""
    heard_by: str = ""
    """Who heard the words, if the person chose another version than the first."""
    versions: tuple[Version, ...] = ()
    """What others made of its sound."""
    term_uses: tuple[TermUse, ...] = ()
    failure: Sentence | None = None
    """The reason that it waits or failed."""
    profile: str = ""
    """The name of the profile that it was dictated with."""
    voice: str = ""
    """The name of the person who spoke, where a recording has several. Empty: `speaker` says all that is known."""
    parts: tuple[SoundPart, ...] = ()
    """The stretches that its sound is made of, after it was split, merged or moved; `sound` is that of the first. Empty:
    it has all of `sound`.
    """
    follows: ItemId | None = None
    """The line that it was split from, below which it stands."""
    off_record: bool = False
    """It was said off the record: it is shown as long as the talk is on the table, and kept nowhere."""
    sources: tuple[Source, ...] = ()
    """Where the answer was found. Only front ends and exports fill this in, from the calls above it."""

    @property
    def sound_parts(self) -> tuple[SoundPart, ...]:
        """Return the stretches of recordings that are its sound."""
        if self.parts or self.sound is None:
            return self.parts
        return (SoundPart(self.sound, 0, self.sound_ms),)

    @property
    def heard_text(self) -> str:
        return self.text if self.heard is None else self.text[: self.heard]

    @property
    def unheard_text(self) -> str:
        return "" if self.heard is None else self.text[self.heard :]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call of a tool by the model, and what came back."""

    id: ItemId
    at: float
    name: str
    arguments: str
    """The arguments as JSON, as the model meant them."""
    output: str = ""
    state: ToolState = ToolState.RUNNING
    call_id: str = ""
    """The engine's own name for the call, under which it gets back both the call and its answer."""
    ended_at: float | None = None
    told: Sentence | None = None
    """The words on its card: the question while it is asked, and what was done when it is over. None if the tool has no
    words for it.
    """
    says_all: bool = False
    """The question names everything that is asked, so the arguments need not be shown open below it."""
    each_time: bool = False
    """It cannot be allowed for good."""
    failure: Sentence | None = None
    """The reason that it failed."""
    waits: WaitingAlarm | None = None
    """The timer or reminder that it set, if it has not rung yet. Only front ends fill this in, from `ShowAlarms`."""
    cancelled: bool = False
    """The timer or reminder that it set was cancelled. Only front ends fill this in, too."""
    off_record: bool = False
    """It was asked for off the record, and is kept nowhere."""
    allowed_as: str = ""
    """What is kept where the person always allows it: the tool with the one thing that they saw, such as a program. Empty:
    the tool.
    """
    images: tuple[Image, ...] = ()
    """The pictures that it made. While it runs: the last one on the way, which is not kept."""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark by the app itself in the transcript, such as that another engine answered or a reply was begun again."""

    id: ItemId
    at: float
    sentence: Sentence
    alarm: int | None = None
    """The timer or reminder that it is about, while the app runs."""
    rings: bool = False
    """It can be stopped and put off. Only front ends fill this in, from `ShowAlarms`."""

    @property
    def text(self) -> str:
        """Return the note in English, for models, searches and files."""
        return str(self.sentence)


Item = Message | ToolCall | Note


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole conversation, dictation or transcription, as the store keeps it and exports write it."""

    id: TalkId
    started_at: float
    kind: TalkKind = TalkKind.CONVERSATION
    title: str = ""
    """Empty: made from the first words."""
    pinned: bool = False
    ended_at: float | None = None
    items: tuple[Item, ...] = field(default=())
    summaries: Summaries = NO_SUMMARIES

"""Defines what happens to the conversation: events from the ears, the mouth, the engine, the tools, the store and the
person.
"""

from dataclasses import dataclass, field

from voiceapp.core.failures import Failure
from voiceapp.core.messages.engine import CallId, EngineEvent, LinkId, ReplyId, TurnId
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, Item, ItemId, Message, SoundId, Talk
from voiceapp.core.wishes import TalkWishes

# --- events for the conversation


@dataclass(frozen=True, slots=True)
class MicFrame:
    """20 ms of sound, cleaned, at the wire rate."""

    pcm: bytes = field(repr=False)
    at: float
    """When its first sample was taken."""
    speech: float
    """How likely someone speaks, 0 to 1."""
    level: float
    """dB below full scale, at most 0."""


@dataclass(frozen=True, slots=True)
class MicStirred:
    """A sudden sound in 10 ms of the microphone, told ahead of the frame of which they become a part."""

    level: float


@dataclass(frozen=True, slots=True)
class PauseJudged:
    """The likelihood that the person had finished at this pause in this recording, 0 to 1."""

    sound: SoundId
    pause: int
    likelihood: float


@dataclass(frozen=True, slots=True)
class MicrophoneChanged:
    """Another microphone listens (`name`), or none does (None)."""

    name: str | None
    failure: Failure | None = None
    """Why, where the person should know."""


@dataclass(frozen=True, slots=True)
class SpeakerChanged:
    name: str | None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """So much of a reply has left the speaker."""

    reply: ReplyId
    heard: Milliseconds
    level: float = -120.0


@dataclass(frozen=True, slots=True)
class PlaybackEnded:
    """The last sample of a finished reply has left the speaker."""

    reply: ReplyId
    heard: Milliseconds


@dataclass(frozen=True, slots=True)
class PlaybackStopped:
    """The speaker is silent, as commanded; this much of the reply was heard."""

    reply: ReplyId
    heard: Milliseconds


@dataclass(frozen=True, slots=True)
class FromEngine:
    link: LinkId
    event: EngineEvent


@dataclass(frozen=True, slots=True)
class RecordingNotFound:
    """A recording that was to be sent over this link is not on the disk, or cannot be read."""

    link: LinkId
    turn: TurnId


@dataclass(frozen=True, slots=True)
class NetworkCameBack:
    pass


@dataclass(frozen=True, slots=True)
class MachineWoke:
    """The machine was asleep: what was open before may be open no more, and nobody has said so."""

    slept: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class ToolAnswered:
    call: CallId
    output: str
    failed: bool = False
    failure: Sentence | None = None
    """Why it failed, for the person."""


@dataclass(frozen=True, slots=True)
class AlarmRang:
    """A timer or a reminder that the person has set is due."""

    sentence: Sentence
    number: int | None = None
    """By which it can be stopped."""


@dataclass(frozen=True, slots=True)
class StoreFailed:
    """The disk takes no more; what is said from here on lives in memory."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class StoreRecovered:
    pass


@dataclass(frozen=True, slots=True)
class ModelLoading:
    """A model of this machine is being loaded: for a talk, for dictation, or beforehand. Told as it goes on."""

    what: str = ""
    """ears, brain or voice; empty: none is being loaded any more."""
    done: float | None = None
    """About how much of it, 0 to 1, where that can be told."""


@dataclass(frozen=True, slots=True)
class TalkStarted:
    """The person wants to be listened to."""


@dataclass(frozen=True, slots=True)
class TalkStopped:
    """The person hung up. The talk stays and can be taken up again."""


@dataclass(frozen=True, slots=True)
class TalkOpened:
    """A new talk (no items) or an old one to be continued is on the table."""

    talk: Talk


@dataclass(frozen=True, slots=True)
class KeyPressed:
    pass


@dataclass(frozen=True, slots=True)
class KeyReleased:
    pass


@dataclass(frozen=True, slots=True)
class ReplyInterrupted:
    """The person interrupted the reply, by a button or Esc."""


@dataclass(frozen=True, slots=True)
class MuteSet:
    muted: bool


@dataclass(frozen=True, slots=True)
class TextEntered:
    text: str
    images: tuple[Image, ...] = ()
    spoken: bool = True


@dataclass(frozen=True, slots=True)
class ItemCorrected:
    item: ItemId
    text: str


@dataclass(frozen=True, slots=True)
class CorrectionUndone:
    """The words of a message are to be again what they were before it was corrected."""

    before: Message


@dataclass(frozen=True, slots=True)
class ItemDeleted:
    item: ItemId


@dataclass(frozen=True, slots=True)
class ItemRestored:
    """A deleted item is to be again where it was."""

    item: Item


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """Answer this message of the person once more (or at last)."""

    item: ItemId


@dataclass(frozen=True, slots=True)
class ToolPermitted:
    item: ItemId
    allowed: bool


@dataclass(frozen=True, slots=True)
class WishesChanged:
    wishes: TalkWishes


@dataclass(frozen=True, slots=True)
class RetryAsked:
    """The person pressed the button beside an error: try at once."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The conversation's deadline has come."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The app is closing. After this only stopping is commanded."""


SoundEvent = (
    MicFrame | MicStirred | PauseJudged | MicrophoneChanged | SpeakerChanged | Played | PlaybackEnded | PlaybackStopped
)
"""What the audio room tells."""
EditEvent = ItemCorrected | CorrectionUndone | ItemDeleted | ItemRestored
"""What the person makes of lines that are there."""
PersonEvent = (
    TalkStarted
    | TalkStopped
    | TalkOpened
    | KeyPressed
    | KeyReleased
    | ReplyInterrupted
    | MuteSet
    | TextEntered
    | EditEvent
    | AskedAgain
    | ToolPermitted
    | WishesChanged
)
"""What the person did."""
AppEvent = (
    FromEngine
    | RecordingNotFound
    | RetryAsked
    | NetworkCameBack
    | MachineWoke
    | ToolAnswered
    | AlarmRang
    | ModelLoading
    | StoreFailed
    | StoreRecovered
    | Tick
    | Stopped
)
"""What engines, tools, the store and the machine tell, and what is to be tried again."""
Event = SoundEvent | PersonEvent | AppEvent

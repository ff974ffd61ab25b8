"""Defines what happens to the conversation: events from the ears, the mouth, the engine, the tools, the store and the
person.
"""

from dataclasses import dataclass, field

from voiceapp.core.failures import Failure
from voiceapp.core.messages.engine import CallId, EngineEvent, LinkId, ReplyId, TurnId
from voiceapp.core.overlap_decision import OverlapDecision
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, Item, ItemId, Message, SoundId, Talk
from voiceapp.core.wishes import TalkWishes

# --- events for the conversation


@dataclass(frozen=True, slots=True)
class MicFrame:
    """A frame of 20 ms of sound, cleaned, at the wire rate."""

    pcm: bytes = field(repr=False)
    at: float
    """When its first sample was taken."""
    speech: float
    """How likely it is that someone is speaking, 0 to 1."""
    level: float
    """dB below full scale, at most 0."""


@dataclass(frozen=True, slots=True)
class MicStirred:
    """A sudden sound in 10 ms of the microphone, reported ahead of the frame that will contain it."""

    level: float


@dataclass(frozen=True, slots=True)
class PauseJudged:
    """The likelihood, 0 to 1, that the person had finished at this pause in this recording."""

    sound: SoundId
    pause: int
    likelihood: float


@dataclass(frozen=True, slots=True)
class OverlapHeard:
    """The words that were recognised on this machine in a sound over a reply."""

    sound: SoundId
    text: str
    frames: int
    """How much of the recording there was by then. What was said later is not among the words."""
    language: str = ""
    """The language in which they were recognised, if the recogniser tells it."""


@dataclass(frozen=True, slots=True)
class OverlapJudged:
    """It was decided what a sound over a reply is. Comes back so that the person can see it, and correct it."""

    decision: OverlapDecision


@dataclass(frozen=True, slots=True)
class MicrophoneChanged:
    """Another microphone listens (`name`), or none does (None)."""

    name: str | None
    failure: Failure | None = None
    """The reason, if the person should know it."""


@dataclass(frozen=True, slots=True)
class SpeakerChanged:
    name: str | None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """This much of a reply has left the speaker."""

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
    """The speaker is silent as commanded, and this much of the reply was heard."""

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
    """The machine was asleep, so what was open before may be closed without any notice of it."""

    slept: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class ToolAnswered:
    call: CallId
    output: str
    failed: bool = False
    failure: Sentence | None = None
    """The reason it failed, for the person."""


@dataclass(frozen=True, slots=True)
class AlarmRang:
    """A timer or a reminder that the person set is due."""

    sentence: Sentence
    number: int | None = None
    """The number by which it can be stopped."""


@dataclass(frozen=True, slots=True)
class StoreFailed:
    """The disk takes no more, so what is said from here on lives in memory."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class StoreRecovered:
    pass


@dataclass(frozen=True, slots=True)
class ModelLoading:
    """A model is being loaded on this machine: for a talk, for dictation, or in advance. Repeated as it progresses."""

    what: str = ""
    """The part being loaded: ears, brain or voice; empty once nothing is."""
    done: float | None = None
    """Roughly how much of it is loaded, 0 to 1, if known."""


@dataclass(frozen=True, slots=True)
class WakeWordReady:
    """The wake word can be heard now, and is `phrase`; or it cannot, for this reason."""

    phrase: str
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class WakeWordHeard:
    """Somebody said the wake word."""

    at: float
    """When the frame in which it was recognised was taken."""


@dataclass(frozen=True, slots=True)
class TalkStarted:
    """The person wants to be listened to."""

    asleep: bool = False
    """As soon as somebody says the wake word, because it was so before a break."""


@dataclass(frozen=True, slots=True)
class TalkStopped:
    """The person hung up. The talk stays and can be resumed."""


@dataclass(frozen=True, slots=True)
class TalkOpened:
    """A new talk (no items) was opened, or an old one to continue."""

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
    """The person undid a correction, so the message gets its earlier words back."""

    before: Message


@dataclass(frozen=True, slots=True)
class ItemDeleted:
    item: ItemId


@dataclass(frozen=True, slots=True)
class ItemRestored:
    """The person restored a deleted item to its place."""

    item: Item


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """The person asked for an answer to this message, once more or at last."""

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
    """The person pressed the button beside an error to try at once."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The conversation's deadline has come."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The app is closing. From here on, the only commands are those that stop things."""


SoundEvent = (
    MicFrame
    | MicStirred
    | PauseJudged
    | OverlapHeard
    | OverlapJudged
    | MicrophoneChanged
    | SpeakerChanged
    | Played
    | PlaybackEnded
    | PlaybackStopped
)
"""What the audio room reports."""
EditEvent = ItemCorrected | CorrectionUndone | ItemDeleted | ItemRestored
"""What the person does to existing lines."""
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
"""What engines, tools, the store and the machine report, and what should be tried again."""
WakeEvent = WakeWordReady | WakeWordHeard
"""What listens for the wake word reports."""
Event = SoundEvent | PersonEvent | AppEvent | WakeEvent

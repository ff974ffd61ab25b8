"""Defines what happens to the conversation: events from the ears, the mouth, the engine, the tools, the store and the
person.
"""

from voiceapp.core.failures import Failure
from voiceapp.core.messages.engine import CallId, EngineEvent, LinkId, ReplyId, TurnId
from voiceapp.core.overlap_decision import OverlapDecision
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, Item, ItemId, Message, SoundId, Talk, Word
from voiceapp.core.value import Value
from voiceapp.core.wishes import TalkWishes

# --- events for the conversation


class MicFrame(Value, frozen=True):
    """A frame of 20 ms of sound, cleaned, at the wire rate."""

    pcm: bytes
    at: float
    """When its first sample was taken."""
    speech: float
    """How likely it is that someone is speaking, 0 to 1."""
    level: float
    """dB below full scale, at most 0."""


class MicStirred(Value, frozen=True):
    """A sudden sound in 10 ms of the microphone, reported ahead of the frame that will contain it."""

    level: float


class PauseJudged(Value, frozen=True):
    """The likelihood, 0 to 1, that the person had finished at this pause in this recording."""

    sound: SoundId
    pause: int
    likelihood: float


class PauseHeard(Value, frozen=True):
    """The words that were recognised on this device in what was said up to a pause."""

    sound: SoundId
    pause: int
    text: str
    language: str = ""
    """The language in which they were recognised, if the recogniser tells it."""


class OverlapHeard(Value, frozen=True):
    """The words that were recognised on this device in a sound over a reply."""

    sound: SoundId
    text: str
    frames: int
    """How much of the recording there was by then. What was said later is not among the words."""
    language: str = ""
    """The language in which they were recognised, if the recogniser tells it."""
    unsure: bool = False
    """The recogniser guessed, so something else was probably said."""


class OverlapJudged(Value, frozen=True):
    """It was decided what a sound over a reply is. Comes back so that the person can see it, and correct it."""

    decision: OverlapDecision


class MicrophoneChanged(Value, frozen=True):
    """Another microphone listens (`name`), or none does (None)."""

    name: str | None
    failure: Failure | None = None
    """The reason, if the person should know it."""


class SpeakerChanged(Value, frozen=True):
    name: str | None
    failure: Failure | None = None


class Played(Value, frozen=True):
    """This much of a reply has left the speaker."""

    reply: ReplyId
    heard: Milliseconds
    level: float = -120.0


class PlaybackEnded(Value, frozen=True):
    """The last sample of a finished reply has left the speaker."""

    reply: ReplyId
    heard: Milliseconds


class PlaybackStopped(Value, frozen=True):
    """The speaker is silent as commanded, and this much of the reply was heard."""

    reply: ReplyId
    heard: Milliseconds


class FromEngine(Value, frozen=True):
    link: LinkId
    event: EngineEvent


class RecordingNotFound(Value, frozen=True):
    """A recording that was to be sent over this link is not on the disk, or cannot be read."""

    link: LinkId
    turn: TurnId


class NetworkCameBack(Value, frozen=True):
    pass


class MachineWoke(Value, frozen=True):
    """The machine was asleep, so what was open before may be closed without any notice of it."""

    slept: float
    """Seconds."""


class ToolAnswered(Value, frozen=True):
    call: CallId
    output: str
    failed: bool = False
    failure: Sentence | None = None
    """The reason it failed, for the person."""
    images: tuple[Image, ...] = ()
    """The pictures that it made."""


class ToolProgressed(Value, frozen=True):
    """A tool that makes a picture has come so far with it."""

    call: CallId
    image: Image


class AlarmRang(Value, frozen=True):
    """A timer or a reminder that the person set is due."""

    sentence: Sentence
    number: int | None = None
    """The number by which it can be stopped."""


class StoreFailed(Value, frozen=True):
    """The disk takes no more, so what is said from here on lives in memory."""

    failure: Failure


class StoreRecovered(Value, frozen=True):
    pass


class ModelLoading(Value, frozen=True):
    """A model is being loaded on this device: for a talk, for dictation, or in advance. Repeated as it progresses."""

    what: str = ""
    """The part being loaded: ears, brain or voice; empty once nothing is."""
    done: float | None = None
    """Roughly how much of it is loaded, 0 to 1, if known."""


class WakeWordReady(Value, frozen=True):
    """The wake word can be heard now, and is `phrase`; or it cannot, for this reason."""

    phrase: str
    failure: Failure | None = None


class WakeWordHeard(Value, frozen=True):
    """Somebody said the wake word."""

    at: float
    """When the frame in which it was recognised was taken."""


class TalkStarted(Value, frozen=True):
    """The person wants to be listened to."""

    asleep: bool = False
    """As soon as somebody says the wake word, because it was so before a break."""


class TalkStopped(Value, frozen=True):
    """The person hung up. The talk stays and can be resumed."""


class TalkOpened(Value, frozen=True):
    """A new talk (no items) was opened, or an old one to continue."""

    talk: Talk


class KeyPressed(Value, frozen=True):
    pass


class KeyReleased(Value, frozen=True):
    pass


class ReplyInterrupted(Value, frozen=True):
    """The person interrupted the reply, by a button or Esc."""


class MuteSet(Value, frozen=True):
    muted: bool


class OffRecordSet(Value, frozen=True):
    """The person left the record, so that nothing is kept of what is said, or came back to it."""

    off: bool


class TextEntered(Value, frozen=True):
    text: str
    images: tuple[Image, ...] = ()
    spoken: bool = True


class ItemCorrected(Value, frozen=True):
    item: ItemId
    text: str


class WordConfirmed(Value, frozen=True):
    """The person says that a word of which the recogniser was unsure is right."""

    item: ItemId
    word: Word


class CorrectionUndone(Value, frozen=True):
    """The person undid a correction, so the message gets its earlier words back."""

    before: Message


class ItemDeleted(Value, frozen=True):
    item: ItemId


class ItemRestored(Value, frozen=True):
    """The person restored a deleted item to its place."""

    item: Item


class AskedAgain(Value, frozen=True):
    """The person asked for an answer to this message, once more or at last."""

    item: ItemId


class ToolPermitted(Value, frozen=True):
    item: ItemId
    allowed: bool


class WishesChanged(Value, frozen=True):
    wishes: TalkWishes


class RetryAsked(Value, frozen=True):
    """The person pressed the button beside an error to try at once."""


class Tick(Value, frozen=True):
    """The conversation's deadline has come."""


class Stopped(Value, frozen=True):
    """The app is closing. From here on, the only commands are those that stop things."""


SoundEvent = (
    MicFrame
    | MicStirred
    | PauseJudged
    | PauseHeard
    | OverlapHeard
    | OverlapJudged
    | MicrophoneChanged
    | SpeakerChanged
    | Played
    | PlaybackEnded
    | PlaybackStopped
)
"""What the audio room reports."""
EditEvent = ItemCorrected | WordConfirmed | CorrectionUndone | ItemDeleted | ItemRestored
"""What the person does to existing lines."""
PersonEvent = (
    TalkStarted
    | TalkStopped
    | TalkOpened
    | KeyPressed
    | KeyReleased
    | ReplyInterrupted
    | MuteSet
    | OffRecordSet
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
    | ToolProgressed
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

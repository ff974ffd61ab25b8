"""The vocabulary of the whole app: every event (past tense) and every command (imperative).

Events come from the ears, the mouth, the engine, the tools, the store and the person; commands go
back to them. All are frozen values, so that they can pass from thread to thread, into the flight
recorder and out of it again.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import NewType

from voiceapp.core.failures import Failure
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.transcript import Image, Item, ItemId, SoundId, Spent, Talk, TalkId, Word
from voiceapp.core.wishes import SessionWishes, TalkWishes, TurnTaking

LinkId = NewType("LinkId", int)
"""Counts the connections of a talk. What comes late from an older one is recognised by it."""
TurnId = NewType("TurnId", str)
"""One thing that the person said or wrote. Named by us when we end the turn, by the engine when it does."""
BEING_SAID = TurnId("")
"""What the person is saying at this moment, where the engine has no name for it yet."""
ReplyId = NewType("ReplyId", str)
"""One answer of the engine. Never used twice in a talk."""
CallId = NewType("CallId", str)

# --- what an engine can do, and says of itself


@dataclass(frozen=True, slots=True)
class EngineTraits:
    name: str
    """Shown to the person: OpenAI Realtime, On this machine, …"""
    ends_turns: bool = False
    """It can find the end of a turn by itself, when asked to."""
    cuts_replies: bool = False
    """It can be told how much of a reply was heard."""
    renders_text: bool = True
    leaves_machine: str = ""
    """What leaves the machine and to whom, in a few words; empty: nothing."""


@dataclass(frozen=True, slots=True)
class LinkInfo:
    traits: EngineTraits
    model: str = ""
    voice: str = ""
    expires_at: float | None = None
    """When the service ends this session, in seconds since the epoch."""


# --- engine events: what a link says


@dataclass(frozen=True, slots=True)
class TurnBegan:
    """The engine's own detector heard the person begin."""

    turn: TurnId
    at: Milliseconds
    """Counted in the sound that was sent over this link, pre-roll included."""


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The engine's own detector heard the person stop."""

    turn: TurnId
    at: Milliseconds


@dataclass(frozen=True, slots=True)
class TurnTaken:
    """The engine has the whole turn and will answer it."""

    turn: TurnId


@dataclass(frozen=True, slots=True)
class TurnWords:
    """What the person said, as recognised so far; the whole text each time."""

    turn: TurnId
    text: str
    final: bool
    language: str | None = None
    words: tuple[Word, ...] = ()
    spent: tuple[Spent, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnNotUnderstood:
    turn: TurnId
    failure: Failure


@dataclass(frozen=True, slots=True)
class ReplyBegan:
    reply: ReplyId
    turn: TurnId | None = None
    """What it answers, where the engine knows."""
    model: str = ""


@dataclass(frozen=True, slots=True)
class ReplySound:
    reply: ReplyId
    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """More words of a reply, and how much of its sound had come when they came."""

    reply: ReplyId
    text: str
    at: Milliseconds = 0


@dataclass(frozen=True, slots=True)
class ReplySpoken:
    """All of a reply's sound has come; more words or tool calls may still follow."""

    reply: ReplyId


class Outcome(Enum):
    DONE = "done"
    CUT = "cut"
    SHORTENED = "shortened"
    """Ended by a limit of length or by the service's content filter."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReplyEnded:
    reply: ReplyId
    outcome: Outcome
    spent: tuple[Spent, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class ToolAsked:
    """The model wants a function run. `arguments` is JSON as it wrote it, complete."""

    reply: ReplyId
    call: CallId
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Limit:
    name: str
    limit: int
    remaining: int
    resets_in: float


@dataclass(frozen=True, slots=True)
class LimitsTold:
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class AsideAnswered:
    """The answer to a side job (a title, a tidy-up); `job` is the name it was asked under."""

    job: str
    text: str
    spent: tuple[Spent, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineComplained:
    """Something was refused, but the link lives."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class NeedsNewSession:
    """What was wished cannot be changed in this session: a new one will have it, from the next silence on."""

    why: str
    """One sentence for the transcript; empty: nothing worth saying."""


@dataclass(frozen=True, slots=True)
class EngineChanged:
    """Another engine, or another model, answers from here on."""

    info: LinkInfo
    why: str
    """One sentence for the transcript; empty: nothing worth saying."""


@dataclass(frozen=True, slots=True)
class LinkOpened:
    info: LinkInfo


@dataclass(frozen=True, slots=True)
class LinkLost:
    """The link is gone. Nothing more comes from it."""

    failure: Failure


EngineEvent = (
    TurnBegan
    | TurnEnded
    | TurnTaken
    | TurnWords
    | TurnNotUnderstood
    | ReplyBegan
    | ReplySound
    | ReplyWords
    | ReplySpoken
    | ReplyEnded
    | ToolAsked
    | LimitsTold
    | AsideAnswered
    | EngineComplained
    | NeedsNewSession
    | EngineChanged
    | LinkOpened
    | LinkLost
)

# --- engine commands: what a link is told


@dataclass(frozen=True, slots=True)
class SendAudio:
    """More of the person's sound, 16-bit mono at the wire rate."""

    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CommitTurn:
    """The person has finished: take what was sent since the last commit as one turn, and answer it."""

    turn: TurnId


@dataclass(frozen=True, slots=True)
class SendUtterance:
    """A whole utterance at once, as one turn: what was said while no link was open, or when one broke. Answer it."""

    turn: TurnId
    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DropAudio:
    """Forget what was sent since the last commit: it was no speech."""


@dataclass(frozen=True, slots=True)
class SendText:
    """The person wrote something (or shows a picture): add it, and answer it."""

    turn: TurnId
    text: str
    images: tuple[Image, ...] = ()
    spoken: bool = True


@dataclass(frozen=True, slots=True)
class AskReply:
    """Answer once more, from the conversation as it stands."""

    spoken: bool = True


@dataclass(frozen=True, slots=True)
class CancelReply:
    reply: ReplyId


@dataclass(frozen=True, slots=True)
class TruncateReply:
    """So much of the reply was heard; the engine forgets the rest. 0: forget the reply."""

    reply: ReplyId
    heard: Milliseconds
    text: str = ""
    """The words that were heard, for engines that keep text rather than sound."""


@dataclass(frozen=True, slots=True)
class ForgetTurn:
    """The person deleted this from the conversation."""

    turn: TurnId


@dataclass(frozen=True, slots=True)
class GiveToolOutput:
    call: CallId
    output: str
    last: bool
    """No other call of that reply is still open: the engine may answer now."""


@dataclass(frozen=True, slots=True)
class Configure:
    wishes: SessionWishes


@dataclass(frozen=True, slots=True)
class AskAside:
    """A side job that leaves the conversation as it is and is answered in text."""

    job: str
    instructions: str
    text: str


EngineCommand = (
    SendAudio
    | CommitTurn
    | SendUtterance
    | DropAudio
    | SendText
    | AskReply
    | CancelReply
    | TruncateReply
    | ForgetTurn
    | GiveToolOutput
    | Configure
    | AskAside
)

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
class NetworkCameBack:
    pass


@dataclass(frozen=True, slots=True)
class ToolAnswered:
    call: CallId
    output: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class AlarmRang:
    """A timer or a reminder that the person has set is due."""

    text: str


@dataclass(frozen=True, slots=True)
class StoreFailed:
    """The disk takes no more; what is said from here on lives in memory."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class StoreRecovered:
    pass


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
    """By a button or Esc."""


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
class ItemDeleted:
    item: ItemId


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


Event = (
    MicFrame
    | MicrophoneChanged
    | SpeakerChanged
    | Played
    | PlaybackEnded
    | PlaybackStopped
    | FromEngine
    | NetworkCameBack
    | ToolAnswered
    | AlarmRang
    | StoreFailed
    | StoreRecovered
    | TalkStarted
    | TalkStopped
    | TalkOpened
    | KeyPressed
    | KeyReleased
    | ReplyInterrupted
    | MuteSet
    | TextEntered
    | ItemCorrected
    | ItemDeleted
    | AskedAgain
    | ToolPermitted
    | WishesChanged
    | RetryAsked
    | Tick
    | Stopped
)

# --- commands of the conversation


@dataclass(frozen=True, slots=True)
class Connect:
    """Open a link and give it the conversation so far. An older link stays open until it is disconnected."""

    link: LinkId
    wishes: SessionWishes
    history: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Disconnect:
    link: LinkId


@dataclass(frozen=True, slots=True)
class ToEngine:
    link: LinkId
    command: EngineCommand


@dataclass(frozen=True, slots=True)
class SendSound:
    """Read a kept utterance from disk and send it over this link, as SendUtterance."""

    link: LinkId
    turn: TurnId
    sound: SoundId


@dataclass(frozen=True, slots=True)
class Listen:
    """Open or release the microphone."""

    on: bool


@dataclass(frozen=True, slots=True)
class Play:
    reply: ReplyId
    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FinishPlaying:
    """All of that reply's sound has been handed over."""

    reply: ReplyId


@dataclass(frozen=True, slots=True)
class Duck:
    """Play on, but quieter."""


@dataclass(frozen=True, slots=True)
class Unduck:
    pass


@dataclass(frozen=True, slots=True)
class PausePlaying:
    """Fall silent but keep the place."""


@dataclass(frozen=True, slots=True)
class ResumePlaying:
    pass


@dataclass(frozen=True, slots=True)
class StopPlaying:
    """Silence now. Answered by PlaybackStopped for each reply that was not heard to its end."""


@dataclass(frozen=True, slots=True)
class KeepTalk:
    """Remember the talk itself: its title, beginning, end. Its items are kept one by one."""

    talk: Talk


@dataclass(frozen=True, slots=True)
class KeepItem:
    """Remember this item, in place of what was kept under its id."""

    talk: TalkId
    item: Item


@dataclass(frozen=True, slots=True)
class ForgetItem:
    talk: TalkId
    item: ItemId


@dataclass(frozen=True, slots=True)
class KeepSound:
    """Append to a recording; the first piece begins it."""

    sound: SoundId
    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class EndSound:
    """The recording is whole. `keep` false: it was no speech, throw it away."""

    sound: SoundId
    keep: bool = True


@dataclass(frozen=True, slots=True)
class RunTool:
    call: CallId
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class CancelTool:
    call: CallId


class Phase(Enum):
    """What the app is doing, as the person sees it. Exactly one is true."""

    OFF = "off"
    CONNECTING = "connecting"
    READY = "ready"
    """Push-to-talk: press to speak."""
    LISTENING = "listening"
    HEARING = "hearing"
    THINKING = "thinking"
    LOOKING = "looking"
    """A tool runs."""
    SPEAKING = "speaking"
    MUTED = "muted"
    OFFLINE = "offline"
    """No engine can be reached; what is said is kept."""
    DEAF = "deaf"
    """No microphone; text works."""


@dataclass(frozen=True, slots=True)
class TalkState:
    """All that the talk button and the status line show."""

    phase: Phase = Phase.OFF
    turn_taking: TurnTaking = TurnTaking.LOCAL
    muted: bool = False
    engine: str = ""
    model: str = ""
    voice: str = ""
    leaves_machine: str = ""
    microphone: str | None = None
    speaker: str | None = None
    waiting: int = 0
    """Utterances that are kept and not yet answered."""
    retry_at: float | None = None
    spent_usd: float = 0.0
    unpriced: bool = False
    """Something was used whose price is not known."""


@dataclass(frozen=True, slots=True)
class ShowState:
    state: TalkState


@dataclass(frozen=True, slots=True)
class ShowItem:
    """Put this item into the transcript, in place of what stood there under its id."""

    item: Item


@dataclass(frozen=True, slots=True)
class HideItem:
    item: ItemId


@dataclass(frozen=True, slots=True)
class ShowTalk:
    """Another talk is on the table: replace the whole transcript."""

    talk: Talk


@dataclass(frozen=True, slots=True)
class ShowLevels:
    """How loud it is now, dB below full scale."""

    microphone: float | None = None
    speaker: float | None = None


@dataclass(frozen=True, slots=True)
class ShowFailure:
    failure: Failure
    stays: bool = False
    """Until it is over, not only for a while."""


@dataclass(frozen=True, slots=True)
class ClearFailure:
    """What `ShowFailure` said with this kind is over."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class ShowLimits:
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class ShowAlarm:
    """A timer or a reminder rings: say so where it is seen when the window is not. It stands in the transcript, too."""

    text: str


class Chime(Enum):
    START = "start"
    STOP = "stop"
    ERROR = "error"
    ALARM = "alarm"
    """A timer or a reminder rings: long enough to be heard in the next room."""


@dataclass(frozen=True, slots=True)
class PlayChime:
    chime: Chime


Show = ShowState | ShowItem | HideItem | ShowTalk | ShowLevels | ShowFailure | ClearFailure | ShowLimits | ShowAlarm

Command = (
    Connect
    | Disconnect
    | ToEngine
    | SendSound
    | Listen
    | Play
    | FinishPlaying
    | Duck
    | Unduck
    | PausePlaying
    | ResumePlaying
    | StopPlaying
    | KeepTalk
    | KeepItem
    | ForgetItem
    | KeepSound
    | EndSound
    | RunTool
    | CancelTool
    | PlayChime
    | Show
)

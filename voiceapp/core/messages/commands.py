"""Defines the commands that the conversation gives, among them those that show something."""

from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.failures import Failure
from voiceapp.core.messages.engine import CallId, Limit, LinkId, ReplyId, TurnId
from voiceapp.core.messages.engine_commands import EngineCommand
from voiceapp.core.ringing import WaitingAlarm
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, ItemId, SoundId, Talk, TalkId
from voiceapp.core.wishes import SessionWishes, TurnTaking

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
class ReadyJudge:
    """The person may pause soon, and their pauses end their turns: whoever judges them should be loaded by then."""


@dataclass(frozen=True, slots=True)
class JudgePause:
    """Judge how likely it is that the person has finished. `pcm`: the end of what was said, with the pause. Where somebody
    knows, PauseJudged follows.
    """

    sound: SoundId
    pause: int
    """Which one in this recording, counted from 1."""
    pcm: bytes = field(repr=False)


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
class ReadySpeaker:
    """An answer may follow soon: opening the loudspeaker must not make it late."""


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
    """It was nothing that anybody said: it is gone for good."""

    talk: TalkId
    item: ItemId


@dataclass(frozen=True, slots=True)
class DeleteItem:
    """The person deleted it. It can be restored as long as they want such things kept, by a KeepItem as well."""

    talk: TalkId
    item: Item


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
    """The phase that the app is in, as the person sees it. Exactly one is true."""

    OFF = "off"
    CONNECTING = "connecting"
    READY = "ready"
    """Push-to-talk: press to speak."""
    LISTENING = "listening"
    HEARING = "hearing"
    THINKING = "thinking"
    LOOKING = "looking"
    """A tool runs."""
    ASKING = "asking"
    """A tool waits for the person's permission."""
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
    hears: bool = False
    """What the person says now reaches the talk: its microphone is open, not muted, and gives something."""
    voice_interrupts: bool = True
    """Where it hears, and no key says whose turn it is: speaking over a reply ends it."""
    keeps_floor: bool = False
    """The person is silent in the middle of what they say, and asked for time to think."""
    engine: Sentence | None = None
    model: str = ""
    voice: str = ""
    leaves_machine: Sentence | None = None
    microphone: str | None = None
    speaker: str | None = None
    waiting: int = 0
    """Utterances that are kept and not yet answered."""
    retry_at: float | None = None
    spent_usd: float = 0.0
    unpriced: bool = False
    """Something was used whose price is not known."""
    loading: str = ""
    """Which model of this machine is being loaded: ears, brain or voice."""
    loaded: float | None = None
    """About how much of it, 0 to 1, where that can be told."""


@dataclass(frozen=True, slots=True)
class ShowState:
    state: TalkState


@dataclass(frozen=True, slots=True)
class ShowItem:
    """Put this item into the transcript, in place of what stood there under its id."""

    item: Item
    above: ItemId | None = None
    """Before which line it goes where it is not there yet; None: where its time puts it."""


@dataclass(frozen=True, slots=True)
class HideItem:
    item: ItemId


@dataclass(frozen=True, slots=True)
class ShowTalk:
    """Another talk is on the table: replace the whole transcript."""

    talk: Talk


@dataclass(frozen=True, slots=True)
class ShowLevels:
    """The loudness of this moment, in dB below full scale."""

    microphone: float | None = None
    speaker: float | None = None


@dataclass(frozen=True, slots=True)
class ShowFailure:
    failure: Failure
    stays: bool = False
    """Until it is over, not only for a while."""


@dataclass(frozen=True, slots=True)
class ClearFailure:
    """The failure of this kind that `ShowFailure` told of is over."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class ShowLimits:
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class ShowAlarm:
    """A timer or a reminder rings: say so where it is seen when the window is not. It stands in the transcript, too."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class ShowAlarms:
    """The timers and reminders that ring, by their numbers, and those that still wait, the next one first."""

    ringing: tuple[int, ...] = ()
    waiting: tuple[WaitingAlarm, ...] = ()


class Chime(Enum):
    START = "start"
    STOP = "stop"
    ERROR = "error"
    ALARM = "alarm"
    """A timer or a reminder rings: long enough to be heard in the next room."""


@dataclass(frozen=True, slots=True)
class PlayChime:
    chime: Chime


Show = (
    ShowState
    | ShowItem
    | HideItem
    | ShowTalk
    | ShowLevels
    | ShowFailure
    | ClearFailure
    | ShowLimits
    | ShowAlarm
    | ShowAlarms
)

Command = (
    Connect
    | Disconnect
    | ToEngine
    | SendSound
    | ReadyJudge
    | JudgePause
    | Listen
    | Play
    | FinishPlaying
    | Duck
    | Unduck
    | ReadySpeaker
    | StopPlaying
    | KeepTalk
    | KeepItem
    | ForgetItem
    | DeleteItem
    | KeepSound
    | EndSound
    | RunTool
    | CancelTool
    | PlayChime
    | Show
)

"""Defines the commands that the conversation gives, including those that show something."""

from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.failures import Failure
from voiceapp.core.messages.engine import CallId, Limit, LinkId, ReplyId, TurnId
from voiceapp.core.messages.engine_commands import EngineCommand
from voiceapp.core.overlap_decision import OverlapDecision
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
    """Read a stored utterance from disk and send it over this link, as SendUtterance does."""

    link: LinkId
    turn: TurnId
    sound: SoundId


@dataclass(frozen=True, slots=True)
class ReadyJudge:
    """Load whatever judges pauses, because the person may pause soon and their pauses end their turns."""


@dataclass(frozen=True, slots=True)
class JudgePause:
    """Judge how likely it is that the person has finished. `pcm`: the end of what was said, with the pause. PauseJudged
    follows if anything can tell.
    """

    sound: SoundId
    pause: int
    """The number of the pause in this recording, counted from 1."""
    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadyWakeWord:
    """Get ready to hear this wake word; empty: none any more. WakeWordReady follows if there is one."""

    word: str


@dataclass(frozen=True, slots=True)
class SpotWakeWord:
    """Listen for the wake word in this frame, on this machine. WakeWordHeard follows if it ends there."""

    pcm: bytes = field(repr=False)
    at: float


@dataclass(frozen=True, slots=True)
class HearOverlap:
    """Recognise on this machine, if that is possible here, what was said over a reply so far. OverlapHeard follows."""

    sound: SoundId
    pcm: bytes = field(repr=False)
    frames: int
    """How much of the recording there is by now."""
    language: str = ""
    """The language that the person speaks, if it is known."""
    languages: tuple[str, ...] = ()
    """The languages that they may speak otherwise."""


@dataclass(frozen=True, slots=True)
class NoteOverlap:
    """Keep in view what a sound over a reply was taken for. OverlapJudged follows."""

    decision: OverlapDecision


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
    """Note that all of that reply's sound has been handed over."""

    reply: ReplyId


@dataclass(frozen=True, slots=True)
class Duck:
    """Play on, but quieter."""


@dataclass(frozen=True, slots=True)
class Unduck:
    pass


@dataclass(frozen=True, slots=True)
class ReadySpeaker:
    """Get the loudspeaker ready, because an answer may follow soon and must not be delayed by opening it."""


@dataclass(frozen=True, slots=True)
class PausePlaying:
    """Be silent now, and keep what is left of each reply."""


@dataclass(frozen=True, slots=True)
class ResumePlaying:
    """Go on from where PausePlaying left off. StopPlaying ends the pause, too."""


@dataclass(frozen=True, slots=True)
class StopPlaying:
    """Be silent now. Answered by PlaybackStopped for each reply that was not heard to its end."""


@dataclass(frozen=True, slots=True)
class KeepTalk:
    """Store the talk itself: its title, beginning and end. Its items are stored one by one."""

    talk: Talk


@dataclass(frozen=True, slots=True)
class KeepItem:
    """Store this item, in place of what was stored under its id."""

    talk: TalkId
    item: Item


@dataclass(frozen=True, slots=True)
class ForgetItem:
    """Remove an item for good, because it turned out to be nothing that anyone said."""

    talk: TalkId
    item: ItemId


@dataclass(frozen=True, slots=True)
class DeleteItem:
    """Set aside an item that the person deleted. KeepItem can also restore it, as long as deleted items are kept."""

    talk: TalkId
    item: Item


@dataclass(frozen=True, slots=True)
class KeepSound:
    """Append to a recording. The first piece begins it."""

    sound: SoundId
    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class EndSound:
    """Complete the recording. `keep` false: it was no speech, so throw it away."""

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
    """Names the phases of the app as the person sees them. It is always in exactly one."""

    OFF = "off"
    CONNECTING = "connecting"
    READY = "ready"
    """Push-to-talk: press to speak."""
    LISTENING = "listening"
    ASLEEP = "asleep"
    """Only the wake word is listened for, on this machine."""
    HEARING = "hearing"
    THINKING = "thinking"
    LOOKING = "looking"
    """A tool is running."""
    ASKING = "asking"
    """A tool is waiting for the person's permission."""
    SPEAKING = "speaking"
    MUTED = "muted"
    OFFLINE = "offline"
    """No engine can be reached; what is said is kept."""
    DEAF = "deaf"
    """There is no microphone; text works."""


@dataclass(frozen=True, slots=True)
class TalkState:
    """Holds all that the talk button and the status line show."""

    phase: Phase = Phase.OFF
    turn_taking: TurnTaking = TurnTaking.LOCAL
    muted: bool = False
    hears: bool = False
    """What the person says now reaches the talk: its microphone is open, not muted, and delivers sound."""
    voice_interrupts: bool = True
    """If the talk hears and no key decides whose turn it is, speaking over a reply ends it."""
    keeps_floor: bool = False
    """The person is silent in mid-turn after asking for time to think."""
    wake_phrase: str = ""
    """What wakes a talk that is asleep. Empty: unknown, or nothing can hear it."""
    engine: Sentence | None = None
    model: str = ""
    voice: str = ""
    leaves_machine: Sentence | None = None
    microphone: str | None = None
    speaker: str | None = None
    waiting: int = 0
    """The number of utterances that are kept and not yet answered."""
    retry_at: float | None = None
    spent_usd: float = 0.0
    unpriced: bool = False
    """Something was used whose price is unknown."""
    loading: str = ""
    """The part whose model is being loaded on this machine: ears, brain or voice."""
    loaded: float | None = None
    """Roughly how much of it is loaded, 0 to 1, if known."""

    @property
    def opens_microphone(self) -> bool:
        """Return whether the microphone is open, if only for the wake word."""
        return self.hears or self.phase is Phase.ASLEEP


@dataclass(frozen=True, slots=True)
class ShowState:
    state: TalkState


@dataclass(frozen=True, slots=True)
class ShowItem:
    """Put this item into the transcript, in place of what stood there under its id."""

    item: Item
    above: ItemId | None = None
    """The line that a new item goes before. None: its time decides."""


@dataclass(frozen=True, slots=True)
class HideItem:
    item: ItemId


@dataclass(frozen=True, slots=True)
class ShowTalk:
    """Replace the whole transcript with that of another talk."""

    talk: Talk


@dataclass(frozen=True, slots=True)
class ShowLevels:
    """Show the loudness of this moment, in dB below full scale."""

    microphone: float | None = None
    speaker: float | None = None


@dataclass(frozen=True, slots=True)
class ShowFailure:
    failure: Failure
    stays: bool = False
    """It is shown until it is over, not only for a while."""


@dataclass(frozen=True, slots=True)
class ClearFailure:
    """Take back the failure of this kind that `ShowFailure` showed, because it is over."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class ShowLimits:
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class ShowAlarm:
    """Show that a timer or a reminder rings, where it is seen without the window. It stands in the transcript, too."""

    sentence: Sentence
    number: int | None = None
    """The number by which it can be stopped."""


@dataclass(frozen=True, slots=True)
class ShowAlarms:
    """Show the timers and reminders that ring, by number, and those that still wait, the next one first."""

    ringing: tuple[int, ...] = ()
    waiting: tuple[WaitingAlarm, ...] = ()
    cancelled: tuple[WaitingAlarm, ...] = ()
    """Those that were cancelled since the app began."""


class Chime(Enum):
    START = "start"
    STOP = "stop"
    ERROR = "error"
    ALARM = "alarm"
    """A timer or a reminder rings, long enough to be heard in the next room."""


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
    | ReadyWakeWord
    | SpotWakeWord
    | HearOverlap
    | NoteOverlap
    | Listen
    | Play
    | FinishPlaying
    | Duck
    | Unduck
    | PausePlaying
    | ResumePlaying
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

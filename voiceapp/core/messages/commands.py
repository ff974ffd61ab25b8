"""Defines the commands that the conversation gives, including those that show something."""

from dataclasses import dataclass
from enum import Enum

from voiceapp.core.failures import Failure
from voiceapp.core.messages.engine import CallId, Limit, LinkId, ReplyId, TurnId
from voiceapp.core.messages.engine_commands import EngineCommand
from voiceapp.core.overlap_decision import OverlapDecision
from voiceapp.core.ringing import WaitingAlarm
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, Item, ItemId, SoundId, Talk, TalkId
from voiceapp.core.value import Value
from voiceapp.core.wishes import SessionWishes, TurnTaking

# --- commands of the conversation


class Connect(Value, frozen=True):
    """Open a link and give it the conversation so far. An older link stays open until it is disconnected."""

    link: LinkId
    wishes: SessionWishes
    history: tuple[Item, ...]


class Disconnect(Value, frozen=True):
    link: LinkId


class ToEngine(Value, frozen=True):
    link: LinkId
    command: EngineCommand


class SendSound(Value, frozen=True):
    """Read a stored utterance from disk and send it over this link, as SendUtterance does."""

    link: LinkId
    turn: TurnId
    sound: SoundId


class ReadyJudge(Value, frozen=True):
    """Load whatever judges pauses, because the person may pause soon and their pauses end their turns."""


class JudgePause(Value, frozen=True):
    """Judge how likely it is that the person has finished. `pcm`: the end of what was said, with the pause. PauseJudged
    follows if anything can tell.
    """

    sound: SoundId
    pause: int
    """The number of the pause in this recording, counted from 1."""
    pcm: bytes


class HearPause(Value, frozen=True):
    """Recognise on this device, if that is possible here, what was said up to a pause. PauseHeard follows."""

    sound: SoundId
    pause: int
    """The number of the pause in this recording, counted from 1."""
    pcm: bytes
    language: str = ""
    """The language that the person speaks, if it is known."""
    languages: tuple[str, ...] = ()
    """The languages that they may speak otherwise."""


class ReadyWakeWord(Value, frozen=True):
    """Get ready to hear this wake word; empty: none any more. WakeWordReady follows if there is one."""

    word: str


class SpotWakeWord(Value, frozen=True):
    """Listen for the wake word in this frame, on this device. WakeWordHeard follows if it ends there."""

    pcm: bytes
    at: float


class HearOverlap(Value, frozen=True):
    """Recognise on this device, if that is possible here, what was said over a reply so far. OverlapHeard follows."""

    sound: SoundId
    pcm: bytes
    frames: int
    """How much of the recording there is by now."""
    language: str = ""
    """The language that the person speaks, if it is known."""
    languages: tuple[str, ...] = ()
    """The languages that they may speak otherwise."""


class NoteOverlap(Value, frozen=True):
    """Keep in view what a sound over a reply was taken for. OverlapJudged follows."""

    decision: OverlapDecision


class Listen(Value, frozen=True):
    """Open or release the microphone."""

    on: bool


class Play(Value, frozen=True):
    reply: ReplyId
    pcm: bytes
    paced: bool = False
    """It comes at the pace of speech, with the silence in it, so a delay is never won back by itself."""


class FinishPlaying(Value, frozen=True):
    """Note that all of that reply's sound has been handed over."""

    reply: ReplyId


class Duck(Value, frozen=True):
    """Play on, but quieter."""


class Unduck(Value, frozen=True):
    pass


class ReadySpeaker(Value, frozen=True):
    """Get the loudspeaker ready, because an answer may follow soon and must not be delayed by opening it."""


class PausePlaying(Value, frozen=True):
    """Be silent now, and keep what is left of each reply."""


class ResumePlaying(Value, frozen=True):
    """Go on from where PausePlaying left off. StopPlaying ends the pause, too."""


class StopPlaying(Value, frozen=True):
    """Be silent now. Answered by PlaybackStopped for each reply that was not heard to its end."""


class KeepTalk(Value, frozen=True):
    """Store the talk itself: its title, beginning and end. Its items are stored one by one."""

    talk: Talk


class KeepItem(Value, frozen=True):
    """Store this item, in place of what was stored under its id."""

    talk: TalkId
    item: Item


class ForgetItem(Value, frozen=True):
    """Remove an item for good, because it turned out to be nothing that anyone said."""

    talk: TalkId
    item: ItemId


class DeleteItem(Value, frozen=True):
    """Set aside an item that the person deleted. KeepItem can also restore it, as long as deleted items are kept."""

    talk: TalkId
    item: Item


class KeepSound(Value, frozen=True):
    """Append to a recording. The first piece begins it."""

    sound: SoundId
    pcm: bytes


class EndSound(Value, frozen=True):
    """Complete the recording. `keep` false: it was no speech, so throw it away."""

    sound: SoundId
    keep: bool = True


class RunTool(Value, frozen=True):
    call: CallId
    name: str
    arguments: str
    picture: Image | None = None
    """The one that it works on, if it works on one."""


class CancelTool(Value, frozen=True):
    call: CallId


class Phase(Enum):
    """Names the phases of the app as the person sees them. It is always in exactly one."""

    OFF = "off"
    CONNECTING = "connecting"
    READY = "ready"
    """Push-to-talk: press to speak."""
    LISTENING = "listening"
    ASLEEP = "asleep"
    """Only the wake word is listened for, on this device."""
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
    off_record: bool = False
    """What is said is answered, and kept nowhere. What is shown of it has `off_record`, too."""
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
    """The part whose model is being loaded on this device: ears, brain or voice."""
    loaded: float | None = None
    """Roughly how much of it is loaded, 0 to 1, if known."""

    @property
    def opens_microphone(self) -> bool:
        """Return whether the microphone is open, if only for the wake word."""
        return self.hears or self.phase is Phase.ASLEEP


class ShowState(Value, frozen=True):
    state: TalkState


class ShowItem(Value, frozen=True):
    """Put this item into the transcript, in place of what stood there under its id."""

    item: Item
    above: ItemId | None = None
    """The line that a new item goes before. None: its time decides."""


class HideItem(Value, frozen=True):
    item: ItemId


class ShowTalk(Value, frozen=True):
    """Replace the whole transcript with that of another talk."""

    talk: Talk


class ShowLevels(Value, frozen=True):
    """Show the loudness of this moment, in dB below full scale."""

    microphone: float | None = None
    speaker: float | None = None


class ShowFailure(Value, frozen=True):
    failure: Failure
    stays: bool = False
    """It is shown until it is over, not only for a while."""


class ClearFailure(Value, frozen=True):
    """Take back the failure of this kind that `ShowFailure` showed, because it is over."""

    failure: Failure


class ShowLimits(Value, frozen=True):
    limits: tuple[Limit, ...]


class ShowAlarm(Value, frozen=True):
    """Show that a timer or a reminder rings, where it is seen without the window. It stands in the transcript, too."""

    sentence: Sentence
    number: int | None = None
    """The number by which it can be stopped."""


class ShowAlarms(Value, frozen=True):
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


class PlayChime(Value, frozen=True):
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
    | HearPause
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

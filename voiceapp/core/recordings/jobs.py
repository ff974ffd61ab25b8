"""Represents a sound file on its way into the history: what is wanted of it, and how far it has come."""

from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import TalkId
from voiceapp.core.transitions import Transitions

SURE_AFTER = 3.0
"""Seconds of work after which it can be told how long the rest takes."""


class RecordingPhase(Enum):
    """The phases of a file's job."""

    QUEUED = "queued"
    """It waits for those before it."""
    WORKING = "working"
    """It is being written down; there is only one such job at a time."""
    PAUSED = "paused"
    """The person paused it. What has been written down stays."""
    FAILED = "failed"
    """It can't go on by itself, and the person was told why."""
    DONE = "done"
    """All of it is in the history."""
    REMOVED = "removed"
    """It is no longer listed. What was written down of it is in the history."""


class RecordingMove(Enum):
    BEGIN = "begin"
    """It is its turn."""
    STEP_BACK = "step back"
    """The app was closed in the middle of it, or a meeting goes before it."""
    PAUSE = "pause"
    """The person wants it to wait."""
    RESUME = "resume"
    """It may go on from where it stopped."""
    FAIL = "fail"
    """The file can't be read any further, or nobody can write it down."""
    FINISH = "finish"
    """Its end was reached."""
    REMOVE = "remove"
    """The person no longer wants it in the list."""


RECORDING_TRANSITIONS = Transitions(
    "A recording that is written down",
    RecordingPhase.QUEUED,
    {
        RecordingPhase.QUEUED: {
            RecordingMove.BEGIN: RecordingPhase.WORKING,
            RecordingMove.PAUSE: RecordingPhase.PAUSED,
            RecordingMove.REMOVE: RecordingPhase.REMOVED,
        },
        RecordingPhase.WORKING: {
            RecordingMove.STEP_BACK: RecordingPhase.QUEUED,
            RecordingMove.PAUSE: RecordingPhase.PAUSED,
            RecordingMove.FAIL: RecordingPhase.FAILED,
            RecordingMove.FINISH: RecordingPhase.DONE,
            RecordingMove.REMOVE: RecordingPhase.REMOVED,
        },
        RecordingPhase.PAUSED: {
            RecordingMove.RESUME: RecordingPhase.QUEUED,
            RecordingMove.REMOVE: RecordingPhase.REMOVED,
        },
        RecordingPhase.FAILED: {
            RecordingMove.RESUME: RecordingPhase.QUEUED,
            RecordingMove.REMOVE: RecordingPhase.REMOVED,
        },
        RecordingPhase.DONE: {RecordingMove.REMOVE: RecordingPhase.REMOVED},
        RecordingPhase.REMOVED: {},
    },
)


class RecordedBy(Enum):
    """Names who writes a recording down."""

    SETTINGS = "settings"
    """Whoever transcribes by the settings."""
    SERVICE = "service"
    DEVICE = "device"


class VoicesBy(Enum):
    """Names what tells the persons in a recording apart."""

    NOTHING = "nothing"
    CHANNELS = "channels"
    """Each channel of the sound is a person, as in recorded calls."""
    SERVICE = "service"
    """The service that writes it down knows the voices."""
    DEVICE = "device"
    """How the voices sound, which this device finds out once all is written down."""


@dataclass(frozen=True, slots=True)
class RecordingOptions:
    """Holds what the person chose for a file."""

    by: RecordedBy = RecordedBy.SETTINGS
    languages: tuple[str, ...] = ()
    """Empty: the usual ones."""
    vocabulary: bool = True
    """The recogniser is told the vocabulary."""
    profile: str = ""
    """The id of a dictation profile whose languages and vocabulary hold. Empty: none."""
    voices: VoicesBy = VoicesBy.NOTHING
    names: tuple[str, ...] = ()
    """What the persons are called, in the order of their channels, or in which they first speak."""
    copies_sound: bool = True
    """The sound is kept beside the words; otherwise the lines refer to the file."""
    translated: bool = False
    """Written down in English, whatever is spoken."""
    persons: int = 0
    """How many speak, where this device tells their voices apart. 0: nobody says."""
    meeting: bool = False
    """The file is a recording of our own, made of the microphone and of what the computer plays."""

    def voice(self, channel: int, channels: int) -> str:
        """Return what the person on a channel is called. Empty: nobody is told apart by their channels."""
        return "" if channels < 2 else self.name(channel)

    def name(self, person: int) -> str:
        """Return what the next person is called after as many others."""
        return self.names[person] if person < len(self.names) else speaker_name(person)


def speaker_name(number: int) -> str:
    """Return what somebody without a name is called. The first is number 0."""
    return f"Speaker {number + 1}"


JobId = str


@dataclass(frozen=True, slots=True)
class RecordingJob:
    id: JobId
    path: str
    added_at: float
    options: RecordingOptions = field(default_factory=RecordingOptions)
    phase: RecordingPhase = RECORDING_TRANSITIONS.first
    place: int = 0
    """Its place in the queue; only the order counts."""
    length: Milliseconds = 0
    """0: not known."""
    positions: tuple[Milliseconds, ...] = (0,)
    """How far it is written down: for each channel, where these are persons."""
    lines: int = 0
    bad: int = 0
    """How many parts nobody could write down so far. They wait in the history with their sound."""
    worked: float = 0.0
    """Seconds that have gone into it since it was last begun."""
    worked_through: Milliseconds = 0
    """The sound that was written down in that time."""
    failure: Sentence | None = None
    seeks_speakers: bool = False
    """All of it is written down, and now it's found out who spoke."""
    recording: bool = False
    """Its file is still being recorded."""

    @property
    def talk(self) -> TalkId:
        return TalkId(self.id)

    @property
    def position(self) -> Milliseconds:
        return min(self.positions)

    @property
    def name(self) -> str:
        return file_name(self.path)

    @property
    def title(self) -> str:
        name, dot, _ = self.name.rpartition(".")
        return name if dot and name else self.name

    @property
    def share(self) -> float | None:
        """Return how much of it is done, from 0 to 1. None: its length isn't known."""
        if self.phase is RecordingPhase.DONE:
            return 1.0
        return min(1.0, self.position / self.length) if self.length else None

    @property
    def seconds_left(self) -> float | None:
        """Return how long the rest will take at the pace so far. None: nobody can tell yet."""
        if self.phase is not RecordingPhase.WORKING or not self.length:
            return None
        if self.worked < SURE_AFTER or not self.worked_through:
            return None
        return max(0, self.length - self.position) * self.worked / self.worked_through


def file_name(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path

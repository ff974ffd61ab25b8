"""Says what a sound over a reply was taken for, and why."""

from dataclasses import dataclass
from enum import Enum

from voiceapp.core.pcm import Milliseconds


class OverlapKind(Enum):
    SPEECH = "speech"
    BACKCHANNEL = "back-channel"
    STOP_COMMAND = "stop command"
    NOISE = "noise"

    @property
    def ends_reply(self) -> bool:
        return self in (OverlapKind.SPEECH, OverlapKind.STOP_COMMAND)


class OverlapReason(Enum):
    NO_VOICE = "no voice"
    ECHO = "it fell silent with the reply"
    FAR_AWAY = "too quiet to be the person"
    WORDS = "words"
    QUESTION = "it answers what the reply asked"
    LONG = "it lasted"
    SHORT = "it was short"
    REPEATED = "it came again"
    NOTHING_SOUNDS = "no reply sounded yet"


@dataclass(frozen=True, slots=True)
class OverlapDecision:
    kind: OverlapKind
    reason: OverlapReason
    voice: Milliseconds
    """How long a voice was heard."""
    after: Milliseconds
    """How long after its first sound this was decided."""
    level: float
    """The voice's mean level in dB."""

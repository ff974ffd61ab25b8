"""Says who spoke, as a recogniser tells it that knows voices apart."""

from dataclasses import dataclass

from voiceapp.core.pcm import Milliseconds


@dataclass(frozen=True, slots=True)
class KnownVoice:
    """Represents a person who was heard before, with a sample of the voice at the wire rate."""

    label: str
    pcm: bytes


@dataclass(frozen=True, slots=True)
class VoiceTurn:
    """Holds what one of several persons says, counted from the beginning of the sound."""

    voice: str
    """The label of a known voice, or one that the recogniser makes up for this sound. Empty: it cannot tell."""
    text: str
    start: Milliseconds
    end: Milliseconds

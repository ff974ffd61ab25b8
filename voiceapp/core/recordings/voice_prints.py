"""Defines what is known of voices in a recording: for each stretch of speech, a vector that is near where the voice is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.pcm import Milliseconds


@dataclass(frozen=True, slots=True)
class VoiceStretch:
    start: Milliseconds
    """Where it begins in its sound."""
    end: Milliseconds
    vector: Sequence[float]
    """32-bit floats, together of length 1."""


@dataclass(frozen=True, slots=True)
class RememberedVoice:
    name: str
    vector: Sequence[float]
    since: float
    """When the person let it be remembered, in seconds since the epoch."""


class VoiceReader(Protocol):
    """Belongs to one event loop."""

    async def read(self, pcm: bytes) -> tuple[VoiceStretch, ...]:
        """Return the voices in a sound, in the order of their time. Empty: too little speech. Raises EngineError."""
        ...

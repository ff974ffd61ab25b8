"""Describes a server that was found in the house, as a person chooses it."""

from dataclasses import dataclass

from voiceapp.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class HouseServer:
    """A server that announces itself in the local network."""

    address: str
    name: str
    """What it calls itself."""
    told: Sentence
    """What it offers, or why it could not say so."""
    roles: tuple[str, ...] = ()
    """What it can be used for: stt, tts or wake."""
    encrypted: bool = False
    """Nobody on the way can listen in, as it is on this device or the line is encrypted."""

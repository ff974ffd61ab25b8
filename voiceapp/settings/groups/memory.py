"""Declares whether the assistant remembers what it is asked to, and who is told."""

from dataclasses import dataclass

from voiceapp.settings.declare import Guarded, switch


@dataclass(frozen=True, slots=True)
class MemorySettings:
    enabled: bool = switch(
        "Memory",
        "The assistant remembers what you ask it to, and knows it in later conversations. Off: it's kept, and nobody is told.",
        True,
        guarded=Guarded(False),
    )
    services: bool = switch(
        "Tell services",
        "What is remembered goes along with each conversation to the service that answers. Off: only to models on this device.",
        True,
        guarded=Guarded(False),
    )

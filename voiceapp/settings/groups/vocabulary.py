"""Declares how the vocabulary learns."""

from dataclasses import dataclass

from voiceapp.settings.declare import switch


@dataclass(frozen=True, slots=True)
class VocabularySettings:
    learn: bool = switch(
        "Learn from corrections",
        "Proposes a word when you've corrected it twice. Corrections are kept on this device, with the history.",
        True,
    )

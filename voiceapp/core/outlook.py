"""Describes who will answer, as far as is known before anyone is asked, and what can be offered because of it."""

from dataclasses import dataclass

from voiceapp.core.wishes import TurnTaking


@dataclass(frozen=True, slots=True)
class Outlook:
    engine: str = ""
    """The engine's name in the settings. Empty if nobody will answer."""
    ends_turns: bool = False
    """It can decide for itself when the person's turn ends."""
    voice_setting: str = ""
    """The setting that chooses its voice. Empty if this device's only voice speaks."""
    voices: tuple[str, ...] = ()
    """The voices that are known by name."""

    def offers(self, turn_taking: TurnTaking) -> bool:
        return self.ends_turns or not turn_taking.by_engine

    def in_effect(self, turn_taking: TurnTaking) -> TurnTaking:
        """Return the turn taking that a choice leads to. If nobody else ends the turns, this device does."""
        return turn_taking if self.offers(turn_taking) else TurnTaking.LOCAL

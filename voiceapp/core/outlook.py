"""Describes who will answer, as far as it is known before anybody is asked, and what may be offered because of it."""

from dataclasses import dataclass

from voiceapp.core.wishes import TurnTaking


@dataclass(frozen=True, slots=True)
class Outlook:
    engine: str = ""
    """By its name in the settings; empty: nobody will."""
    ends_turns: bool = False
    """It can say itself where the person's turn ends."""
    voice_setting: str = ""
    """Names the setting that chooses its voice; empty: the one voice of this device speaks."""
    voices: tuple[str, ...] = ()
    """Those that are known by name."""

    def offers(self, turn_taking: TurnTaking) -> bool:
        return self.ends_turns or not turn_taking.by_engine

    def in_effect(self, turn_taking: TurnTaking) -> TurnTaking:
        """Return what a choice comes to: where nobody else ends the turns, this device does."""
        return turn_taking if self.offers(turn_taking) else TurnTaking.LOCAL

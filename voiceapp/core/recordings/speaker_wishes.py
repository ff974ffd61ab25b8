"""Defines what a person may say of who speaks in a recording, before it is found out."""

from dataclasses import dataclass

from voiceapp.core.recordings.jobs import speaker_name


@dataclass(frozen=True, slots=True)
class SpeakerWishes:
    """Says how it's to be found out who spoke in a recording."""

    persons: int = 0
    """How many speak. 0: nobody knows."""
    only: str | None = None
    """Only in lines of this name, such as all that came from the other channel. None: in all of them."""
    names: tuple[str, ...] = ()
    """What they are called, in the order in which they first speak. Whoever comes later has a number."""

    def name(self, person: int) -> str:
        return self.names[person] if person < len(self.names) else speaker_name(person)

"""Defines what a front end may ask about the voices that the person let the app remember."""

from collections.abc import Callable
from typing import Protocol

from voiceapp.core.failures import Failure
from voiceapp.core.recordings.voice_prints import RememberedVoice
from voiceapp.core.transcript import TalkId


class VoicesAccess(Protocol):
    """Every call returns at once; answers come on one of the app's threads."""

    def remembered(self, then: Callable[[tuple[RememberedVoice, ...] | Failure], None]) -> None:
        """Give the remembered voices, by their names."""
        ...

    def remember(self, talk: TalkId, name: str, then: Callable[[Failure | None], None]) -> None:
        """Remember how somebody sounds by the lines of that name in a recording. It replaces what was remembered."""
        ...

    def forget(self, name: str | None, then: Callable[[Failure | None], None]) -> None:
        """Forget a voice for good. None: all of them."""
        ...

"""Names every port of the desktop: what the app asks of the system around it, a file for each system behind each.

What the core itself asks for is defined there, and named here with the rest.
"""

from collections.abc import Callable
from typing import Protocol

from voiceapp.core.dictation.ports import GlobalKeys, KeyHeard, OwnWindow, ServesClipboard, TextOutput, WatchesTyping
from voiceapp.core.ports import Clipboard


class MediaPlayers(Protocol):
    """The media players of other programs. Both methods may take their time, come from one thread, and never raise."""

    def pause(self) -> None:
        """Pause all that plays now, and remember it."""
        ...

    def resume(self, wanted: Callable[[], bool]) -> None:
        """Let go on what was paused here, unless somebody has pressed a button since, for as long as it is `wanted`."""
        ...


class Autostart(Protocol):
    """Starts the app when the person logs in."""

    def tell(self, *, on: bool) -> None:
        """Does nothing where it is so already. Raises OSError where it cannot be done."""
        ...

    @property
    def place(self) -> str:
        """The place that says so, for people."""
        ...


__all__ = [
    "Autostart",
    "Clipboard",
    "GlobalKeys",
    "KeyHeard",
    "MediaPlayers",
    "OwnWindow",
    "ServesClipboard",
    "TextOutput",
    "WatchesTyping",
]

"""Names every port of the desktop, which is what the app asks of the system around it; each has a file per system.

Ports that the core itself needs are defined there, and named here with the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.dictation.ports import (
    GlobalKeys,
    KeyHeard,
    OwnWindow,
    PicksWindow,
    ReadsContext,
    ReadsSelection,
    ServesClipboard,
    TextOutput,
    WatchesTyping,
)
from voiceapp.core.ports import Clipboard


class MediaPlayers(Protocol):
    """The media players of other programs. Both methods may be slow, are called from one thread, and never raise."""

    def pause(self) -> None:
        """Pause everything that is playing, and remember it."""
        ...

    def resume(self, wanted: Callable[[], bool]) -> None:
        """Resume what was paused here, unless somebody has pressed a button since, for as long as it is `wanted`."""
        ...


@dataclass(frozen=True, slots=True)
class NotifiedQuestion:
    """Holds what a notification says and the buttons that it has, in the person's language."""

    title: str
    text: str
    answers: tuple[tuple[str, str], ...]
    """The name and the words of each button. `default`: a click on the notification itself."""


class Notifications(Protocol):
    """Notifications with buttons. May be called from any thread, and never raises."""

    def ask(self, question: NotifiedQuestion, wanted: Callable[[], bool]) -> str | None:
        """Show it, and wait as long as it is `wanted`. Answers with the name of the button that was pressed, which is
        empty if none was. None: nothing was shown, because this desktop has no notifications with buttons.
        """
        ...


class Autostart(Protocol):
    """Starts the app when the person logs in."""

    def tell(self, *, on: bool) -> None:
        """Does nothing if it is already as wanted. Raises OSError if it cannot be done."""
        ...

    @property
    def place(self) -> str:
        """The place where this is stored, for people."""
        ...


__all__ = [
    "Autostart",
    "Clipboard",
    "GlobalKeys",
    "KeyHeard",
    "MediaPlayers",
    "Notifications",
    "NotifiedQuestion",
    "OwnWindow",
    "PicksWindow",
    "ReadsContext",
    "ReadsSelection",
    "ServesClipboard",
    "TextOutput",
    "WatchesTyping",
]

"""Defines what a front end may ask of dictation."""

from collections.abc import Callable, Mapping
from typing import Protocol

from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.dictation.messages import DictationEvent
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.failures import Failure
from voiceapp.core.transcript import ItemId, TalkId


class DictationAccess(Protocol):
    """Gives access to dictation. Every call returns at once; answers come on one of the app's own threads."""

    def tell(self, event: DictationEvent) -> None:
        """Send the dictation what the person asks of it."""
        ...

    def watch(self, show: Callable[[DictationView], None]) -> Callable[[], None]:
        """Show what the bar shows, beginning with the current state. Return a function that stops it."""
        ...

    def pause_keys(self, *, paused: bool) -> None:
        """Release the keys heard in every program while the person chooses a key by pressing it."""
        ...

    def recognise_again(
        self,
        talk: TalkId,
        item: ItemId,
        then: Callable[[Failure | None], None],
        languages: tuple[str, ...] | None = None,
    ) -> None:
        """Turn a recording from the history into words again, which then wait for "insert here".

        `languages`: what it is in, if the person says so; empty: the recogniser finds out; None: as usual.
        """
        ...

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        """Return what dictation itself answers to a paste, by format. None if the clipboard is not ours.

        Never waits. Asking the desktop instead, from a thread that we need in order to answer, would wait for ever.
        """
        ...

    def hears_cancel(self) -> bool:
        """Return whether Esc in any program cancels what is being recorded now. Never waits."""
        ...

    def hears_accept(self) -> bool:
        """Return whether Enter in any program accepts the rewritten text that is shown. Never waits."""
        ...

    def choose_profile(self, profile: str) -> None:
        """Let a profile hold from now on, also for what is being recorded. Empty: the program decides."""
        ...

    def seen_windows(self) -> tuple[TextTarget, ...]:
        """Return where was dictated to since the app began, the newest first. Never waits."""
        ...

    def pick_window(self, then: Callable[[TextTarget | Failure], None]) -> None:
        """Let the person click a window. On some desktops it is the one that has the keyboard three seconds later."""
        ...

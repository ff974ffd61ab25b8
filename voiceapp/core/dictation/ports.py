"""Defines the interfaces through which dictation uses the desktop around it."""

from collections.abc import Callable, Collection, Mapping
from typing import Protocol, runtime_checkable

from voiceapp.core.dictation.messages import Deliver, Delivered, TextTarget
from voiceapp.core.sentence import Sentence

KeyHeard = Callable[[str, bool], None]
"""Told the name under which a key was bound, and whether it went down. From any thread."""


class TextOutput(Protocol):
    """Puts text into other programs. Every call may take its time and comes from one thread."""

    def focus(self) -> TextTarget | None:
        """Says who has the keyboard. None: this desktop does not tell."""
        ...

    def prepare(self) -> None:
        """A dictation begins: what can be done beforehand is done now."""
        ...

    def deliver(self, wish: Deliver) -> Delivered:
        """Put the text in, or say why not. Never raises."""
        ...

    def close(self) -> None:
        """Leave everything as it was found."""
        ...


@runtime_checkable
class ServesClipboard(Protocol):
    """An output that itself answers whoever asks for what it put into the clipboard."""

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        """Return what is answered with while the clipboard is ours, by format; None: it is not. Never waits."""
        ...


@runtime_checkable
class WatchesTyping(Protocol):
    """An output that looks at what the person types, to know where the cursor is."""

    def has_keys(self, keys: Collection[str]) -> None:
        """These keys are the app's own, and move nothing."""
        ...


class OwnWindow(Protocol):
    """The app's own window, as a place for text. From any thread, in bounded time."""

    def secret(self) -> bool | None:
        """Says whether its field that has the keyboard hides what is typed. None: another program has the keyboard."""
        ...

    def deliver(self, wish: Deliver) -> Delivered | None:
        """Put the text in. None: another program has the keyboard."""
        ...


class GlobalKeys(Protocol):
    """Keys that are heard whichever program has the keyboard. What a held key repeats is not told."""

    def bind(self, wanted: Mapping[str, str]) -> Mapping[str, Sentence]:
        """Listen for these keys, by name, and for no others. Answers one sentence for each that cannot be had."""
        ...

    def close(self) -> None: ...

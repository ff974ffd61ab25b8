"""Defines the interfaces through which dictation uses the desktop around it."""

from collections.abc import Callable, Collection, Mapping
from typing import Protocol, runtime_checkable

from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.messages import Deliver, Delivered
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import ContextKind
from voiceapp.core.sentence import Sentence

KeyHeard = Callable[[str, bool], None]
"""Receives the name under which a key was bound and whether it went down. May be called from any thread."""


class TextOutput(Protocol):
    """Puts text into other programs. Every call may take its time, and all come from one thread."""

    def focus(self) -> TextTarget | None:
        """Says who has the keyboard. None: this desktop does not say."""
        ...

    def prepare(self) -> None:
        """A dictation is beginning: whatever can be prepared is prepared now."""
        ...

    def deliver(self, wish: Deliver) -> Delivered:
        """Put the text in, or say why not. Never raises."""
        ...

    def close(self) -> None:
        """Leave everything as it was found."""
        ...


@runtime_checkable
class ServesClipboard(Protocol):
    """An output that itself answers requests for what it put into the clipboard."""

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        """Return the answers by format while the clipboard is ours; None: it is not ours. Never waits."""
        ...


@runtime_checkable
class ReadsContext(Protocol):
    """An output that can read what stands around the cursor, in the selection and in the clipboard."""

    def read_context(self, kinds: Collection[ContextKind], target: TextTarget) -> DictationContext:
        """Read these kinds and no others. Quick, because what is not known soon counts as unknown."""
        ...


@runtime_checkable
class ReadsSelection(Protocol):
    """An output that can tell what is selected in the program that has the keyboard."""

    def selected(self, target: TextTarget | None, *, copy: bool) -> str:
        """Returns what is selected there. Empty: nothing is, as far as is known, or another window has the keyboard.

        `copy`: where the program does not tell it, have it copied, and give the clipboard back as it was. That presses
        keys, so it comes from the thread that inserts.
        """
        ...


@runtime_checkable
class PicksWindow(Protocol):
    """An output that can ask the person to click a window."""

    def pick_window(self) -> TextTarget | None:
        """Wait for the click. None: none came, or it hit no window."""
        ...


@runtime_checkable
class WatchesTyping(Protocol):
    """An output that watches what the person types, to know where the cursor is."""

    def has_keys(self, keys: Collection[str]) -> None:
        """These keys belong to the app and do not move the cursor."""
        ...


class OwnWindow(Protocol):
    """The app's own window as a place for text. May be called from any thread; returns in bounded time."""

    def secret(self) -> bool | None:
        """Says whether its field that has the keyboard hides what is typed. None: another program has the keyboard."""
        ...

    def deliver(self, wish: Deliver) -> Delivered | None:
        """Put the text in. None: another program has the keyboard."""
        ...


class GlobalKeys(Protocol):
    """Keys that are heard whichever program has the keyboard. The repeats of a held key are not reported."""

    def bind(self, wanted: Mapping[str, str]) -> Mapping[str, Sentence]:
        """Listen for these keys, by name, and for no others. Answers with a sentence for each that is unavailable."""
        ...

    def close(self) -> None: ...

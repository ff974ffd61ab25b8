"""Defines what a program tells about the place where the cursor is, if it does."""

from dataclasses import dataclass, field
from typing import Protocol

from voiceapp.core.dictation.bar_view import ScreenSpot


@dataclass(frozen=True, slots=True)
class CursorContext:
    before: str | None = None
    """The last few hundred characters before the cursor; None: unknown."""
    after: str | None = None
    secret: bool = False
    terminal: bool = False
    told: bool = False
    """The program said what its field is; if it did not, the field may be a password field."""
    selected: str | None = None
    """The selected text; empty: nothing is selected; None: unknown."""
    address: str = ""
    """Of the page, in a browser that says so."""
    caret: ScreenSpot | None = field(default=None, compare=False)
    """Where the cursor is on the screen."""


class TextContext(Protocol):
    def read(self, pid: int, title: str = "") -> CursorContext:
        """Reads the context at the cursor in that process's window with that title. Quick, because
        what is not known soon counts as unknown.
        """
        ...

    def close(self) -> None: ...

"""Names a dictation, and the place in another program that its words are for."""

from dataclasses import dataclass, field
from typing import NewType

from voiceapp.core.dictation.bar_view import ScreenSpot

DictationId = NewType("DictationId", str)


@dataclass(frozen=True, slots=True)
class TextTarget:
    """The place that had the keyboard, which is where the words belong."""

    window: str
    """Identifies it for as long as it exists."""
    program: str = ""
    """The name of the program or of its window class, in lower case."""
    secret: bool = False
    """A password field, into which nothing is ever put."""
    terminal: bool = False
    """Line ends run what is typed there."""
    unseen: bool = False
    """It is impossible to find out whether it asks for a password, because it shows another machine, for example."""
    untold: bool = False
    """A browser, which does not say what its field is: it may be a password field."""
    process: str = ""
    """The name of the process, in lower case; empty: unknown."""
    browser: bool = False
    title: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    """Of the page that a browser shows, if it says so."""
    before: str | None = field(default=None, repr=False)
    """The text before the cursor, if the program says so."""
    caret: ScreenSpot | None = field(default=None, compare=False)
    """Where the text cursor is on the screen, if the program says so."""

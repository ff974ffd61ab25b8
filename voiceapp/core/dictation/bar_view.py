"""Describes what the bar of a dictation shows."""

from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.sentence import Sentence

BAR_TITLE = "voiceapp dictation"
"""The title of the bar, by which desktops are told to leave it without the keyboard. The same in every language."""


class DictationStage(Enum):
    IDLE = "idle"
    RECORDING = "recording"
    TRANSCRIBING = "transcribing"
    TIDYING = "tidying"
    REWRITING = "rewriting"
    """A language model rewrites the selected text."""
    OFFERED = "offered"
    """The person looks at the rewritten text."""
    INSERTING = "inserting"
    ENDED = "ended"
    """Hands-free dictation ended by itself."""
    WAITING = "waiting"
    """Words are waiting for "insert here"."""
    INSERTED = "inserted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ScreenSpot:
    """A small area of the screen, in the pixels of the desktop."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class RewriteView:
    """Shows a rewritten text before it is used."""

    before: str = field(repr=False)
    instruction: str = field(repr=False)
    after: str = field(repr=False)
    replaces: bool = True
    """It takes the place of the selected text; otherwise it is inserted at the cursor."""
    sentence: Sentence | None = None
    """Why it was not inserted."""
    hears_keys: bool = False
    """Enter accepts, Esc leaves everything as it is."""
    growing: bool = False
    """It is still being written."""


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """Words of a dictation as far as they are known, for captions."""

    id: str
    words: str = field(repr=False)
    language: str = ""


@dataclass(frozen=True, slots=True)
class DictationView:
    """Everything that the bar shows."""

    stage: DictationStage = DictationStage.IDLE
    since: float = 0.0
    """When the recording began."""
    level: float = -90.0
    words: str = ""
    preview: str = ""
    """What this device heard after these words, shown until the chosen recogniser's come."""
    waiting: str = ""
    """The text that "insert here" would put at the cursor."""
    sentence: Sentence | None = None
    """What went wrong, or why it is waiting."""
    can_retry: bool = False
    can_restore: bool = False
    """The same words can be inserted in their other wording."""
    as_spoken: bool = False
    """The original words stand there, instead of the tidied ones."""
    can_undo: bool = False
    languages: tuple[str, ...] = ()
    """The other languages in which what was inserted can be transcribed again."""
    program: str = ""
    """Where the words go; empty: unknown."""
    held: bool = False
    """The recording ends when the key is released."""
    profile: str = ""
    """The name of the profile that holds; empty: none."""
    pad: bool = False
    """What waits cannot be typed into any program here, so the person copies it."""
    caret: ScreenSpot | None = None
    """Where the text cursor is, if the program says so."""
    tidy: str = ""
    """How the person wants this one cleaned up: the name of a prompt, or else a TidyStyle."""
    correcting: str = ""
    """The text that the person is to correct by hand."""
    hands_free: bool = False
    """It listens until somebody ends it."""
    stop_phrase: str = ""
    """What one says to end that."""
    instructs: bool = False
    """What is said is an instruction for the selected text."""
    rewrite: RewriteView | None = None
    rewritten: bool = False
    """What was inserted stands where another text stood, which can be brought back."""
    asks_context: bool = False
    """The sentence says what would leave the machine if the person allowed it."""
    parts: tuple[SpokenPart, ...] = field(default=(), compare=False, repr=False)
    """The words that are under way, a part each. None of what goes into a password field."""

"""Describes what the person has chosen for dictation, in the core's terms. `settings` makes these values."""

from dataclasses import dataclass
from enum import Enum

from voiceapp.core.dictation.writing.table import DEFAULT_RULES, WritingRule


class DeliveryMethod(Enum):
    """A way of getting text into the other program."""

    TYPED = "typed"
    PASTE = "paste"
    CLIPBOARD = "clipboard"


class KeyStyle(Enum):
    HOLD = "hold"
    TOGGLE = "toggle"


class TidyStyle(Enum):
    AS_SAID = "as_said"
    PUNCTUATED = "punctuated"
    CLEAR = "clear"
    EMAIL = "email"
    CODE_COMMENT = "code_comment"
    OWN = "own"


class LineEnds(Enum):
    """Says what becomes of line ends."""

    KEPT = "kept"
    ONE_LINE = "one_line"
    """Each becomes a space, the spoken ones too."""


class Transcriber(Enum):
    """Names whoever turns dictated speech into words."""

    AUTO = "auto"
    API = "api"
    LOCAL = "local"


class LiveWords(Enum):
    """Says whose words are shown while one speaks."""

    AUTO = "auto"
    """The service's where it can, else a preview by this device."""
    SERVICE = "service"
    """Only the service's."""
    DEVICE = "device"
    """A preview by this device, whatever the service can."""
    OFF = "off"


class ContextKind(Enum):
    """Something beside the words that may be given to the recogniser and the language model."""

    TITLE = "title"
    """The title of the window."""
    BEFORE = "before"
    """The text before the cursor."""
    SELECTION = "selection"
    CLIPBOARD = "clipboard"


@dataclass(frozen=True, slots=True)
class DictationProfile:
    """Holds together how one dictates into a kind of place. What is empty or None is as in all other places."""

    id: str
    """Never changes, and is what keys and choices refer to."""
    name: str
    programs: tuple[str, ...] = ()
    """Window classes and processes; `*` stands for anything, and `@terminal` for every terminal."""
    pages: tuple[str, ...] = ()
    """What the title or the address of a browser's page contains."""
    automatic: bool = True
    """It is taken by itself in these programs and pages."""
    key: str = ""
    """Dictates with it whatever the program is."""
    languages: tuple[str, ...] = ()
    transcriber: Transcriber | None = None
    vocabulary: tuple[str, ...] = ()
    """In addition to the usual one."""
    replacements: tuple[tuple[str, str], ...] = ()
    """In addition to the usual ones, before which they come."""
    tidy: str = ""
    """The name of a prompt, or else a TidyStyle."""
    way: DeliveryMethod | None = None
    line_ends: LineEnds | None = None
    spoken_commands: bool | None = None
    rules: frozenset[WritingRule] | None = None
    """What is written otherwise than it is said."""
    translate_to: str = ""
    """The language that is inserted, whichever is spoken."""
    context: tuple[ContextKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Splits:
    """The lengths at which a long dictation may be split, in frames."""

    soft: int = 1_000
    """From this length on, a pause of `pause` splits."""
    late: int = 2_250
    """From this length on, the shortest silence splits."""
    hard: int = 4_500
    pause: int = 25
    breath: int = 8


@dataclass(frozen=True, slots=True)
class HandsFreeWishes:
    """Decides where hands-free dictation cuts what is said, and what ends it."""

    pause: int = 45
    """Silent frames after which what was said is inserted."""
    silence: float = 60.0
    """Seconds in which nothing is said, after which it ends. 0: it does not."""
    phrases: tuple[str, ...] = ()
    """What the person says to end it. Empty: the phrases of the languages."""


AS_USUAL = "none"
"""Chosen instead of a profile: none holds in any program."""


@dataclass(frozen=True, slots=True)
class DictationWishes:
    style: KeyStyle = KeyStyle.HOLD
    languages: tuple[str, ...] = ()
    spoken_commands: bool = True
    rules: frozenset[WritingRule] = DEFAULT_RULES
    """What is written otherwise than it is said."""
    vocabulary: tuple[str, ...] = ()
    replacements: tuple[tuple[str, str], ...] = ()
    tidy: TidyStyle = TidyStyle.AS_SAID
    tidy_prompt: str = ""
    chimes: bool = True
    way: DeliveryMethod = DeliveryMethod.PASTE
    programs: tuple[tuple[str, DeliveryMethod], ...] = ()
    line_ends: LineEnds = LineEnds.KEPT
    transcriber: Transcriber = Transcriber.AUTO
    live_words: LiveWords = LiveWords.AUTO
    translate_to: str = ""
    context: tuple[ContextKind, ...] = ()
    profile: DictationProfile | None = None
    """The one that these wishes come from."""
    profiles: tuple[DictationProfile, ...] = ()
    chosen: str = ""
    """The id of the profile that holds in every program, or AS_USUAL. Empty: the program decides."""
    prompts: tuple[tuple[str, str], ...] = ()
    """The person's own prompts for tidying, by name."""
    no_context: tuple[str, ...] = ()
    """Programs and words of titles where no context is read."""
    agreed_context: tuple[str, ...] = ()
    """What the person let out, as `profile:kind`."""
    splits: Splits = Splits()
    hands_free: HandsFreeWishes = HandsFreeWishes()
    voiced: float = 0.5
    """The probability of speech from which a frame counts as voiced."""
    keep_talks: bool = True
    keep_sound: bool = True
    """Otherwise a recording is kept only until there are words."""
    look_at_rewrites: bool = True
    """The person looks at a rewritten text before it takes the place of the selected one."""
    edits_selections: bool = False
    """What is dictated while text is selected is an instruction for that text."""
    warm: float = 10.0
    """Seconds for which the microphone stays open afterwards, ready for the next dictation."""

    def way_for(self, program: str) -> DeliveryMethod:
        return dict(self.programs).get(program, self.way)

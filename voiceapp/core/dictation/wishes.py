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
    splits: Splits = Splits()
    voiced: float = 0.5
    """The probability of speech from which a frame counts as voiced."""
    keep_talks: bool = True
    keep_sound: bool = True
    """Otherwise a recording is kept only until there are words."""
    warm: float = 10.0
    """Seconds for which the microphone stays open afterwards, ready for the next dictation."""

    def way_for(self, program: str) -> DeliveryMethod:
        return dict(self.programs).get(program, self.way)

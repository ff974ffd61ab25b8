"""Says what is shown of an interpreted talk."""

from dataclasses import dataclass
from enum import Enum

from voiceapp.core.interpreter.job import USUAL_PAIR, Pair, Side
from voiceapp.core.sentence import Sentence

MOST_SHOWN = 200
"""Lines that are shown; earlier ones are in the history."""


class InterpreterPhase(Enum):
    OFF = "off"
    OPENING = "opening"
    """The microphone is being opened. What is said now is not heard yet."""
    LISTENING = "listening"
    HEARING = "hearing"
    """Somebody speaks."""
    TRANSLATING = "translating"
    SPEAKING = "speaking"
    """A translation sounds."""
    PAUSED = "paused"
    DEAF = "deaf"
    """There is no microphone."""


@dataclass(frozen=True, slots=True)
class InterpretedLine:
    """Holds one utterance in both languages, as far as it has come."""

    id: str
    side: Side | None
    """Who said it. None: that isn't known yet."""
    said: str = ""
    translated: str = ""
    grows: bool = False
    """More of it may come."""
    waiting: bool = False
    """It is kept, and translated once whoever does that can be reached."""
    sounds: bool = False
    """Its translation is being spoken."""
    remark: Sentence | None = None
    """Why it wasn't translated."""
    can_retry: bool = False


@dataclass(frozen=True, slots=True)
class InterpreterView:
    phase: InterpreterPhase = InterpreterPhase.OFF
    pair: Pair = USUAL_PAIR
    side: Side | None = None
    """Who the person says is speaking. None: that shows by the language."""
    spoken: bool = True
    lines: tuple[InterpretedLine, ...] = ()
    leaves_machine: Sentence | None = None
    caution: Sentence | None = None
    """What is to be known of these translations."""
    notice: Sentence | None = None
    off_record: bool = False
    spent_usd: float = 0.0
    unpriced: bool = False

    @property
    def is_on(self) -> bool:
        return self.phase is not InterpreterPhase.OFF

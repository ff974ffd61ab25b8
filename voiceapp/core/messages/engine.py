"""Defines what an engine is, and what its link says: what the person said, answers, and all else."""

from dataclasses import dataclass, field
from enum import Enum
from typing import NewType

from voiceapp.core.failures import Failure
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Spent, Word

LinkId = NewType("LinkId", int)
"""Counts the connections of a talk. What comes late from an older one is recognised by it."""
TurnId = NewType("TurnId", str)
"""One thing that the person said or wrote. Named by us when we end the turn, by the engine when it does."""
BEING_SAID = TurnId("")
"""What the person is saying at this moment, where the engine has no name for it yet."""
ReplyId = NewType("ReplyId", str)
"""One answer of the engine. Never used twice in a talk."""


def own_turn(item: ItemId) -> TurnId:
    """Our name for a turn, from its line. An engine that is given a line as history knows it by the same."""
    return TurnId(f"turn-{item}")


def own_reply(item: ItemId) -> ReplyId:
    """Return the id by which an engine knows a reply that it was given as history."""
    return ReplyId(f"reply-{item}")


CallId = NewType("CallId", str)


# --- what an engine can do, and says of itself


@dataclass(frozen=True, slots=True)
class EngineTraits:
    name: Sentence
    """Shown to the person: OpenAI Realtime, On this machine, …"""
    ends_turns: bool = False
    """It can find the end of a turn by itself, when asked to."""
    hears: bool = False
    """It hears sound itself, rather than the words that somebody made of it."""
    leaves_machine: Sentence | None = None
    """What leaves the machine and to whom, in a few words; None: nothing."""
    loads_models: bool = False
    """It may have to load a model before it answers: its first sign of life takes longer."""
    prepares: bool = False
    """In a pause it can make ready an answer that nobody notices, and throw it away again."""


@dataclass(frozen=True, slots=True)
class LinkInfo:
    traits: EngineTraits
    model: str = ""
    voice: str = ""
    expires_at: float | None = None
    """When the service ends this session, in seconds since the epoch; the session puts it on its own clock."""


# --- engine events: what a link says


@dataclass(frozen=True, slots=True)
class TurnBegan:
    """The engine's own detector heard the person begin."""

    turn: TurnId
    at: Milliseconds
    """Counted in the sound that was sent over this link, pre-roll included."""


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The engine's own detector heard the person stop."""

    turn: TurnId
    at: Milliseconds


@dataclass(frozen=True, slots=True)
class TurnTaken:
    """The engine has the whole turn and will answer it."""

    turn: TurnId


@dataclass(frozen=True, slots=True)
class TurnWords:
    """The words of a turn as recognised so far; the whole text each time."""

    turn: TurnId
    text: str
    final: bool
    language: str | None = None
    words: tuple[Word, ...] = ()
    spent: tuple[Spent, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnNotUnderstood:
    turn: TurnId
    failure: Failure


@dataclass(frozen=True, slots=True)
class ReplyBegan:
    reply: ReplyId
    turn: TurnId | None = None
    """It answers this one alone, where the engine knows."""
    model: str = ""
    up_to: TurnId | None = None
    """It was begun when this was the newest turn that the engine had: it answers this one and those before it. With
    neither known, it answers all that were sent."""


@dataclass(frozen=True, slots=True)
class ReplySound:
    reply: ReplyId
    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """More words of a reply, and how much of its sound had come when they came."""

    reply: ReplyId
    text: str
    at: Milliseconds = 0


@dataclass(frozen=True, slots=True)
class ReplyThought:
    """A thought of the model on its way to a reply: kept apart, never spoken. Empty: it thinks."""

    reply: ReplyId
    text: str


@dataclass(frozen=True, slots=True)
class ReplyTakenBack:
    """A reply turned out not to be meant for the person: it is over, as if it had not been. Another one follows in its
    place.
    """

    reply: ReplyId


@dataclass(frozen=True, slots=True)
class ReplySpoken:
    """All of a reply's sound has come; more words or tool calls may still follow."""

    reply: ReplyId


class Outcome(Enum):
    DONE = "done"
    CUT = "cut"
    SHORTENED = "shortened"
    """Ended by a limit of length or by the service's content filter."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReplyEnded:
    reply: ReplyId
    outcome: Outcome
    spent: tuple[Spent, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class ToolAsked:
    """The model wants a function run. `arguments` is JSON as it wrote it, complete."""

    reply: ReplyId
    call: CallId
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Limit:
    name: str
    limit: int
    remaining: int
    resets_in: float


@dataclass(frozen=True, slots=True)
class RateLimitsChanged:
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class AsideAnswered:
    """The answer to a side job (a title, a tidy-up); `job` is the name it was asked under."""

    job: str
    text: str
    spent: tuple[Spent, ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedInVain:
    """An answer was thrown away unheard, because the person went on. It cost something all the same."""

    spent: tuple[Spent, ...]


@dataclass(frozen=True, slots=True)
class EngineRefused:
    """Something was refused, but the link lives."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class NeedsNewSession:
    """This session cannot take up a change of wishes: a new one will have it, from the next silence on."""

    why: Sentence | None
    """For the transcript; None: nothing worth saying."""


@dataclass(frozen=True, slots=True)
class EngineChanged:
    """Another engine, or another model, answers from here on."""

    info: LinkInfo
    why: Sentence | None
    """For the transcript; None: nothing worth saying."""


@dataclass(frozen=True, slots=True)
class LinkOpened:
    info: LinkInfo


@dataclass(frozen=True, slots=True)
class LinkLost:
    """The link is gone. Nothing more comes from it."""

    failure: Failure


TurnEvent = TurnBegan | TurnEnded | TurnTaken | TurnWords | TurnNotUnderstood
"""What becomes of what the person said."""
ReplyEvent = ReplyBegan | ReplySound | ReplyWords | ReplyThought | ReplyTakenBack | ReplySpoken | ReplyEnded
"""What is answered."""
EngineNews = (
    ToolAsked | RateLimitsChanged | AsideAnswered | PreparedInVain | EngineRefused | NeedsNewSession | EngineChanged
)
"""All else that an open link tells."""
EngineEvent = TurnEvent | ReplyEvent | EngineNews | LinkOpened | LinkLost

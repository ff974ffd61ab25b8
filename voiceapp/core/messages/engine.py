"""Defines what an engine is and what its link reports: the person's words, the answers and everything else."""

from dataclasses import dataclass
from enum import Enum
from typing import NewType

from voiceapp.core.failures import Failure
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Spent, Word
from voiceapp.core.value import Value
from voiceapp.core.wishes import TurnTaking

LinkId = NewType("LinkId", int)
"""Counts the connections of a talk, so that late news from an older one is recognised."""
TurnId = NewType("TurnId", str)
"""One thing that the person said or wrote. Named by whoever ends the turn, us or the engine."""
BEING_SAID = TurnId("")
"""What the person is saying right now, if the engine has no name for it yet."""
ReplyId = NewType("ReplyId", str)
"""One answer of the engine. Never used twice in a talk."""


def own_turn(item: ItemId) -> TurnId:
    """Return our name for a turn, made from its line. An engine that gets the line as history uses the same name."""
    return TurnId(f"turn-{item}")


def own_reply(item: ItemId) -> ReplyId:
    """Return the id under which an engine is given a reply as history."""
    return ReplyId(f"reply-{item}")


CallId = NewType("CallId", str)


# --- what an engine can do, and says about itself


@dataclass(frozen=True, slots=True)
class EngineTraits:
    name: Sentence
    """The name shown to the person, such as OpenAI Realtime or On this device."""
    ends_turns: bool = False
    """It can find the end of a turn itself when asked to."""
    hears: bool = False
    """It hears the sound itself, rather than words recognised from it."""
    leaves_machine: Sentence | None = None
    """What leaves the device and for whom, in a few words. None if nothing does."""
    loads_models: bool = False
    """It may have to load a model before it answers, which delays its first sign of life."""
    prepares: bool = False
    """In a pause it can prepare an answer unnoticed, and throw it away again."""
    live_words: bool = False
    """A recogniser whose words come while the person speaks."""
    takes_back: bool = False
    """It is known to forget what it prepared in vain, so nobody need ask for its preparing."""
    duplex: bool = False
    """It hears all the time and decides itself when to speak, so it ends turns unless a key does."""
    bills_time: bool = False
    """An open link costs money by the second, whether or not anybody speaks."""

    def hears_all(self, turn_taking: TurnTaking) -> bool:
        """Return whether it gets every frame of the microphone, and says where the person's turns end."""
        return self.ends_turns and (turn_taking.by_engine or (self.duplex and not turn_taking.by_key))


class LinkInfo(Value, frozen=True):
    traits: EngineTraits
    model: str = ""
    voice: str = ""
    expires_at: float | None = None
    """When the service ends this session, in seconds since the epoch. The session converts it to its own clock."""


# --- engine events: what a link reports


class TurnBegan(Value, frozen=True):
    """The engine's own detector heard the person begin."""

    turn: TurnId
    at: Milliseconds
    """The position in the sound that was sent over this link, including the pre-roll."""


class TurnEnded(Value, frozen=True):
    """The engine's own detector heard the person stop."""

    turn: TurnId
    at: Milliseconds


class TurnTaken(Value, frozen=True):
    """The engine has the whole turn and will answer it."""

    turn: TurnId


class TurnWords(Value, frozen=True):
    """The words of a turn recognised so far, each time the whole text."""

    turn: TurnId
    text: str
    final: bool
    language: str | None = None
    words: tuple[Word, ...] = ()
    spent: tuple[Spent, ...] = ()
    prepared: bool = False
    """The person is pausing, and an answer to these words is being prepared."""


class TurnNotUnderstood(Value, frozen=True):
    turn: TurnId
    failure: Failure


class ReplyBegan(Value, frozen=True):
    reply: ReplyId
    turn: TurnId | None = None
    """The only turn that it answers, if the engine knows."""
    model: str = ""
    up_to: TurnId | None = None
    """The newest turn that the engine had when it began this reply, which answers that turn and those before it. If
    neither is known, it answers all that were sent.
    """
    paced: bool = False
    """Its sound comes at the pace of speech, with the silence in it."""


class ReplySound(Value, frozen=True):
    reply: ReplyId
    pcm: bytes


class ReplyWords(Value, frozen=True):
    """More words of a reply, and how much of its sound had arrived by then."""

    reply: ReplyId
    text: str
    at: Milliseconds = 0


class ReplyThought(Value, frozen=True):
    """A thought of the model on its way to a reply, kept apart and never spoken. Empty: it is thinking."""

    reply: ReplyId
    text: str


class ReplyTakenBack(Value, frozen=True):
    """A reply turned out not to be meant for the person. It is dropped as if it had never been, and another one follows
    in its place.
    """

    reply: ReplyId


class ReplySpoken(Value, frozen=True):
    """All of a reply's sound has arrived; more words or tool calls may still follow."""

    reply: ReplyId


class Outcome(Enum):
    DONE = "done"
    CUT = "cut"
    SHORTENED = "shortened"
    """It was ended by a limit on length or by the service's content filter."""
    FAILED = "failed"


class ReplyEnded(Value, frozen=True):
    reply: ReplyId
    outcome: Outcome
    spent: tuple[Spent, ...] = ()
    failure: Failure | None = None


class ToolAsked(Value, frozen=True):
    """The model wants a function run. `arguments` is complete JSON as the model wrote it."""

    reply: ReplyId
    call: CallId
    name: str
    arguments: str


class Limit(Value, frozen=True):
    name: str
    limit: int
    remaining: int
    resets_in: float


class RateLimitsChanged(Value, frozen=True):
    limits: tuple[Limit, ...]


class AsideAnswered(Value, frozen=True):
    """The answer to a side job (a title, a tidy-up). `job` is the name under which it was requested."""

    job: str
    text: str
    spent: tuple[Spent, ...] = ()


class PreparedInVain(Value, frozen=True):
    """An answer was thrown away, because the person went on or because its link broke. It still cost something."""

    spent: tuple[Spent, ...]


class LinkCharged(Value, frozen=True):
    """Something was spent that belongs to no answer: time over the link, or work that the model handed over."""

    spent: tuple[Spent, ...]


class EngineRefused(Value, frozen=True):
    """Something was refused, but the link is still open."""

    failure: Failure


class NeedsNewSession(Value, frozen=True):
    """This session cannot take up a change of wishes. A new one will have it, from the next silence on."""

    why: Sentence | None
    """The reason, for the transcript. None if it is not worth saying."""


class EngineChanged(Value, frozen=True):
    """Another engine, or another model, answers from here on."""

    info: LinkInfo
    why: Sentence | None
    """The reason, for the transcript. None if it is not worth saying."""


class LinkOpened(Value, frozen=True):
    info: LinkInfo


class LinkLost(Value, frozen=True):
    """The link is gone, and nothing more comes from it."""

    failure: Failure


TurnEvent = TurnBegan | TurnEnded | TurnTaken | TurnWords | TurnNotUnderstood
"""What happens to what the person said."""
ReplyEvent = ReplyBegan | ReplySound | ReplyWords | ReplyThought | ReplyTakenBack | ReplySpoken | ReplyEnded
"""What is heard of an answer."""
EngineNews = (
    ToolAsked
    | RateLimitsChanged
    | AsideAnswered
    | PreparedInVain
    | LinkCharged
    | EngineRefused
    | NeedsNewSession
    | EngineChanged
)
"""Everything else that an open link reports."""
EngineEvent = TurnEvent | ReplyEvent | EngineNews | LinkOpened | LinkLost

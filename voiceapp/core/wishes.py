"""Describes what the person has chosen for a talk, in the terms of the core. `app` makes these values from the
settings.
"""

from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sentence import Sentence


class TurnTaking(Enum):
    SERVER = "server_vad"
    SEMANTIC = "semantic_vad"
    LOCAL = "local_vad"
    HOLD = "push_to_talk"
    """Speak while the key is down."""
    TOGGLE = "push_to_talk_toggle"
    """One press begins, the next one ends."""

    @property
    def by_key(self) -> bool:
        return self in (TurnTaking.HOLD, TurnTaking.TOGGLE)

    @property
    def by_engine(self) -> bool:
        return self in (TurnTaking.SERVER, TurnTaking.SEMANTIC)


@dataclass(frozen=True, slots=True)
class EndpointingWishes:
    """Decides how voiced frames become utterances. Everything is counted in frames of 20 ms."""

    onset: float = 0.5
    """Speech probability at which a frame counts as voiced."""
    offset: float = 0.35
    """Below this a frame counts as silent; between the two the last answer stands."""
    attack: int = 3
    """Voiced frames in a row before an utterance begins."""
    hangover: int = 35
    """Silent frames in a row before it ends, where nothing else is known."""
    pause: int = 10
    """Silent frames in a row that are a pause: what was said so far may be all. 0: none are."""
    certain_end: int = 17
    """Silent frames before it ends where that is almost certain."""
    likely_end: int = 47
    """Silent frames before it ends where that is likely."""
    doubtful_end: int = 64
    """Silent frames before it ends where more is likely to come."""
    unfinished_end: int = 75
    """Silent frames before it ends where the words look unfinished."""
    hold_end: int = 500
    """Silent frames before it ends where the words ask for time."""
    shortest: int = 10
    """Voiced frames an utterance must have, or it was a noise."""
    preroll: int = 20
    """Frames before the onset that go with it."""
    postroll: int = 10
    """Frames after the key was let go that still belong to the utterance."""
    longest: int = 90_000
    """Frames after which an utterance is ended whatever is heard (30 minutes)."""


@dataclass(frozen=True, slots=True)
class BargeIn:
    """Decides how a voice interrupts a reply."""

    on: bool = True
    duck_after: int = 1
    """Voiced frames before the reply gets quieter."""
    stop_after: int = 8
    """Voiced frames (of `window`) before it is taken for speech and the reply stops."""
    window: int = 12
    resume_after: int = 25
    """Silent frames after which a ducked reply goes on as before."""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A function that the model may call, as engines tell it."""

    name: str
    description: str
    parameters: str
    """JSON schema, as text: engines pass it on, the core knows the fields by it."""


def title_of_tool(name: str) -> str:
    """Returns what stands on a tool's card, and is translated: its name in words. Models make some up, which nothing
    declares.
    """
    return name.replace("_", " ").capitalize()


class Permission(Enum):
    ALWAYS = "always"
    ASK = "ask"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class SessionWishes:
    """Describes the session that an engine is asked for. An engine takes what it knows and leaves the rest."""

    model: str = ""
    """Empty: the engine chooses sensibly."""
    voice: str = ""
    speed: float = 1.0
    instructions: str = ""
    language: str = ""
    """ISO 639-1, empty: found by itself."""
    languages: tuple[str, ...] = ()
    """Where it is one of several: these, the usual one first."""
    transcription_model: str = ""
    vocabulary: tuple[str, ...] = ()
    noise_reduction: str = ""
    """near_field, far_field or empty."""
    spoken: bool = True
    """Replies by voice; else by text only."""
    max_reply_tokens: int | None = None
    effort: str = ""
    turn_taking: TurnTaking = TurnTaking.LOCAL
    eagerness: str = "auto"
    threshold: float = 0.5
    silence_ms: Milliseconds = 500
    unfinished_ms: Milliseconds = 900
    """Where the words look unfinished: how much longer an engine waits that ends no turns itself."""
    think_ahead: bool = True
    """Prepare an answer in a pause, also where it costs something. What costs nothing always does."""
    prefix_ms: Milliseconds = 300
    tools: tuple[ToolSpec, ...] = ()
    side_job: bool = False
    """The instructions are a job of their own, such as a title: nobody is talked with, no assistant is described."""


def side_job(instructions: str) -> SessionWishes:
    """Returns what is asked of a model beside a talk: to do this, in writing, and nothing else."""
    return SessionWishes(instructions=instructions, spoken=False, side_job=True)


@dataclass(frozen=True, slots=True)
class ToolCard:
    """The words of a tool's card. Gaps have the names of its arguments, and are filled with them; `{length}` with hours, minutes
    and seconds, `{day}` and `{time}` with the moment `at`.
    """

    questions: tuple[Sentence, ...] = ()
    """The first whose gaps can all be filled asks for permission."""
    done: tuple[Sentence, ...] = ()
    """In one line, what was done. Here gaps may have names of what came out as well."""


@dataclass(frozen=True, slots=True)
class TalkWishes:
    """Everything the conversation itself obeys."""

    session: SessionWishes = field(default_factory=SessionWishes)
    edges: EndpointingWishes = field(default_factory=EndpointingWishes)
    barge_in: BargeIn = field(default_factory=BargeIn)
    permissions: tuple[tuple[str, Permission], ...] = ()
    """By tool name; a tool that is not named asks."""
    cards: tuple[tuple[str, ToolCard], ...] = ()
    """By tool name; the others are asked about in general words."""
    renew_before: float = 120.0
    """Seconds before a session's age limit at which the next one is prepared."""
    keep_sound: bool = True
    titles: bool = True
    """Ask the engine for a title after the first answer."""

    @property
    def turn_taking(self) -> TurnTaking:
        return self.session.turn_taking

    def permission(self, tool: str) -> Permission:
        return dict(self.permissions).get(tool, Permission.ASK)

    def card(self, tool: str) -> ToolCard | None:
        return dict(self.cards).get(tool)

    def knows(self, tool: str) -> bool:
        """Says whether there is such a tool. Models make some up."""
        return any(name == tool for name, _ in self.permissions) or any(s.name == tool for s in self.session.tools)

    def parameters(self, tool: str) -> str:
        """The JSON schema of what it takes; empty: unknown."""
        return next((spec.parameters for spec in self.session.tools if spec.name == tool), "")

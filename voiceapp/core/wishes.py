"""Describes what the person has chosen for a talk, in the core's terms. `app` makes these values from the
settings.
"""

from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.notes.remembered import Remembered, with_remembered
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sampling import EXACT, MODELS_OWN, Sampling
from voiceapp.core.sentence import Dollars, Sentence


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


class ThinkAhead(Enum):
    """Says in which pauses an engine that hears the sound itself prepares an answer."""

    CERTAIN = "nearly_certain"
    """Where the turn is almost certainly over."""
    ALWAYS = "every_pause"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class EndpointingWishes:
    """Decides how voiced frames become utterances. Everything is counted in frames of 20 ms."""

    onset: float = 0.5
    """Speech probability at which a frame counts as voiced."""
    offset: float = 0.35
    """A frame below this counts as silent. Between the two thresholds the previous decision stands."""
    attack: int = 3
    """Voiced frames in a row before an utterance begins."""
    hangover: int = 35
    """Silent frames in a row before it ends, if nothing else is known."""
    pause: int = 10
    """Silent frames in a row that make a pause, after which the person may have finished. 0: there are no pauses."""
    certain_end: int = 17
    """Silent frames before it ends if that is almost certain, and an answer is being prepared."""
    likely_end: int = 47
    """Silent frames before it ends if that is likely."""
    told_end: int = 56
    """Silent frames before it ends if that is likely, and the words tell something that may go on."""
    doubtful_end: int = 64
    """Silent frames before it ends if more is likely to come."""
    unfinished_end: int = 75
    """Silent frames before it ends if the words look unfinished."""
    hold_end: int = 500
    """Silent frames before it ends if the words ask for time."""
    shortest: int = 10
    """Voiced frames that an utterance must have not to count as noise."""
    preroll: int = 20
    """Frames before the onset that belong to the utterance."""
    postroll: int = 10
    """Frames after the key is released that still belong to the utterance."""
    longest: int = 90_000
    """Frames after which an utterance ends whatever is heard (30 minutes)."""


@dataclass(frozen=True, slots=True)
class BargeIn:
    """Decides how a voice interrupts a reply. Everything but levels is counted in frames of 20 ms."""

    on: bool = True
    onset: float = 0.5
    """Speech probability at which a frame counts as voiced."""
    duck_after: int = 1
    """Voiced frames before the reply gets quieter."""
    hold_after: int = 8
    """Voiced frames, of half as many again, before the reply waits where it is."""
    certain_after: int = 45
    """Voiced frames before a voice is speech, whatever its words may be."""
    longest_backchannel: int = 24
    """Voiced frames up to which a voice whose words are not known counts as a sign of listening."""
    pause: int = 8
    """Silent frames after which what was recognised is all that was said."""
    settle_after: int = 18
    """Silent frames after which a voice is over and is decided on."""
    words_patience: int = 42
    """The same, while its words may still come."""
    resume_after: int = 25
    """Silent frames after which a ducked reply goes on as before."""
    far_below: float = 18.0
    """dB below the person's usual level from which a voice is not theirs."""


@dataclass(frozen=True, slots=True)
class WakeWishes:
    """Decides whether a talk without a key listens only after a wake word."""

    word: str = ""
    """The name of a wake word, or the path of one's own. Empty: it always listens."""
    sleep_after: float = 30.0
    """Seconds in which nothing is said, after which it sleeps."""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A function that the model may call, as described to engines."""

    name: str
    description: str
    parameters: str
    """The JSON schema as text. Engines pass it on, and the core reads the fields from it."""


@dataclass(frozen=True, slots=True)
class AnswerSchema:
    """Describes the JSON that an answer must be."""

    name: str
    text: str
    """The JSON schema as text, in the strict form: all is required, and nothing else may be there."""


def title_of_tool(name: str) -> str:
    """Return the title of a tool's card, which is translated: its name in words. Models make up names that no tool
    declares.
    """
    if "__" in name:
        # A server's tool, under the name that `core/tool_servers/tool_names.py` makes.
        return " · ".join(name.split("__", 1))
    return " ".join(_PLAIN_WORDS.get(word, word) for word in name.split("_")).capitalize()


_PLAIN_WORDS = {
    "talk": "conversation",
    "talks": "conversations",
    "alarm": "timer or reminder",
    "alarms": "timers and reminders",
}
"""What the interface calls what models know by shorter names."""


class Permission(Enum):
    ALWAYS = "always"
    ASK = "ask"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class SessionWishes:
    """Describes the session that an engine is asked for. An engine applies what it knows and ignores the rest."""

    model: str = ""
    """Empty: the engine chooses a sensible one."""
    voice: str = ""
    speed: float = 1.0
    instructions: str = ""
    language: str = ""
    """An ISO 639-1 code. Empty: it is detected."""
    languages: tuple[str, ...] = ()
    """The possible languages, the usual one first."""
    transcription_model: str = ""
    vocabulary: tuple[str, ...] = ()
    said_as: tuple[tuple[str, str], ...] = ()
    """Words, each with the spelling by which a voice says it right."""
    noise_reduction: str = ""
    """One of near_field, far_field or empty."""
    spoken: bool = True
    """The replies are spoken. Otherwise they are text only."""
    max_reply_tokens: int | None = None
    effort: str = ""
    turn_taking: TurnTaking = TurnTaking.LOCAL
    eagerness: str = "auto"
    threshold: float = 0.5
    silence_ms: Milliseconds = 500
    unfinished_ms: Milliseconds = 900
    """How much longer an engine that does not end turns itself waits if the words look unfinished."""
    think_ahead: bool = True
    """Prepare an answer in a pause even if that costs something. Free preparation always happens."""
    think_ahead_hearing: ThinkAhead = ThinkAhead.CERTAIN
    """The same for an engine that hears the sound itself. It answers in full each time, and never for free."""
    prefix_ms: Milliseconds = 300
    tools: tuple[ToolSpec, ...] = ()
    may_call: bool = True
    """False: the model knows the tools, as the talk names them, and must answer in words."""
    sampling: Sampling = MODELS_OWN
    side_job: bool = False
    """The instructions are a job of their own, such as a title. There is no conversation, and no assistant is
    described.
    """
    examples: tuple[tuple[str, str], ...] = ()
    """Worked examples of a side job: what was given, and the right answer. Small models do as they see."""
    answer_schema: AnswerSchema | None = None
    """The answer of a side job is JSON of this form. None: it is text."""
    remembered: Remembered = field(default_factory=Remembered)
    """What the person asked to remember."""

    @property
    def told_services(self) -> str:
        """The instructions of a service's model, with what is remembered if it is told that."""
        return with_remembered(self.instructions, self.remembered, here=False)

    @property
    def told_here(self) -> str:
        """The same for a model on this device."""
        return with_remembered(self.instructions, self.remembered, here=True)


def side_job(
    instructions: str, examples: tuple[tuple[str, str], ...] = (), *, sampling: Sampling = EXACT
) -> SessionWishes:
    """Return the wishes for a job beside the talk: only this task, in writing."""
    return SessionWishes(instructions=instructions, spoken=False, side_job=True, examples=examples, sampling=sampling)


@dataclass(frozen=True, slots=True)
class CardFact:
    """Fills a gap of a card's question with what the app knows: a price, who gets the words."""

    gap: str
    words: Sentence
    argument: str = ""
    """It holds only where this argument has that value. Empty: always."""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ToolCard:
    """The words of a tool's card. Gaps are named after its arguments and filled from them; `{length}` stands for hours,
    minutes and seconds, `{day}` and `{time}` for the moment `at`.
    """

    questions: tuple[Sentence, ...] = ()
    """The first question whose gaps can all be filled asks for permission."""
    done: tuple[Sentence, ...] = ()
    """What was done, in one line. Here gaps may also be named after parts of the outcome."""
    allowed_by: str = ""
    """The argument for whose value alone "always" is meant, such as one program. Empty: it is meant for all calls."""
    names_it: Sentence | None = None
    """A question that names the tool and none of its arguments, which are shown below it. For tools whose arguments are
    not known beforehand.
    """
    named_done: Sentence | None = None
    """The same for what was done."""
    may_always: bool = True
    """The person may allow it for good. Otherwise it asks each time, whatever the settings say."""
    facts: tuple[CardFact, ...] = ()
    """Of those for the same gap, the first that holds fills it."""
    takes_picture: bool = False
    """It is given the newest picture of the talk, and makes no sense without one."""
    goes_on: bool = False
    """What it does is paid for once it runs, so it goes on when the person speaks or the link is lost."""
    keeps: bool = False
    """The tool keeps what was said, so that it is not run off the record."""
    doing: tuple[Sentence, ...] = ()
    """What is being done, in one line, where that may take a while."""
    price: Dollars | None = None
    """What one use costs, which stands in the gap `{price}`."""


@dataclass(frozen=True, slots=True)
class TalkWishes:
    """Everything that the conversation itself obeys."""

    session: SessionWishes = field(default_factory=SessionWishes)
    edges: EndpointingWishes = field(default_factory=EndpointingWishes)
    barge_in: BargeIn = field(default_factory=BargeIn)
    wake: WakeWishes = field(default_factory=WakeWishes)
    permissions: tuple[tuple[str, Permission], ...] = ()
    """The permissions by tool name, and by `ToolCall.allowed_as`. A tool that is not listed asks."""
    cards: tuple[tuple[str, ToolCard], ...] = ()
    """The cards by tool name. Tools without one are asked about in general words."""
    rest_after: float = 60.0
    """Seconds without a word after which a link that is billed by the second is closed."""
    renew_before: float = 120.0
    """Seconds before a session's age limit at which the next one is prepared."""
    keep_sound: bool = True
    titles: bool = True
    """Ask the engine for a title after the first answer."""
    off_record_phrases: bool = True
    """Leave the record, and come back to it, when the person says so."""

    @property
    def turn_taking(self) -> TurnTaking:
        return self.session.turn_taking

    def permission(self, tool: str, allowed_as: str = "") -> Permission:
        """`allowed_as`: what a call of it may be allowed as (`ToolCall.allowed_as`), where the tool itself asks."""
        held = dict(self.permissions)
        usual = held.get(tool, Permission.ASK)
        return held.get(allowed_as, usual) if usual is Permission.ASK else usual

    def card(self, tool: str) -> ToolCard | None:
        return dict(self.cards).get(tool)

    def knows(self, tool: str) -> bool:
        """Return whether there is such a tool, because models make some up."""
        return any(name == tool for name, _ in self.permissions) or any(s.name == tool for s in self.session.tools)

    def parameters(self, tool: str) -> str:
        """Return the JSON schema of a tool's arguments. Empty if unknown."""
        return next((spec.parameters for spec in self.session.tools if spec.name == tool), "")

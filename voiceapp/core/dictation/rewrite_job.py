"""Represents an instruction for a selected text: its stage, what it is for, and what became of the text."""

from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.dictation.bar_view import DictationStage, DictationView, RewriteView
from voiceapp.core.dictation.dictation_parts import DictationEntry
from voiceapp.core.dictation.messages import Deliver
from voiceapp.core.dictation.rewrite_messages import RewriterSeen, TextSource
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import ContextKind, DeliveryMethod
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message
from voiceapp.core.transitions import Transitions

AGREEMENT = "rewriting"
"""Stands for all profiles in what the person lets out."""


class RewritePlace(Enum):
    """The stage of an instruction on its way from the key to the changed text."""

    LISTENING = "listening"
    """It is being spoken or transcribed, and the text that it is for is being read."""
    ASKING = "asking"
    """The person is told what would leave the device, and has not allowed it yet."""
    WRITING = "writing"
    """A language model rewrites the text."""
    OFFERED = "offered"
    """The person looks at the new text."""
    INSERTING = "inserting"
    """The new text is being inserted."""
    FAILED = "failed"
    """No new text came; the person may try again."""
    OVER = "over"
    """Nothing more happens to it."""


class RewriteMove(Enum):
    ASK = "ask"
    """The text would leave the device for the first time."""
    WRITE = "write"
    """The instruction, the text and the permission are there, or the person wants another version."""
    FAIL = "fail"
    """The model did not answer, or with nothing."""
    OFFER = "offer"
    """The new text came, or could not be inserted."""
    INSERT = "insert"
    """The person accepts it, or wants no look at it."""
    END = "end"
    """It was inserted, dropped, or is impossible."""


REWRITE_TRANSITIONS = Transitions(
    "An instruction for a selected text",
    RewritePlace.LISTENING,
    {
        RewritePlace.LISTENING: {
            RewriteMove.ASK: RewritePlace.ASKING,
            RewriteMove.WRITE: RewritePlace.WRITING,
            RewriteMove.END: RewritePlace.OVER,
        },
        RewritePlace.ASKING: {
            RewriteMove.WRITE: RewritePlace.WRITING,
            RewriteMove.END: RewritePlace.OVER,
        },
        RewritePlace.WRITING: {
            RewriteMove.OFFER: RewritePlace.OFFERED,
            RewriteMove.FAIL: RewritePlace.FAILED,
            RewriteMove.END: RewritePlace.OVER,
        },
        RewritePlace.OFFERED: {
            RewriteMove.WRITE: RewritePlace.WRITING,
            RewriteMove.INSERT: RewritePlace.INSERTING,
            RewriteMove.END: RewritePlace.OVER,
        },
        RewritePlace.INSERTING: {
            RewriteMove.OFFER: RewritePlace.OFFERED,
            RewriteMove.END: RewritePlace.OVER,
        },
        RewritePlace.FAILED: {
            RewriteMove.WRITE: RewritePlace.WRITING,
            RewriteMove.END: RewritePlace.OVER,
        },
        RewritePlace.OVER: {},
    },
)


class RewriteUse(Enum):
    """Says what the person wants of the new text."""

    REPLACE = "replace"
    KEEP_BOTH = "keep both"
    COPY = "copy"


@dataclass(slots=True)
class RewriteJob:
    dictation: DictationEntry
    base: "RewriteJob | None" = None
    """The new text that the person looked at when they went on speaking: it is changed further."""
    _place: RewritePlace = field(default=REWRITE_TRANSITIONS.first, init=False)
    words: list[str] = field(default_factory=list[str])
    text: str = ""
    """What is to be rewritten."""
    source: TextSource | None = None
    """Where it came from; None: nothing was found so far."""
    selected: str | None = None
    """What is selected in the program, if it came from there."""
    stood: str = ""
    """What it was before the first instruction."""
    asked: set[TextSource] = field(default_factory=set[TextSource])
    awaited: TextSource | None = None
    read_by: float = 0.0
    refusal: Sentence | None = None
    """Why nothing is read there."""
    seen: RewriterSeen | None = None
    number: int = 0
    written_by: float = 0.0
    result: str = ""
    growing: str = ""
    """What was written of it so far."""
    offered_at: float = 0.0
    use: RewriteUse | None = None
    """What is done as soon as the key is up."""
    delivery: int | None = None
    sentence: Sentence | None = None
    """What the person is told beside the new text, or instead of it."""
    item: Message | None = None

    @property
    def place(self) -> RewritePlace:
        return self._place

    def move(self, event: RewriteMove) -> None:
        self._place = REWRITE_TRANSITIONS.after(self._place, event)

    @property
    def instruction(self) -> str:
        return " ".join(self.words).strip()

    @property
    def target(self) -> TextTarget | None:
        return self.dictation.target

    @property
    def replaces(self) -> bool:
        """Says whether it takes the place of a selection. A terminal shows what was printed, which stays."""
        return self.selected is not None and not (self.target is not None and self.target.terminal)

    @property
    def kind(self) -> ContextKind:
        return ContextKind.CLIPBOARD if self.source is TextSource.CLIPBOARD else ContextKind.SELECTION

    @property
    def agreement(self) -> str:
        return f"{AGREEMENT}:{self.kind.value}"

    def go_on_from(self, base: "RewriteJob") -> None:
        """Change what was offered further."""
        self.text, self.source, self.selected, self.stood = base.result, base.source, base.selected, base.stood
        self.dictation.target = base.target
        self.refusal, self.awaited = None, None

    def delivery_for(self, use: RewriteUse, way: DeliveryMethod) -> Deliver:
        """Returns what puts the new text where the person wants it."""
        if use is RewriteUse.COPY:
            return Deliver(0, self.result, DeliveryMethod.CLIPBOARD, None, as_is=True)
        keeps = use is RewriteUse.KEEP_BOTH and self.replaces
        text = f"{_gap(self.stood, self.result)}{self.result.strip()}" if keeps else self.result
        selected = self.selected if self.replaces else None
        return Deliver(0, text, way, self.target, as_is=True, selected=selected, after_selection=keeps)


def view_of_job(job: RewriteJob, *, hears_keys: bool) -> DictationView | None:
    """Returns what the bar shows of it. None: nothing. `hears_keys`: Enter and Esc answer."""
    program = "" if job.target is None else job.target.program
    profile = job.dictation.profile_name
    match job.place:
        case RewritePlace.OFFERED:
            shown = RewriteView(
                job.stood, job.instruction, job.result.strip(), job.replaces, job.sentence, hears_keys=hears_keys
            )
            return DictationView(DictationStage.OFFERED, program=program, profile=profile, rewrite=shown)
        case RewritePlace.FAILED:
            return DictationView(
                DictationStage.FAILED, words=job.instruction, sentence=job.sentence, can_retry=True, profile=profile
            )
        case RewritePlace.LISTENING | RewritePlace.ASKING | RewritePlace.WRITING if job.words:
            written = job.growing if job.place is RewritePlace.WRITING else ""
            grown = RewriteView(job.stood, job.instruction, written.strip(), job.replaces, growing=True)
            return DictationView(
                DictationStage.REWRITING,
                words=job.instruction,
                sentence=job.sentence,
                program=program,
                profile=profile,
                instructs=True,
                asks_context=job.place is RewritePlace.ASKING,
                rewrite=grown if written else None,
            )
        case _:
            return None


def _gap(before: str, after: str) -> str:
    """Returns what stands between the two if both are kept."""
    if before.endswith("\n"):
        return ""
    return "\n" if "\n" in before.strip() or "\n" in after.strip() else " "

"""Defines the vocabulary of dictation: what happened (past tense), what to do (imperative), and what is shown."""

from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.rewrite_messages import RewriteCommand, RewriteEvent
from voiceapp.core.dictation.text_target import DictationId, TextTarget
from voiceapp.core.dictation.wishes import ContextKind, DeliveryMethod, DictationWishes, TidyStyle
from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    EndSound,
    ForgetItem,
    KeepItem,
    KeepSound,
    KeepTalk,
    Listen,
    MicFrame,
    MicrophoneChanged,
    NetworkCameBack,
    PlayChime,
    Stopped,
    Tick,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import in_one_line
from voiceapp.core.transcript import Message, Spent, TalkId, Word
from voiceapp.core.value import Value

__all__ = ["DictationId", "TextTarget"]
"""What has a module of its own and belongs to this vocabulary all the same."""


class PartId(Value, frozen=True):
    """A stretch of a dictation that is transcribed separately; a long dictation is split at pauses."""

    dictation: DictationId
    number: int


# --- what happened


class KeyWentDown(Value, frozen=True):
    """The dictation key, or the same key again while it is held: without a KeyWentUp in between, it is a repeat."""

    profile: str = ""
    """The id of the profile whose own key it is."""
    edits: bool = False
    """It is the edit key: what is said is an instruction for the selected text."""


class KeyWentUp(Value, frozen=True):
    pass


class DictationRequest(Enum):
    """A request from the person, made with the bar, another key or the terminal."""

    START = "start"
    STOP = "stop"
    TOGGLE = "toggle"
    HANDS_FREE = "hands-free"
    """Listen until somebody ends it, and insert what is said at each pause. Again: end it."""
    CANCEL = "cancel"
    INSERT_HERE = "insert"
    """Insert the waiting text at the cursor."""
    COPY = "copy"
    """The waiting text, or else what was inserted last."""
    DISCARD = "discard"
    """The waiting text is not wanted; it stays in the history."""
    ORIGINAL = "original"
    """Use the words as spoken instead of the tidied ones, or the tidied ones again."""
    RETRY = "retry"
    UNDO = "undo"
    """Remove what was inserted last."""
    AGAIN = "again"
    """Insert what was inserted last at the current cursor."""
    CORRECT = "correct"
    """Take out what was inserted last, to be corrected by hand; TextCorrected follows."""
    IN_LANGUAGE = "in-language"
    """Transcribe what was inserted last again, in the language of the request, and put it in its place."""
    TIDY_WITH = "tidy-with"
    """Clean up what is being dictated in the way of the request, whatever the profile says."""
    ALLOW_CONTEXT = "allow-context"
    """The context that the bar names may be given to the models from now on."""
    EDIT = "edit"
    """Begin to speak an instruction for the selected text, or end it."""
    ACCEPT = "accept"
    """The rewritten text takes the place of the selected one."""
    KEEP_BOTH = "keep-both"
    """The rewritten text is inserted after the selected one."""
    REWRITE_AGAIN = "rewrite-again"
    """The same instruction, but another text."""


class RequestMade(Value, frozen=True):
    what: DictationRequest
    profile: str = ""
    """The id of the profile to begin with."""
    language: str = ""
    tidy: str = ""
    """The name of a prompt, or else a TidyStyle."""


class FocusSeen(Value, frozen=True):
    dictation: DictationId
    target: TextTarget | None
    """None: this desktop does not say."""


class ProfileTaken(Value, frozen=True):
    """The person wants another profile for what is being dictated. Empty: the one of the program."""

    profile: str


class TranslatorSeen(Value, frozen=True):
    dictation: DictationId
    trouble: Sentence | None
    """Why nobody can translate; None: somebody can."""


class NoticeGiven(Value, frozen=True):
    """The person has to know something of what is being dictated."""

    sentence: Sentence


class ContextRead(Value, frozen=True):
    dictation: DictationId
    context: DictationContext


class WordsCame(Value, frozen=True):
    part: PartId
    text: str
    final: bool = True
    language: str | None = None
    spent: tuple[Spent, ...] = ()
    preview: bool = False
    """Words of somebody quicker, only to be shown."""
    words: tuple[Word, ...] = ()
    """When each word sounds and how sure the recogniser was of it, as far as it said so."""


class WordsFailed(Value, frozen=True):
    part: PartId
    failure: Failure


class TidyCame(Value, frozen=True):
    part: PartId
    text: str | None
    """None: tidying failed, and the words stay as spoken."""
    spent: tuple[Spent, ...] = ()


class DeliveryResult(Enum):
    INSERTED = "inserted"
    COPIED = "copied"
    FOCUS_MOVED = "focus-moved"
    HIDDEN_FIELD = "hidden-field"
    """A password field."""
    UNSEEN = "unseen"
    """Perhaps a password field."""
    SEVERAL_LINES = "several-lines"
    """A terminal would run them."""
    FAILED = "failed"


class Delivered(Value, frozen=True):
    """The outcome of a Deliver."""

    delivery: int
    arrival: DeliveryResult
    inserted: str = ""
    """The text as it was really inserted, with its spaces; or the beginning that went in before it was stopped."""
    target: TextTarget | None = None
    failure: Failure | None = None
    can_undo: bool = False
    """Whoever inserted it watches what is typed and clicked there afterwards, and only then takes anything back."""


class KeptFound(Value, frozen=True):
    """A dictation that is to be recognised again: it has no words, or the person wants others. It is never typed."""

    talk: TalkId
    item: Message
    languages: tuple[str, ...] | None = None
    """The languages that the person says it is in. Empty: the recogniser finds out. None: as usual."""


class WishesGiven(Value, frozen=True):
    wishes: DictationWishes


@dataclass(frozen=True, slots=True)
class TextCorrected:
    """The person corrected what was inserted last, or left it as it was."""

    text: str


DictationEvent = (
    KeyWentDown
    | KeyWentUp
    | RequestMade
    | TextCorrected
    | MicFrame
    | MicrophoneChanged
    | FocusSeen
    | ProfileTaken
    | TranslatorSeen
    | NoticeGiven
    | ContextRead
    | WordsCame
    | WordsFailed
    | TidyCame
    | RewriteEvent
    | Delivered
    | KeptFound
    | WishesGiven
    | NetworkCameBack
    | Tick
    | Stopped
)


# --- what is to be done


class LookAtFocus(Value, frozen=True):
    """Answer with FocusSeen."""

    dictation: DictationId


class LookAtTranslator(Value, frozen=True):
    """Answer with TranslatorSeen."""

    dictation: DictationId
    wishes: DictationWishes


class ReadContext(Value, frozen=True):
    """Answer with ContextRead, soon."""

    dictation: DictationId
    kinds: tuple[ContextKind, ...]
    target: TextTarget


class AgreeToContext(Value, frozen=True):
    """Remember that the person lets this out, each as `profile:kind`."""

    what: tuple[str, ...]


class CatchCancel(Value, frozen=True):
    """Esc belongs to the dictation for as long as it lasts."""

    on: bool


@dataclass(frozen=True, slots=True)
class BeginWords:
    part: PartId
    before: str = field(default="", repr=False)
    """The last words of the part before this one."""
    wishes: DictationWishes = field(default=DictationWishes(), repr=False)
    context: DictationContext = field(default=DictationContext(), repr=False)


class FeedWords(Value, frozen=True):
    part: PartId
    pcm: bytes


class EndWords(Value, frozen=True):
    """All sound of this part has been given; WordsCame or WordsFailed follows."""

    part: PartId


class DropWords(Value, frozen=True):
    part: PartId


@dataclass(frozen=True, slots=True)
class WordsFromKept:
    """Transcribe the recording that was kept; WordsCame or WordsFailed follows."""

    part: PartId
    item: Message
    wishes: DictationWishes = field(default=DictationWishes(), repr=False)
    context: DictationContext = field(default=DictationContext(), repr=False)


@dataclass(frozen=True, slots=True)
class Tidy:
    part: PartId
    text: str
    style: TidyStyle
    prompt: str = ""
    translate_to: str = ""
    context: DictationContext = field(default=DictationContext(), repr=False)


class Deliver(Value, frozen=True):
    """Put text into the other program; Delivered follows. One at a time."""

    delivery: int
    text: str
    way: DeliveryMethod
    target: TextTarget | None
    """Insert only while this place has the keyboard; None: wherever the cursor is."""
    erase: int = 0
    """How many characters before the cursor to delete first."""
    before: str | None = None
    """The text before the cursor as far as we know; None: unknown."""
    as_is: bool = False
    """Spaces and capitals are left as they are."""
    line: str | None = None
    """The text for a terminal: the only line ends are those that were spoken. None: no spoken line ends are known."""
    despite: frozenset[DeliveryResult] = frozenset()
    """What the person was warned about before asking for it to be inserted anyway."""
    selected: str | None = None
    """Insert only while this is selected there; it is replaced."""
    after_selection: bool = False
    """It stays, and the text is inserted after it."""

    def text_for(self, target: TextTarget | None) -> str:
        if target is None or not target.terminal:
            return self.text
        return in_one_line(self.text) if self.line is None else self.line

    def refused_by(self, target: TextTarget) -> DeliveryResult | None:
        """Why nothing is inserted there, or not yet."""
        if target.secret:
            return DeliveryResult.HIDDEN_FIELD
        if target.unseen and DeliveryResult.UNSEEN not in self.despite:
            return DeliveryResult.UNSEEN
        if target.terminal and "\n" in self.text_for(target) and DeliveryResult.SEVERAL_LINES not in self.despite:
            return DeliveryResult.SEVERAL_LINES
        return None


class ShowDictation(Value, frozen=True):
    view: DictationView


@dataclass(frozen=True, slots=True)
class LearnWords:
    """The person said or wrote a text anew, as it should have been."""

    before: str
    after: str
    profile: str = ""
    """The name of the profile that it was dictated with."""


DictationCommand = (
    LookAtFocus
    | LearnWords
    | LookAtTranslator
    | ReadContext
    | AgreeToContext
    | RewriteCommand
    | CatchCancel
    | BeginWords
    | FeedWords
    | EndWords
    | DropWords
    | WordsFromKept
    | Tidy
    | Deliver
    | ShowDictation
    | Listen
    | PlayChime
    | KeepTalk
    | KeepItem
    | ForgetItem
    | KeepSound
    | EndSound
)

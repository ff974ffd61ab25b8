"""Defines the vocabulary of rewriting a selected text: what happened, and what to do."""

from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.dictation.text_target import DictationId, TextTarget
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent
from voiceapp.core.value import Value


class TextSource(Enum):
    """Names a place that the text to be rewritten comes from."""

    SELECTED = "selected"
    """What the program says is selected."""
    COPIED = "copied"
    """What the program copies when it is asked to; the clipboard is as it was afterwards."""
    CLIPBOARD = "clipboard"


@dataclass(frozen=True, slots=True)
class SourceRead:
    dictation: DictationId
    source: TextSource
    text: str = field(repr=False)
    """Empty: there is none."""


class RewriterSeen(Value, frozen=True):
    dictation: DictationId
    trouble: Sentence | None = None
    """Why nobody can rewrite; None: somebody can."""
    leaves: bool = True
    """The text leaves this device for it."""
    fit: bool = True
    """What it writes may be used unseen. A small model obeys what stands in the text."""


@dataclass(frozen=True, slots=True)
class RewriteCame:
    number: int
    text: str = field(repr=False, default="")
    failure: Failure | None = None
    spent: tuple[Spent, ...] = ()


@dataclass(frozen=True, slots=True)
class RewriteGrew:
    """Shows what was written of the new text so far."""

    number: int
    text: str = field(repr=False)


RewriteEvent = SourceRead | RewriterSeen | RewriteCame | RewriteGrew


class ReadSource(Value, frozen=True):
    """Answer with SourceRead, soon."""

    dictation: DictationId
    source: TextSource
    target: TextTarget | None


class LookAtRewriter(Value, frozen=True):
    """Answer with RewriterSeen."""

    dictation: DictationId


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Have a language model rewrite a text; RewriteCame follows. It takes the place of the one before."""

    number: int
    text: str = field(repr=False)
    instruction: str = field(repr=False)
    refused: str = field(default="", repr=False)
    """The version that the person did not take."""


class DropRewrite(Value, frozen=True):
    """Stop rewriting: nobody wants it any more."""


class CatchAnswer(Value, frozen=True):
    """Enter and Esc belong to the rewritten text that the person looks at."""

    on: bool


RewriteCommand = ReadSource | LookAtRewriter | Rewrite | DropRewrite | CatchAnswer

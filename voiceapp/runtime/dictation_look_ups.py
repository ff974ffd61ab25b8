"""Finds out for a dictation what other programs and the settings know, on threads that may wait for them."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.messages import (
    ContextRead,
    DictationEvent,
    FocusSeen,
    LookAtFocus,
    LookAtTranslator,
    ReadContext,
    TranslatorSeen,
)
from voiceapp.core.dictation.ports import ReadsContext, ReadsSelection, TextOutput
from voiceapp.core.dictation.rewrite_messages import LookAtRewriter, ReadSource, RewriterSeen, SourceRead, TextSource
from voiceapp.core.dictation.text_target import DictationId, TextTarget
from voiceapp.core.dictation.wishes import ContextKind
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence

log = logging.getLogger(__name__)

_NO_SEARCH = Failure(FailureKind.BUG, Sentence("A bug stopped the search for a translator. Please report it."))
_NO_REWRITER = Failure(FailureKind.BUG, Sentence("A bug kept voiceapp from asking who can rewrite. Please report it."))
_NOT_READ = Failure(FailureKind.BUG, Sentence("A bug kept voiceapp from reading the other program. Please report it."))


class AskedInLookUps(Protocol):
    """Knows what is asked. All of it may take its time."""

    @property
    def output(self) -> TextOutput | None: ...
    @property
    def translator_trouble(self) -> Callable[[], Sentence | None]: ...
    @property
    def look_at_rewriter(self) -> Callable[[DictationId], RewriterSeen]: ...
    @property
    def seen(self) -> Callable[[TextTarget], None]:
        """Told which window has the keyboard."""
        ...


class DictationLookUps:
    """Each answers with one event, also where it fails."""

    def __init__(
        self,
        asked: AskedInLookUps,
        looking: ThreadPoolExecutor,
        putting: ThreadPoolExecutor,
        tell: Callable[[DictationEvent], None],
        complain: Callable[[Failure], None],
    ) -> None:
        """`looking` and `putting`: a thread for looking, and the one on which keys are pressed."""
        self._asked = asked
        self._complain = complain
        self._looking = looking
        self._putting = putting
        self._tell = tell

    def find_out(self, command: LookAtFocus | LookAtTranslator | LookAtRewriter | ReadContext | ReadSource) -> None:
        """Begin to, and return."""
        match command:
            case LookAtFocus(dictation):
                self._look_at_focus(dictation)
            case LookAtTranslator(dictation):
                trouble = self._asked.translator_trouble
                otherwise = TranslatorSeen(dictation, _NO_SEARCH.sentence)
                self._look(lambda: TranslatorSeen(dictation, trouble()), otherwise, _NO_SEARCH)
            case LookAtRewriter(dictation):
                look = self._asked.look_at_rewriter
                self._look(lambda: look(dictation), RewriterSeen(dictation, _NO_REWRITER.sentence), _NO_REWRITER)
            case ReadContext():
                self._read_context(command)
            case ReadSource():
                # Copying presses keys, as inserting does, so both go one after the other.
                thread = self._putting if command.source is TextSource.COPIED else self._looking
                nothing = SourceRead(command.dictation, command.source, "")
                self._look(lambda: _source_read(self._asked.output, command), nothing, _NOT_READ, thread)

    def _look_at_focus(self, dictation: DictationId) -> None:
        output = self._asked.output
        if output is None:
            self._tell(FocusSeen(dictation, None))
            return

        def look() -> FocusSeen:
            target = output.focus()
            if target is not None:
                self._asked.seen(target)
            return FocusSeen(dictation, target)

        self._look(look, FocusSeen(dictation, None), _NOT_READ)
        self._putting.submit(output.prepare)

    def _read_context(self, command: ReadContext) -> None:
        output: object = self._asked.output
        nothing = ContextRead(command.dictation, DictationContext())
        if not isinstance(output, ReadsContext):
            self._tell(nothing)
            return

        def read() -> ContextRead:
            return ContextRead(command.dictation, output.read_context(command.kinds, command.target))

        self._look(read, nothing, _NOT_READ)

    def _look(
        self,
        find: Callable[[], DictationEvent],
        otherwise: DictationEvent,
        failed: Failure,
        thread: ThreadPoolExecutor | None = None,
    ) -> None:
        def work() -> None:
            try:
                found = find()
            except Exception:  # a bug in a look-up must not lose the dictation
                log.exception("a look-up failed in a way that it should not")
                found = otherwise
                self._complain(failed)
            self._tell(found)

        (thread or self._looking).submit(work)


def _source_read(output: TextOutput | None, wanted: ReadSource) -> SourceRead:
    """Reads what is to be rewritten: what is selected, or what is in the clipboard."""
    reads: object = output
    text = ""
    if wanted.source is TextSource.CLIPBOARD:
        if isinstance(reads, ReadsContext):
            kinds = (ContextKind.CLIPBOARD,)
            text = reads.read_context(kinds, wanted.target or TextTarget("")).clipboard
    elif isinstance(reads, ReadsSelection):
        text = reads.selected(wanted.target, copy=wanted.source is TextSource.COPIED)
    return SourceRead(wanted.dictation, wanted.source, text)

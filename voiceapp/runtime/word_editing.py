"""Lets a language model edit words: tidy or translate what was dictated, and rewrite what is selected.

Nothing here decides anything: what comes of it is told to the machine, and what fails leaves the words as they are.
"""

import logging
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.dictation.continuing import TASK as CONTINUE
from voiceapp.core.dictation.continuing import continued, prompt_of, wants_continuation
from voiceapp.core.dictation.messages import DictationEvent, Tidy, TidyCame
from voiceapp.core.dictation.rewrite_messages import DropRewrite, Rewrite, RewriteCame, RewriteGrew
from voiceapp.core.dictation.rewrite_prompt import asked, examples, task
from voiceapp.core.dictation.tidying import examples_for, instructions_for
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import Chat, ChatEnd, ChatText, EngineError
from voiceapp.core.sampling import EXACT, MODELS_OWN
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Spent
from voiceapp.core.wishes import SessionWishes, side_job
from voiceapp.runtime.background_tasks import BackgroundTasks

log = logging.getLogger(__name__)

_REWRITING = "rewriting"
SHORTENED = Failure(
    FailureKind.REJECTED, Sentence("The new text became too long for the language model. Select less, and try again.")
)
_BROKEN = Failure(FailureKind.BUG, Sentence("A bug kept the text from being rewritten. Please report it."))


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """Holds what a language model wrote, to its end."""

    text: str
    spent: tuple[Spent, ...]
    shortened: bool = False


class EditingChats(Protocol):
    """Offers the language models. Asking for one may raise EngineError, which says what is missing."""

    @property
    def chat(self) -> Callable[[bool], Chat]:
        """Given whether it is to translate."""
        ...

    @property
    def rewriter(self) -> Callable[[], Chat]: ...

    @property
    def continuer(self) -> Callable[[], Chat]:
        """Writes on where a text ends."""
        ...


class WordEditing:
    """Belongs to one event loop."""

    def __init__(self, chats: EditingChats, tasks: BackgroundTasks, tell: Callable[[DictationEvent], None]) -> None:
        self._chats = chats
        self._tasks = tasks
        self._tell = tell

    def carry_out(self, command: Tidy | Rewrite | DropRewrite) -> None:
        """Begin to, or leave it. Of texts only one is rewritten at a time, the newest."""
        if isinstance(command, Tidy):
            self._tasks.start(self._tidy(command))
            return
        self._tasks.cancel(_REWRITING)
        if isinstance(command, Rewrite):
            self._tasks.start(self._rewrite(command), _REWRITING)

    async def _tidy(self, command: Tidy) -> None:
        text: str | None = None
        spent: tuple[Spent, ...] = ()
        wishes = side_job(instructions_for(command), examples_for(command))
        try:
            answer = await answered(self._chats.chat(bool(command.translate_to)), command.text, wishes)
            text, spent = None if answer.shortened else answer.text, answer.spent
        except EngineError as error:
            log.info("the words were not tidied: %s", error.failure.kind.value)
        except Exception:  # a bug in tidying must not lose the words, which are good enough untidied
            log.exception("tidying failed in a way that it should not")
        self._tell(TidyCame(command.part, text, spent))

    async def _rewrite(self, command: Rewrite) -> None:
        given = asked(command.text, command.instruction, command.refused)
        try:
            if wants_continuation(command.instruction):
                self._tell(await self._continue(command))
                return
            # Another version has to be another one.
            sampling = MODELS_OWN if command.refused else EXACT
            wishes = side_job(task(command.text), examples(), sampling=sampling)
            answer = await answered(self._chats.rewriter(), given, wishes)
            failure = SHORTENED if answer.shortened else None
            came = RewriteCame(command.number, answer.text, failure, answer.spent)
        except EngineError as error:
            came = RewriteCame(command.number, failure=error.failure)
        except Exception:  # a bug in rewriting must not end dictation
            log.exception("rewriting failed in a way that it should not")
            came = RewriteCame(command.number, failure=_BROKEN)
        self._tell(came)

    async def _continue(self, command: Rewrite) -> RewriteCame:
        def grew(more: str) -> None:
            self._tell(RewriteGrew(command.number, continued(command.text, more)))

        text, spent = await continued_by(self._chats.continuer(), command.text, grew)
        return RewriteCame(command.number, text, spent=spent)


async def continued_by(
    chat: Chat, text: str, grew: Callable[[str], None] = lambda _: None
) -> tuple[str, tuple[Spent, ...]]:
    """Returns the text with what the model makes follow it; empty if nothing does. `grew` gets what has come of that so
    far. Raises EngineError.
    """
    answer = await answered(chat, prompt_of(text), side_job(CONTINUE, sampling=MODELS_OWN), grew)
    return continued(text, answer.text), answer.spent


async def answered(
    chat: Chat, given: str, wishes: SessionWishes, grew: Callable[[str], None] = lambda _: None
) -> WholeAnswer:
    """Returns the whole answer; `grew` gets what has come of it so far. Raises EngineError."""
    text, shortened = "", False
    spent: tuple[Spent, ...] = ()
    said = Message(ItemId("said"), Speaker.USER, 0.0, given, MessageState.DONE)
    async with aclosing(chat.answer((said,), wishes)) as pieces:
        async for piece in pieces:
            match piece:
                case ChatText(more):
                    text = f"{text}{more}"
                    grew(text)
                case ChatEnd(bill, cut):
                    spent, shortened = bill, cut
                case _:
                    pass
    return WholeAnswer(text, spent, shortened)

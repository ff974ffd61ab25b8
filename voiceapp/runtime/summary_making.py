"""Lets a language model work through a talk, window by window. Nothing here decides what is asked, or what becomes of it."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import Chat, EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.limits import ReadingLimits
from voiceapp.core.summaries.piecewise_work import Piece, PiecewiseWork
from voiceapp.runtime.word_editing import WholeAnswer, answered

R = TypeVar("R")

NOTHING_FOUND = Failure(
    FailureKind.REJECTED,
    Sentence("The language model wrote nothing that could be used. Try again, or choose another one."),
)
NOTHING_SAID = Failure(FailureKind.REJECTED, Sentence("Nothing was said here that could be summarised."))
_TOO_LONG = re.compile(r"context|too (?:long|large|many tokens)|maximum.{0,20}tokens|exceed", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Summariser:
    """Holds the language model that summarises, and how much it can read."""

    chat: Chat
    limits: ReadingLimits
    whom: str = ""
    """Who gets the words. Empty: they stay on this device."""
    unasked: bool = True
    """It makes so few mistakes that it may do so by a rule."""


async def at_once(asking: Awaitable[WholeAnswer]) -> WholeAnswer:
    return await asking


Turn = Callable[[Callable[[], Awaitable[WholeAnswer]]], Awaitable[WholeAnswer]]
"""Asks when it may, and again where it was interrupted."""


async def without_waiting(ask: Callable[[], Awaitable[WholeAnswer]]) -> WholeAnswer:
    return await ask()


async def worked_through(
    work: PiecewiseWork[R],
    summariser: Summariser,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
    turn: Turn = without_waiting,
) -> tuple[R, str]:
    """Return the outcome, and the name of the model. `tell` gets how far it is. Raises EngineError."""
    if not work.open:
        raise EngineError(NOTHING_SAID)
    by = ""
    while pieces := work.open[: summariser.limits.together]:
        tell(*work.progress)
        for piece, answer in zip(pieces, await _answers(pieces, summariser, turn), strict=True):
            if answer is None:
                work.too_long(piece.number)
                continue
            work.take(piece.number, answer.text)
            by = next((spent.model for spent in answer.spent), by)
    outcome = work.outcome
    if outcome is None:
        raise EngineError(NOTHING_FOUND)
    return outcome, by or str(summariser.chat.traits.name)


async def _answers(pieces: Sequence[Piece], summariser: Summariser, turn: Turn) -> list[WholeAnswer | None]:
    """Return the answers; None where the model can't read that much at once. The first failure ends the others."""
    asking = [asyncio.create_task(_answer(piece, summariser, turn)) for piece in pieces]
    try:
        return await asyncio.gather(*asking)
    finally:
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)


async def _answer(piece: Piece, summariser: Summariser, turn: Turn) -> WholeAnswer | None:
    try:
        return await turn(lambda: answered(summariser.chat, piece.text, piece.wishes))
    except EngineError as error:
        if _is_too_long(error.failure):
            return None
        raise


def _is_too_long(failure: Failure) -> bool:
    told = f"{failure.said} {failure.detail}"
    return failure.kind in (FailureKind.REJECTED, FailureKind.SERVER_BROKEN) and _TOO_LONG.search(told) is not None

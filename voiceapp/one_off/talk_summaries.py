"""Summarises a talk, or writes a text about it by a prompt, for whoever keeps it."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.summary import PromptedText, Summaries, Summary
from voiceapp.core.summaries.summary_job import summary_work
from voiceapp.core.summaries.text_job import text_work
from voiceapp.core.transcript import Talk
from voiceapp.runtime.summary_making import Summariser, Turn, without_waiting, worked_through

Tell = Callable[[int, int], None]
Written = Summary | PromptedText


def no_prompt(name: str) -> Failure:
    return Failure(
        FailureKind.NOT_FOUND, Sentence("There's no prompt {name}. Settings > Recordings lists them.", name=name)
    )


async def written_about(
    talk: Talk,
    prompt: tuple[str, str] | None,
    summariser: Summariser,
    tell: Tell = lambda _done, _of: None,
    turn: Turn = without_waiting,
) -> Written:
    """Return a summary, or a text by a prompt (its name and what it says). Raises EngineError."""
    if prompt is not None:
        text, by = await worked_through(text_work(talk, summariser.limits, *prompt), summariser, tell, turn)
        return replace(text, at=time.time(), by=by)
    day = datetime.fromtimestamp(talk.started_at).astimezone().date()
    summary, by = await worked_through(summary_work(talk, summariser.limits, day), summariser, tell, turn)
    return replace(summary, at=time.time(), by=by)


def put_beside(kept: Summaries, written: Written) -> Summaries:
    """Return what is kept about a talk, with this in the place of its former version."""
    return kept.with_text(written) if isinstance(written, PromptedText) else replace(kept, summary=written)


def prompt_named(name: str, prompts: dict[str, str]) -> tuple[str, str]:
    """Return a prompt by its name, however it is capitalised. Raises EngineError."""
    for known, text in prompts.items():
        if known.casefold() == name.casefold():
            return known, text
    raise EngineError(no_prompt(name))

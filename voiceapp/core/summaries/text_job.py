"""Writes a text about a talk piece by piece, by a prompt of the person's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voiceapp.core.sampling import MODELS_OWN
from voiceapp.core.summaries.limits import ReadingLimits
from voiceapp.core.summaries.piecewise_work import Piece, PiecewiseWork
from voiceapp.core.summaries.prompts import given, text_task
from voiceapp.core.summaries.source_lines import SourceLine, source_lines
from voiceapp.core.summaries.summary import PromptedText
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Talk
from voiceapp.core.wishes import side_job

LONGEST = 60_000
"""Characters of a text that are kept."""


@dataclass(frozen=True, slots=True)
class TextJob:
    """Meets `PieceJob`."""

    limits: ReadingLimits
    name: str
    instructions: str

    def asked(self, number: int, window: Sequence[SourceLine], place: int, places: int, *, merging: bool) -> Piece:
        task = text_task(window, self.instructions, place, places, merging=merging)
        return Piece(
            number, given(window), replace(side_job(task, sampling=MODELS_OWN), max_reply_tokens=self.limits.answer)
        )

    def read(self, answer: str, window: Sequence[SourceLine], *, merging: bool) -> PromptedText | None:
        del window, merging
        text = _without_fence(clean(answer[: 2 * LONGEST]).strip())[:LONGEST].rstrip()
        return PromptedText(self.name, self.instructions, text) if text else None

    def lines_of(self, found: Sequence[PromptedText]) -> tuple[SourceLine, ...]:
        return tuple(SourceLine(line) for each in found for line in each.text.splitlines() if line.strip())

    def whole(self, found: Sequence[PromptedText], merged: PromptedText | None, *, partial: bool) -> PromptedText:
        text = "\n\n".join(each.text for each in found) if merged is None else merged.text
        return PromptedText(self.name, self.instructions, text[:LONGEST], partial=partial)


def text_work(talk: Talk, limits: ReadingLimits, name: str, instructions: str) -> PiecewiseWork[PromptedText]:
    return PiecewiseWork(source_lines(talk), TextJob(limits, name, instructions), limits.window)


def _without_fence(text: str) -> str:
    """Return a text without the marks of a code block around all of it."""
    lines = text.splitlines()
    if len(lines) > 2 and lines[0].startswith("```") and lines[-1].strip() == "```":
        return "\n".join(lines[1:-1]).strip()
    return text

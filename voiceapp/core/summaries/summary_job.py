"""Summarises a talk piece by piece, by structured outputs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from voiceapp.core.sampling import MODELS_OWN
from voiceapp.core.summaries.answer_schema import summary_schema
from voiceapp.core.summaries.limits import ReadingLimits
from voiceapp.core.summaries.merging import headed, joined, key_lines
from voiceapp.core.summaries.piecewise_work import Piece, PiecewiseWork
from voiceapp.core.summaries.prompts import given, repeats_task, summary_task
from voiceapp.core.summaries.source_lines import SourceLine, source_lines
from voiceapp.core.summaries.summary import Summary
from voiceapp.core.summaries.summary_answer import read_summary
from voiceapp.core.transcript import Talk
from voiceapp.core.wishes import side_job


@dataclass(frozen=True, slots=True)
class SummaryJob:
    """Meets `PieceJob`."""

    limits: ReadingLimits
    day: date | None = None
    """When the talk was."""

    def asked(self, number: int, window: Sequence[SourceLine], place: int, places: int, *, merging: bool) -> Piece:
        del place, places
        wishes = side_job(summary_task(window, self.day, merging=merging), sampling=MODELS_OWN)
        schema = summary_schema(len(window), merging=merging, bounds=self.limits.bounds)
        return Piece(number, given(window), replace(wishes, answer_schema=schema, max_reply_tokens=self.limits.answer))

    def read(self, answer: str, window: Sequence[SourceLine], *, merging: bool) -> Summary | None:
        del merging
        found = read_summary(answer, window)
        if found is None:
            return None
        return replace(found, points=tuple(point for point in found.points if not repeats_task(point.text)))

    def lines_of(self, found: Sequence[Summary]) -> tuple[SourceLine, ...]:
        return key_lines(found)

    def whole(self, found: Sequence[Summary], merged: Summary | None, *, partial: bool) -> Summary:
        return replace(headed(joined(found), merged), partial=partial)


def summary_work(talk: Talk, limits: ReadingLimits, day: date | None) -> PiecewiseWork[Summary]:
    return PiecewiseWork(source_lines(talk), SummaryJob(limits, day), limits.window)

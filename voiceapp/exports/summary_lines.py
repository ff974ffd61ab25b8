"""Decides what of a talk's summary goes into a file; every format that has room for it is made from this."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportWishes
from voiceapp.core.ids import ItemId
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.summary import Point, PromptedText, Section
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Talk
from voiceapp.exports.errors import ExportError
from voiceapp.exports.export_lines import has_summaries, in_words, moment, zone_of

HEADINGS: Mapping[Section, Sentence] = {
    Section.KEY: Sentence("Summary"),
    Section.DECISION: Sentence("Decisions"),
    Section.TASK: Sentence("Tasks"),
    Section.QUESTION: Sentence("Open questions"),
    Section.CHAPTER: Sentence("Chapters"),
}
TAGS = Sentence("Tags")
TRANSCRIPT = Sentence("Transcript")
NO_TASKS = Failure(FailureKind.REJECTED, Sentence("There are no tasks in this conversation. Summarise it first."))
NO_DATES = Failure(FailureKind.REJECTED, Sentence("No task of this conversation has a day on which it's due."))


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """Holds a point, ready to be laid out."""

    point: Point
    text: str
    remark: str
    """Who, until when, and when it was said; empty for nothing."""

    @property
    def whole(self) -> str:
        return f"{self.text} ({self.remark})" if self.remark else self.text


@dataclass(frozen=True, slots=True)
class SummaryBlock:
    heading: str
    rows: tuple[SummaryRow, ...] = ()
    text: str = ""
    """A text in Markdown, in the place of rows."""


def summary_blocks(talk: Talk, wishes: ExportWishes) -> tuple[SummaryBlock, ...]:
    """Return what was written about a talk. Empty: nothing, or none of it is wanted."""
    return tuple(_blocks(talk, wishes)) if has_summaries(talk, wishes) else ()


def _blocks(talk: Talk, wishes: ExportWishes) -> Iterator[SummaryBlock]:
    summary = talk.summaries.summary
    if summary is not None:
        for section, points in summary.sections():
            yield SummaryBlock(in_words(HEADINGS[section], wishes), tuple(_rows(points, talk, wishes)))
        if summary.tags:
            yield SummaryBlock(in_words(TAGS, wishes), text=", ".join(_line(tag) for tag in summary.tags))
    for text in talk.summaries.texts:
        yield SummaryBlock(_heading(text), text=clean(text.text).strip())


def _heading(text: PromptedText) -> str:
    return _line(text.prompt)


def _rows(points: tuple[Point, ...], talk: Talk, wishes: ExportWishes) -> Iterator[SummaryRow]:
    zone = zone_of(wishes)
    times: Mapping[ItemId, float] = {item.id: item.at for item in talk.items}
    for point in points:
        said = next((times[line] for line in point.lines if line in times), None)
        at = f"{moment(said, zone):%H:%M:%S}" if said is not None and wishes.timestamps else ""
        due = in_words(Sentence("due {day}", day=_line(point.due)), wishes) if point.due else ""
        yield SummaryRow(point, _line(point.text), ", ".join(part for part in (_line(point.owner), due, at) if part))


def tasks_of(talk: Talk) -> tuple[Point, ...]:
    """Return the tasks of a talk. Raises ExportError where there are none."""
    tasks = talk.summaries.summary.of(Section.TASK) if talk.summaries.summary is not None else ()
    if not tasks:
        raise ExportError(NO_TASKS)
    return tasks


def task_rows(talk: Talk, wishes: ExportWishes) -> tuple[SummaryRow, ...]:
    return tuple(_rows(tasks_of(talk), talk, wishes))


def _line(text: str) -> str:
    return " ".join(clean(text).split())

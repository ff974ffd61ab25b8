"""Defines what is kept of a talk beside its lines: its summary, whose points name their lines, and texts by prompts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from voiceapp.core.ids import ItemId


class Section(Enum):
    """Names the kinds of points, in the order in which people read them."""

    KEY = "summary"
    DECISION = "decisions"
    TASK = "tasks"
    QUESTION = "questions"
    CHAPTER = "chapters"


@dataclass(frozen=True, slots=True)
class Point:
    """Says one thing about a talk."""

    section: Section
    text: str
    lines: tuple[ItemId, ...] = ()
    """The lines that it came from. A chapter has its first."""
    owner: str = ""
    """Who is to do a task."""
    due: str = ""
    """When a task is to be done: a day such as 2026-12-04, or the words that were said."""
    done: bool = False

    @property
    def day(self) -> date | None:
        """Return the day on which a task is due, if it is known."""
        try:
            return date.fromisoformat(self.due)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Summary:
    """Holds what a model found in a talk, as the person left it."""

    title: str = ""
    points: tuple[Point, ...] = ()
    tags: tuple[str, ...] = ()
    at: float = 0.0
    """When it was made."""
    by: str = ""
    """The model that made it."""
    partial: bool = False
    """Parts of the talk could not be summarised."""

    def of(self, section: Section) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.section is section)

    def sections(self) -> Iterator[tuple[Section, tuple[Point, ...]]]:
        """Yield each kind of points that there are, in order."""
        for section in Section:
            points = self.of(section)
            if points:
                yield section, points

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.points or self.tags)

    def with_point(self, place: int, point: Point) -> "Summary":
        """Return it with another point in the place of that one."""
        return replace(self, points=(*self.points[:place], point, *self.points[place + 1 :]))

    def without_point(self, place: int) -> "Summary":
        return replace(self, points=(*self.points[:place], *self.points[place + 1 :]))

    def without_tag(self, tag: str) -> "Summary":
        return replace(self, tags=tuple(each for each in self.tags if each != tag))


@dataclass(frozen=True, slots=True)
class PromptedText:
    """Holds a text, in Markdown, that a model wrote about a talk by a prompt of the person's."""

    prompt: str
    """The name of the prompt."""
    instructions: str
    """What the prompt said then; it may have changed since."""
    text: str
    at: float = 0.0
    by: str = ""
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Summaries:
    """Holds everything that was written about a talk."""

    summary: Summary | None = None
    texts: tuple[PromptedText, ...] = ()
    """One for each prompt."""

    def __bool__(self) -> bool:
        return self.summary is not None or bool(self.texts)

    def with_text(self, text: PromptedText) -> "Summaries":
        """Return it with a text in the place of the former one by the same prompt."""
        texts = [each for each in self.texts if each.prompt != text.prompt]
        place = next((place for place, each in enumerate(self.texts) if each.prompt == text.prompt), len(texts))
        return replace(self, texts=(*texts[:place], text, *texts[place:]))

    def with_lines(self, names: Mapping[ItemId, ItemId]) -> "Summaries":
        """Return it with other names for the lines. What has none is named no more."""
        if self.summary is None:
            return self
        points = tuple(
            replace(point, lines=tuple(names[line] for line in point.lines if line in names))
            for point in self.summary.points
        )
        return replace(self, summary=replace(self.summary, points=points))

    def without_text(self, prompt: str) -> "Summaries":
        return replace(self, texts=tuple(each for each in self.texts if each.prompt != prompt))


NO_SUMMARIES = Summaries()

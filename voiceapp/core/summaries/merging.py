"""Merges what was found in the windows of a long talk: what was found twice is one point, and none is lost before the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from voiceapp.core.summaries.source_lines import SourceLine
from voiceapp.core.summaries.summary import Point, Section, Summary
from voiceapp.core.summaries.summary_answer import LONGEST_POINT, MOST_LINES, MOST_TAGS

MOST = {
    Section.KEY: 12,
    Section.DECISION: 60,
    Section.TASK: 80,
    Section.QUESTION: 40,
    Section.CHAPTER: 40,
}
"""Points of each kind in a whole summary, however long the talk."""
ALIKE = 0.75
"""The share of words that two points have in common if they say the same."""


def joined(parts: Sequence[Summary]) -> Summary:
    """Return one summary with the points of all, in the order of the talk."""
    points = tuple(
        point for section in Section for point in _fewer(_merged(each.of(section) for each in parts), MOST[section])
    )
    tags = dict.fromkeys(tag.casefold() for part in parts for tag in part.tags)
    spelt = {tag.casefold(): tag for part in reversed(parts) for tag in part.tags}
    title = next((part.title for part in parts if part.title), "")
    return Summary(
        title, points, tuple(spelt[tag] for tag in tags)[:MOST_TAGS], partial=any(each.partial for each in parts)
    )


def headed(found: Summary, head: Summary | None) -> Summary:
    """Return what was found, with the title, the key points and the tags that a model made of all windows together."""
    if head is None:
        return found
    keys = head.of(Section.KEY) or found.of(Section.KEY)
    rest = tuple(point for point in found.points if point.section is not Section.KEY)
    return replace(found, title=head.title or found.title, points=(*keys, *rest), tags=head.tags or found.tags)


def key_lines(parts: Sequence[Summary]) -> tuple[SourceLine, ...]:
    """Return the key points of all windows as lines that a model can summarise again."""
    return tuple(SourceLine(point.text, point.lines) for part in parts for point in _heads(part))


def _heads(part: Summary) -> tuple[Point, ...]:
    """Return a part's key points, or what else there is where it has none."""
    return part.of(Section.KEY) or part.of(Section.CHAPTER) or part.points


def _merged(windows: Iterable[Sequence[Point]]) -> list[Point]:
    found: list[Point] = []
    for point in (point for window in windows for point in window):
        place = next((place for place, other in enumerate(found) if _say_the_same(point, other)), None)
        if place is None:
            found.append(point)
        else:
            found[place] = _both(found[place], point)
    return found


def _say_the_same(one: Point, other: Point) -> bool:
    if one.section is Section.CHAPTER:
        return False  # "Questions" may well come twice
    mine, theirs = _words(one.text), _words(other.text)
    if one.owner and other.owner and one.owner.casefold() != other.owner.casefold():
        return False
    return bool(mine) and len(mine & theirs) >= ALIKE * max(len(mine), len(theirs))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:!?\"'()").casefold() for word in text[:LONGEST_POINT].split())


def _both(first: Point, again: Point) -> Point:
    """A later mention may bring who and when."""
    lines = tuple(dict.fromkeys((*first.lines, *again.lines)))[:MOST_LINES]
    return replace(first, lines=lines, owner=first.owner or again.owner, due=again.due or first.due)


def _fewer(points: Sequence[Point], most: int) -> Sequence[Point]:
    """Leave out points evenly, where there are too many."""
    if len(points) <= most:
        return points
    return [points[place * len(points) // most] for place in range(most)]

"""Puts voices that sound alike into groups, however many there are, without ever comparing all with all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import dist, hypot

Vector = Sequence[float]

BLOCK = 120
"""Groups that are compared with each other at once; the work grows with its square."""
NEARLY_SAME = 0.82
"""How alike groups of a block must be to become one before the others are looked at."""
SHRINKS = 3
"""Of a block's groups at most one in so many is left, so that it comes to an end."""


@dataclass(frozen=True, slots=True)
class VoiceGroup:
    """Holds stretches of speech that are taken for one voice."""

    total: Vector
    """The sum of their vectors."""
    weight: int
    """How many they are."""


@dataclass(frozen=True, slots=True)
class _Merge:
    into: int
    gone: int
    likeness: float


def likeness(one: Vector, other: Vector) -> float:
    """Return how alike two vectors of length 1 are: 1 is the same, 0 has nothing in common."""
    return 1 - dist(one, other) ** 2 / 2


def unit(vector: Vector) -> Vector:
    """Return a vector of the same direction and of length 1."""
    length = hypot(*vector) or 1.0
    return tuple(each / length for each in vector)


def together(one: VoiceGroup, other: VoiceGroup) -> VoiceGroup:
    total = tuple(mine + theirs for mine, theirs in zip(one.total, other.total, strict=True))
    return VoiceGroup(total, one.weight + other.weight)


def grouped(groups: Iterable[VoiceGroup], least: float, persons: int, enough: int) -> list[VoiceGroup]:
    """Return a group for each voice, and small ones of what is like none. `persons`: how many there are; 0: nobody knows.

    What is on average as alike as `least` is one voice in any case. A group counts as a person with `enough` stretches.
    """
    few = _in_blocks(groups)
    while len(few) > BLOCK:
        few = _in_blocks(few)
    merges = _merges(few)
    count = sum(merge.likeness >= least for merge in merges)
    if persons:
        count = max(count, _cut_for(few, merges, persons, enough))
    return _applied(few, merges[:count])


def _in_blocks(groups: Iterable[VoiceGroup]) -> list[VoiceGroup]:
    """Make fewer of them, holding little more than a block at a time. A single block stays as it is."""
    coming = iter(groups)
    found = list(islice(coming, BLOCK))
    block = list(islice(coming, BLOCK))
    if block:
        found = _shrunk(found)
    while block:
        found += _shrunk(block)
        block = list(islice(coming, BLOCK))
    return found


def _shrunk(block: list[VoiceGroup]) -> list[VoiceGroup]:
    merges = _merges(block)
    forced = len(block) - max(1, len(block) // SHRINKS)
    return _applied(
        block, [merge for place, merge in enumerate(merges) if place < forced or merge.likeness >= NEARLY_SAME]
    )


def _cut_for(groups: Sequence[VoiceGroup], merges: Sequence[_Merge], persons: int, enough: int) -> int:
    """Return after how many merges there are so many persons: as late as possible, so that little is left over."""
    weights = [group.weight for group in groups]
    there = sum(weight >= enough for weight in weights)
    best, most = 0, min(there, persons)
    for place, merge in enumerate(merges, 1):
        before = sum(weights[each] >= enough for each in (merge.into, merge.gone))
        weights[merge.into] += weights[merge.gone]
        there += (weights[merge.into] >= enough) - before
        if min(there, persons) >= most and there <= persons:
            best, most = place, min(there, persons)
    return best


def _merges(groups: Sequence[VoiceGroup]) -> list[_Merge]:
    """Return which groups become one, the most alike first, down to a single one.

    How alike two are is the average over all pairs of their stretches.
    """
    count = len(groups)
    alike = [[0.0] * count for _ in range(count)]
    squares = [hypot(*group.total) ** 2 for group in groups]
    for one in range(count):
        for other in range(one):
            common = squares[one] + squares[other] - dist(groups[one].total, groups[other].total) ** 2
            pairs = groups[one].weight * groups[other].weight
            alike[one][other] = alike[other][one] = common / 2 / pairs
    weights = [group.weight for group in groups]
    left = list(range(count))
    nearest = {one: _nearest(alike, left, one) for one in left if count > 1}
    found: list[_Merge] = []
    while len(left) > 1:
        into = max(left, key=lambda one: alike[one][nearest[one]])
        gone = nearest[into]
        found.append(_Merge(into, gone, alike[into][gone]))
        left.remove(gone)
        both = weights[into] + weights[gone]
        for other in left:
            mean = (weights[into] * alike[into][other] + weights[gone] * alike[gone][other]) / both
            alike[into][other] = alike[other][into] = mean
        weights[into] = both
        for one in left if len(left) > 1 else ():
            if one == into or nearest[one] in (into, gone):
                nearest[one] = _nearest(alike, left, one)
    return found


def _nearest(alike: Sequence[Sequence[float]], left: Sequence[int], one: int) -> int:
    row = alike[one]
    return max((other for other in left if other != one), key=row.__getitem__)


def _applied(groups: Sequence[VoiceGroup], merges: Sequence[_Merge]) -> list[VoiceGroup]:
    left: dict[int, VoiceGroup] = dict(enumerate(groups))
    for merge in merges:
        left[merge.into] = together(left[merge.into], left.pop(merge.gone))
    return list(left.values())

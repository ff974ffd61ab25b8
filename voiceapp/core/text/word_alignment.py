"""Finds which words of one text stand where in another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST = 1_500
"""The most words that are compared; of longer texts only what differs at once is found."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Holds words that follow each other in both texts: the same, or others in their place."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def same(self) -> bool:
        return self.before == self.after


def aligned(before: Sequence[str], after: Sequence[str]) -> list[Stretch]:
    """The texts as stretches that are the same in turn with stretches that differ."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    middle = list(_pairs(before[head : len(before) - tail], after[head : len(after) - tail]))
    pairs = [*((word, word) for word in before[:head]), *middle]
    pairs += [(word, word) for word in before[len(before) - tail :]]
    return _gathered(pairs)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    for at, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return at
    return min(len(one), len(other))


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each word with the one in its place; empty where there is none."""
    if max(len(before), len(after)) > MOST:
        yield " ".join(before), " ".join(after)
        return
    longest = _longest_common(before, after)
    i = j = 0
    while i < len(before) or j < len(after):
        if i < len(before) and j < len(after) and before[i] == after[j]:
            yield before[i], after[j]
            i, j = i + 1, j + 1
        elif j == len(after) or (i < len(before) and longest[i + 1][j] >= longest[i][j + 1]):
            yield before[i], ""
            i += 1
        else:
            yield "", after[j]
            j += 1


def _longest_common(before: Sequence[str], after: Sequence[str]) -> list[list[int]]:
    """How many words both have in common from each pair of places on."""
    table = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            same = before[i] == after[j]
            table[i][j] = table[i + 1][j + 1] + 1 if same else max(table[i + 1][j], table[i][j + 1])
    return table


def _gathered(pairs: Sequence[tuple[str, str]]) -> list[Stretch]:
    stretches: list[Stretch] = []
    for one, other in pairs:
        mine, theirs = ((one,) if one else ()), ((other,) if other else ())
        last = stretches[-1] if stretches else None
        if last is not None and last.same == (one == other):
            stretches[-1] = Stretch(last.before + mine, last.after + theirs)
        else:
            stretches.append(Stretch(mine, theirs))
    return stretches

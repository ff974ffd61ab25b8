"""Finds which words of one text stand where in another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

MOST = 1_000
"""The most words between the first and the last difference that are compared with each other. Of more, all count as
different: comparing them would hold up the window.
"""


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
        yield from ((word, "") for word in before)
        yield from (("", word) for word in after)
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
    for _, group in groupby(pairs, key=lambda pair: pair[0] == pair[1]):
        both = list(group)
        stretches.append(Stretch(tuple(one for one, _ in both if one), tuple(other for _, other in both if other)))
    return stretches

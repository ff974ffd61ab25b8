"""Finds which words differ between two versions of a text. Case and punctuation don't count."""

import re
from dataclasses import dataclass
from itertools import takewhile

_WORD = re.compile(r"\S+")
_SIGNS = re.compile(r"[^\w']+")


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Marks the characters of some words, from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WordChanges:
    removed: tuple[WordSpan, ...]
    """The words of the first version that the second doesn't have."""
    added: tuple[WordSpan, ...]
    """The words of the second version that the first doesn't have."""
    same: int
    """How many words they share."""


@dataclass(frozen=True, slots=True)
class _ComparedWord:
    text: str
    span: WordSpan


def word_changes(before: str, after: str) -> WordChanges:
    old, new = _words(before), _words(after)
    begin = sum(1 for _ in takewhile(_alike, zip(old, new, strict=False)))
    end = sum(1 for _ in takewhile(_alike, zip(reversed(old[begin:]), reversed(new[begin:]), strict=False)))
    shared = _shared(old[begin : len(old) - end], new[begin : len(new) - end])
    kept_old = {*range(begin), *range(len(old) - end, len(old)), *(begin + each for each, _ in shared)}
    kept_new = {*range(begin), *range(len(new) - end, len(new)), *(begin + each for _, each in shared)}
    return WordChanges(_others(old, kept_old), _others(new, kept_new), begin + end + len(shared))


def _words(text: str) -> list[_ComparedWord]:
    found = ((match, _SIGNS.sub("", match[0]).casefold()) for match in _WORD.finditer(text))
    return [_ComparedWord(plain, WordSpan(match.start(), match.end())) for match, plain in found if plain]


def _alike(pair: tuple[_ComparedWord, _ComparedWord]) -> bool:
    return pair[0].text == pair[1].text


def _others(words: list[_ComparedWord], kept: set[int]) -> tuple[WordSpan, ...]:
    return tuple(word.span for place, word in enumerate(words) if place not in kept)


def _shared(old: list[_ComparedWord], new: list[_ComparedWord]) -> list[tuple[int, int]]:
    """The places of the words that both have in the same order, as many as possible."""
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for row in range(len(old) - 1, -1, -1):
        for column in range(len(new) - 1, -1, -1):
            if old[row].text == new[column].text:
                best[row][column] = best[row + 1][column + 1] + 1
            else:
                best[row][column] = max(best[row + 1][column], best[row][column + 1])
    shared: list[tuple[int, int]] = []
    row = column = 0
    while row < len(old) and column < len(new):
        if old[row].text == new[column].text:
            shared.append((row, column))
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1
    return shared

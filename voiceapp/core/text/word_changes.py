"""Finds which words differ between two versions of a text. Case and punctuation don't count."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from voiceapp.core.text.word_alignment import aligned

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


@lru_cache(maxsize=16)
def word_changes(before: str, after: str) -> WordChanges:
    """Return where two versions differ. It is remembered, because a line is laid out again each time that its width changes."""
    old, new = _words(before), _words(after)
    removed: list[WordSpan] = []
    added: list[WordSpan] = []
    same = i = j = 0
    for stretch in aligned([word for word, _ in old], [word for word, _ in new]):
        i_end, j_end = i + len(stretch.before), j + len(stretch.after)
        if stretch.same:
            same += len(stretch.before)
        else:
            removed += [span for _, span in old[i:i_end]]
            added += [span for _, span in new[j:j_end]]
        i, j = i_end, j_end
    return WordChanges(tuple(removed), tuple(added), same)


class PieceKind(Enum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class ChangedPiece:
    """Holds some words in a row of which the same is true."""

    text: str
    kind: PieceKind


def difference(before: str, after: str) -> tuple[ChangedPiece, ...]:
    """Return the second version, with what the first one has instead in front of what is new."""
    old, new = _words(before), _words(after)
    pieces: list[ChangedPiece] = []
    i = j = 0
    for stretch in aligned([word for word, _ in old], [word for word, _ in new]):
        i_end, j_end = i + len(stretch.before), j + len(stretch.after)
        gone = " ".join(before[span.start : span.end] for _, span in old[i:i_end])
        come = " ".join(after[span.start : span.end] for _, span in new[j:j_end])
        if stretch.same:
            pieces.append(ChangedPiece(come, PieceKind.SAME))
        else:
            pieces += [ChangedPiece(gone, PieceKind.REMOVED)] if gone else []
            pieces += [ChangedPiece(come, PieceKind.ADDED)] if come else []
        i, j = i_end, j_end
    return tuple(pieces)


def _words(text: str) -> list[tuple[str, WordSpan]]:
    found = ((match, _SIGNS.sub("", match[0]).casefold()) for match in _WORD.finditer(text))
    return [(plain, WordSpan(match.start(), match.end())) for match, plain in found if plain]

"""Splits dictated text into words that remember the spaces and marks around them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from voiceapp.core.dictation.writing.table import Place

_CHUNK = re.compile(r"(\s*)(\S+)")
_LEADS = "\"“„«‚‘'([¿¡"
_TRAILS = "\"”“»’'.,;:!?…)]"


@dataclass(frozen=True, slots=True)
class Token:
    gap: str
    """What stands before it: spaces, or the hyphen of a compound that was taken apart."""
    lead: str
    word: str
    trail: str

    @property
    def key(self) -> str:
        return self.word.lower()

    @property
    def text(self) -> str:
        return f"{self.gap}{self.lead}{self.word}{self.trail}"


def tokens_of(text: str, compounds: Callable[[str], bool]) -> list[Token]:
    return [token for found in _CHUNK.finditer(text) for token in _split(found.group(1), found.group(2), compounds)]


def _split(gap: str, chunk: str, compounds: Callable[[str], bool]) -> Iterator[Token]:
    lead, word, trail = in_marks(chunk)
    pieces = word.split("-")
    if len(pieces) == 1 or not all(compounds(piece.lower()) for piece in pieces):
        yield Token(gap, lead, word, trail)
        return
    for number, piece in enumerate(pieces):
        first, last = number == 0, number == len(pieces) - 1
        yield Token(gap if first else "-", lead if first else "", piece, trail if last else "")


def in_marks(chunk: str) -> tuple[str, str, str]:
    """The marks before a word, the word, and the marks after it."""
    marked = chunk.lstrip(_LEADS)
    word = marked.rstrip(_TRAILS)
    return chunk[: len(chunk) - len(marked)], word, marked[len(word) :]


def text_of(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


_AHEAD, _BACK = 24, 6
"""The most words that are looked at, so that a long text without marks takes no longer than its length."""


def place_of(tokens: Sequence[Token], at: int) -> Place:
    """The words from there on that nothing parts, and those before them."""
    end = at + 1
    while end < min(len(tokens), at + _AHEAD) and _joined(tokens[end - 1], tokens[end]):
        end += 1
    begin = at
    while begin > max(0, at - _BACK) and _joined(tokens[begin - 1], tokens[begin]):
        begin -= 1
    run = tokens[at:end]
    return Place([token.word for token in run], [token.key for token in run], [token.key for token in tokens[begin:at]])


def _joined(one: Token, other: Token) -> bool:
    return not one.trail and not other.lead and "\n" not in other.gap

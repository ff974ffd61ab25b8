"""Reads the sources that an answer names, and drops those that it was not given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from voiceapp.core.talk_questions.question_words import telling_words

_NUMBERS = r"(\d{1,4}(?:\s*(?:[,;&]|and|und)\s*\d{1,4})*)"
_CITED = re.compile(rf"\s*[\[【]\s*(?:(?:notes?|sources?|notiz(?:en)?|quellen?)\s*)?{_NUMBERS}\s*[\]】]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n")
_UNFINISHED = re.compile(r"\s*[\[【][^\[\]【】]{0,30}$|\s+$")


@dataclass(frozen=True, slots=True)
class AnswerPiece:
    """A piece of an answer: words, or the number of the source that they come from."""

    text: str = ""
    source: int = 0
    """Counted from 1. 0: it's words."""


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """An answer as it may be shown."""

    pieces: tuple[AnswerPiece, ...] = ()
    made_up: int = 0
    """Sources that it named and was not given."""

    @property
    def cited(self) -> tuple[int, ...]:
        """Return the sources that it names, in the order in which it does."""
        return tuple(dict.fromkeys(piece.source for piece in self.pieces if piece.source))

    @property
    def text(self) -> str:
        """Return all of it as plain text."""
        return "".join(f" [{piece.source}]" if piece.source else piece.text for piece in self.pieces)


def read_answer(text: str, sources: int, *, over: bool) -> ReadAnswer:
    """Read what was written so far. Unless it's `over`, what may become a number is held back."""
    shown = text.rstrip() if over else _UNFINISHED.sub("", text)
    pieces: list[AnswerPiece] = []
    made_up = place = 0
    for match in _CITED.finditer(shown):
        _add_words(pieces, shown[place : match.start()])
        for number in map(int, re.findall(r"\d+", match[1])):
            if not 1 <= number <= sources:
                made_up += 1
            elif not pieces or pieces[-1].source != number:
                pieces.append(AnswerPiece(source=number))
        place = match.end()
    _add_words(pieces, shown[place:])
    return ReadAnswer(tuple(pieces), made_up)


def with_support(read: ReadAnswer, sources: Sequence[str]) -> ReadAnswer:
    """Drop each source that has no telling word of the sentence that it's named for: a small model names any.

    `sources`: what each of them says.
    """
    kept: list[AnswerPiece] = []
    before = ""
    made_up = read.made_up
    for piece in read.pieces:
        if not piece.source:
            before += piece.text
            _add_words(kept, piece.text)
            continue
        told = telling_words(_SENTENCE_END.split(before.rstrip())[-1])
        if told and not told & telling_words(sources[piece.source - 1]):
            made_up += 1
        else:
            kept.append(piece)
    return ReadAnswer(tuple(kept), made_up)


def _add_words(pieces: list[AnswerPiece], words: str) -> None:
    if not words:
        return
    if pieces and not pieces[-1].source:
        pieces[-1] = AnswerPiece(pieces[-1].text + words)
    else:
        pieces.append(AnswerPiece(words))

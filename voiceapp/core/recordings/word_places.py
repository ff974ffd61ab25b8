"""Finds where the timed words of a line stand in its text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.transcript import Message, Word


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """Holds a timed word and the characters of the text that it is."""

    word: Word
    start: int
    end: int


def placed_words(message: Message) -> tuple[PlacedWord, ...]:
    """Return the timed words that stand in the text, in order. Those that were changed without a new time are left out."""
    found: list[PlacedWord] = []
    past = 0
    for word in message.words:
        at = message.text.find(word.text, past) if word.text else -1
        if at >= 0:
            past = at + len(word.text)
            found.append(PlacedWord(word, at, past))
    return tuple(found)


def word_sounding(words: Sequence[PlacedWord], at: Milliseconds) -> PlacedWord | None:
    """Return the word that sounds at a moment of its line: the last one that has begun."""
    number = bisect_right(words, at, key=lambda each: each.word.start)
    return words[number - 1] if number else None


def word_at(words: Sequence[PlacedWord], character: int) -> PlacedWord | None:
    """Return the word that a character belongs to, or else the next one."""
    return next((each for each in words if character < each.end), None)

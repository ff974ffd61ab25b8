"""Finds out who said something, by its language."""

from voiceapp.core.interpreter.job import InterpretJob, Pair, Side
from voiceapp.core.text.text_language import text_language

ENOUGH_WORDS = 2
"""Words of an utterance that still grows from which its language is judged."""


def side_by_language(pair: Pair, text: str, told: str = "") -> Side | None:
    """Return who speaks the language of these words. `told`: the language as the recogniser heard it. None: it doesn't show."""
    return pair.side_of(told) or pair.side_of(text_language(text, pair.codes))


def early_side(pair: Pair, text: str) -> Side | None:
    """Return the same for words of which more will come."""
    return side_by_language(pair, text) if len(text.split()) >= ENOUGH_WORDS else None


def likely_side(job: InterpretJob) -> Side:
    """Return who probably speaks where the words don't show it: two people speak by turns."""
    return job.side or (job.last.other if job.last is not None else Side.LEFT)


def same_words(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    first, second = _words(one), _words(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def _words(text: str) -> set[str]:
    bare = ("".join(sign for sign in word.casefold() if sign.isalnum()) for word in text.split())
    return {word for word in bare if word}

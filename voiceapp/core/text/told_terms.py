"""Chooses the terms that a recogniser is told of, as many as its prompt has room for."""

from collections.abc import Sequence

MOST_IN_PROMPT = 600
"""Characters. Of a longer prompt Whisper reads only the end: about 224 tokens, the words before included."""


def within(terms: Sequence[str], letters: int = MOST_IN_PROMPT) -> tuple[str, ...]:
    """The first terms that are no longer together, with what stands between them."""
    told: list[str] = []
    for term in terms:
        letters -= len(term) + 2
        if letters < 0:
            break
        told.append(term)
    return tuple(told)

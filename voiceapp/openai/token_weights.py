"""Tells how sure a recogniser was of each word, from the probabilities of the tokens that it wrote."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.text.word_times import spread
from voiceapp.core.transcript import Word
from voiceapp.openai.json_fields import list_in, text_in


def weighed(timed: Sequence[Word], tokens: Sequence[Mapping[str, object]]) -> tuple[Word, ...]:
    shares = _shares([word.text for word in timed], tokens)
    return tuple(replace(word, sure=share) for word, share in zip(timed, shares, strict=True))


def weighed_over(text: str, logprobs: object, start: Milliseconds, end: Milliseconds) -> tuple[Word, ...]:
    """Return the words of sound of which only the length is known. `logprobs`: as a server gave them. Without any there
    are none.
    """
    tokens = list_in({"logprobs": logprobs}, "logprobs")
    if not tokens or not text.strip() or end <= start:
        return ()
    return weighed(tuple(spread(text.split(), start, end)), tokens)


def _shares(words: Sequence[str], tokens: Sequence[Mapping[str, object]]) -> list[float | None]:
    """For each word the mean probability of the tokens that have a letter of it. None: no token has."""
    found: list[list[float]] = [[] for _ in words]
    ends: list[int] = []
    for word in words:
        ends.append((ends[-1] if ends else 0) + len(word))
    place = number = 0
    for token in tokens:
        letters = len("".join(text_in(token, "token").split()))
        logprob = token.get("logprob")
        while number < len(words) - 1 and place + letters > ends[number]:
            number += 1
        if letters and isinstance(logprob, int | float):
            found[number].append(math.exp(min(0.0, logprob)))
        place += letters
    return [sum(shares) / len(shares) if shares else None for shares in found]

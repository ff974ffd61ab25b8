"""Tells how sure a recogniser was of each word, from the probabilities of the tokens that it wrote."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from voiceapp.audio.resample import to_float
from voiceapp.audio.track_sound import peaks_of
from voiceapp.core.pcm import WIRE
from voiceapp.core.recordings.waveform import voiced
from voiceapp.core.text.word_times import spread, spread_over
from voiceapp.core.transcript import Word
from voiceapp.openai.json_fields import text_in


def weighed_words(text: str, tokens: Sequence[Mapping[str, object]], pcm: bytes) -> tuple[Word, ...]:
    """Return the words with the times at which they probably sound. Without tokens there are none."""
    if not tokens or not text.strip():
        return ()
    words = text.split()
    timed = spread_over(words, voiced(peaks_of(to_float(pcm)))) or tuple(spread(words, 0, WIRE.ms(len(pcm))))
    return tuple(replace(word, sure=share) for word, share in zip(timed, _shares(words, tokens), strict=True))


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

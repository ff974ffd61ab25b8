"""Asks Whisper how sure it was of each word that it wrote, and when each sounds, by reading its own text once more.

That takes a tenth of the time of the reading itself: the sound is not encoded again, and all words are weighed at once.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from voiceapp.core.pcm import DETECTOR
from voiceapp.local.process_messages import TimedWord
from voiceapp.local.runners.short_window import ReadSegment
from voiceapp.local.runners.whisper_guesses import GuessingModel, tokenizer_for

FRAMES_A_SECOND = 100


class WeighingModel(GuessingModel, Protocol):
    """The parts of faster-whisper's model that weigh words."""

    find_alignment: Callable[..., Sequence[Sequence[dict[str, object]]]]


def weighed_words(
    model: WeighingModel, encoded: object, segments: Sequence[ReadSegment], samples: int, language: str
) -> list[TimedWord]:
    """`encoded`: the sound of all segments, as the model encoded it. `samples`: how long it is."""
    if encoded is None:
        return []
    try:
        tokenizer = tokenizer_for(model, language)
        tokens = [token for segment in segments for token in segment.tokens if token < tokenizer.eot]
        (found,) = model.find_alignment(tokenizer, [tokens], encoded, samples * FRAMES_A_SECOND // DETECTOR.rate)
    except (RuntimeError, ValueError, IndexError, AttributeError):
        # A model of the person's own may lack what this takes. The words themselves are there.
        return []
    return joined(found)


def joined(found: Sequence[dict[str, object]]) -> list[TimedWord]:
    """Return the words with the signs behind them, which are no words of their own."""
    words: list[TimedWord] = []
    for piece in found:
        text, start, end, sure = (piece[name] for name in ("word", "start", "end", "probability"))
        shown = str(text).strip()
        if words and not any(sign.isalnum() for sign in shown):
            last = words[-1]
            words[-1] = TimedWord(last.text + shown, last.start, last.end, last.sure)
        elif shown:
            words.append(TimedWord(shown, _ms(start), _ms(end), float(str(sure))))
    return words


def _ms(seconds: object) -> int:
    return round(float(str(seconds)) * 1000)

"""Asks Whisper when words sound that are known already, which it then need not guess."""

from collections.abc import Sequence
from typing import Protocol, cast

from voiceapp.audio.resample import Wave
from voiceapp.core.pcm import DETECTOR
from voiceapp.local.process_messages import TimedWord
from voiceapp.local.runners.short_window import WHOLE_WINDOW, ShortEncoder
from voiceapp.local.runners.whisper_guesses import GuessingModel, padded, tokenizer_for

MOST_TOKENS = 220
"""Half of what its memory for text holds."""
FRAMES_A_SECOND = 100


class _AligningModel(GuessingModel, Protocol):
    def find_alignment(
        self, tokenizer: object, text_tokens: list[list[int]], encoded: object, frames: int
    ) -> Sequence[Sequence[dict[str, object]]]: ...


def times_of(model: GuessingModel, encoder: ShortEncoder, wave: Wave, language: str, text: str) -> list[TimedWord]:
    """Return the words with their times, as many as it can hold. `wave`: no longer than its window."""
    tokenizer = tokenizer_for(model, language)
    tokens = tokenizer.encode(f" {text.strip()}")[:MOST_TOKENS]
    encoder.frames = WHOLE_WINDOW
    encoded = model.encode(padded(model.feature_extractor(wave)))
    frames = min(WHOLE_WINDOW, len(wave) * FRAMES_A_SECOND // DETECTOR.rate)
    (found,) = cast("_AligningModel", model).find_alignment(tokenizer, [tokens], encoded, frames)
    words: list[TimedWord] = []
    for each in found:
        word, start, end = str(each["word"]), _ms(each["start"]), _ms(each["end"])
        if words and not word.startswith(" "):
            last = words[-1]
            words[-1] = TimedWord(last.text + word.strip(), last.start, max(last.end, end))
        elif word.strip():
            words.append(TimedWord(word.strip(), start, end))
    return words


def _ms(seconds: object) -> int:
    return round(float(cast("float", seconds)) * 1000)

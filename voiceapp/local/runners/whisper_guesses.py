"""Asks Whisper for several guesses at what was said over a reply, since of one syllable it is never sure."""

import importlib
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from voiceapp.audio.resample import Wave
from voiceapp.core.text.overlap_guesses import Guess, OverlapText, likely_text, sure_text
from voiceapp.local.runners.short_window import WHOLE_WINDOW, Features, ShortEncoder, most_tokens, short_window

GUESSES = 5
"""More bring hardly any that are likely enough."""


class _Generated(Protocol):
    sequences_ids: Sequence[list[int]]
    scores: Sequence[float]
    no_speech_prob: float


class _GuessingRuntime(Protocol):
    is_multilingual: bool

    def generate(self, features: object, prompts: list[list[int]], **options: object) -> Sequence[_Generated]: ...


class GuessingModel(Protocol):
    """The parts of faster-whisper's model from which its usual way of asking is made."""

    model: _GuessingRuntime
    hf_tokenizer: object
    feature_extractor: Callable[[Wave], Features]
    encode: Callable[[Features], object]

    def get_prompt(self, tokenizer: "_Tokenizer", previous_tokens: list[int], **options: object) -> list[int]: ...


class _Tokenizer(Protocol):
    eot: int

    def encode(self, text: str) -> list[int]: ...
    def decode(self, tokens: list[int]) -> str: ...


def heard_over_reply(
    model: GuessingModel, encoder: ShortEncoder, wave: Wave, language: str, expected: str
) -> OverlapText:
    """Return what was probably said. The whole window is read only if a shorter one leaves doubts: it takes four times as long."""
    features = padded(model.feature_extractor(wave))
    tokenizer = tokenizer_for(model, language)
    before = tokenizer.encode(f" {expected}") if expected else []
    prompt = model.get_prompt(tokenizer, before, without_timestamps=True)

    def guess(window: int) -> tuple[list[Guess], float]:
        encoder.frames = window
        (found,) = model.model.generate(
            model.encode(features),
            [prompt],
            beam_size=GUESSES,
            num_hypotheses=GUESSES,
            max_length=len(prompt) + most_tokens(len(wave)),
            return_scores=True,
            return_no_speech_prob=True,
        )
        texts = (tokenizer.decode(tokens).strip() for tokens in found.sequences_ids)
        return [Guess(text, score) for text, score in zip(texts, found.scores, strict=True)], found.no_speech_prob

    window = short_window(len(wave))
    if window:
        sure = sure_text(*guess(window))
        if sure is not None:
            return sure
    return likely_text(*guess(WHOLE_WINDOW))


def tokenizer_for(model: GuessingModel, language: str) -> _Tokenizer:
    make: Callable[..., _Tokenizer] = importlib.import_module("faster_whisper.tokenizer").Tokenizer
    return make(model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language)


def padded(features: Features) -> Features:
    lacking = max(0, WHOLE_WINDOW - features.shape[-1])
    whole: Features = np.pad(features, ((0, 0), (0, lacking)))[:, :WHOLE_WINDOW]
    return whole

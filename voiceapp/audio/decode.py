"""Decodes sound files into the one form that sound has inside the app, a few seconds at a time.

libsndfile reads what it knows; all else, video among it, is read by FFmpeg's libraries where they are.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import soundfile

from voiceapp.audio import av_decode
from voiceapp.audio.resample import Resampler, Wave, to_pcm
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_stretch import SoundStretch

BLOCK_SECONDS = 10
COMPARED_BLOCKS = 6
SAME = 0.1
"""The part of the loudest sample by which two channels of the same sound may differ."""
STRETCH_SECONDS = 120
"""The longest stretch that is read at once."""


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """Holds what a sound file says of itself."""

    seconds: float
    """0 if it doesn't say."""
    channels: int


def decoded(body: bytes) -> Iterator[bytes]:
    """Decodes a file held in memory, ten seconds at a time, to the wire rate. Raises EngineError."""
    try:
        for wave in _by_libsndfile(io.BytesIO(body), 0, None):
            yield to_pcm(wave)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise EngineError(_no_sound("The sound")) from error


def blocks_of(path: Path, *, start: Milliseconds = 0, channel: int | None = None) -> Iterator[bytes]:
    """Decodes a file on disk from a moment on, some seconds at a time, to the wire rate. Raises EngineError.

    `channel`: one alone, counted from 0.
    """
    yield from map(to_pcm, _waves(path, start, channel))


def facts_of(path: Path) -> SoundFacts:
    """Raises EngineError if the file is not sound that can be read here."""
    try:
        with soundfile.SoundFile(path) as file:
            return SoundFacts(float(file.frames / file.samplerate), file.channels)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        if not av_decode.is_here():
            raise EngineError(_no_sound(path.name)) from error
    try:
        return SoundFacts(*av_decode.facts(path))
    except av_decode.NoSoundError as error:
        raise EngineError(_no_sound(path.name)) from error


def length_of(path: Path) -> float:
    """Returns the length in seconds. Raises EngineError if the file is not sound."""
    return facts_of(path).seconds


def sound_of(stretch: SoundStretch) -> bytes:
    """Returns a stretch of a file at the wire rate. Raises EngineError."""
    wanted = WIRE.bytes(min(stretch.end - stretch.start, STRETCH_SECONDS * 1000))
    found = bytearray()
    for block in blocks_of(Path(stretch.path), start=stretch.start, channel=stretch.channel):
        found += block
        if len(found) >= wanted:
            break
    return bytes(found[:wanted])


def channels_differ(path: Path) -> bool:
    """Returns whether the first two channels hold different sound somewhere in the first minute. Raises EngineError."""
    blocks = zip(blocks_of(path, channel=0), blocks_of(path, channel=1), range(COMPARED_BLOCKS), strict=False)
    return any(_differ(left, right) for left, right, _ in blocks)


def _differ(left: bytes, right: bytes) -> bool:
    first, second = (np.frombuffer(pcm, "<i2").astype(np.float32) for pcm in (left, right))
    length = min(len(first), len(second))
    difference = float(np.abs(first[:length] - second[:length]).max(initial=0.0))
    return difference > SAME * max(1.0, float(np.abs(first).max(initial=0.0)), float(np.abs(second).max(initial=0.0)))


def _waves(path: Path, start: Milliseconds, channel: int | None) -> Iterator[Wave]:
    given = 0
    try:
        for wave in _by_libsndfile(path, start, channel):
            given += len(wave)
            yield wave
    except (soundfile.LibsndfileError, RuntimeError) as error:
        if not av_decode.is_here():
            raise EngineError(_no_sound(path.name)) from error
    else:
        return
    try:
        yield from av_decode.waves(path, start + round(given * 1000 / WIRE.rate), channel)
    except av_decode.NoSoundError as error:
        raise EngineError(_no_sound(path.name)) from error


def _by_libsndfile(source: Path | io.BytesIO, start: Milliseconds, channel: int | None) -> Iterator[Wave]:
    with soundfile.SoundFile(source) as file:
        if start:
            file.seek(min(file.frames, round(start * file.samplerate / 1000)))
        resampler = Resampler(file.samplerate, WIRE.rate)
        while True:
            block = cast(
                "np.ndarray[tuple[int, int], np.dtype[np.float32]]",
                file.read(file.samplerate * BLOCK_SECONDS, dtype="float32", always_2d=True),
            )
            if not len(block):
                return
            yield resampler.resampled(av_decode.mono(block.T, channel))


def _no_sound(name: str) -> Failure:
    if av_decode.is_here():
        sentence = Sentence(
            "There's no sound in {name} that can be read. It may be damaged, or no recording.", name=name
        )
    else:
        sentence = Sentence(
            "{name} can't be read: only WAV, FLAC, Ogg and MP3 can. For the rest, install voiceapp[local].", name=name
        )
    return Failure(FailureKind.BAD_FILE, sentence)

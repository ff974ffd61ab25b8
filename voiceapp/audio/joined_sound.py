"""Joins recordings into one FLAC file, one after the other, and takes them out of it again without loss."""

from collections.abc import Iterable
from pathlib import Path
from typing import cast

import numpy as np
import soundfile

from voiceapp.core.pcm import BYTES_PER_SAMPLE, WIRE

Places = dict[str, tuple[int, int]]
"""The first sample of each recording, and their number."""


def write_joined(path: Path, recordings: Iterable[tuple[str, bytes]]) -> Places:
    """Write recordings at the wire rate, which are asked for one by one. Raises OSError."""
    places: Places = {}
    at = 0
    try:
        with soundfile.SoundFile(path, "w", WIRE.rate, 1, format="FLAC", subtype="PCM_16") as file:
            for name, pcm in recordings:
                count = len(pcm) // BYTES_PER_SAMPLE
                file.write(np.frombuffer(pcm[: count * BYTES_PER_SAMPLE], "<i2"))
                places[name] = (at, count)
                at += count
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise OSError(str(error)) from error
    return places


def read_joined(path: Path, place: tuple[int, int]) -> bytes:
    """Read one of the recordings. Raises OSError."""
    first, count = place
    try:
        with soundfile.SoundFile(path) as file:
            if file.samplerate != WIRE.rate or file.channels != 1:
                raise OSError("it is not as it was written")
            file.seek(first)
            return cast("np.ndarray[tuple[int], np.dtype[np.int16]]", file.read(count, dtype="int16")).tobytes()
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise OSError(str(error)) from error

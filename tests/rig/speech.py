"""Speech for tests: recorded by people (shipped), or spoken by espeak-ng."""

import io
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from tests.rig.signals import Samples
from tests.rig.soundcard import RATE

DATA = Path(__file__).parent.parent / "data"


@cache
def recorded(name: str, rate: int = RATE) -> Samples:
    """A recorded sentence from tests/data, by name without its ending."""
    samples, found = soundfile.read(DATA / f"{name}.flac", dtype="int16")
    return _at(samples, int(found), rate)


@cache
def spoken(text: str, rate: int = RATE, voice: str = "en") -> Samples:
    """The text, spoken by espeak-ng."""
    wav = subprocess.run(
        ["espeak-ng", "-v", voice, "-s", "150", "--stdout", text], capture_output=True, check=True, timeout=30
    ).stdout
    # A streamed wav does not know its length, and says so with the largest one there is.
    samples, found = soundfile.read(io.BytesIO(_with_length(wav)), dtype="int16")
    return _at(samples, int(found), rate)


def _with_length(wav: bytes) -> bytes:
    data = wav.index(b"data")
    size = len(wav) - data - 8
    return (
        wav[:4]
        + (len(wav) - 8).to_bytes(4, "little")
        + wav[8 : data + 4]
        + size.to_bytes(4, "little")
        + wav[data + 8 :]
    )


def _at(samples: Samples, found: int, rate: int) -> Samples:
    if found == rate:
        return samples
    length = round(len(samples) * rate / found)
    wave = np.fft.rfft(samples.astype(np.float64))
    bins = length // 2 + 1
    fitted = np.zeros(bins, complex)
    fitted[: min(bins, len(wave))] = wave[: min(bins, len(wave))]
    return (np.fft.irfft(fitted, length) * length / len(samples)).clip(-32768, 32767).astype(np.int16)

"""Cuts long recordings where nobody is speaking, since services limit the size of a request."""

import io
import wave
from collections.abc import Iterator

import numpy as np

from voiceapp.audio.levels import decibels_of
from voiceapp.core.pcm import WIRE

LONGEST_SECONDS = 300.0
"""14 MB as it is sent, well below what services take; an error costs five minutes at most."""
SEARCHED_SECONDS = 60.0
"""A piece is cut at the quietest moment of its last minute."""


def chunks_of(pcm: bytes, longest: float = LONGEST_SECONDS, searched: float = SEARCHED_SECONDS) -> Iterator[bytes]:
    """Yields all of a recording in order, without gaps or overlaps."""
    most = WIRE.bytes(round(longest * 1000))
    start = 0
    while len(pcm) - start > most:
        end = start + quietest_place(pcm[start : start + most], searched)
        yield pcm[start:end]
        start = end
    yield pcm[start:]


def quietest_place(pcm: bytes, searched: float) -> int:
    """The byte at which to cut, in the middle of the quietest third of a second near the end."""
    frame = WIRE.frame_bytes
    first = max(1, (len(pcm) - WIRE.bytes(round(searched * 1000))) // frame)
    samples = np.frombuffer(pcm[: len(pcm) // frame * frame], "<i2").astype(np.float32)
    power = np.square(samples.reshape(-1, frame // 2)).mean(axis=1)
    width = min(16, max(1, len(power) - first))
    smooth = np.convolve(power[first:], np.ones(width) / width, mode="valid")
    place = first + int(smooth.argmin()) + width // 2
    return max(1, min(place, len(power))) * frame


def wav(pcm: bytes) -> bytes:
    """Builds a WAV file in memory."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(WIRE.rate)
        written.writeframes(pcm)
    return file.getvalue()


def loudness(pcm: bytes) -> float:
    """Measures the loudest tenth of a second, in dB below full scale."""
    size = WIRE.bytes(100)
    blocks = (pcm[start : start + size] for start in range(0, len(pcm) // 2 * 2, size))
    return max((decibels_of(block[: len(block) // 2 * 2]) for block in blocks), default=-120.0)

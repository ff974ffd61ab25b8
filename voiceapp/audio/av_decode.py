"""Decodes what FFmpeg's libraries read, which come with the recogniser: video, and sound that libsndfile doesn't know.

What is damaged in the middle of a file becomes silence of the same length, so that all that follows keeps its time.
"""

import logging
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from voiceapp.audio.resample import Wave
from voiceapp.core.pcm import WIRE, Milliseconds

if TYPE_CHECKING:
    from av.container import InputContainer

log = logging.getLogger(__name__)

LEAST_GAP = 0.06
"""Seconds; less is how containers round their times."""
MOST_GAP = 3600.0
"""Seconds; more than that is a damaged time, unless the file says that it is longer."""
MOST_AT_ONCE = WIRE.rate * 10
"""Samples of silence in one block."""


class NoSoundError(Exception):
    """The file holds no sound that can be read."""


def is_here() -> bool:
    return find_spec("av") is not None


def facts(path: Path) -> tuple[float, int]:
    """Return the length in seconds, or 0 where the file doesn't say, and how many channels there are. Raises NoSoundError."""
    with _opened(path) as container:
        return _seconds(container), container.streams.audio[0].channels


def _seconds(container: "InputContainer") -> float:
    stream = container.streams.audio[0]
    if stream.duration is not None and stream.time_base is not None:
        seconds = float(stream.duration * stream.time_base)
    else:
        seconds = (container.duration or 0) / 1_000_000
    return max(0.0, seconds)


def mono(wave: Wave, channel: int | None) -> Wave:
    """Returns one channel, or all of them together, of sound that has a row for each."""
    if channel is not None:
        return cast("Wave", wave[min(channel, len(wave) - 1)])
    return cast("Wave", wave[0] if len(wave) == 1 else wave.mean(axis=0, dtype=np.float32))


def waves(path: Path, start: Milliseconds, channel: int | None) -> Iterator[Wave]:
    """Yield the sound from a moment on, at the wire rate. Raises NoSoundError."""
    with _opened(path) as container:
        clock = _Clock(start / 1000, max(MOST_GAP, _seconds(container)))
        for wave, at in decoded_pieces(container, start):
            yield from clock.placed(mono(wave, channel), at)


def _opened(path: Path) -> "InputContainer":
    import av  # noqa: PLC0415  (slow, and only where libsndfile can't read a file)
    from av.error import FFmpegError  # noqa: PLC0415

    try:
        # Without its protocol a name could be taken for an address.
        container = av.open(f"file:{path}", metadata_errors="ignore")
    except (FFmpegError, OSError, ValueError) as error:
        raise NoSoundError from error
    if not container.streams.audio:
        container.close()
        raise NoSoundError
    return container


def decoded_pieces(container: "InputContainer", start: Milliseconds) -> Iterator[tuple[Wave, float | None]]:
    """Each piece of sound, and when it begins, where that is known."""
    from av.audio.resampler import AudioResampler  # noqa: PLC0415
    from av.error import EOFError as FileEndError  # noqa: PLC0415
    from av.error import FFmpegError  # noqa: PLC0415

    stream = container.streams.audio[0]
    begins = float((stream.start_time or 0) * (stream.time_base or 0))
    if start:
        container.seek(round((start / 1000 + begins) * 1_000_000))
    resampler = AudioResampler("fltp", rate=WIRE.rate)
    bad = 0
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            if packet is None:
                break
            frames = packet.decode()
        except (FFmpegError, ValueError) as error:
            bad += 1
            if isinstance(error, FileEndError):
                break
            continue
        for frame in frames:
            at = None if frame.pts is None or frame.time_base is None else float(frame.pts * frame.time_base) - begins
            for ready in resampler.resample(frame):
                yield np.asarray(ready.to_ndarray(), dtype=np.float32), at
                at = None
    if bad:
        log.warning("%d damaged packets were left out of a sound file", bad)


class _Clock:
    """Keeps pieces of sound at the time that their container gives them."""

    def __init__(self, start: float, longest: float) -> None:
        """`longest`: the longest silence that is believed, in seconds."""
        self._start = start
        self._longest = longest
        self._given = 0

    def placed(self, wave: Wave, at: float | None) -> Iterator[Wave]:
        """Yield the silence that is missing before a piece, and the piece without what is too early in it."""
        ahead = 0 if at is None else round((at - self._start) * WIRE.rate) - self._given
        if LEAST_GAP * WIRE.rate < ahead <= self._longest * WIRE.rate:
            yield from self._silence(ahead)
        elif ahead < 0 and self._given == 0:
            wave = wave[-ahead:]
        if len(wave):
            self._given += len(wave)
            yield wave

    def _silence(self, missing: int) -> Iterator[Wave]:
        while missing > 0:
            length = min(missing, MOST_AT_ONCE)
            missing -= length
            self._given += length
            yield np.zeros(length, np.float32)

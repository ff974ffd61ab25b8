"""Splits a long recording into utterances at its pauses."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voiceapp.audio.detectors import detector
from voiceapp.audio.levels import decibels, decibels_of
from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.core.pcm import DETECTOR, FRAME_MS, WIRE, Milliseconds
from voiceapp.core.sound_rules import HESITATION
from voiceapp.core.talk.endpointing import Endpointer, SpeechEdge
from voiceapp.core.wishes import EndpointingWishes

READING = EndpointingWishes(attack=2, hangover=30, pause=0, shortest=6, preroll=15, longest=1250)
"""Nobody waits for files, so cut only at pauses of 0.6 s, and at the latest after 25 s, which recognisers take in one
go.
"""
FAINTEST = 35.0
"""dB below the loudest at which sound may be the beginning of a word."""
KEPT = 8
"""Frames kept before it, so that nothing is clipped."""


@dataclass(frozen=True, slots=True)
class SplitUtterance:
    at: Milliseconds
    """Where it begins in the recording."""
    pcm: bytes


def utterances(blocks: Iterable[bytes]) -> Iterator[SplitUtterance]:
    """Yield the utterances in order, as they are found. Memory holds no more than the longest one."""
    endpointer = Endpointer(READING)
    listens = detector("silero")
    resampler = Resampler(WIRE.rate, DETECTOR.rate)
    before: deque[bytes] = deque(maxlen=READING.preroll + READING.attack + HESITATION)
    open_since: int | None = None
    taken: list[bytes] = []
    for place, frame in enumerate(_frames(blocks), start=1):
        wave = to_float(frame)
        speech = listens.probability(to_pcm(resampler.resampled(wave)))
        edge = endpointer.take_frame(speech, decibels(wave))
        if open_since is not None:
            taken.append(frame)
        else:
            before.append(frame)
        if edge is SpeechEdge.BEGAN:
            taken = list(before)
            open_since = place - len(taken)
            before.clear()
        elif edge is not None and open_since is not None:
            if edge is SpeechEdge.ENDED:
                yield _from_its_first_sound(open_since, taken)
            taken, open_since = [], None
    if open_since is not None and len(taken) > READING.shortest + len(before):
        yield _from_its_first_sound(open_since, taken)


def _from_its_first_sound(since: int, frames: list[bytes]) -> SplitUtterance:
    """Trim the leading silence, because subtitles should come with the first word, not before."""
    levels = [decibels_of(frame) for frame in frames]
    first = next(place for place, level in enumerate(levels) if level >= max(levels) - FAINTEST)
    start = max(0, first - KEPT)
    return SplitUtterance((since + start) * FRAME_MS, b"".join(frames[start:]))


def _frames(blocks: Iterable[bytes]) -> Iterator[bytes]:
    size = WIRE.frame_bytes
    left = b""
    for block in blocks:
        left += block
        whole = len(left) // size * size
        for start in range(0, whole, size):
            yield left[start : start + size]
        left = left[whole:]
    if left:
        yield left.ljust(size, b"\0")

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


class UtteranceSplitter:
    """Takes sound piece by piece. Memory holds no more than the longest utterance."""

    def __init__(self) -> None:
        self._endpointer = Endpointer(READING)
        self._listens = detector("silero")
        self._resampler = Resampler(WIRE.rate, DETECTOR.rate)
        self._before: deque[bytes] = deque(maxlen=READING.preroll + READING.attack + HESITATION)
        self._open_since: int | None = None
        self._taken: list[bytes] = []
        self._place = 0
        self._left = b""

    def take(self, block: bytes) -> Iterator[SplitUtterance]:
        """Yield the utterances that end in this piece of any length."""
        size = WIRE.frame_bytes
        self._left += block
        whole = len(self._left) // size * size
        frames, self._left = self._left[:whole], self._left[whole:]
        for start in range(0, whole, size):
            yield from self._take_frame(frames[start : start + size])

    def end(self) -> Iterator[SplitUtterance]:
        """Yield what is still being said when the sound is over."""
        if self._left:
            yield from self._take_frame(self._left.ljust(WIRE.frame_bytes, b"\0"))
            self._left = b""
        if self._open_since is not None and len(self._taken) > READING.shortest + len(self._before):
            yield _from_its_first_sound(self._open_since, self._taken)
        self._open_since = None

    def _take_frame(self, frame: bytes) -> Iterator[SplitUtterance]:
        self._place += 1
        wave = to_float(frame)
        speech = self._listens.probability(to_pcm(self._resampler.resampled(wave)))
        edge = self._endpointer.take_frame(speech, decibels(wave))
        if self._open_since is not None:
            self._taken.append(frame)
        else:
            self._before.append(frame)
        if edge is SpeechEdge.BEGAN:
            self._taken = list(self._before)
            self._open_since = self._place - len(self._taken)
            self._before.clear()
        elif edge is not None and self._open_since is not None:
            if edge is SpeechEdge.ENDED:
                yield _from_its_first_sound(self._open_since, self._taken)
            self._taken, self._open_since = [], None


def utterances(blocks: Iterable[bytes]) -> Iterator[SplitUtterance]:
    """Yield the utterances in order, as they are found. Memory holds no more than the longest one."""
    splitter = UtteranceSplitter()
    for block in blocks:
        yield from splitter.take(block)
    yield from splitter.end()


def _from_its_first_sound(since: int, frames: list[bytes]) -> SplitUtterance:
    """Trim the leading silence, because subtitles should come with the first word, not before."""
    levels = [decibels_of(frame) for frame in frames]
    first = next(place for place, level in enumerate(levels) if level >= max(levels) - FAINTEST)
    start = max(0, first - KEPT)
    return SplitUtterance((since + start) * FRAME_MS, b"".join(frames[start:]))

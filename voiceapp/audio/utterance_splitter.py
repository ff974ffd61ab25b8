"""Splits a long recording into utterances at its pauses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voiceapp.audio.levels import decibels_of
from voiceapp.audio.live_utterances import LiveUtterances, UtteranceBegan, UtteranceNews, UtteranceOver, UtteranceSound
from voiceapp.core.pcm import FRAME_MS, WIRE, Milliseconds
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
        self._live = LiveUtterances(READING)
        self._at: Milliseconds = 0
        self._taken: list[bytes] = []

    def take(self, block: bytes) -> Iterator[SplitUtterance]:
        """Yield the utterances that end in this piece of any length."""
        yield from self._whole(self._live.take(block))

    def end(self) -> Iterator[SplitUtterance]:
        """Yield what is still being said when the sound is over."""
        yield from self._whole(self._live.end())

    def _whole(self, news: Iterable[UtteranceNews]) -> Iterator[SplitUtterance]:
        for each in news:
            match each:
                case UtteranceBegan(at):
                    self._at, self._taken = at, []
                case UtteranceSound(pcm):
                    self._taken.append(pcm)
                case UtteranceOver(kept):
                    if kept:
                        yield _from_its_first_sound(self._at, b"".join(self._taken))
                    self._taken = []


def utterances(blocks: Iterable[bytes]) -> Iterator[SplitUtterance]:
    """Yield the utterances in order, as they are found. Memory holds no more than the longest one."""
    splitter = UtteranceSplitter()
    for block in blocks:
        yield from splitter.take(block)
    yield from splitter.end()


def _from_its_first_sound(at: Milliseconds, pcm: bytes) -> SplitUtterance:
    """Trim the leading silence, because subtitles should come with the first word, not before."""
    size = WIRE.frame_bytes
    levels = [decibels_of(pcm[start : start + size]) for start in range(0, len(pcm), size)]
    audible = max(levels) - FAINTEST
    first = next(place for place, level in enumerate(levels) if level >= audible)
    start = max(0, first - KEPT)
    return SplitUtterance(at + start * FRAME_MS, pcm[start * size :])

"""Finds utterances in sound while it comes, so that they can be recognised while somebody is still speaking."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from voiceapp.audio.detectors import detector
from voiceapp.audio.levels import decibels
from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.core.pcm import DETECTOR, FRAME_MS, WIRE, Milliseconds
from voiceapp.core.sound_rules import HESITATION
from voiceapp.core.talk.endpointing import Endpointer, SpeechEdge
from voiceapp.core.wishes import EndpointingWishes

EDGES = EndpointingWishes(attack=2, hangover=30, pause=0, shortest=6, preroll=15, longest=750)
"""Like those of files, but after 15 s at the latest, for somebody waits for the words."""


@dataclass(frozen=True, slots=True)
class UtteranceBegan:
    at: Milliseconds
    """Where it begins in the sound."""


@dataclass(frozen=True, slots=True)
class UtteranceSound:
    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class UtteranceOver:
    kept: bool
    """False: it was no speech."""


UtteranceNews = UtteranceBegan | UtteranceSound | UtteranceOver


class LiveUtterances:
    """Takes sound piece by piece, at the wire's rate."""

    def __init__(self) -> None:
        self._endpointer = Endpointer(EDGES)
        self._listens = detector("silero")
        self._resampler = Resampler(WIRE.rate, DETECTOR.rate)
        self._before: deque[bytes] = deque(maxlen=EDGES.preroll + EDGES.attack + HESITATION)
        self._open = False
        self._place = 0
        self._left = b""

    def take(self, block: bytes) -> Iterator[UtteranceNews]:
        size = WIRE.frame_bytes
        self._left += block
        whole = len(self._left) // size * size
        frames, self._left = self._left[:whole], self._left[whole:]
        for start in range(0, whole, size):
            yield from self._take_frame(frames[start : start + size])

    def end(self) -> Iterator[UtteranceNews]:
        if self._open:
            self._open = False
            yield UtteranceOver(kept=True)

    def _take_frame(self, frame: bytes) -> Iterator[UtteranceNews]:
        self._place += 1
        wave = to_float(frame)
        speech = self._listens.probability(to_pcm(self._resampler.resampled(wave)))
        edge = self._endpointer.take_frame(speech, decibels(wave))
        if self._open:
            yield UtteranceSound(frame)
        else:
            self._before.append(frame)
        if edge is SpeechEdge.BEGAN:
            self._open = True
            yield UtteranceBegan((self._place - len(self._before)) * FRAME_MS)
            yield UtteranceSound(b"".join(self._before))
            self._before.clear()
        elif self._open and edge in (SpeechEdge.ENDED, SpeechEdge.DROPPED):
            self._open = False
            yield UtteranceOver(kept=edge is SpeechEdge.ENDED)

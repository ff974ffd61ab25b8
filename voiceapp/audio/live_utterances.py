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
    """Takes sound piece by piece, at the wire's rate, and cuts it by these wishes."""

    def __init__(self, wishes: EndpointingWishes) -> None:
        self._wishes = wishes
        self._endpointer = Endpointer(wishes)
        self._listens = detector("silero")
        self._resampler = Resampler(WIRE.rate, DETECTOR.rate)
        self._before: deque[bytes] = deque(maxlen=wishes.preroll + wishes.attack + HESITATION)
        self._began: int | None = None
        """The frame with which the open utterance begins."""
        self._place = 0
        self._left = b""

    def take(self, block: bytes) -> Iterator[UtteranceNews]:
        """Tell what happens in this piece of any length."""
        size = WIRE.frame_bytes
        self._left += block
        whole = len(self._left) // size * size
        frames, self._left = self._left[:whole], self._left[whole:]
        for start in range(0, whole, size):
            yield from self._take_frame(frames[start : start + size])

    def end(self) -> Iterator[UtteranceNews]:
        """Tell of what is still being said when the sound is over."""
        if self._left:
            yield from self._take_frame(self._left.ljust(WIRE.frame_bytes, b"\0"))
            self._left = b""
        if self._began is not None:
            yield UtteranceOver(kept=self._place - self._began > self._wishes.shortest)
        self._began = None

    def _take_frame(self, frame: bytes) -> Iterator[UtteranceNews]:
        self._place += 1
        wave = to_float(frame)
        speech = self._listens.probability(to_pcm(self._resampler.resampled(wave)))
        edge = self._endpointer.take_frame(speech, decibels(wave))
        if self._began is not None:
            yield UtteranceSound(frame)
        else:
            self._before.append(frame)
        if edge is SpeechEdge.BEGAN:
            self._began = self._place - len(self._before)
            yield UtteranceBegan(self._began * FRAME_MS)
            yield UtteranceSound(b"".join(self._before))
            self._before.clear()
        elif self._began is not None and edge in (SpeechEdge.ENDED, SpeechEdge.DROPPED):
            self._began = None
            yield UtteranceOver(kept=edge is SpeechEdge.ENDED)

"""Offers the voice detectors behind one interface: a neural one, and a classic one as its safety net.

Add one by writing a class that meets `core.ports.Detector` and a line in DETECTORS.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Protocol, cast

import numpy as np

from voiceapp.audio.silero import WINDOW, SileroNetwork
from voiceapp.core.pcm import DETECTOR, FRAME_MS
from voiceapp.core.ports import Detector

log = logging.getLogger(__name__)

WEBRTC_MODE = 3
"""The strictest: the only one that is of use in noise (see docs/decisions/voice-activity.md)."""


class SileroDetector:
    """Silero's network, fed with windows of 32 ms, asked every 20 ms: the newest window answers."""

    def __init__(self) -> None:
        self._network = SileroNetwork()
        self._waiting = np.zeros(0, np.float32)
        self._last = 0.0

    def probability(self, pcm: bytes) -> float:
        new = np.frombuffer(pcm, "<i2") * np.float32(1 / 32768)
        self._waiting = np.concatenate([self._waiting, new])
        while len(self._waiting) >= WINDOW:
            window, self._waiting = self._waiting[:WINDOW], self._waiting[WINDOW:]
            self._last = self._network.process(window)
        return self._last

    def reset(self) -> None:
        self._network.reset()
        self._waiting = np.zeros(0, np.float32)
        self._last = 0.0


class WebRtcDetector:
    """The detector of WebRTC: light, and sure of itself only when it is quiet around."""

    def __init__(self, mode: int = WEBRTC_MODE) -> None:
        self._mode = mode
        self._vad = _webrtc(mode)
        self._recent = 0.0

    def probability(self, pcm: bytes) -> float:
        if len(pcm) != DETECTOR.bytes(FRAME_MS):
            return self._recent
        voiced = self._vad.is_speech(pcm, DETECTOR.rate)
        # Yes and no become a likelihood: a single frame is no proof of either.
        self._recent += (float(voiced) - self._recent) * 0.5
        return self._recent

    def reset(self) -> None:
        self._vad = _webrtc(self._mode)
        self._recent = 0.0


class _SpeechTest(Protocol):
    def is_speech(self, buf: bytes, sample_rate: int) -> bool: ...


def _webrtc(mode: int) -> _SpeechTest:
    import webrtcvad  # noqa: PLC0415

    make = cast("Callable[[int], _SpeechTest]", webrtcvad.Vad)
    return make(mode)


class LevelDetector:
    """Loudness above the room's. What is left when no detector can be loaded."""

    def __init__(self) -> None:
        self._floor = 60.0

    def probability(self, pcm: bytes) -> float:
        wave = np.frombuffer(pcm, "<i2").astype(np.float64)
        rms = float(np.sqrt(np.mean(wave * wave))) if len(wave) else 0.0
        self._floor = min(max(rms, 1.0), self._floor * 1.002)
        return float(np.clip((rms / self._floor - 2.0) / 4.0, 0.0, 1.0)) if rms > 150 else 0.0

    def reset(self) -> None:
        self._floor = 60.0


DETECTORS: Mapping[str, Callable[[], Detector]] = {
    "silero": SileroDetector,
    "webrtc": WebRtcDetector,
}


def detector(name: str) -> Detector:
    """The detector of that name, or else the next best one that can be had."""
    wanted = [name, *(other for other in DETECTORS if other != name)]
    for each in wanted:
        make = DETECTORS.get(each)
        if make is None:
            continue
        try:
            return make()
        except (ImportError, OSError, RuntimeError) as error:
            log.warning("the voice detector %s cannot be used: %s", each, error)
    return LevelDetector()

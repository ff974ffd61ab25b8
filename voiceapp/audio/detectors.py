"""Offers the voice detectors behind one interface: a neural one, with a classic one as a fallback.

To add one, write a class that implements `core.ports.Detector` and list it in DETECTORS.
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
"""The strictest mode, and the only useful one in noise (see docs/decisions/voice-activity.md)."""


class SileroDetector:
    """Runs Silero's network on windows of 32 ms. It is asked every 20 ms and answers for the newest window."""

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
    """Wraps the detector of WebRTC: light, but reliable only in quiet surroundings."""

    def __init__(self, mode: int = WEBRTC_MODE) -> None:
        self._mode = mode
        self._vad = _webrtc(mode)
        self._recent = 0.0

    def probability(self, pcm: bytes) -> float:
        if len(pcm) != DETECTOR.bytes(FRAME_MS):
            return self._recent
        voiced = self._vad.is_speech(pcm, DETECTOR.rate)
        # Its yes and no are smoothed into a likelihood, because a single frame proves neither.
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
    """Compares loudness with the room's: the last resort when no detector can be loaded."""

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
    """Makes the detector of that name, or the next best one available."""
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

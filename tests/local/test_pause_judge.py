"""The model that hears whether somebody has finished: its input, its process, and what happens without it."""

import asyncio
import logging
import os
import signal
from pathlib import Path

import numpy as np
import pytest

from tests.rig.models import installed
from tests.rig.patience import EVENT
from voiceapp.audio.recording_files import any_sound
from voiceapp.audio.resample import Resampler, Wave, to_pcm
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.local import pause_judge as judge_module
from voiceapp.local.pause_judge import LocalPauseJudge, load_of_judge
from voiceapp.local.process_messages import Load
from voiceapp.local.runners.log_mel import RATE, log_mel
from voiceapp.local.runners.smart_turn import features

SAID = Path(__file__).parents[1] / "data" / "lobster.flac"
PAUSE = bytes(WIRE.bytes(200))


def said() -> bytes:
    return b"".join(any_sound(str(SAID)))


def sound(seconds: float, seed: int = 3) -> Wave:
    return (np.random.default_rng(seed).standard_normal(int(RATE * seconds)) * 0.1).astype(np.float32)


@installed
@pytest.mark.parametrize("quiet", [False, True])
def test_the_spectrum_is_whispers_own(quiet: bool) -> None:
    from faster_whisper.feature_extractor import FeatureExtractor

    wave = sound(8.0)
    if quiet:
        wave[: RATE * 5] = 0.0
    theirs = FeatureExtractor(chunk_length=8)(wave, padding=0)
    assert log_mel(wave).shape == (80, 800)
    assert np.abs(log_mel(wave) - theirs[:, :800]).max() < 1e-4


def test_what_is_shorter_than_eight_seconds_has_silence_before_it_and_of_what_is_longer_the_end_counts() -> None:
    def pcm(wave: Wave) -> bytes:
        return to_pcm(Resampler(RATE, WIRE.rate).resampled(wave))

    short = features(pcm(sound(2.0)))
    assert short.shape == (80, 800)
    assert np.ptp(short[:, :590], axis=1).max() < 1e-3, "six seconds of silence"
    assert np.ptp(short[:, 610:]) > 0.5
    long = pcm(sound(11.0))
    end = long[-WIRE.bytes(8_500) :]
    assert np.abs(features(long) - features(end)).max() < 0.05


def test_silence_is_no_division_by_nothing() -> None:
    assert np.isfinite(features(bytes(WIRE.bytes(300)))).all()


@installed
async def test_who_has_finished_is_told_from_who_broke_off() -> None:
    judge = LocalPauseJudge()
    whole_said = said()
    try:
        whole = await judge.likelihood(whole_said + PAUSE)
        half = await judge.likelihood(whole_said[: len(whole_said) * 2 // 5 // 2 * 2] + PAUSE)
    finally:
        await judge.close()
    assert whole is not None
    assert half is not None
    assert 0.0 <= half < whole <= 1.0
    assert not judge.process.running
    assert await judge.likelihood(whole_said) is None, "it is closed"
    judge.get_ready()
    assert not judge.process.running


@installed
async def test_it_is_loaded_once_it_may_be_needed_and_let_go_when_nobody_asks() -> None:
    seconds = 60.0
    judge = LocalPauseJudge(lambda: seconds)
    try:
        judge.get_ready()
        judge.get_ready()
        await asyncio.wait_for(judge.process.start(), EVENT)
        assert judge.process.running
        seconds = 0.0
        judge.get_ready()
        await asyncio.wait_for(judge.process.gone(), EVENT)
        assert await judge.likelihood(said() + PAUSE) is not None, "asked again, it is loaded again"
    finally:
        await judge.close()


@installed
async def test_its_death_costs_one_judgement() -> None:
    judge = LocalPauseJudge()
    try:
        await judge.process.start()
        pid = judge.process.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        await judge.process.gone()
        assert await judge.likelihood(said() + PAUSE) is not None
    finally:
        await judge.close()


async def unjudged(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot mend itself is tried only once, although pauses go on to be judged."""
    tried: list[None] = []

    def load() -> Load:
        tried.append(None)
        return load_of_judge()

    monkeypatch.setattr(judge_module, "load_of_judge", load)
    judge = LocalPauseJudge()
    assert await judge.likelihood(PAUSE) is None
    assert await judge.likelihood(PAUSE) is None
    judge.get_ready()
    await judge.close()
    assert len(tried) == 1


async def test_where_it_was_left_out_that_is_no_trouble(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(judge_module, "RUNTIME", "no_such_runtime")
    with pytest.raises(EngineError):
        load_of_judge()
    with caplog.at_level(logging.INFO, judge_module.__name__):
        await unjudged(monkeypatch)
    assert [record.levelno for record in caplog.records] == [logging.INFO]


@installed
@pytest.mark.expects_log
async def test_where_it_is_not_the_file_that_was_tried_pauses_go_unjudged_and_that_is_logged_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(judge_module, "SHA256", "0" * 64)
    await unjudged(monkeypatch)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]

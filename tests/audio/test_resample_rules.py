"""The resampler: exact lengths for ever, the same sound whatever the blocks, and no aliases."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rig.signals import chirp, find
from voiceapp.audio.resample import Resampler, Wave, to_float, to_pcm

RATES = (8_000, 16_000, 24_000, 32_000, 44_100, 48_000, 96_000)
rates = st.sampled_from(RATES)


def expected(samples: int, rate_in: int, rate_out: int) -> int:
    """One output for each place on the outgoing grid that lies before the end of what went in."""
    return -(-samples * rate_out // rate_in)


def in_blocks(resampler: Resampler, wave: Wave, sizes: list[int]) -> Wave:
    pieces: list[Wave] = []
    start = turn = 0
    while start < len(wave):
        size = sizes[turn % len(sizes)]
        pieces.append(resampler.resampled(wave[start : start + size]))
        start, turn = start + size, turn + 1
    return np.concatenate(pieces) if pieces else wave


def tone(frequency: float, rate: int, seconds: float = 0.5) -> Wave:
    return np.sin(2 * np.pi * frequency * np.arange(int(seconds * rate)) / rate).astype(np.float32)


def loudness(wave: Wave) -> float:
    """dB, without the first and last moment."""
    middle = wave[len(wave) // 5 : -len(wave) // 5].astype(np.float64)
    return float(10 * np.log10(np.mean(middle * middle) * 2 + 1e-20))


@given(rates, rates, st.lists(st.integers(1, 3_000), min_size=1, max_size=12), st.integers(1, 12_000))
def test_the_length_is_exact_and_the_blocks_do_not_matter(
    rate_in: int, rate_out: int, sizes: list[int], samples: int
) -> None:
    wave = np.random.default_rng(samples).standard_normal(samples).astype(np.float32)
    in_pieces = in_blocks(Resampler(rate_in, rate_out), wave, sizes)
    at_once = Resampler(rate_in, rate_out).resampled(wave)
    assert len(in_pieces) == len(at_once) == expected(samples, rate_in, rate_out)
    assert np.allclose(in_pieces, at_once, atol=1e-5)


@given(st.sampled_from([(48_000, 24_000), (44_100, 24_000), (24_000, 16_000), (24_000, 44_100)]))
@settings(max_examples=4)
def test_a_frame_in_is_a_frame_out(pair: tuple[int, int]) -> None:
    rate_in, rate_out = pair
    resampler = Resampler(rate_in, rate_out)
    lengths = {len(resampler.resampled(np.zeros(rate_in // 100, np.float32))) for _ in range(200)}
    assert lengths == {rate_out // 100}


@pytest.mark.parametrize(("rate_in", "rate_out"), [(44_100, 24_000), (48_000, 24_000)])
def test_an_hour_does_not_drift(rate_in: int, rate_out: int) -> None:
    """What is said at the end of an hour comes out where it belongs, to the sample."""
    resampler = Resampler(rate_in, rate_out)
    chance = np.random.default_rng(3)
    hour, came, gone = 3_600 * rate_in, 0, 0
    last = to_float(chirp(0.5, rate_in).tobytes())
    while came < hour:
        size = min(int(chance.integers(1, 200_000)), hour - came)
        gone += len(resampler.resampled(np.zeros(size, np.float32)))
        came += size
    out = resampler.resampled(np.concatenate([last, np.zeros(rate_in // 10, np.float32)]))
    assert gone == 3_600 * rate_out
    found = find(chirp(0.5, rate_out), np.frombuffer(to_pcm(out), "<i2").astype(np.int16))
    assert found.score > 0.95
    assert abs(found.at - resampler.delay * rate_out / rate_in) <= 1


@given(st.sampled_from([(48_000, 24_000), (48_000, 16_000), (44_100, 24_000), (24_000, 16_000)]), st.floats(0.1, 1.0))
def test_what_the_lower_rate_cannot_hold_does_not_come_back_as_something_else(
    pair: tuple[int, int], share: float
) -> None:
    rate_in, rate_out = pair
    lowest, highest = rate_out / 2 * 1.12, rate_in / 2 * 0.98
    frequency = lowest + share * (highest - lowest)
    assert loudness(Resampler(rate_in, rate_out).resampled(tone(frequency, rate_in))) < -75


@given(st.sampled_from([(16_000, 24_000), (24_000, 48_000), (24_000, 44_100)]), st.floats(0.02, 0.85))
def test_a_higher_rate_adds_no_mirror_images(pair: tuple[int, int], share: float) -> None:
    rate_in, rate_out = pair
    frequency = share * rate_in / 2
    out = Resampler(rate_in, rate_out).resampled(tone(frequency, rate_in)).astype(np.float64)
    middle = out[len(out) // 5 : -len(out) // 5]
    spectrum = np.abs(np.fft.rfft(middle * np.blackman(len(middle)))) ** 2
    grid = np.fft.rfftfreq(len(middle), 1 / rate_out)
    near = np.abs(grid - frequency) < 100
    assert 10 * np.log10(spectrum[~near].sum() / spectrum[near].sum()) < -70


@given(st.sampled_from([(48_000, 24_000), (44_100, 24_000), (24_000, 16_000), (24_000, 48_000)]), st.floats(0.02, 0.8))
def test_what_both_rates_hold_stays_as_loud_as_it_was(pair: tuple[int, int], share: float) -> None:
    rate_in, rate_out = pair
    frequency = share * min(rate_in, rate_out) / 2
    assert abs(loudness(Resampler(rate_in, rate_out).resampled(tone(frequency, rate_in)))) < 0.5


@given(st.lists(st.floats(-2.0, 2.0, width=32), max_size=50))
def test_samples_survive_and_what_is_too_loud_is_clipped(values: list[float]) -> None:
    wave = np.array(values, np.float32)
    back = to_float(to_pcm(wave))
    assert np.abs(back - wave.clip(-1.0, 32767 / 32768)).max(initial=0.0) <= 0.51 / 32768

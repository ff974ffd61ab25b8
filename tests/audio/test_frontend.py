"""What becomes of the microphone's sound before anybody decides anything: one form, its time, its level, its faults."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.rig.signals import Samples, chirp, find, noise, silence
from tests.rig.soundcard import RATE
from tests.rig.speech import recorded
from voiceapp.audio.echo import Cleaning, FarEnd
from voiceapp.audio.frontend import FrontEnd, FrontEndWishes, SoundForm

PLAIN = FrontEndWishes(Cleaning(echo=False))


def complaints_of(samples: Samples, wishes: FrontEndWishes = PLAIN) -> list[str]:
    said: list[str] = []
    front_end = FrontEnd(wishes, FarEnd(), lambda sentence: said.append(str(sentence)))
    front_end.begin(SoundForm(RATE))
    for start in range(0, len(samples) - 479, 480):
        front_end.mic_frames(samples[start : start + 480].tobytes(), start / RATE)
    return said


def test_a_dead_a_distorting_and_a_far_too_quiet_microphone_are_told_once() -> None:
    voice = np.concatenate([recorded("modern"), recorded("peaceful-night"), recorded("lobster")])
    voice = np.resize(voice, RATE * 20)
    assert complaints_of(silence(12.0, RATE)) == ["No sound at all from the microphone. Is it muted or switched off?"]
    loud = (voice.astype(np.float64) * 12).clip(-32768, 32767).astype(np.int16)
    assert complaints_of(loud) == [("The microphone is too loud and distorts. Lower its level in the sound settings.")]
    soft = (voice.astype(np.float64) * 0.02).astype(np.int16)
    assert complaints_of(soft) == ["The microphone is very quiet. Raise its level or come closer."]
    assert complaints_of(voice) == []
    turned_down = ["The microphone is very quiet. Raise its level or come closer."]
    assert complaints_of(np.concatenate([voice, soft])) == turned_down, "also in the middle of a talk"


def test_a_microphone_that_passes_only_voices_on_is_not_called_dead_between_them() -> None:
    gated = np.concatenate([recorded("lobster"), silence(40.0, RATE), recorded("lobster"), silence(20.0, RATE)])
    assert complaints_of(gated) == []
    assert len(complaints_of(np.concatenate([recorded("lobster"), silence(65.0, RATE)]))) == 1


def test_the_gain_makes_it_louder_by_so_many_decibels() -> None:
    front_end = FrontEnd(FrontEndWishes(Cleaning(echo=False), gain_db=6.0), FarEnd(), lambda _: None)
    front_end.begin(SoundForm(RATE))
    quiet = noise(1.0, RATE, level=0.05)
    levels = [
        frame.level
        for start in range(0, RATE, 480)
        for frame in front_end.mic_frames(quiet[start : start + 480].tobytes(), start / RATE)
    ]
    plain = FrontEnd(PLAIN, FarEnd(), lambda _: None)
    plain.begin(SoundForm(RATE))
    as_it_is = [
        frame.level
        for start in range(0, RATE, 480)
        for frame in plain.mic_frames(quiet[start : start + 480].tobytes(), start / RATE)
    ]
    assert np.median(np.array(levels) - np.array(as_it_is)) == pytest.approx(6.0, abs=0.1)


@pytest.mark.parametrize(
    "form", [SoundForm(48_000, 2), SoundForm(44_100, 1, "float32"), SoundForm(16_000, 2, "float32")]
)
def test_whatever_the_card_gives_becomes_frames_of_one_kind(form: SoundForm) -> None:
    front_end = FrontEnd(PLAIN, FarEnd(), lambda _: None)
    front_end.begin(form)
    sound = chirp(1.0, form.rate)
    both = np.repeat(sound[:, None], form.channels, axis=1)
    raw = both.astype("<f4") / 32768 if form.sample == "float32" else both.astype("<i2")
    step = form.rate // 100
    frames = [
        frame
        for start in range(0, len(sound), step)
        for frame in front_end.mic_frames(raw[start : start + step].tobytes(), start / form.rate)
    ]
    assert len(frames) == 50
    heard = np.frombuffer(b"".join(frame.pcm for frame in frames), "<i2").astype(np.int16)
    assert find(chirp(1.0, RATE)[: RATE - 2_000], heard).score > 0.95


def test_a_constant_offset_of_a_cheap_card_is_no_loudness() -> None:
    front_end = FrontEnd(PLAIN, FarEnd(), lambda _: None)
    front_end.begin(SoundForm(RATE))
    biased = noise(8.0, RATE, level=0.001) + np.int16(1_500)
    levels = [
        frame.level
        for start in range(0, len(biased), 480)
        for frame in front_end.mic_frames(biased[start : start + 480].tobytes(), start / RATE)
    ]
    assert levels[0] < -20
    assert levels[-1] < -60


def taken_at(arrivals: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """What the frames say, whose last samples arrived at these times."""
    front_end = FrontEnd(PLAIN, FarEnd(), lambda _: None)
    front_end.begin(SoundForm(RATE))
    quiet = silence(0.02, RATE).tobytes()
    return np.array([frame.at for at in arrivals for frame in front_end.mic_frames(quiet, at - 0.02)])


def test_frames_say_when_they_were_taken_although_callbacks_are_late_now_and_then() -> None:
    chance = np.random.default_rng(7)
    true = np.arange(1, 501) * 0.02
    late = np.where(chance.random(500) < 0.2, chance.uniform(0.0, 0.08, 500), chance.uniform(0.0, 0.003, 500))
    at = taken_at(list(true + late))
    assert np.abs(at - (true - 0.02))[10:].max() < 0.02
    assert np.diff(at).min() > 0


@pytest.mark.parametrize("gathered", [1, 4])
@pytest.mark.parametrize("stall", [0.05, 0.3, 2.0])
def test_after_a_stall_time_goes_on_and_never_back(stall: float, gathered: int) -> None:
    """The machine does nothing for a while; then all that was heard meanwhile comes at once."""
    true = np.arange(1, 401) * 0.02
    arrivals = np.repeat(true.reshape(-1, gathered)[:, -1], gathered)
    arrivals = np.where((arrivals > 2.0) & (arrivals < 2.0 + stall), 2.0 + stall, arrivals)
    at = taken_at(list(arrivals))
    assert np.diff(at).min() > 0
    assert np.abs(at - (true - 0.02))[-50:].max() < 0.02 * gathered + 0.001

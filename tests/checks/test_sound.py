"""The settings page's sound test, through the whole desk: three seconds are recorded and played back."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.rig.patience import EVENT
from tests.rig.signals import Samples, chirp, find, silence
from tests.rig.soundcard import RATE, SoundCard
from voiceapp.app import AppDesk, open_desk
from voiceapp.core.answers import Probe
from voiceapp.core.failures import Failure
from voiceapp.core.sound_access import DeviceChoice

SIGNAL = chirp(0.5, RATE)


@pytest.fixture
def desk(sound_card: SoundCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppDesk]:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICEAPP_OUTPUT_LATENCY", "0.2")
    desk = open_desk(
        overrides={
            "sound.input_device": "mic",
            "sound.output_device": "speaker",
        }
    )
    yield desk
    desk.close()


class Answered:
    """What the desk answers, waited for."""

    def __init__(self) -> None:
        self._there = threading.Event()
        self.value: object = None

    def __call__(self, value: object) -> None:
        self.value = value
        self._there.set()

    @property
    def there(self) -> bool:
        return self._there.is_set()

    def wait(self) -> object:
        assert self._there.wait(EVENT), "the desk did not answer"
        return self.value


def test_what_was_said_is_played_back(sound_card: SoundCard, desk: AppDesk) -> None:
    answer = Answered()
    with sound_card.recording() as recording:
        desk.sound.test(3.0, answer)
        while not answer.there:
            sound_card.speak(np.concatenate([SIGNAL, silence(0.3, RATE)]))
        said = answer.wait()
        assert isinstance(said, Probe), said
        assert said.ok, said.sentence

        def back(samples: Samples) -> bool:
            return find(SIGNAL, samples).score > 0.9

        recording.wait_for(back)


def test_a_microphone_that_hears_nothing_is_said(desk: AppDesk) -> None:
    answer = Answered()
    desk.sound.test(1.0, answer)
    said = answer.wait()
    assert isinstance(said, Probe), said
    assert not said.ok
    assert "quiet" in str(said.sentence)


def test_the_devices_are_named_the_default_first(desk: AppDesk) -> None:
    answer = Answered()
    desk.sound.microphones(answer)
    found = answer.wait()
    assert not isinstance(found, Failure)
    assert found == (DeviceChoice("mic", "Microphone", is_default=True),)
    desk.sound.speakers(answer := Answered())
    loudspeakers = answer.wait()
    assert isinstance(loudspeakers, tuple)
    assert loudspeakers[0] == DeviceChoice("speaker", "Speaker", is_default=True)

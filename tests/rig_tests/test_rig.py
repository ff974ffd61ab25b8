"""The rig is a real card and a real screen: what goes in comes out, to the sample and to the key."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from tests.rig.display import Display
from tests.rig.patience import EVENT
from tests.rig.signals import chirp, decibels, find, gaps, noise, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded, spoken
from tests.rig.transcribe import transcribe, words_in_common


def test_portaudio_sees_the_card_as_ordinary_devices(sound_card: SoundCard) -> None:
    import sounddevice

    names = {str(device["name"]): device for device in sounddevice.query_devices()}
    assert {"mic", "speaker", "headset", "default"} <= set(names)
    assert names["mic"]["max_input_channels"] > 0
    assert names["mic"]["max_output_channels"] == 0


def test_what_is_spoken_into_the_microphone_arrives_to_the_sample(sound_card: SoundCard) -> None:
    said = noise(1.0, RATE)
    with sound_card.recording("mic") as heard:
        sound_card.speak(np.concatenate([said, silence(0.2, RATE)]))
        heard.wait_for(lambda samples: find(said, samples).score > 0.99)
    found = find(said, heard.samples)
    assert np.array_equal(heard.samples[found.at : found.at + len(said)], said)


def test_speech_from_both_sources_is_there_at_the_rate_asked_for() -> None:
    for samples in (recorded("lobster"), spoken("Good morning.")):
        assert len(samples) > RATE // 2
        assert -40 < decibels(samples) < -5


def test_a_signal_is_found_where_it_is_and_not_where_it_is_not() -> None:
    signal = chirp(0.5, RATE)
    recording = np.concatenate([noise(1.0, RATE, level=0.05), signal // 3, noise(0.5, RATE, level=0.05)])
    found = find(signal, recording)
    assert abs(found.at - RATE) <= 1
    assert found.score > 0.9
    assert find(signal, noise(2.0, RATE)).score < 0.2


def test_a_gap_in_a_sound_is_seen() -> None:
    whole = noise(0.5, RATE)
    broken = np.concatenate([whole, silence(0.05, RATE), whole])
    assert gaps(whole, RATE) == []
    ((at, length),) = gaps(broken, RATE)
    assert abs(at - len(whole)) < 10
    assert abs(length - 0.05 * RATE) < 20


def test_two_cards_live_side_by_side_and_leave_nothing(sound_card: SoundCard) -> None:
    other = SoundCard().start()
    folder, pid = other.folder, other.pid
    assert other.environment["PULSE_SERVER"] != sound_card.environment["PULSE_SERVER"]
    other.stop()
    assert not folder.exists()
    assert not Path(f"/proc/{pid}/cmdline").exists() or Path(f"/proc/{pid}/cmdline").read_bytes() == b""


def test_an_unplugged_microphone_is_gone_until_it_is_plugged_in(sound_card: SoundCard) -> None:
    def sources() -> str:
        shown = subprocess.run(
            ["pactl", "list", "short", "sources"], capture_output=True, text=True, check=True, env=dict(os.environ)
        )
        return shown.stdout

    sound_card.unplug_microphone()
    try:
        assert "\tmic\t" not in sources()
    finally:
        sound_card.plug_microphone()
    assert "\tmic\t" in sources()


def test_a_window_gets_real_keys_and_is_seen(display: Display, tmp_path: Path) -> None:
    typed = tmp_path / "typed"
    program = (
        "import sys; from PySide6.QtWidgets import QApplication, QLineEdit\n"
        "app = QApplication([]); line = QLineEdit(); line.setWindowTitle('rig probe')\n"
        f"line.returnPressed.connect(lambda: (open({str(typed)!r}, 'w').write(line.text()), app.quit()))\n"
        "line.resize(400, 60); line.show(); sys.exit(app.exec())"
    )
    environment = {**os.environ, **display.environment}
    with subprocess.Popen([sys.executable, "-c", program], env=environment) as process:
        window = display.window("rig probe")
        display.do("windowactivate", "--sync", window)
        picture = display.screenshot(tmp_path / "screen.png")
        display.type("hello rig")
        display.key("Return")
        assert process.wait(EVENT) == 0
    assert typed.read_text() == "hello rig"
    assert picture.stat().st_size > 500


def test_a_recording_of_the_speaker_can_be_understood(sound_card: SoundCard) -> None:
    said = recorded("lobster")
    with sound_card.recording("mic") as heard:
        sound_card.speak(np.concatenate([said, silence(0.3, RATE)]))
        heard.wait_for(lambda samples: find(said, samples).score > 0.99)
    assert words_in_common("when is a lobster not a lobster when it is a crayfish", transcribe(heard.samples)) > 0.7
